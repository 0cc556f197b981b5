"""What speaks for and against each candidate of each name of a text, as numbers between -1 and 1 or so. Measures; the ranker weighs.

After the context features of Kamalloo & Rafiei 2018 (arXiv 1805.01952) and Zhang & Bethard 2023 (arXiv 2305.11315): countries and divisions that the text names first,
then the rest against them; anchors of the same paragraph count more than those of others (Lieberman & Samet 2012).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from recoupe.knowledge.gazetteer import Candidate, Place, load_kinds, place_key
from recoupe.model.earth import kilometres
from recoupe.pipeline.toponyms.candidates import people
from recoupe.pipeline.toponyms.model import Toponym

FEATURES = (
    "people", "rank", "country", "division", "seat_named", "guess_far", "noun_missing", "facility", "listed", "cost", "kind_said", "kind_other", "told_inside", "told_outside", "told_otherwise",
    "country_named", "division_named", "country_shared", "division_shared", "nearest", "near50", "near200", "near_here", "only_one", "home_country", "home_division", "home_near",
)  # fmt: skip
"""Names of the features, in the order of the ranker's weights."""
HOME = frozenset({"home_country", "home_division", "home_near"})
"""Those that a file of the user's gives, not the text."""
_PEOPLE_LOG = 9.0
"""Log10 of more people than any place has: brings the feature below 1."""
_ANCHORS = 12
_HERE = 3.0
"""How much more an anchor of the same paragraph counts."""
_NOUNLESS = frozenset({"bare", "noun"})
_GUESSES = frozenset({"sound", "skeleton", "edit"})
_SEAT = 5_000
"""People of a town that is named before the division called after it, unless the text says that it means the division."""
_OPEN_WATER = frozenset({"sea", "strait"})
"""Kinds after which divisions on their shore are called; whoever says "the Red Sea" means the sea."""
_FAR_KM = 20000.0


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What a whole text gives: for every distinct name its candidates, and the places picked so far.

    Args:
        keys: look-up key of each toponym.
        candidates: of each toponym.
        picked: the place now held likeliest for each toponym, None where there is none.
        home: where the outlet is at home, as far as a file of the user's says.
    """

    keys: tuple[str, ...]
    candidates: tuple[tuple[Candidate, ...], ...]
    picked: tuple[Place | None, ...]
    parts: tuple[str, ...]
    home: tuple[Place, ...] = ()


class Shared:
    """Counts over the distinct names of a text: in which countries and divisions their candidates could lie, which countries and divisions are named."""

    def __init__(self, setting: Setting) -> None:
        self.countries: Counter[str] = Counter()
        self.divisions: Counter[tuple[str, str]] = Counter()
        self.of_key: dict[str, tuple[set[str], set[tuple[str, str]]]] = {}
        self.named: dict[str, set[str]] = {}
        self.named_divisions: dict[tuple[str, str], set[str]] = {}
        for key, candidates, picked in zip(setting.keys, setting.candidates, setting.picked, strict=True):
            if picked is not None and picked.kind == "country":
                self.named.setdefault(picked.country, set()).add(key)
            if picked is not None and picked.kind == "division" and picked.division:
                self.named_divisions.setdefault((picked.country, picked.division), set()).add(key)
            if key in self.of_key or not candidates:
                continue
            states = {each.place.country for each in candidates if each.place.country}
            divisions = {(each.place.country, each.place.division) for each in candidates if each.place.division}
            self.of_key[key] = (states, divisions)
            for state in states:
                self.countries[state] += 1 / len(states)  # type: ignore[assignment]
            for division in divisions:
                self.divisions[division] += 1 / len(divisions)  # type: ignore[assignment]

    def support(self, key: str, place: Place) -> tuple[float, float]:
        """How far the other names speak for the place's country and its division: log of one more than the sum."""
        states, divisions = self.of_key.get(key, (set(), set()))
        country = self.countries[place.country] - (1 / len(states) if place.country in states else 0)
        at = (place.country, place.division or "")
        division = (self.divisions[at] - (1 / len(divisions) if at in divisions else 0)) if place.division else 0.0
        return math.log1p(max(country, 0)) / 3, math.log1p(max(division, 0)) / 3


