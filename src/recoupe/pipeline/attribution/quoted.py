"""Quotations that no other construction has given to anybody: behind or before a colon, beside a verb of speech, or going on from the last speaker."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.spans import Span
from recoupe.model.vocabulary import Construction
from recoupe.pipeline.attribution.extents import phrase_span
from recoupe.pipeline.attribution.holders import Nobody, holder_of, may_speak, speaks
from recoupe.pipeline.attribution.model import Finding, Holder
from recoupe.pipeline.attribution.quotations import Quotation, is_speech
from recoupe.pipeline.attribution.units import Unit
from recoupe.syntax.tree import Tree, Word

_STEPS = 4
"""Words from a quoted word up to the verb of whose object it is part."""
_LONG_WORDS = 5
"""A quotation of so many words, or with a verb, is speech even where the verb beside it is none of speech."""
_TITLE_CHARS = 60


def quoted(unit: Unit, found: Sequence[Finding], last: Finding | None) -> list[Finding]:
    """Attributions of what is still nobody's. `last` is the attribution before this unit in the same part, for quotations that go on."""
    out: list[Finding] = []
    taken = [span for each in found for span in each.content]
    for quotation in unit.marks.all:
        if not is_speech(unit.text, quotation) and not _covered(quotation, taken) and unit.start <= quotation.start < unit.end:
            word = _distanced(unit, quotation, [*found, *out])
            out += [word] if word is not None else []
            continue
        if not is_speech(unit.text, quotation) or _covered(quotation, taken) or not unit.start <= quotation.start < unit.end:
            continue
        each = (
            _colon(unit, quotation)
            or _signed(unit, quotation)
            or _beside(unit, quotation, [*found, *out])
            or _goes_on(unit, quotation, last)
        )
        if each is not None:
            out.append(each)
            taken += each.content
    return out


def _covered(quotation: Quotation, taken: Sequence[Span]) -> bool:
    return any(span.start <= quotation.inner.start and quotation.inner.end <= span.end for span in taken)


def _colon(unit: Unit, quotation: Quotation) -> Finding | None:
    """ "Le porte-parole : « P »", "Il a ajouté : « P »"."""
    lead = unit.text[unit.start : quotation.start].rstrip()
    if not lead.endswith(":"):
        return None
    tree = unit.tree_at(unit.start + len(lead) - 1)
    words = [word for word in tree.words if word.end <= quotation.start and word.rel != "punct"]
    verbs = [
        word for word in words if word.pos in {"VERB", "AUX"} and word.lemma in unit.cues.verbs and unit.quoted(word) is None
    ]
    for verb in reversed(verbs):
        try:
            holder = holder_of(unit, tree, verb)
        except Nobody:
            continue
        return _finding(unit, quotation, tree, Span(verb.start, verb.end), holder, verb)
    if unit.finite(tree.start, quotation.start, quoted=False):
        return _main_verb(unit, quotation, tree)
    nominal = [word for word in words if word.pos in {"NOUN", "PROPN"} and speaks(unit, tree, word)]
    if not nominal:
        return None
    span = unit.trimmed(tree.start, unit.start + len(lead) - 1)
    colon = Span(unit.start + len(lead) - 1, unit.start + len(lead))
    holder = Holder(span, unit.number(tree), nominal[0].index) if span is not None else None
    return _finding(unit, quotation, tree, colon, holder)


def _signed(unit: Unit, quotation: Quotation) -> Finding | None:
    """ "« P » : l'expert X" in headlines, "« P », X, ministre"."""
    behind = unit.text[quotation.end : unit.end]
    stripped = behind.lstrip(" \u00a0\u202f")
    if not stripped.startswith((":", "—", "–")) or len(behind) > _TITLE_CHARS:
        return None
    at = quotation.end + len(behind) - len(stripped)
    tree = unit.tree_at(at)
    words = [word for word in tree.words if word.start > at]
    if not words or unit.finite(at, unit.end) or not any(speaks(unit, tree, word) for word in words):
        return None
    span = unit.trimmed(at + 1, unit.end)
    return (
        None
        if span is None
        else _finding(unit, quotation, tree, Span(at, at + 1), Holder(span, unit.number(tree), words[0].index))
    )


