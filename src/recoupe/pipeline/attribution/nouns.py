""" "La déclaration selon laquelle P", "the claim that P", "convinced that P": a noun or adjective of speech or thought with its content."""

from __future__ import annotations

from recoupe.model.spans import Span
from recoupe.pipeline.attribution.holders import Nobody, holder_at, holder_of
from recoupe.pipeline.attribution.model import Finding, Holder
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.clauses import is_infinitive
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_REACH = 6


def nouns(unit: Unit) -> list[Finding]:
    """All attributions by a noun or adjective in the unit."""
    out = []
    for tree in unit.trees:
        for word in tree.words:
            if (word.pos in {"NOUN", "PROPN"} and word.lemma in unit.cues.nouns) or (
                word.pos in {"ADJ", "VERB", "NOUN"} and word.lemma in unit.cues.opinion
            ):
                found = _of(unit, tree, word)
                if found is not None:
                    out.append(found)
    return out


def _of(unit: Unit, tree: Tree, noun: Word) -> Finding | None:
    opener = _opener(unit, tree, noun)
    if opener is None:
        return _of_deed(unit, tree, noun)
    clause = next(
        (word for word in tree.words[opener.index + 1 :] if word.pos in {"VERB", "AUX"} and word.has("VerbForm=Fin")), None
    )
    if clause is None:
        return None

    def carries(word: Word) -> bool:
        """Whether the noun hangs on the word: it is the main clause then, not the content."""
        return any(each.index == word.index for each in tree.ancestors(noun))

    head = clause
    while (
        (above := tree.head(head)) is not None
        and above.index > opener.index
        and above.pos in {"VERB", "AUX", "ADJ", "NOUN"}
        and not carries(above)
    ):
        head = above
    content = unit.trimmed(opener.end, tree.subtree(head)[-1].end)
    if content is None:
        return None
    try:
        holder = _holder(unit, tree, noun, opener)
    except Nobody:
        return None
    if holder is None and noun.lemma in unit.cues.opinion:
        return None
    if holder is not None and content.start <= holder.span.start < content.end:
        return None
    return Finding(
        by="noun", content=(content,), cue=Span(noun.start, noun.end), holder=holder, commitment=unit.cues.commitment(noun.lemma),
        tree=unit.number(tree), word=noun.index,
    )  # fmt: skip


def _of_deed(unit: Unit, tree: Tree, noun: Word) -> Finding | None:
    """ "L'ordre de vider le village", "the threat to strike": an infinitive behind a noun whose holder is named."""
    for deed in tree.children(noun, "acl", "xcomp", "ccomp", "nmod"):
        if not is_infinitive(tree, deed) or deed.index < noun.index or deed.marker in unit.cues.purposes:
            continue
        try:
            holder = _holder(unit, tree, noun, deed)
        except Nobody:
            return None
        words = tree.subtree(deed)
        content = unit.trimmed(words[0].start, words[-1].end)
        if holder is None or content is None:
            return None
        return Finding(
            by="noun", content=(content,), cue=Span(noun.start, noun.end), holder=holder, commitment=unit.cues.commitment(noun.lemma),
            tree=unit.number(tree), word=noun.index,
        )  # fmt: skip
    return None


def _opener(unit: Unit, tree: Tree, noun: Word) -> Word | None:
    """ "selon lequel", "que", "that" close behind, before any finite verb."""
    for word in tree.words[noun.index + 1 : noun.index + 1 + _REACH]:
        form = lower(word.text).rstrip("'")
        if form in unit.pack.attribution.according_relative:
            return word
        if form in unit.cues.that and word.pos in {"SCONJ", "CCONJ", "ADP"}:
            return word
        if word.pos in {"VERB", "AUX"} and word.has("VerbForm=Fin"):
            return None
        if word.text in {";", ":", "."}:
            return None
    return None


def _holder(unit: Unit, tree: Tree, noun: Word, opener: Word) -> Holder | None:
    """Whose declaration: its possessor, else the subject of the verb that carries the noun."""
    for child in tree.children(noun, "poss", "nmod"):
        if (
            child.index < opener.index
            and (child.pos in {"NOUN", "PROPN"} or (child.rel == "poss" and child.pos == "PRON"))
            and child.marker.split(" ")[0] in unit.pack.attribution.possessing
        ):
            return holder_at(unit, tree, child)
    above: Word | None = noun if noun.pos in {"VERB", "ADJ"} else tree.head(noun)
    if noun.pos in {"VERB", "ADJ"} or tree.children(noun, "cop"):
        own = tree.children(noun, "subj", "subj_pass")
        if own:
            return holder_at(unit, tree, own[0], noun)
        above = tree.head(noun)
        if above is not None and noun.rel in {"amod", "acl"} and above.pos in {"NOUN", "PROPN"}:
            return holder_at(unit, tree, above)
    if above is not None and above.pos in {"VERB", "AUX"} and noun.rel in {"obj", "pred", "xcomp", "obl", "root"}:
        return holder_of(unit, tree, above)
    return None
