"""Which claims of two articles tell the same act: same family, shared participants, places, numbers; wording last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recoupe.model.record import Claim, Mention, Record
from recoupe.model.vocabulary import SAID_TO_HAPPEN, family
from recoupe.text.views import fold

DOER = frozenset(
    "mover agent attacker perpetrator actor side_a decider threatener asker accuser speaker claimant publisher donor body holder".split()
)
DONE_TO = frozenset(
    "target victim recipient side_b person accused threatened addressee beneficiary object loser good group instrument product".split()
)
WHERE = frozenset("place origin destination via facility".split())
MATCH = 0.45
"""Score from which two claims are shown as the same act; the weights add up to 1."""
_WEIGHTS = {"doer": 0.3, "done_to": 0.3, "where": 0.3, "numbers": 0.1}
_COMPARED = frozenset({"MOVE", "BASE", "PRESENCE", "CONTROL", "ATTACK", "CLASH", "KILL", "ABDUCT", "ARREST", "RELEASE", "DISRUPT", "PROTEST", "COERCE", "LEGAL", "DECIDE",
    "THREATEN", "REQUEST", "AID", "TRAFFIC", "AGREE", "CONSULT", "INTENT", "GROUP", "CONCEDE", "CLAIM", "DENY"})  # fmt: skip
_NEAR = {
    frozenset({"ATTACK", "KILL"}),
    frozenset({"ATTACK", "CLASH"}),
    frozenset({"DECIDE", "MOVE"}),
    frozenset({"BASE", "PRESENCE"}),
}


_COMPARED_ROLES = (("doer", DOER), ("done_to", DONE_TO), ("where", WHERE))


class Named:
    """The mentions of one record: by id, and those that lie inside another. Built once for all of its claims."""

    def __init__(self, record: Record) -> None:
        self.by_id = {mention.id: mention for mention in record.mentions}
        self.inside: dict[str, list[Mention]] = {}
        for mention in record.mentions:
            if mention.inside is not None:
                self.inside.setdefault(mention.inside, []).append(mention)


class Side:
    """A claim with what it refers to."""

    def __init__(self, record: Record, claim: Claim, named: Named) -> None:
        self.record = record
        self.claim = claim
        self._named = named
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def mention(self, mention_id: str | None) -> Mention | None:
        """The mention of an id in this record."""
        return self._named.by_id.get(mention_id) if mention_id else None

    def fillers(self, roles: frozenset[str]) -> frozenset[str]:
        """Keys of the fillers of these roles: sure ids, else folded words."""
        if roles not in self._known:
            self._known[roles] = frozenset(self._fillers(roles))
        return self._known[roles]

    def _fillers(self, roles: frozenset[str]) -> set[str]:
        out: set[str] = set()
        for role in self.claim.roles:
            if role.role in roles:
                out |= self._keys(role.mention, role.text)
        if roles is WHERE and self.claim.place is not None and (mention := self.mention(self.claim.place.mention)) is not None:
            out |= self._keys(mention.id, mention.text)
        return out

    def _keys(self, mention_id: str | None, text: str) -> set[str]:
        mention = self.mention(mention_id)
        keys = {_plain(text)}
        if mention is not None:
            best = mention.best
            if best is not None and best.ref and best.score >= 0.5:
                keys = {best.ref, *({f"country:{best.country}"} if best.country and mention.kind == "actor" else set())}
            else:
                keys.add(_plain(mention.text))
            keys |= {m.best.ref for m in self._named.inside.get(mention.id, ()) if m.best is not None and m.best.ref}
        return {key for key in keys if key}

    def numbers(self) -> set[tuple[int | None, int | None]]:
        """Quantities and losses of the claim."""
        return {(q.low, q.high) for q in self.claim.quantities} | {(loss.low, loss.high) for loss in self.claim.losses}


def _plain(text: str) -> str:
    words = fold(text).replace("'", " ").split()
    return " ".join(
        word for word in words if word not in {"le", "la", "les", "l", "un", "une", "des", "the", "a", "an", "de", "d", "du"}
    )


def _meet(families: frozenset[str]) -> bool:
    """Whether claims of these one or two families may tell the same act."""
    return families <= _COMPARED and (len(families) == 1 or families in _NEAR)


def candidates(sides: Sequence[Side]) -> Iterator[tuple[int, int]]:
    """Pairs (lower index, higher index) of claims of different articles that share a doer, a sufferer or a place: no other pair reaches `MATCH`."""
    index: dict[tuple[str, str, str], list[int]] = {}
    for number, side in enumerate(sides):
        own = family(side.claim.type)
        keys = [(name, key) for name, roles in _COMPARED_ROLES for key in side.fillers(roles)]
        meeting = [other for other in _COMPARED if _meet(frozenset({own, other}))]
        found = {other for each in meeting for name, key in keys for other in index.get((each, name, key), ())}
        for other in sorted(found):
            if sides[other].record.document.id != side.record.document.id:
                yield other, number
        for name, key in keys:
            index.setdefault((own, name, key), []).append(number)


def match(left: Side, right: Side) -> tuple[float, str]:
    """Score 0..1 and the sentence behind it; 0 where the families do not meet."""
    families = frozenset({family(left.claim.type), family(right.claim.type)})
    if not _meet(families):
        return 0.0, ""
    score, said, known = 0.0, [], 0.0
    for name, roles in _COMPARED_ROLES:
        one, other = left.fillers(roles), right.fillers(roles)
        if not one or not other:
            continue
        known += _WEIGHTS[name]
        common = one & other
        if common:
            score += _WEIGHTS[name]
            said.append(f"{name.replace('_', ' ')}: {', '.join(sorted(common))}")
        elif name != "where":
            score -= _WEIGHTS[name] / 2
    if left.numbers() & right.numbers():
        score += _WEIGHTS["numbers"]
        said.append("a number")
    if not said or known == 0:
        return 0.0, ""
    scaled = score / max(known, 0.6)
    if len(families) > 1:
        scaled *= 0.8
    return round(min(scaled, 1.0), 3), f"both {'/'.join(sorted(families))}; shared {'; '.join(said)}"


def opposite(left: Claim, right: Claim) -> bool:
    """One says it happened, the other that it did not."""
    happened = [claim.status.occurrence in SAID_TO_HAPPEN for claim in (left, right)]
    denied = [claim.status.occurrence == "did_not_happen" for claim in (left, right)]
    return (happened[0] and denied[1]) or (happened[1] and denied[0])
