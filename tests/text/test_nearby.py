"""Looking near a place gives what looking through everything gives, in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.nearby import Nearby, Owned

SPANS = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=30), SPANS)
def test_near_is_what_a_search_through_all_finds(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    owned = [Owned(start, end, number) for number, (start, end) in enumerate(spans)]
    start, end = asked
    near = Nearby(owned)
    assert near.touching(start, end) == [each for each in owned if each.start < end and start < each.end]
    assert near.within(start, end) == [each for each in owned if start <= each.start and each.end <= end]
    assert near.holding(start, end) == [each for each in owned if each.start <= start and end <= each.end]


def test_what_begins_where_the_other_ends_does_not_touch() -> None:
    near = Nearby([Owned(0, 512, 0), Owned(512, 600, 1)])
    assert [each.owner for each in near.touching(512, 513)] == [1]
