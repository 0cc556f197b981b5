"""Cutting the article where anything begins or ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factory import Story, reading
from recoupe.export.page_text import LAYERS, blocks_of, lanes_of
from recoupe.model.record import Part


def test_claims_that_overlap_get_layers_of_their_own() -> None:
    story = Story("a b c d e")
    for trigger in "abc":
        story.claim("STATEMENT", trigger, {"speaker": trigger, "content": "e"})
    lanes = lanes_of(story.claims)
    assert sorted(lanes.values()) == [0, 1, 2]


def test_claims_apart_share_the_first_layer() -> None:
    story = Story("a b c d")
    story.claim("STATEMENT", "a", {"speaker": "b"})
    story.claim("STATEMENT", "c", {"speaker": "d"})
    assert set(lanes_of(story.claims).values()) == {0}


def test_more_claims_than_layers_still_have_one() -> None:
    story = Story("a b c d e f g h")
    for trigger in "abcdefg":
        story.claim("STATEMENT", trigger, {"content": "h"})
    assert max(lanes_of(story.claims).values()) == LAYERS - 1


def test_a_mention_inside_another_lists_the_inner_one_first() -> None:
    story = Story("Port of Orsk")
    outer = story.mention("place", "Port of Orsk", reading("a"))
    inner = story.mention("place", "Orsk", reading("b"), inside=outer)
    segments = blocks_of(story.record(), story.text)[0].segments
    assert [(segment.text, segment.mentions) for segment in segments] == [("Port of ", outer), ("Orsk", f"{inner} {outer}")]


@given(st.text(alphabet="ab 👾é\n", min_size=1, max_size=60), st.data())
def test_whatever_lies_on_it_the_text_is_there_once(text: str, data: st.DataObject) -> None:
    story = Story(text)
    cut = data.draw(st.integers(1, len(text)))
    story.parts = [Part(id="p1", kind="body", start=0, end=cut, lang="en", why="")]
    if cut < len(text):
        story.parts.append(Part(id="p2", kind="body", start=cut, end=len(text), lang="en", why=""))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        story.mention("actor", text[start:end])
    shown = "".join(segment.text for block in blocks_of(story.record(), text) for segment in block.segments)
    assert shown == text
