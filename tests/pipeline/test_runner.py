"""The runner: each contract of a stage is seen to be broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from recoupe.errors import PipelineError
from recoupe.intake.documents import read_bytes
from recoupe.model.record import Claim, Mention, Part, Status
from recoupe.model.spans import Anchor, Span
from recoupe.pipeline.base import Work
from recoupe.pipeline.engine import Engine
from recoupe.pipeline.runner import check_order, run

TEXT = "One two three."


class Fake:
    """A stage that does what the test says."""

    name = "fake"

    def __init__(self, change: Callable[[Work], Work], requires: tuple[str, ...] = (), provides: tuple[str, ...] = ()) -> None:
        self.change, self.requires, self.provides = change, requires, provides

    def __call__(self, work: Work) -> Work:
        return self.change(work)


@pytest.fixture
def work() -> Work:
    return Work(document=read_bytes(TEXT.encode(), name="a.txt"))


def part(kind: str, start: int, end: int) -> Part:
    return Part(id=f"p{start}", kind=kind, start=start, end=end, lang="en", why="made for a test")  # type: ignore[arg-type]


def claim(start: int, end: int, trigger: str = "two") -> Claim:
    at = Anchor(start, end, trigger)
    return Claim(
        id="c1", type="ATTACK", plover=None, nature="report", part="p0", content_of=None, span=Span(start, end), trigger=at, roles=(), time=None, place=None, quantities=(),
        losses=(), status=Status(occurrence="happened", vouched_by="article"), voices=(), loaded=(), rule="test", score=1.0, why="made for a test",
    )  # fmt: skip


def code(work: Work, *stages: Fake) -> str:
    with pytest.raises(PipelineError) as caught:
        run(stages, work)
    assert caught.value.exit_code == 70
    return caught.value.code


def test_a_layer_that_nobody_provides_is_found_before_any_text_is_read() -> None:
    with pytest.raises(PipelineError) as caught:
        check_order(
            [Fake(lambda work: work, requires=("document",), provides=("parts",)), Fake(lambda work: work, requires=("trees",))]
        )
    assert caught.value.code == "R201"
    assert "trees" in str(caught.value)


def test_the_order_that_is_shipped_holds(engine: Engine) -> None:
    check_order(engine.stages)
    with pytest.raises(PipelineError):
        check_order(engine.stages[::-1])


def test_an_undeclared_change_is_refused(work: Work) -> None:
    assert code(work, Fake(lambda w: replace(w, parts=(part("body", 0, 14),)))) == "R202"


def test_a_changed_document_is_refused(work: Work) -> None:
    assert code(work, Fake(lambda w: replace(w, document=replace(w.document, text="other")), provides=("parts",))) == "R202"


def test_a_declared_change_is_kept(work: Work) -> None:
    after = run([Fake(lambda w: replace(w, parts=(part("body", 0, 14),)), provides=("parts",))], work)
    assert [each.kind for each in after.parts] == ["body"]


@pytest.mark.parametrize(("start", "end"), [(0, 3), (4, 99), (4, 4)])
def test_a_mention_that_does_not_re_read_is_refused(work: Work, start: int, end: int) -> None:
    bad = Mention(id="m1", kind="place", start=start, end=end, text="two")
    assert code(work, Fake(lambda w: replace(w, mentions=(bad,)), provides=("mentions",))) == "R203"


def test_a_part_past_the_end_is_refused(work: Work) -> None:
    assert code(work, Fake(lambda w: replace(w, parts=(part("body", 0, 15),)), provides=("parts",))) == "R203"


def test_a_trigger_that_does_not_re_read_is_refused(work: Work) -> None:
    assert code(work, Fake(lambda w: replace(w, claims=(claim(4, 7, "ten"),)), provides=("claims",))) == "R203"


@pytest.mark.parametrize("kind", ["stray_caption", "related", "furniture", "section", "byline", "source_line"])
def test_a_claim_from_what_is_not_the_story_is_refused(work: Work, kind: str) -> None:
    parts = (part("body", 0, 3), part(kind, 4, 14))
    assert code(work, Fake(lambda w: replace(w, parts=parts, claims=(claim(4, 7),)), provides=("parts", "claims"))) == "R204"


@pytest.mark.parametrize("kind", ["headline", "lead", "body", "subhead", "caption"])
def test_a_claim_from_the_story_is_kept(work: Work, kind: str) -> None:
    parts = (part(kind, 0, 14),)
    after = run([Fake(lambda w: replace(w, parts=parts, claims=(claim(4, 7),)), provides=("parts", "claims"))], work)
    assert len(after.claims) == 1