def measured(
    names: Sequence[Toponym], setting: Setting, told: Mapping[tuple[int, str], tuple[float, float, float]]
) -> list[list[dict[str, float]]]:
    """For each toponym, for each candidate, the features that are not 0.

    Args:
        names: the toponyms, in the order of `setting`.
        setting: their candidates and what is picked so far.
        told: (toponym, id of the candidate's place) → what the constraints say of it: for it, against it as containment, against it otherwise, each 0 to 1.
    """
    shared = Shared(setting)
    anchors = _anchors(setting)
    memo: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[dict[str, float]]] = {}
    out = []
    for at, name in enumerate(names):
        given = (setting.keys[at], name.part, name.kinds, tuple(each.place.id for each in setting.candidates[at]))
        if given not in memo:
            memo[given] = _of_name(at, name, setting, shared, anchors)
        rows = memo[given]
        own = []
        for row, candidate in zip(rows, setting.candidates[at], strict=True):
            for_it, outside, otherwise = told.get((at, candidate.place.id), (0.0, 0.0, 0.0))
            own.append(
                {**row, "told_inside": for_it, "told_outside": outside, "told_otherwise": otherwise}
                if for_it or outside or otherwise
                else row
            )
        out.append(own)
    return out


def _anchors(setting: Setting) -> list[tuple[str, str, float, float]]:
    """Distinct picked places that are points, no states: key, part, degrees."""
    seen: dict[tuple[str, str], tuple[str, str, float, float]] = {}
    for key, part, place in zip(setting.keys, setting.parts, setting.picked, strict=True):
        if place is not None and place.kind != "country" and place.lat is not None and place.lon is not None:
            seen.setdefault((key, part), (key, part, place.lat, place.lon))
    return list(seen.values())


class _Rivals(msgspec.Struct, frozen=True, kw_only=True):
    """What the candidates of one name have around them: the name, how many there are, their people, divisions with a town of that name,
    whether a sea has it, anchors, the text."""

    name: Toponym
    key: str
    number: int
    people: tuple[int, ...]
    seats: frozenset[tuple[str, str | None]]
    water: bool
    close: tuple[tuple[bool, float, float], ...]
    shared: Shared
    home: tuple[Place, ...]


def _of_name(
    at: int, name: Toponym, setting: Setting, shared: Shared, anchors: Sequence[tuple[str, str, float, float]]
) -> list[dict[str, float]]:
    places = [each.place for each in setting.candidates[at]]
    water = any(place.kind in _OPEN_WATER for place in places) and "division" not in name.kinds
    rivals = _Rivals(
        name=name, key=setting.keys[at], number=len(places), people=tuple(people(place) for place in places if not (water and place.kind == "division")),
        seats=frozenset(
            (place.country, place.division) for place in places if load_kinds()[place.kind].group == "settlement" and place.population >= _SEAT
        ),
        water=water, close=tuple(_nearest_anchors(setting.keys[at], name.part, anchors)), shared=shared, home=setting.home,
    )  # fmt: skip
    return [_row(each, rivals) for each in setting.candidates[at]]


def _nearest_anchors(key: str, part: str, anchors: Sequence[tuple[str, str, float, float]]) -> list[tuple[bool, float, float]]:
    """The anchors of other names, those of the same paragraph first: whether they are of it, degrees."""
    mine = [(each[1] == part, each[2], each[3]) for each in anchors if each[0] != key]
    distinct = list(dict.fromkeys(sorted(mine, key=lambda each: not each[0])))
    return distinct[:_ANCHORS]


