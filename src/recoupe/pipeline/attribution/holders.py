"""Whose words they are: the subject of a verb of speech, wherever the sentence put it. Must never choose what is said."""

from __future__ import annotations

import re

from recoupe.model.spans import Span
from recoupe.pipeline.attribution.model import Holder
from recoupe.pipeline.attribution.reports import carrier_of, listed
from recoupe.pipeline.attribution.units import Unit
from recoupe.pipeline.clauses import is_passive, subject
from recoupe.syntax.tree import Tree, Word
from recoupe.text.views import lower

_CLITIC_REACH = 3
"""Words before or behind a verb among which an inverted pronoun stands ("a-t-il ajouté", "ajoute-t-elle")."""
_NOMINAL_REACH = 4
_LONGEST_CLITIC = 4
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ"})
_CIRCUMSTANCE = 8
"""Words that how, to whom or where something was said may take before its speaker."""
_SPEAKING = ("doer", "official", "media", "text")
"""Classes of the pack whose nouns can say something."""
_CLITIC = re.compile(r"-?(?:t-)?")


class Nobody(Exception):  # noqa: N818 - not an error of the program: the cue speaks for nobody
    """The verb is no report: an "I" of the author, a thing, an impersonal phrase."""


def holder_of(unit: Unit, tree: Tree, verb: Word) -> Holder | None:
    """Who speaks with `verb`: its logical subject, own, inverted or inherited; None where the text names nobody ("il a été indiqué").

    Raises Nobody where the subject cannot speak: first person, "this", a thing that the pack lists.
    """
    found = subject(tree, verb, unit.pack.modality)
    carrier = carrier_of(tree, verb, unit.cues)
    if carrier is not None:
        found = subject(tree, carrier, unit.pack.modality) or found
        verb = carrier
    word = _nominal_subject(tree, verb) or (found.word if found is not None else None)
    word = word if word is None or _agrees(tree, word, verb) else None
    word = word or _beside_predicate(tree, verb) or _mislabelled(unit, tree, verb)
    word = _source_of_impersonal(unit, tree, verb, word)
    if word is not None and found is not None and word.index == found.word.index:
        word = _person_behind_who(unit, tree, verb, word)
    word = word or right_before(unit, tree, verb)
    reporter = _reporter(unit, tree, verb) if word is None or (found is not None and found.inherited == "main clause") else None
    if reporter is not None:
        return holder_of(unit, tree, reporter)
    if word is None:
        word = inverted(unit, tree, verb) if not is_passive(tree, verb) else None
    if word is None:
        if is_passive(tree, verb):
            return None
        above = tree.head(verb)
        if above is not None and above.pos == "VERB" and verb.has("VerbForm=Part") and verb.has("Tense=Pres"):
            return holder_of(unit, tree, above)
        raise Nobody
    return holder_at(unit, tree, word, verb)


def holder_at(unit: Unit, tree: Tree, word: Word, verb: Word | None = None) -> Holder:
    """The phrase of `word` as a holder, without the verb that it belongs to. Raises Nobody for who cannot speak."""
    form = _CLITIC.sub("", lower(word.text)).rstrip("'")
    if form in unit.cues.first_person or form in unit.cues.nobody:
        raise Nobody
    if word.pos != "PRON" and word.lemma in unit.cues.no_holder:
        raise Nobody
    if word.pos == "PRON" and not _phrase_of_its_own(tree, word):
        return Holder(_pronoun(word, form), unit.number(tree), word.index)
    used = [child.index for child in tree.children(word, "nmod", "obl") if child.marker in unit.pack.attribution.addressing]
    used += [verb.index] if verb is not None else []
    start, end = unit.fillers(tree).phrase(word, used)
    if verb is not None and start < verb.end and verb.start < end:
        start, end = (verb.end, end) if word.start > verb.start else (start, verb.start)
    span = unit.trimmed(start, end)
    if span is None:
        raise Nobody
    return Holder(span, unit.number(tree), word.index)


def _person_behind_who(unit: Unit, tree: Tree, verb: Word, word: Word) -> Word:
    """ "Officers stood at the gate who claim that P": "who" is said of somebody, not of the nearest noun. Raises Nobody where nobody is there."""
    personal = any(lower(child.text) in unit.pack.attribution.personal for child in tree.children(verb, "subj"))
    if not personal or verb.rel != "relcl" or speaks(unit, tree, word):
        return word
    for above in tree.ancestors(word):
        own = tree.children(above, "subj", "subj_pass") if above.pos in {"VERB", "AUX"} else [above]
        for each in own:
            if each.index < verb.index and speaks(unit, tree, each):
                return each
    return word


