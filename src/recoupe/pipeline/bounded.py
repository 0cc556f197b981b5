"""Act nouns that say neither who nor whom, and yet mean one act: "claimed the station bombing", "behind Tuesday's attack", "denied any strike".

A noun of violence makes a claim by its own roles (`slots.py`). Here: by what bounds it, a time or a place in its own phrase, and a governor that takes it
for granted; by a denial, which takes nothing for granted; or by being told again ("the bombing did take place"). An anniversary, a film, a fear govern it too and are not listed: nothing new happened by them.
Must never make a claim of a noun that nothing bounds.
"""

from __future__ import annotations

from recoupe.knowledge.frames import Frame
from recoupe.model.vocabulary import VIOLENT, family
from recoupe.pipeline.fillers import NOMINAL, Fillers
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Word

_SIDES = frozenset({"attacker", "target", "place", "victim", "perpetrator", "side_a", "side_b", "person", "weapon", "agent"})
_SITES = ("facility", "@targetable")
_OWN = ("compound", "poss", "nmod", "amod")
"""How a time or a place hangs on the noun in its own phrase: "the station bombing", "Tuesday's bombing", "l'attentat de mardi"."""
_OF = frozenset({"", "de", "of", "on", "'s"})


def bound_by_itself(fillers: Fillers, frame: Frame, noun: Word) -> list[tuple[str, Word]] | None:
    """The roles (time, target, place) that the noun's own phrase gives an act taken for granted or denied; None where it is no such act.

    Only for frames of violence that ask for one side or another: one that needs a certain side (a ship, a means) is known by it alone.
    """
    if family(frame.source.type) not in VIOLENT or noun.pos != "NOUN":
        return None
    if not all(len(need) > 1 and need <= _SIDES for need in frame.needs):
        return None
    words = fillers.pack.modality
    roles = _own_roles(fillers, noun)
    if _is_told_again(fillers, noun):
        return roles
    governor = _governor(fillers, noun)
    if governor is None:
        return None
    if governor in words.denying and not _is_definite(fillers, noun):
        return roles
    return roles if roles and governor in words.bounding and _is_definite(fillers, noun) else None


def _governor(fillers: Fillers, noun: Word) -> str | None:
    """What governs the noun, as the lists write it: a lemma, with the preposition of the noun if it has one ("condemn", "responsibility for")."""
    tree = fillers.tree
    above = tree.head(noun)
    if (
        above is not None and noun.rel in {"subj", "subj_pass"} and _says_it_occurred(fillers, above)
    ):  # "denied that any strike took place"
        above = tree.head(above)
        return above.lemma if above is not None and above.pos == "VERB" else None
    if above is None or above.index == noun.index or noun.rel in {"subj", "appos", "conj", "compound"}:
        return None
    return f"{above.lemma} {noun.marker}" if noun.marker else above.lemma


def _is_told_again(fillers: Fillers, noun: Word) -> bool:
    """A definite act of which the text has spoken, subject of a verb that says that it took place."""
    above = fillers.tree.head(noun)
    if above is None or noun.rel not in {"subj", "subj_pass"} or not _says_it_occurred(fillers, above):
        return False
    return _is_definite(fillers, noun) and noun.text.lower() in fillers.text[: fillers.tree.start].lower()


def _says_it_occurred(fillers: Fillers, verb: Word) -> bool:
    occurring = fillers.pack.modality.occurring
    rest = fillers.tree.children(verb, "obj", "dep", "xcomp", "obl")
    return verb.lemma in occurring or any(f"{verb.lemma} {each.lemma}" in occurring for each in rest)


def _is_definite(fillers: Fillers, noun: Word) -> bool:
    """One act that the reader is to know: behind "the", "this", "l'", or whose: "Tuesday's"."""
    words = fillers.pack.modality
    vague = {*words.unspecific, *words.negation.determiners}
    determiners = fillers.tree.children(noun, "det")
    if any(plain(each) in vague or each.has("Definite=Ind") for each in determiners):
        return False
    return any(each.has("Definite=Def") or each.has("PronType=Dem") for each in determiners) or bool(
        fillers.tree.children(noun, "poss")
    )


def _own_roles(fillers: Fillers, noun: Word) -> list[tuple[str, Word]]:
    out: dict[str, Word] = {}
    for child in fillers.tree.children(noun, *_OWN):
        if child.pos not in NOMINAL or child.marker not in _OF:
            continue
        if fillers.kinds(child) == frozenset({"time"}):
            out.setdefault("time", child)
        elif child.rel == "compound" and fillers.fits(child, _SITES):
            out.setdefault("target", child)
        elif child.rel == "compound" and fillers.fits(child, ("place",)):
            out.setdefault("place", child)
    return list(out.items())