def _beside(unit: Unit, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """The nearest free verb of speech in the same sentence: "X a salué « P »", "said « P » is"."""
    tree = unit.tree_at(quotation.start)
    used = {(each.tree, each.word) for each in found}
    number = unit.number(tree)
    verbs = [
        word
        for word in tree.words
        if word.pos in {"VERB", "AUX"}
        and word.lemma in unit.cues.quoting
        and (number, word.index) not in used
        and unit.quoted(word) is None
    ]
    verbs.sort(key=lambda word: quotation.start - word.end if word.end <= quotation.start else word.start - quotation.end)
    for verb in verbs:
        try:
            holder = holder_of(unit, tree, verb)
        except Nobody:
            continue
        if holder is None or quotation.start <= holder.span.start < quotation.end or not may_speak(unit, holder, verb):
            continue
        return _finding(unit, quotation, tree, Span(verb.start, verb.end), holder, verb)
    return None


def _distanced(unit: Unit, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """A word or two in marks in the object of a report: "salue un « pas courageux »", "parle d'une « fable »". What is said is the whole phrase."""
    tree = unit.tree_at(quotation.start)
    inside = [word for word in tree.words if quotation.inner.start <= word.start < quotation.inner.end]
    used = {(each.tree, each.word) for each in found}
    phrase = inside[0] if inside else None
    for _ in range(_STEPS):
        above = tree.head(phrase) if phrase is not None else None
        if phrase is None or above is None:
            return None
        if above.pos in {"VERB", "AUX"}:
            break
        phrase = above
    if phrase is None or above is None or above.index > phrase.index or phrase.rel not in {"obj", "obl", "pred", "xcomp"}:
        return None
    takes = above.lemma in unit.cues.quoting or (phrase.marker.split(" ")[0] in unit.cues.talking.get(above.lemma, frozenset()))
    span = phrase_span(unit, tree, phrase)
    if not takes or (unit.number(tree), above.index) in used or span is None:
        return None
    try:
        holder = holder_of(unit, tree, above)
    except Nobody:
        return None
    if holder is None or not may_speak(unit, holder, above) or span.start <= holder.span.start < span.end:
        return None
    return Finding(
        by="quotation", content=(Span(span.start, max(span.end, quotation.end)),), cue=Span(above.start, above.end), holder=holder,
        commitment=unit.cues.commitment(above.lemma), tree=unit.number(tree), word=above.index,
    )  # fmt: skip


def _main_verb(unit: Unit, quotation: Quotation, tree: Tree) -> Finding | None:
    """A long quotation behind a colon whose sentence has no verb of speech ("Il s'emporte : « P »"): its main subject says it."""
    if len(unit.text[quotation.inner.start : quotation.inner.end].split()) < _LONG_WORDS:
        return None
    for verb in tree.roots:
        if verb.pos not in {"VERB", "AUX"} or verb.end > quotation.start:
            continue
        try:
            holder = holder_of(unit, tree, verb)
        except Nobody:
            continue
        if holder is not None and may_speak(unit, holder):
            return _finding(unit, quotation, tree, Span(verb.start, verb.end), holder, verb)
    return None


def announced(unit: Unit) -> Finding | None:
    """The report that ends a unit with a colon ("Le ministre a poursuivi :"): what it announces stands in the next paragraph."""
    if not unit.text[unit.start : unit.end].rstrip().endswith(":"):
        return None
    tree = unit.trees[-1]
    for verb in reversed(tree.words):
        if verb.pos not in {"VERB", "AUX"} or verb.lemma not in unit.cues.quoting or unit.quoted(verb) is not None:
            continue
        try:
            holder = holder_of(unit, tree, verb)
        except Nobody:
            continue
        cue = Span(verb.start, verb.end)
        return Finding(
            by="colon", content=(cue,), cue=cue, holder=holder, commitment=unit.cues.commitment(verb.lemma), tree=unit.number(tree),
            word=verb.index,
        )  # fmt: skip
    return None


def _goes_on(unit: Unit, quotation: Quotation, last: Finding | None) -> Finding | None:
    """A unit that is nothing but a quotation: the speaker of the one before goes on; nobody if there was none."""
    outside = unit.text[unit.start : quotation.start] + unit.text[quotation.end : unit.end]
    if any(char.isalnum() for char in outside):
        return None
    tree = unit.tree_at(quotation.start)
    content = (Span(quotation.start, min(quotation.end, unit.end)),)
    if last is not None and last.by == "colon":
        return Finding(
            by="colon",
            content=content,
            cue=last.cue,
            holder=last.holder,
            commitment=last.commitment,
            tree=last.tree,
            word=last.word,
        )
    holder = last.holder if last is not None else None
    return Finding(by="floating", content=content, cue=None, holder=holder, commitment="neutral", tree=unit.number(tree))


def _finding(unit: Unit, quotation: Quotation, tree: Tree, cue: Span, holder: Holder | None, verb: Word | None = None) -> Finding:
    by: Construction = "colon" if unit.text[cue.start : cue.end] in {":", "—", "–"} else "quotation"
    return Finding(
        by=by, content=(Span(quotation.start, min(quotation.end, unit.end)),), cue=cue, holder=holder,
        commitment=unit.cues.commitment(verb.lemma) if verb is not None else "neutral", tree=unit.number(tree),
        word=verb.index if verb is not None else -1,
    )  # fmt: skip
