"""From a name as a text spells it to the places that it may mean: a ladder of steps, each a greater liberty with the spelling, each with a cost and a sentence.

    exact, exonym, abbreviation, bare   the folded name is listed: as it is, as the name in a language of ours, as letters that stand for it, without its noun
    article                             the same without al-, el-, the, la ... on either side
    noun                                the same without the noun of the kind ("Erbil" for "Erbil International Airport")
    sound                               the same sounds, however transliterated (data/gazetteer/sounds.toml)
    skeleton                            the same consonants
    edit                                one letter more, less, other, or two exchanged, in names of six letters and more

The first step that gives anything that is asked for (kinds, countries) ends the climb; a bare name alone does not. Never chooses between places: that is the resolver's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

import msgspec
from msgspec.structs import replace

from recoupe.knowledge.gazetteer.bare import without_noun
from recoupe.knowledge.gazetteer.keys import place_key, short_key, sound_keys, without_article
from recoupe.knowledge.gazetteer.model import Candidate, Place, Step
from recoupe.knowledge.gazetteer.schema import ARTICLE_FREE, NOUN_FREE, SHORT, SKELETON, SOUND, WHOLE
from recoupe.knowledge.gazetteer.store import Hit, Store

RUNGS: tuple[Step, ...] = ("exact", "article", "noun", "sound", "skeleton", "edit")
"""The steps in order; the first holds also exonym, abbreviation and bare."""
COSTS: dict[Step, float] = {
    "exact": 0.0, "exonym": 0.05, "abbreviation": 0.1, "bare": 0.1, "article": 0.15, "noun": 0.2, "sound": 0.35, "skeleton": 0.55, "edit": 0.65,
}  # fmt: skip
_UNLIKE = 0.15
"""What is added at the last three steps for a spelling that shares nothing with the asked one; less, the more it shares."""
_BESIDE_BARE = frozenset({"exact", "article", "noun", "sound"})
"""Steps that are tried though a bare name was found: the crossing of a town must not hide the town."""
_EDITED_FROM = 6
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FILTERED = 600
"""Names read per key when most may be thrown away because of their kind or country."""
_BY_ROLE: dict[str, Step] = {"exonym": "exonym", "bare": "bare"}
_SAYS: dict[Step, str] = {
    "exact": "the name as listed",
    "exonym": "its name in {lang}",
    "abbreviation": "the abbreviation of {name}",
    "bare": "{name} without its noun",
    "article": "“{matched}” apart from the article",
    "noun": "“{matched}” without its noun",
    "sound": "“{matched}” sounds the same",
    "skeleton": "“{matched}” has the same consonants",
    "edit": "“{matched}” differs by one letter",
}
_LANGUAGES = {"fr": "French", "en": "English", "ar": "Arabic", "": "another language"}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of the ladder.

    Args:
        kinds: only places of these kinds; empty: any.
        countries: only places in one of these states (ISO 3166-1 alpha-2); empty: any.
        down_to: the last step to try.
        most: how many candidates at most.
    """

    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    down_to: Step = "edit"
    most: int = 30

    def wants(self, place: Place) -> bool:
        """Whether a place is among the kinds and countries asked for."""
        if self.kinds and place.kind not in self.kinds:
            return False
        return not self.countries or not self.countries.isdisjoint(place.countries)


def climb(stores: Sequence[Store], name: str, asked: Asked) -> list[Candidate]:
    """Candidates of the first step that has any, cheapest first, then by people; the same place once. Empty for a name of no letters."""
    key = place_key(name)
    if not key:
        return []
    kept: list[Candidate] = []
    for step in RUNGS[: RUNGS.index(asked.down_to) + 1]:
        if kept and step not in _BESIDE_BARE:
            break
        known = {each.place.id for each in kept}
        found = [each for each in _at_step(stores, step, name, key, asked) if each.place.id not in known]
        kept += found
        if any(each.step != "bare" for each in found):
            break
    return kept[: asked.most]


