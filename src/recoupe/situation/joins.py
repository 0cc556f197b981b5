"""Claims that tell one relation in two pieces, joined before edges are drawn: a role is taken over from a claim inside it, and marked as taken over.

Three joins, each by characters alone: the law with what it demands ("passed a law … demanding"); a stay whose place is told of its facility ("the base of
the riders lies at …"); a deed that stands for its doer ("the reinforcement of the guards aims at …"). Must never join across sentences or fill a role from
anything but a role of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from recoupe.knowledge.labels import edge_of_type
from recoupe.model.record import Claim, Record, Role
from recoupe.model.vocabulary import family
from recoupe.situation.ends import DEMANDED, ENDS
from recoupe.situation.identity import bare
from recoupe.situation.model import EDGE_KINDS, EdgeKind

_NEAR = 120
"""Characters within which a law and its demand stand in one sentence."""
_FACILITY_ROLES = ("facility", "object", "actor")
_DEED_ROLES = ("subject", "actor", "holder")


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with the roles that it takes over, and the claims that it swallows."""

    claim: Claim
    swallowed: tuple[str, ...] = ()


def joined(record: Record) -> list[Joined]:
    """The record's claims in order, each joined with those that complete it; a swallowed claim is not listed by itself."""
    lang = record.document.lang
    claims = _stays(record.claims)
    done = {each.claim.id: each for each in claims}
    deeds = [each.claim for each in claims]
    out = [msgspec.structs.replace(each, claim=_doer_of_deed(each.claim, deeds, lang)) for each in claims]
    laws = {each.claim.id: demand for each in out if (demand := _demand_of(each.claim, deeds)) is not None}
    taken = {demand.id for demand in laws.values()}
    gone = {swallowed for each in done.values() for swallowed in each.swallowed} | taken
    return [_with_demand(each, laws.get(each.claim.id)) for each in out if each.claim.id not in gone]


def kind_of(claim: Claim) -> EdgeKind | None:
    """The kind of edge that a claim draws, None for none."""
    return next((each for each in EDGE_KINDS if each == edge_of_type(claim.type)), None)


def filled(claim: Claim, roles: tuple[str, ...]) -> list[Role]:
    """The fillers of the first of these roles that the claim has."""
    for name in roles:
        found = [role for role in claim.roles if role.role == name]
        if found:
            return found
    return []


def _stays(claims: Sequence[Claim]) -> list[Joined]:
    """Every claim; a stay that names a place but not who stays takes the latter from the stay told inside its facility."""
    out = []
    for claim in claims:
        if (
            kind_of(claim) == "is_at"
            and not filled(claim, ENDS["is_at"].source[:1])
            and (claim.place or filled(claim, ("place",)))
        ):
            inner = next((each for each in claims if _inside(each, claim)), None)
            if inner is not None:
                who = filled(inner, ENDS["is_at"].source)
                own = not inner.place and not filled(inner, ("place",))
                out.append(Joined(claim=_taking(claim, who, "actor"), swallowed=(inner.id,) if own else ()))
                continue
        out.append(Joined(claim=claim))
    return out


def _inside(inner: Claim, outer: Claim) -> bool:
    """Whether a stay with its own holder is told inside the facility of another."""
    if inner.id == outer.id or kind_of(inner) != "is_at" or not filled(inner, ENDS["is_at"].source):
        return False
    return any(
        role.start <= inner.trigger.start and inner.trigger.end <= role.end
        for role in outer.roles
        if role.role in _FACILITY_ROLES
    )


def _doer_of_deed(claim: Claim, deeds: Sequence[Claim], lang: str) -> Claim:
    """The claim, a deed in the part of its doer replaced by who does that deed."""
    kind = kind_of(claim)
    if kind not in ("aims", "is_at", "acts_on", "moves") or filled(claim, ("holder",)):
        return claim
    for role in claim.roles:
        if role.role not in _DEED_ROLES:
            continue
        start = role.end - len(bare(role.text, lang))
        deed = next(
            (each for each in deeds if each.id != claim.id and each.trigger.start == start and each.trigger.end <= role.end), None
        )
        who = filled(deed, ENDS[kind_of(deed) or "acts_on"].source) if deed is not None else []
        if who:
            rest = tuple(each for each in claim.roles if each != role or role.role == "subject")
            return _taking(msgspec.structs.replace(claim, roles=rest), who, "holder" if kind == "aims" else role.role)
    return claim


def _demand_of(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    """What a law demands: the demand whose asker is that law or the body that passed it, shortly behind."""
    if claim.type != "LEGAL-act" or filled(claim, ENDS["demands"].content[:1]):
        return None
    makers = [(role.start, role.end) for role in claim.roles if role.role in ("instrument", "body")]
    return next(
        (
            each
            for each in claims
            if family(each.type) in DEMANDED
            and 0 < each.trigger.start - claim.trigger.end <= _NEAR
            and any((role.start, role.end) in makers for role in each.roles if role.role == "asker")
        ),
        None,
    )


def _with_demand(each: Joined, demand: Claim | None) -> Joined:
    if demand is None:
        return each
    roles = tuple(role for role in demand.roles if role.role in ("content", "addressee", "object", "subject"))
    time = each.claim.time or demand.time
    claim = msgspec.structs.replace(each.claim, roles=(*each.claim.roles, *_marked(roles)), time=time)
    return Joined(claim=claim, swallowed=(*each.swallowed, demand.id))


def _taking(claim: Claim, roles: Sequence[Role], name: str) -> Claim:
    """The claim with these roles taken over under one name."""
    return msgspec.structs.replace(
        claim, roles=(*claim.roles, *_marked(msgspec.structs.replace(role, role=name) for role in roles))
    )


def _marked(roles: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(
        msgspec.structs.replace(role, inherited_from=role.inherited_from or f"{role.start}-{role.end}") for role in roles
    )
