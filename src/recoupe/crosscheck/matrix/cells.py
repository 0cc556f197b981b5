"""Fields by sources: what each article says of who, whom, where, when, how many and whether it happened, and how that compares. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations

import msgspec

from recoupe.crosscheck.episodes.facets import Facets, Party
from recoupe.crosscheck.episodes.figures import disjoint
from recoupe.crosscheck.episodes.where import SLACK_KM, distance
from recoupe.knowledge.linking import load_linking
from recoupe.model.comparison import Field, Relation
from recoupe.model.record import Claim
from recoupe.model.telling import Telling
from recoupe.model.vocabulary import SAID_TO_HAPPEN

_RANK: tuple[Relation, ...] = ("opposite", "different", "compatible", "same")
"""What two say of one field, the gravest first: it is what the whole field is called."""


class Told(msgspec.Struct, frozen=True):
    """A claim of an event with its telling and its outlet."""

    document: str
    claim: Claim
    telling: Telling
    outlet: str | None


def fields(rows: Sequence[Told]) -> list[Field]:
    """Who, whom, where, when, numbers, status: the words of every claim, and how those of different articles compare; fields of which nobody speaks are left out."""
    linking = load_linking()
    roles = {"who": linking.doers, "whom": linking.sufferers, "where": frozenset({"place", "origin", "via", "destination"})}
    said: dict[str, Callable[[Told], str]] = {name: partial(_words_of, roles=of) for name, of in roles.items()}
    said |= {"when": _when, "numbers": _figures, "status": lambda row: str(row.claim.status.occurrence)}
    facets = {row.document: Facets([each.telling for each in rows if each.document == row.document]) for row in rows}
    out = []
    for name, words in said.items():
        values = tuple((row.document, words(row)) for row in rows)
        if any(value for _, value in values):
            out.append(Field(field=name, relation=_relation(name, values, rows, facets), values=values))
    return out


def _words_of(row: Told, roles: frozenset[str]) -> str:
    return "; ".join(dict.fromkeys(role.text for role in row.claim.roles if role.role in roles))


def _when(row: Told) -> str:
    return row.claim.time.text if row.claim.time else ""


def _figures(row: Told) -> str:
    return "; ".join(dict.fromkeys([*(each.text for each in row.claim.losses), *(each.text for each in row.claim.quantities)]))


def _relation(name: str, values: Sequence[tuple[str, str]], rows: Sequence[Told], facets: dict[str, Facets]) -> Relation:
    """The gravest relation of any two articles that speak of the field; silent where fewer than two do."""
    speaking = sorted({document for document, value in values if value})
    if len(speaking) < 2:
        return "silent"
    words = {document: {value.casefold() for owner, value in values if owner == document and value} for document in speaking}
    found: set[Relation] = set()
    for one, other in combinations(speaking, 2):
        if name == "status":
            found.add(_status([row for row in rows if row.document == one], [row for row in rows if row.document == other]))
        else:
            found.add("same" if words[one] & words[other] else _compare(name, facets[one], facets[other]))
    return next(each for each in _RANK if each in found)


def _compare(name: str, left: Facets, right: Facets) -> Relation:
    """How what two articles say of a field compares: same, the one coarser than the other, different, opposite."""
    if name == "who":
        return _swapped(left, right) or _party(left.doer, right.doer)
    if name == "whom":
        return _swapped(left, right) or _party(left.sufferer, right.sufferer)
    if name == "where":
        return _place(left, right)
    if name == "when":
        return _time(left, right)
    return _numbers(left, right)


def _party(one: Party, other: Party) -> Relation:
    if one.ids & other.ids or one.words & other.words:
        return "same"
    if (
        one.names & other.names
        or one.ids & other.parents
        or one.parents & other.ids
        or one.countries & other.countries
        or one.kinds & other.kinds
    ):
        return "compatible"
    known = (one.countries and other.countries) or (one.kinds and other.kinds) or (one.names and other.names)
    return "different" if known else "compatible"


def _swapped(left: Facets, right: Facets) -> Relation | None:
    """Who does it for the one undergoes it for the other, and the other way round."""
    crossed = left.doer.ids & right.sufferer.ids or left.doer.names & right.sufferer.names
    back = left.sufferer.ids & right.doer.ids or left.sufferer.names & right.doer.names
    return "opposite" if crossed and back else None


def _place(left: Facets, right: Facets) -> Relation:
    if left.place_stems & right.place_stems or {spot.key for spot in left.spots} & {spot.key for spot in right.spots}:
        return "same"
    if left.spots and right.spots:
        near = any(
            distance(one, other) <= (one.km or 0) + (other.km or 0) + SLACK_KM for one in left.spots for other in right.spots
        )
        return "compatible" if near else "different"
    if left.countries and right.countries and not left.countries & right.countries:
        return "different"
    return "compatible"


def _time(left: Facets, right: Facets) -> Relation:
    if not left.dated or not right.dated:
        return "compatible"
    if (left.first, left.last) == (right.first, right.last):
        return "same"
    first, last = max(left.first or 0, right.first or 0), min(left.last or 10**7, right.last or 10**7)
    return "compatible" if first <= last else "different"


def _numbers(left: Facets, right: Facets) -> Relation:
    """The same figure; ranges that have something in common; or none. Only figures of one sort are compared."""
    pairs = [(one, other) for one in left.numbers for other in right.numbers if (one.side is None) == (other.side is None)]
    pairs = [(one, other) for one, other in pairs if one.side is None or one.of == other.of]
    if any((one.low, one.high) == (other.low, other.high) for one, other in pairs):
        return "same"
    return "different" if pairs and all(disjoint(one, other) for one, other in pairs) else "compatible"


def _status(ours: Sequence[Told], theirs: Sequence[Told]) -> Relation:
    one, other = ({row.claim.status.occurrence for row in rows} for rows in (ours, theirs))
    if one & other:
        return "same"
    happened = [bool(each & SAID_TO_HAPPEN) for each in (one, other)]
    denied = ["did_not_happen" in each for each in (one, other)]
    if (happened[0] and denied[1]) or (happened[1] and denied[0]):
        return "opposite"
    return "compatible" if all(happened) else "different"
