"""Whom pronouns and short names point back to, and where they must point at nobody."""

from __future__ import annotations

import pytest

from factory import Story, reading
from recoupe.situation.build import build


def said(text: str, first: str, second: str, *, kind: str | None = None, lang: str = "en", between: str = "") -> str | None:
    """The node of who speaks in the second claim; `first` speaks in the first, `between` is named between them."""
    story = Story(text, lang=lang)
    story.claim("STATEMENT", text.split("|")[1], {"speaker": story.mention("actor", first, reading(None, 0.5, kind=kind))})
    if between:
        story.mention("actor", between, reading("other", kind=kind))
    story.claim("STATEMENT", text.split("|")[3], {"speaker": second})
    return build([story.record()]).edges[-1].source


@pytest.mark.parametrize(
    ("text", "first", "second", "kind", "lang"),
    [
        ("The clerk of Orsk |said| so. She |added| this.", "The clerk of Orsk", "She", "person", "en"),
        ("The ministry |said| so. It |added| this.", "The ministry", "It", "government", "en"),
        ("La préfecture |a dit| ceci. Elle |a ajouté| cela.", "La préfecture", "Elle", None, "fr"),
        ("The Orsk agency |said| so. Later the agency |added| this.", "The Orsk agency", "the agency", None, "en"),
        (
            "Le ministère de Velden |a dit| ceci. Le ministère |a ajouté| cela.",
            "Le ministère de Velden",
            "Le ministère",
            None,
            "fr",
        ),
    ],
)
def test_the_last_who_spoke_and_the_one_longer_name_are_meant(
    text: str, first: str, second: str, kind: str | None, lang: str
) -> None:
    node = said(text, first, second, kind=kind, lang=lang)
    assert node is not None
    assert node.startswith(f"actor:text:{first.split()[1].lower()[:4]}") or "prefecture" in node or "ministere" in node


@pytest.mark.parametrize(
    ("text", "first", "second", "kind", "lang"),
    [
        ("The ministry |said| so. He |added| this.", "The ministry", "He", "government", "en"),
        ("La préfecture |a dit| ceci. Il |a ajouté| cela.", "La préfecture", "Il", None, "fr"),
        ("Le maire |a dit| ceci. Ils |ont ajouté| cela.", "Le maire", "Ils", "person", "fr"),
        (
            "The spokesman of the agency |said| so. Later the agency |added| this.",
            "The spokesman of the agency",
            "the agency",
            None,
            "en",
        ),
    ],
)
def test_what_does_not_agree_is_nobody_known(text: str, first: str, second: str, kind: str | None, lang: str) -> None:
    node = said(text, first, second, kind=kind, lang=lang)
    assert node != said(text, first, first, kind=kind, lang=lang)


def test_somebody_named_between_may_be_meant_as_well() -> None:
    text = "The ministry |said| so. The council met. It |added| this."
    assert "@" in (said(text, "The ministry", "It", kind="government", between="The council") or "")


def test_the_first_person_is_whoever_is_quoted() -> None:
    story = Story("“We hit the mill,” said a clerk.")
    story.mention("actor", "a clerk", reading(None, 0.5, kind="person"))
    story.claim("ATTACK", "hit", {"attacker": "We", "target": "the mill"}, voices=story.voice("a clerk"))
    (edge,) = build([story.record()]).edges
    assert edge.source == "actor:text:clerk"
    assert edge.pointing == ("We",)


def test_inside_what_somebody_says_the_pronoun_is_that_somebody() -> None:
    story = Story("The ministry said that it would shut the bridge.")
    story.claim(
        "STATEMENT",
        "said",
        {
            "speaker": story.mention("actor", "The ministry", reading(None, 0.5, kind="government")),
            "content": "it would shut the bridge",
        },
    )
    story.claim("COERCE-restrict", "would shut", {"actor": "it", "object": "the bridge"}, occurrence="planned")
    assert build([story.record()]).edges[-1].source == "actor:text:ministry"
