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


def test_two_articles_that_show_no_source_may_have_one() -> None:
    assert interval(crossed(told("Gazette", f"{ACT} on Monday."), told("Post", f"{ACT} at noon."))) == (1, 2)


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


def test_a_hub_that_is_cited_for_different_reports_is_followed_to_each_ones_source() -> None:
    hub = told("Volta Wire", f"{ACT}, Anna Velm said.", "Anna Velm", "person", "q1")
    other = Story("Fishermen left the bank of Maru, said the warden Ole Hamm.", outlet="Volta Wire")
    other.mention("actor", "Ole Hamm", reading("q2"))
    voices = other.voice("Ole Hamm", "person")
    other.claim("MOVE-withdraw", "left", {"mover": "Fishermen", "origin": "the bank of Maru"}, voices=voices)
    post = told("Post", f"At noon {ACT}, says Volta Wire.", "Volta Wire", "agency")
    third = Story("Fishermen left the bank of Maru at noon, Volta Wire says.", outlet="Lake News")
    third.claim(
        "MOVE-withdraw", "left", {"mover": "Fishermen", "origin": "the bank of Maru"}, voices=third.voice("Volta Wire", "agency")
    )
    found = crossed(hub, other, post, third)
    paths = {shared.family: {told.origin for told in shared.told} for shared in found.shared}
    assert any("Anna Velm" in path and "Volta Wire" in path for path in paths["ATTACK"])
    assert any("Ole Hamm" in path for path in paths["MOVE"])
    assert all((shared.origins_low, shared.origins_high) == (1, 1) for shared in found.shared)


def test_a_partial_copy_hands_on_the_source_of_what_it_copies() -> None:
    passage = f"{ACT} on Monday before the bells rang, and took the flour and the two carts that stood there, a clerk said."
    wire = told("Volta Wire", passage, "a clerk")
    rest = (
        "A choir from the coast sang for an hour in the old hall while the rain kept the visitors under the arches of the square. "
        * 2
    )
    post = told("Post", f"{rest} {passage} (Volta Wire)", "a clerk")
    assert interval(crossed(wire, post)) == (1, 1)


def test_two_local_sources_of_two_outlets_may_be_two() -> None:
    one = told("Gazette", f"{ACT}, local sources said.", "local sources")
    assert interval(crossed(one, told("Post", f"At noon {ACT}, according to local sources.", "local sources"))) == (1, 2)


def test_an_outlet_that_shows_its_source_is_none_itself() -> None:
    one = Story(f"Mill of Orsk burned. {ACT}, Anna Velm said.", outlet="Gazette")
    one.mention("actor", "Anna Velm", reading("q1"))
    one.claim("ATTACK", "burned", {"target": "Mill of Orsk"})
    one.claim("ATTACK", "hit", {"attacker": "Riders", "target": "the mill of Orsk"}, voices=one.voice("Anna Velm", "person"))
    other = told("Post", f"At noon {ACT}, said the miller Anna Velm.", "the miller Anna Velm", "person", "q1")
    assert interval(crossed(one, other)) == (1, 1)


def test_the_same_owner_is_a_flag_and_no_more() -> None:
    stories = (told("Gazette", f"{ACT} on Monday."), told("Post", f"{ACT} at noon."))
    given = [(f"{number}.txt", story.record(), story.text) for number, story in enumerate(stories)]
    comparison = compare(given, owners={"Gazette": "Hamm Press", "Post": "Hamm Press"})
    assert interval(comparison) == (1, 2)
    assert {origin.owner for origin in comparison.origins} == {"Hamm Press"}


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