def _at_step(stores: Sequence[Store], step: Step, name: str, key: str, asked: Asked) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    owner: dict[str, int] = {}
    most = _FILTERED if asked.kinds or asked.countries else asked.most
    for number, store in enumerate(stores):
        for hit in _HITS[step](store, name, key, asked.kinds, most):
            if not asked.wants(hit.place):
                continue
            candidate = _candidate(key, step, hit)
            known = best.get(hit.place.id)
            if known is None:
                best[hit.place.id] = candidate
                owner[hit.place.id] = number
            elif candidate.cost < known.cost:
                best[hit.place.id] = replace(candidate, place=known.place)  # the earlier file's entry, by the nearer spelling
    ordered = sorted(best.values(), key=lambda each: (each.cost, -each.place.population, each.place.id))
    told = [_as_first_told(stores[: owner[each.place.id]], each) for each in ordered[: asked.most]]
    return [each for each in told if asked.wants(each.place)]


def _as_first_told(earlier: Sequence[Store], candidate: Candidate) -> Candidate:
    """The candidate with the place as the first of the files has it that knows its id, whichever spelling led there."""
    for store in earlier:
        place = store.place(candidate.place.id)
        if place is not None:
            return replace(candidate, place=place, why=f"{candidate.why} ({place.layer})")
    return candidate


def _candidate(key: str, rung: Step, hit: Hit) -> Candidate:
    step = _BY_ROLE.get(hit.role, rung) if rung == "exact" else rung
    if hit.role == "abbreviation":
        step = "abbreviation"
    cost = COSTS[step]
    if rung in {"sound", "skeleton", "edit"}:
        cost += _UNLIKE * (1 - SequenceMatcher(None, key, place_key(hit.form), autojunk=False).ratio())
    says = _SAYS[step].format(lang=_LANGUAGES.get(hit.lang, hit.lang), matched=hit.form, name=hit.place.name)
    why = (
        f"{hit.place.layer}: {hit.place.name}"
        + (f" as “{hit.form}”" if hit.form != hit.place.name and step == "exact" else "")
        + f", {says}"
    )
    return Candidate(place=hit.place, step=step, cost=round(cost, 3), matched=hit.form, why=why)


def _whole(store: Store, name: str, key: str, _: frozenset[str], most: int) -> list[Hit]:
    short = short_key(name)
    return [*store.by_keys(WHOLE, [key], most=most), *(store.by_keys(SHORT, [short], most=most) if short else [])]


def _article(store: Store, _: str, key: str, __: frozenset[str], most: int) -> list[Hit]:
    free = without_article(key)
    return _at(store, (WHOLE, ARTICLE_FREE), [free], most)


def _noun(store: Store, _: str, key: str, kinds: frozenset[str], most: int) -> list[Hit]:
    bare = {without_noun(key, kind) for kind in kinds} | {key}
    return _at(store, (WHOLE, ARTICLE_FREE, NOUN_FREE), sorted(bare | {without_article(each) for each in bare}), most)


def _sound(store: Store, _: str, key: str, __: frozenset[str], most: int) -> list[Hit]:
    return _at(store, (SOUND,), [sound for sound, _ in sound_keys(key).values() if sound], most)


def _skeleton(store: Store, _: str, key: str, __: frozenset[str], most: int) -> list[Hit]:
    return _at(store, (SKELETON,), [skeleton for _, skeleton in sound_keys(key).values() if skeleton], most)


def _edit(store: Store, _: str, key: str, __: frozenset[str], most: int) -> list[Hit]:
    if len(key.replace(" ", "")) < _EDITED_FROM:
        return []
    return _at(store, (WHOLE,), _edits(key), most)


def _at(store: Store, steps: Iterable[int], keys: Sequence[str], most: int) -> list[Hit]:
    return [hit for step in steps for hit in store.by_keys(step, keys, most=most)]


def _edits(key: str) -> list[str]:
    """Every key at one letter's distance, exchanged neighbours included; the first letter stays."""
    out: set[str] = set()
    for at in range(1, len(key) + 1):
        before, behind = key[:at], key[at:]
        out.update(before + letter + behind for letter in _LETTERS)
        if behind:
            out.add(before + behind[1:])
            out.update(before + letter + behind[1:] for letter in _LETTERS)
        if len(behind) > 1:
            out.add(before + behind[1] + behind[0] + behind[2:])
    return sorted(out - {key})


_HITS: dict[Step, Callable[[Store, str, str, frozenset[str], int], list[Hit]]] = {
    "exact": _whole, "article": _article, "noun": _noun, "sound": _sound, "skeleton": _skeleton, "edit": _edit,
}  # fmt: skip