def _reporter(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """ "X said that Y was arrested, accusing Z of P": behind a passive the participle goes on with who reports it, not with who undergoes it."""
    above = tree.head(verb)
    if (
        above is None
        or verb.rel != "advcl"
        or verb.marker
        or verb.index < above.index
        or not is_passive(tree, above)
        or tree.children(above, "agent")
    ):
        return None
    report = tree.head(above) if above.rel == "ccomp" else None
    return report if report is not None and report.index != above.index and report.lemma in unit.cues.says else None


def right_before(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """ "P, police and officials said": the nouns between comma and verb, where the parser hung them on P."""
    if not unit.pack.attribution.closing or is_passive(tree, verb) or tree.children(verb, "subj") or not verb.has("VerbForm=Fin"):
        return None
    first = verb.index
    while first > 0 and tree.words[first - 1].pos in _NAMING and verb.index - first < _NOMINAL_REACH:
        first -= 1
    row = tree.words[first : verb.index]
    if not row or first == 0 or tree.words[first - 1].text != "," or row[-1].pos not in {"NOUN", "PROPN"}:
        return None
    head = next((word for word in row if word.pos in {"NOUN", "PROPN"} and word.rel != "compound"), row[-1])
    return head if speaks(unit, tree, head) else None


def _pronoun(word: Word, form: str) -> Span:
    """The pronoun without the hyphens of an inversion."""
    return Span(word.end - len(form), word.end) if 0 < len(form) < len(word.text) else Span(word.start, word.end)


def _nominal_subject(tree: Tree, verb: Word) -> Word | None:
    """The noun among two subjects: in "les chiffres nous disent" the parser takes the object pronoun for one too."""
    own = tree.children(verb, "subj")
    return next((word for word in own if word.pos in {"NOUN", "PROPN"}), None) if len(own) > 1 else None


def _source_of_impersonal(unit: Unit, tree: Tree, verb: Word, word: Word | None) -> Word | None:
    """ "Il ressort de X que P": X, not the impersonal subject."""
    markers = unit.cues.resulting.get(verb.lemma)
    if markers is None:
        return word
    return next((child for child in tree.children(verb, "obl", "nmod") if child.marker.split(" ")[0] in markers), word)


def _agrees(tree: Tree, word: Word, verb: Word) -> bool:
    """Not an object pronoun that the parser took for the subject: "ils ... nous disent"."""
    if word.pos != "PRON" or not (word.has("Person=1") or word.has("Person=2")):
        return True
    return not any(each.has("Person=3") for each in (verb, *tree.children(verb, "aux", "aux_pass")))


def _beside_predicate(tree: Tree, verb: Word) -> Word | None:
    """The subject of a coordinated clause without a verb of its own ("ont été combatifs et ont appelé"), or of the one above."""
    above = tree.head(verb)
    while verb.rel == "conj" and above is not None:
        own = tree.children(above, "subj", "subj_pass")
        if own:
            return own[0]
        verb, above = above, tree.head(above)
    return None


def _mislabelled(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """A personal pronoun before an active verb that the parser took for an impersonal one."""
    if is_passive(tree, verb):
        return None
    return next((word for word in tree.children(verb, "expl") if word.index < verb.index and _clitic(unit, word)), None)


def may_speak(unit: Unit, holder: Holder, verb: Word | None = None) -> bool:
    """Whether the holder is somebody, a text, an image or a piece of evidence: "la démarche souligne" says nothing.

    With `verb`: any noun may do what only people do ("les républicains mettent en garde"); a verb that things do too asks for more.
    """
    tree = unit.tree(holder.tree)
    if verb is not None and listed(tree, verb, unit.cues) not in unit.cues.showing:
        return True
    return speaks(unit, tree, tree.words[holder.word])


def speaks(unit: Unit, tree: Tree, word: Word) -> bool:
    """As `may_speak`, of one word."""
    if word.pos in {"PRON", "PROPN"} or word.lemma in unit.cues.kinds or lower(word.text) in unit.cues.kinds:
        return True
    return "actor" in unit.fillers(tree).kinds(word) or any(word.lemma in unit.pack.classes[name] for name in _SPEAKING)


def _clitic(unit: Unit, word: Word) -> bool:
    """A personal pronoun, whatever relation the parser gave it."""
    form = _CLITIC.sub("", lower(word.text))
    return word.pos == "PRON" and form in unit.pack.attribution.clitics


def inverted(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """A subject that stands behind its verb, or a clitic on either side ("a déclaré le ministre", "a-t-il dit")."""
    words = tree.words
    for index in range(verb.index + 1, min(verb.index + 1 + _CLITIC_REACH, len(words))):
        other = words[index]
        if other.text.startswith("-") and _clitic(unit, other):
            return other
        if other.rel == "punct" and not other.text.startswith("-"):
            break
    for index in range(verb.index - 1, max(verb.index - 1 - _CLITIC_REACH, -1), -1):
        other = words[index]
        if other.text.startswith("-") and _clitic(unit, other):
            return other
    return _nominal_behind(unit, tree, verb)


def _nominal_behind(unit: Unit, tree: Tree, verb: Word) -> Word | None:
    """The noun phrase right behind the verb: the parser calls it an object."""
    for index in range(verb.index + 1, min(verb.index + 1 + _NOMINAL_REACH, len(tree.words))):
        other = tree.words[index]
        if "time" in unit.fillers(tree).kinds(other):
            continue
        if other.pos in {"NOUN", "PROPN"} or (other.pos == "PRON" and _phrase_of_its_own(tree, other)):
            head = other
            while (above := tree.head(head)) is not None and above.index > verb.index and above.pos in {"NOUN", "PROPN"}:
                head = above
            return None if head.marker else head
        if other.pos == "ADP":
            return _behind_circumstance(tree, verb, other)
        if other.rel == "punct" or other.pos in {"VERB", "SCONJ"}:
            return None
    return None


def _behind_circumstance(tree: Tree, verb: Word, preposition: Word) -> Word | None:
    """ "A déclaré par téléphone le chef du groupement": the bare noun phrase of the verb behind how, to whom or where it was said."""
    for child in tree.children(verb, "subj", "obj", "dep"):
        if (
            preposition.index < child.index <= preposition.index + _CIRCUMSTANCE
            and child.pos in {"NOUN", "PROPN"}
            and not child.marker
        ):
            between = tree.words[preposition.index : child.index]
            return None if any(word.rel == "punct" or word.pos in {"VERB", "SCONJ"} for word in between) else child
    return None


def _phrase_of_its_own(tree: Tree, word: Word) -> bool:
    """ "l'un d'eux", "certains d'entre eux", "celui-ci": no clitic."""
    return bool(tree.children(word, "det", "nmod")) or len(word.text) > _LONGEST_CLITIC
