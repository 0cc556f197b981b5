"""Decisions are chained, nothing is erased, and what holds can be computed from them alone."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, update

from recoupe.archive import decisions, tables
from recoupe.archive.decisions import Ruled, append, pair_ref
from recoupe.errors import ArchiveError

from .conftest import NOW


def rule(archive, ref: str, field: str, after, target: str = "claim"):
    with archive.write() as transaction:
        return append(transaction, Ruled(who="ada", target=target, ref=ref, field=field, after=after, why="as read"), NOW)


@pytest.fixture
def ruled(archive):
    rule(archive, "d1#c1", "verdict", "right")
    rule(archive, "d1#c1", "verdict", "wrong")
    rule(archive, "d1#c2", "type", {"type": "MOVE-withdraw"})
    rule(archive, "d1#c2", "type", None)
    rule(archive, pair_ref(("d2", "c9"), ("d1", "c1")), "same", "different", "episode")
    return archive


def test_a_later_decision_knows_the_one_before(ruled) -> None:
    with ruled.read() as transaction:
        made = list(decisions.read_all(transaction))
    assert [each.number for each in made] == [1, 2, 3, 4, 5]
    assert [each.before for each in made] == [None, "right", None, {"type": "MOVE-withdraw"}, None]
    assert decisions.verify(made) == 5


def test_what_holds_is_rebuilt_from_the_decisions(ruled) -> None:
    with ruled.write() as transaction:
        before = decisions.holding(transaction)
        transaction.execute(delete(tables.ruling))
        assert decisions.rebuild(transaction) == 2
        assert decisions.holding(transaction) == before
        assert [(each["ref"], each["value"]) for each in before] == [("d1#c1", "wrong"), ("d1#c1 d2#c9", "different")]


def test_a_ruling_on_two_claims_reaches_the_linker(ruled) -> None:
    with ruled.read() as transaction:
        (verdict,) = decisions.verdicts(transaction)
    assert (verdict.left, verdict.right, verdict.ruling) == (("d1", "c1"), ("d2", "c9"), "different")


@pytest.mark.parametrize(
    "tamper",
    [
        update(tables.decision).where(tables.decision.c.number == 2).values(after="right"),
        delete(tables.decision).where(tables.decision.c.number == 3),
    ],
)
def test_a_changed_or_missing_decision_is_noticed(ruled, tamper) -> None:
    with ruled.write() as transaction:
        transaction.execute(tamper)
    with ruled.read() as transaction, pytest.raises(ArchiveError, match="R510"):
        decisions.verify(decisions.read_all(transaction))


def test_nothing_is_taken_out_of_the_chain(ruled) -> None:
    with ruled.read() as transaction:
        assert len(transaction.execute(select(tables.decision)).all()) == 5
