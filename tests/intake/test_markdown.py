"""markdown: blocks with the marker that makes them, and front matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.intake.markdown import linearise


def pairs(text: str) -> list[tuple[str, str]]:
    return [(block.tag, block.span.of(text)) for block in linearise(text).blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# Convoy leaves", [("#", "Convoy leaves")]),
        ("## Convoy leaves ##\r\ntext", [("##", "Convoy leaves"), ("", "text")]),
        ("#nohashtag", [("", "#nohashtag")]),
        ("Title\n=====\n\nSub\n---\ntext", [("#", "Title"), ("##", "Sub"), ("", "text")]),
        ("one\ntwo\n\nthree", [("", "one\ntwo"), ("", "three")]),
        ("> said\n> so\n\nend", [(">", "said\n> so"), ("", "end")]),
        ("- a\n- b\n  more\n1. c", [("-", "a"), ("-", "b\n  more"), ("-", "c")]),
        ("text\n\n***\n\nafter", [("", "text"), ("", "after")]),
        ("```\n# no heading\n```\nafter", [("```", "# no heading"), ("", "after")]),
        ("![A tank](t.jpg)\n\ntext", [("!", "![A tank](t.jpg)"), ("", "text")]),
        ("#", []),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert pairs(text) == blocks


@pytest.mark.parametrize(("text", "share"), [("[all](http://a.test)", 1.0), ("none at all", 0.0), ("see [x](y)", 0.6)])
def test_share_of_links(text: str, share: float) -> None:
    assert linearise(text).blocks[0].links == share


def test_images_are_figures_and_items_are_lists() -> None:
    blocks = linearise("![A tank](t.jpg)\n\n- item").blocks
    assert [block.inside for block in blocks] == [("figure",), ("list",)]


def test_front_matter_is_a_block_and_gives_metadata() -> None:
    text = '---\ntitle: "A convoy: gone"\ndate: 2021-03-12\npublisher: The Example\nlang: fr-FR\nurl: https://a.test/1\ntags:\n  - x\n---\n\nBody.'
    linear = linearise(text)
    assert linear.blocks[0].inside == ("frontmatter",)
    assert linear.blocks[0].span.of(text).endswith("---")
    assert linear.blocks[1].span.of(text) == "Body."
    said = linear.metadata
    assert (said.title, said.published, said.outlet, said.lang, said.url) == (
        "A convoy: gone", "2021-03-12", "The Example", "fr", "https://a.test/1",
    )  # fmt: skip


@pytest.mark.parametrize("front", ["date: tomorrow", "date: 12/03/2021", "date:", "url: javascript:alert(1)"])
def test_front_matter_that_says_nothing_usable(front: str) -> None:
    said = linearise(f"---\n{front}\n---\ntext").metadata
    assert (said.published, said.url) == (None, None)


def test_unclosed_front_matter_is_text() -> None:
    assert all("frontmatter" not in block.inside for block in linearise("---\ntitle: x\n\ntext").blocks)


@given(st.text(alphabet=st.sampled_from("ab #>-*`=\n\r![]().1:"), max_size=300))
def test_blocks_lie_in_the_text_in_order(text: str) -> None:
    linear = linearise(text)
    assert linear.text == text
    at = 0
    for block in linear.blocks:
        assert at <= block.span.start < block.span.end <= len(text)
        assert 0.0 <= block.links <= 1.0
        at = block.span.end
