"""Origins: the innermost voice, followed through citations and copies; unnamed sources give an interval."""

from __future__ import annotations

from factory import ARTICLE, Story, reading
from recoupe.crosscheck.compare import compare
from recoupe.model.comparison import Comparison
from recoupe.model.record import Voice

ACT = "Riders hit the mill of Orsk"


def told(
    outlet: str, text: str, source: str | None = None, kind: str = "unnamed", ref: str | None = None, published: str | None = None
) -> Story:
    """An article that tells the act, in its own voice or after `source`."""
    story = Story(text, outlet=outlet)
    story.published = published
    if ref and source:
        story.mention("actor", source, reading(ref))
    voices = story.voice(source, kind) if source else (ARTICLE,)
    story.claim("ATTACK", "hit", {"attacker": "Riders", "target": "the mill of Orsk"}, voices=voices)
    return story


def crossed(*stories: Story) -> Comparison:
    return compare([(f"{number}.txt", story.record(), story.text) for number, story in enumerate(stories)])


def interval(comparison: Comparison) -> tuple[int, int]:
    assert len(comparison.shared) == 1
    return comparison.origins_low, comparison.origins_high


def test_two_articles_in_their_own_voices_are_two_origins() -> None:
    assert interval(crossed(told("Gazette", f"{ACT} on Monday."), told("Post", f"{ACT} at noon."))) == (2, 2)


def test_an_agency_that_is_cited_is_the_origin_of_both() -> None:
    comparison = crossed(
        told("Volta Wire", f"{ACT} on Monday."),
        told("Post", f"{ACT}, says the agency Volta Wire.", "the agency Volta Wire", "agency"),
    )
    assert interval(comparison) == (1, 1)
    assert comparison.origins[0].label == "Volta Wire"
    assert "cites Volta Wire" in comparison.origins[0].path


def test_two_that_cite_one_agency_which_is_not_there_are_one_origin() -> None:
    one = told("Gazette", f"{ACT}, says Volta Wire.", "Volta Wire", "agency")
    assert interval(crossed(one, told("Post", f"At noon {ACT}, Volta Wire wrote.", "Volta Wire", "agency"))) == (1, 1)


def test_a_copy_has_the_origin_of_what_it_copies() -> None:
    long = f"{ACT} on Monday before the bells rang, and took the flour and the two carts that stood there."
    comparison = crossed(told("Volta Wire", long), told("Post", f"{long} (Volta Wire)"))
    assert interval(comparison) == (1, 1)
    assert "copies Volta Wire" in comparison.origins[0].path


def test_two_unnamed_sources_may_be_one_or_two() -> None:
    comparison = crossed(
        told("Gazette", f"{ACT}, a clerk said.", "a clerk"), told("Post", f"{ACT}, said a witness at noon.", "a witness")
    )
    assert interval(comparison) == (1, 2)
    assert not any(origin.named for origin in comparison.origins)


def test_an_unnamed_source_may_be_the_named_one() -> None:
    assert interval(
        crossed(told("Gazette", f"{ACT} on Monday."), told("Post", f"{ACT}, said a witness at noon.", "a witness"))
    ) == (1, 2)


def test_one_speaker_quoted_by_two_is_one_origin() -> None:
    one = told("Gazette", f"{ACT}, Anna Velm said.", "Anna Velm", "person", "q1")
    other = told("Post", f"At noon {ACT}, said the miller Anna Velm.", "the miller Anna Velm", "person", "q1")
    assert interval(crossed(one, other)) == (1, 1)


def test_a_circle_of_citations_ends() -> None:
    one = told("Gazette", f"{ACT}, the Post wrote.", "the Post", "outlet")
    other = told("Post", f"At noon {ACT}, the Gazette wrote.", "the Gazette", "outlet")
    low, high = interval(crossed(one, other))
    assert 1 <= low <= high <= 2


def test_a_circle_of_copies_ends() -> None:
    long = f"{ACT} on Monday before the bells rang, and took the flour and the two carts that stood there."
    low, high = interval(crossed(told("Gazette", f"{long} After the Post."), told("Post", f"{long} After the Gazette.")))
    assert 1 <= low <= high <= 2


def test_every_origin_has_its_path() -> None:
    comparison = crossed(told("Gazette", f"{ACT} on Monday."), told("Post", f"{ACT}, said a witness at noon.", "a witness"))
    assert all(origin.path and origin.documents and origin.claims for origin in comparison.origins)


def test_a_voice_of_an_agency_keeps_its_own_chain() -> None:
    agency = told("Volta Wire", f"{ACT}, Anna Velm said.", "Anna Velm", "person", "q1")
    citing = told("Post", f"{ACT}, says the agency Volta Wire.")
    first = citing.claims[0]
    voice = Voice(who="the agency Volta Wire", kind="agency", holder=citing.at("the agency Volta Wire"))
    citing.claims = [
        type(first)(**{field: getattr(first, field) for field in first.__struct_fields__} | {"voices": (ARTICLE, voice)})
    ]
    comparison = crossed(agency, citing)
    assert interval(comparison) == (1, 1)
    assert comparison.origins[0].kind == "person"
