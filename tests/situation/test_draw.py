"""The pictures: well-formed, escaped, nothing over anything, nothing drawn as a fact that is none."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factory import Story, convoy
from recoupe.situation.build import build
from recoupe.situation.compare import compare
from recoupe.situation.dot import to_dot
from recoupe.situation.draw import draw, draw_comparison
from recoupe.situation.paint import width, wrap

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert(1)</script> & "quoted" \x07 ]]> 👾'


def big(number: int = 40) -> Story:
    names = [f"Company{letter}" for letter in "ABCDEFGHIJ"]
    sentences = [f"{names[n % 10]} verbed{n} {names[(n * 3 + 1) % 10]} near Placename{n}." for n in range(number)]
    story = Story(" ".join(sentences))
    types = ["ATTACK", "MOVE-redeploy", "PRESENCE", "THREATEN", "SUPPORT"]
    for n in range(number):
        kind = types[n % 5]
        source, target = names[n % 10], names[(n * 3 + 1) % 10]
        roles = {
            "ATTACK": {"attacker": source, "target": target},
            "MOVE-redeploy": {"mover": source, "destination": f"Placename{n}"},
            "PRESENCE": {"actor": source, "place": f"Placename{n}"},
            "THREATEN": {"threatener": source, "threatened": target},
            "SUPPORT": {"actor": source, "beneficiary": target},
        }[kind]
        story.claim(kind, f"verbed{n}", roles)
    return story


def texts(svg: str) -> list[tuple[float, float, float, float, str]]:
    """The boxes of all texts: left, top, right, bottom, words; measured as the painter measures."""
    out = []
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        words = "".join(element.itertext())
        size = float(element.get("font-size", "13"))
        wide = width(words, size)
        x = float(element.get("x", "0")) - (wide / 2 if element.get("text-anchor") == "middle" else 0)
        y = float(element.get("y", "0"))
        out.append((x, y - size * 0.72, x + wide, y + size * 0.2, words))
    return out


@pytest.mark.parametrize("story", [convoy(), big()], ids=["convoy", "forty edges"])
def test_no_words_stand_over_others_or_outside(story: Story) -> None:
    svg = draw(build([story.record()]))
    boxes = texts(svg)
    over = [
        (one[4], two[4])
        for one, two in combinations(boxes, 2)
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]
    assert over == []
    root = ElementTree.fromstring(svg)
    assert all(
        box[0] >= 0 and box[2] <= float(root.get("width", "0")) and box[3] <= float(root.get("height", "0")) for box in boxes
    )


def test_every_edge_is_drawn_with_its_claims_and_a_title() -> None:
    situation = build([convoy().record()])
    groups = {group.get("data-edge"): group for group in ElementTree.fromstring(draw(situation)).iter(f"{SVG}g")}
    assert set(groups) == {edge.id for edge in situation.edges}
    for edge in situation.edges:
        assert groups[edge.id].get("data-claim") == " ".join(edge.claims)
        assert groups[edge.id].findtext(f"{SVG}title")


@pytest.mark.parametrize(
    ("occurrence", "attribution", "dashes"),
    [("happened", "asserted", set()), ("planned", "asserted", {"7 4"}), ("happened", "ascribed", {"1.5 4"})],
)
def test_the_stroke_says_whether_it_is_said_to_have_happened(occurrence: str, attribution: str, dashes: set[str]) -> None:
    story = Story("Guards hit the mill.")
    story.claim("ATTACK", "hit", {"attacker": "Guards", "target": "the mill"}, occurrence=occurrence, attribution=attribution)
    (group,) = ElementTree.fromstring(draw(build([story.record()]))).iter(f"{SVG}g")
    assert {line.get("stroke-dasharray") for line in group.iter(f"{SVG}line")} == (dashes or {None})


def test_what_is_threatened_stands_beside_a_broken_bar() -> None:
    story = Story("Guards threatened to burn the mill.")
    story.claim("THREATEN", "threatened", {"threatener": "Guards", "content": "burn the mill"})
    (group,) = ElementTree.fromstring(draw(build([story.record()]))).iter(f"{SVG}g")
    assert [line.get("stroke-dasharray") for line in group.iter(f"{SVG}line")] == [None, "5 3"]


def test_a_voice_has_its_number_and_its_name() -> None:
    svg = draw(build([convoy().record()]))
    assert "¹" in svg
    assert "1 a clerk (unnamed source)" in svg


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "as this text says it; nothing here is confirmed"), ("fr", "telle que ce texte la dit ; rien ici n’est confirmé")],
)
def test_it_says_that_nothing_is_confirmed(lang: str, said: str) -> None:
    assert said in draw(build([convoy().record()]), lang)


def test_a_text_that_draws_nothing_says_so() -> None:
    assert "no movement" in draw(build([Story("Nothing.").record()]))


def test_a_hostile_article_stays_text() -> None:
    story = Story(f"{HOSTILE} hit {HOSTILE}2.", outlet=HOSTILE)
    story.claim("ATTACK", "hit", {"attacker": HOSTILE, "target": f"{HOSTILE}2"}, voices=story.voice(HOSTILE))
    situation = build([story.record()])
    for svg in (draw(situation), draw_comparison(compare(situation, situation))):
        assert "<script" not in svg
        assert {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()} <= {
            "svg",
            "g",
            "title",
            "desc",
            "rect",
            "line",
            "path",
            "circle",
            "text",
            "tspan",
        }


def test_the_same_situation_gives_the_same_bytes() -> None:
    assert draw(build([convoy().record()])) == draw(build([convoy().record()]))


def test_two_situations_stand_side_by_side() -> None:
    left, right = build([convoy("Harbour Gazette").record()]), build([Story("Nothing.", outlet="Inland Post").record()])
    svg = draw_comparison(compare(left, right))
    assert {"Harbour Gazette", "Inland Post", "only here", "silent"} <= {box[4] for box in texts(svg)}


def test_dot_has_every_node_and_no_bare_quote() -> None:
    story = Story('The "Guards" hit the mill.')
    story.claim("ATTACK", "hit", {"attacker": 'The "Guards"', "target": "the mill"}, occurrence="planned")
    dot = to_dot(build([story.record()]))
    assert r'label="\"Guards\""' in dot or r'label="Guards\""' in dot
    assert "style=dashed" in dot
    assert all(len(re.findall(r'(?<!\\)"', line)) % 2 == 0 for line in dot.splitlines())


@given(st.text(min_size=1), st.floats(20, 400))
@settings(max_examples=150, deadline=None)
def test_wrapped_lines_fit_and_lose_nothing_but_what_the_ellipsis_says(text: str, room: float) -> None:
    lines = wrap(text, 13, room, lines=3)
    assert len(lines) <= 3
    assert all(width(line, 13) <= room or len(line) <= 2 for line in lines)