def _row(candidate: Candidate, rivals: _Rivals) -> dict[str, float]:
    place, name = candidate.place, rivals.name
    group = load_kinds()[place.kind].group
    row = {
        "people": math.log10(people(place) + 1) / _PEOPLE_LOG,
        "rank": 1 / (1 + sum(each > people(place) for each in rivals.people)),
        "listed": float(place_key(place.name) == rivals.key),
        "cost": candidate.cost,
    }
    if place.kind in {"country", "division"}:
        row[place.kind] = 1.0
    elif group not in {"settlement", "state", "division"}:
        row["facility"] = 1.0
    called_after = rivals.water or (place.country, place.division) in rivals.seats
    if place.kind == "division" and "division" not in name.kinds and called_after:
        row["seat_named"] = 1.0
    if name.kinds:
        row["kind_said" if _is_said(place.kind, group, name.kinds) else "kind_other"] = 1.0
    if candidate.step in _NOUNLESS and not row.get("kind_said"):
        row["noun_missing"] = 1.0
    if rivals.number == 1:
        row["only_one"] = 1.0
    if place.kind != "country":
        row.update(_company(candidate, rivals))
    if rivals.home:
        row.update(_at_home(somewhere(place), rivals.home))
    return row


def _at_home(place: Place, homes: Sequence[Place]) -> dict[str, float]:
    """The shares of the outlet's homes in the place's state and division, and how near the nearest is."""
    division = [each for each in homes if place.division and (each.country, each.division) == (place.country, place.division)]
    row = {
        "home_country": sum(each.country == place.country for each in homes) / len(homes),
        "home_division": len(division) / len(homes),
    }
    points = [point for each in homes if (point := somewhere(each).point) is not None]
    if points and place.point is not None and place.kind != "country":
        row["home_near"] = _closeness(min(kilometres(*place.point, *point) for point in points))
    return {name: value for name, value in row.items() if value}


def _company(candidate: Candidate, rivals: _Rivals) -> dict[str, float]:
    """What the other names of the text say for a place."""
    place = candidate.place
    country, division = rivals.shared.support(rivals.key, place)
    row = {"country_shared": country, "division_shared": division, **_distances(somewhere(place), rivals.close)}
    if candidate.step in _GUESSES and not row.get("near200"):
        row["guess_far"] = 1.0
    if rivals.shared.named.get(place.country, set()) - {rivals.key}:
        row["country_named"] = 1.0
    if (
        place.division
        and place.kind != "division"
        and rivals.shared.named_divisions.get((place.country, place.division), set()) - {rivals.key}
    ):
        row["division_named"] = 1.0
    return row


def _is_said(kind: str, group: str, kinds: Sequence[str]) -> bool:
    """Whether the noun beside the name allows a place of this kind; a town is allowed wherever some kind of settlement is."""
    return kind in kinds or (group == "settlement" and any(load_kinds()[each].group == "settlement" for each in kinds))


def somewhere(place: Place) -> Place:
    """The place with a point to measure from: of one that has only an extent, the middle. Never shown to anybody."""
    if place.point is not None or place.box is None or place.box.east < place.box.west:
        return place
    box = place.box
    return msgspec.structs.replace(place, lat=(box.south + box.north) / 2, lon=(box.west + box.east) / 2)


def _distances(place: Place, close: Sequence[tuple[bool, float, float]]) -> dict[str, float]:
    if place.lat is None or place.lon is None or not close:
        return {"nearest": 1.0}
    weighed = [(kilometres(place.lat, place.lon, lat, lon), _HERE if here else 1.0, here) for here, lat, lon in close]
    total = sum(weight for _, weight, _ in weighed)
    here = [km for km, _, of_it in weighed if of_it]
    return {
        "nearest": math.log10(min(km for km, _, _ in weighed) + 10) / math.log10(_FAR_KM),
        "near50": sum(weight for km, weight, _ in weighed if km < 50) / total,
        "near200": sum(weight for km, weight, _ in weighed if km < 200) / total,
        "near_here": _closeness(min(here)) if here else 0.0,
    }


def _closeness(km: float) -> float:
    """From 1 at nought down to 0 at half the circumference of the earth, by the logarithm."""
    return 1 - math.log10(km + 10) / math.log10(_FAR_KM)
