"""Changes of a text that must change nothing else, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from recoupe.app.samples import load_samples, samples_folder
from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.frames import Slot
from recoupe.model.record import Record
from recoupe.pipeline.engine import Engine

PLAIN = [dispatch for dispatch in load_samples().dispatch if dispatch.file.endswith(".txt")]
FOREIGN = {
    "fr": "Jenny Marlow (R) shook hands with the gardeners at the opening of the rose show in Harrogate, England, on May 9, 2011. (AFP photo)",
    "en": "Bastien Lhermite pendant la remise des médailles du concours de pétanque de Vierzon, le 9 mai 2011. (Photo AFP)",
}
RELATED = {
    "fr": "Lire aussi : Vierzon/pétanque : l'armée du salut attaque la mairie",
    "en": "Read more: Harrogate gardeners attack the mayor",
}
MOVED = {"fr": "Les soldats kényans ont quitté Goma vers Nairobi.", "en": "Kenyan soldiers left Goma for Nairobi."}


def every(count: int):
    some = PLAIN[:: max(1, len(PLAIN) // count)]
    return pytest.mark.parametrize("dispatch", some, ids=[dispatch.file for dispatch in some])


def text_of(file: str) -> str:
    return (samples_folder() / file).read_text(encoding="utf-8")


def read_as(engine: Engine, text: str, lang: str) -> Record:
    return engine.read(read_bytes(text.encode(), name="a.txt", given=Given(lang=lang)))


def essence(record: Record, text: str) -> list[tuple[object, ...]]:
    """Claims without their exact characters: types, offsets, roles, status, voices."""
    return [
        (
            claim.type, claim.trigger.start, claim.trigger.end, claim.rule, claim.status.occurrence, claim.status.attribution,
            [(role.role, role.start, role.end) for role in claim.roles], [(voice.kind, voice.commitment) for voice in claim.voices],
        )
        for claim in record.claims
    ]  # fmt: skip


def said(record: Record, text: str) -> list[tuple[object, ...]]:
    """Claims by their words: for texts in which offsets move."""
    return [
        (
            claim.type,
            claim.trigger.text,
            claim.status.occurrence,
            [(role.role, role.text) for role in claim.roles],
            [voice.who for voice in claim.voices],
        )
        for claim in record.claims
    ]


@every(12)
@pytest.mark.parametrize(("old", "new"), [("’", "'"), ("'", "’"), (" ", "\u00a0"), ("\u00a0", " "), ("«\u00a0", "« ")])
def test_typography_changes_no_claim(engine: Engine, dispatch, old: str, new: str) -> None:
    text = text_of(dispatch.file)
    changed = text.replace(old, new)
    if len(changed) != len(text):
        pytest.fail("the change must keep offsets")
    assert essence(read_as(engine, changed, dispatch.lang), changed) == essence(read_as(engine, text, dispatch.lang), text)


def inserted(text: str, line: str) -> str:
    """The line as a paragraph of its own behind the headline."""
    paragraphs = text.split("\n\n")
    at = 2 if len(paragraphs) > 3 else 1
    return "\n\n".join([*paragraphs[:at], line, *paragraphs[at:]])


@every(12)
@pytest.mark.parametrize("lines", [FOREIGN, RELATED], ids=["stray caption", "related link"])
def test_what_is_of_another_story_adds_no_claim(engine: Engine, dispatch, lines: dict[str, str]) -> None:
    text = text_of(dispatch.file)
    more = inserted(text, lines[dispatch.lang])
    assert said(read_as(engine, more, dispatch.lang), more) == said(read_as(engine, text, dispatch.lang), text)


@every(6)
def test_an_added_paragraph_takes_no_claim_away(engine: Engine, dispatch) -> None:
    text = text_of(dispatch.file)
    more = text.rstrip() + "\n\n" + MOVED[dispatch.lang] + "\n"
    before = {(claim.type, claim.trigger.start) for claim in read_as(engine, text, dispatch.lang).claims}
    assert before <= {(claim.type, claim.trigger.start) for claim in read_as(engine, more, dispatch.lang).claims}


@every(6)
def test_the_publication_date_moves_only_what_the_words_count_from_it(engine: Engine, dispatch) -> None:
    """A claim to which the text gives no time has none; the words that date a claim are the same; what is a complete date stays."""
    data = text_of(dispatch.file).encode()
    unknown, first, second = (
        engine.read(read_bytes(data, name="a.txt", given=Given(lang=dispatch.lang, published=day)))
        for day in (None, "2024-03-05", "2024-03-12")
    )
    dated = [[claim.time.text if claim.time else "" for claim in record.claims] for record in (first, second)]
    assert dated[0] == dated[1]
    assert [bool(each) for each in dated[0]] == [claim.time is not None for claim in unknown.claims]
    assert not [claim.time for claim in unknown.claims if claim.time and claim.time.anchor == "published"]
    for one, other in zip(first.claims, second.claims, strict=True):
        if one.time and one.time.anchor == "absolute":
            assert one.time == other.time
        if one.time and one.time.anchor == "published":
            assert one.time.anchored_to != (other.time.anchored_to if other.time else None)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_ids_of_claims_survive_another_binding_of_roles(engine: Engine, lang: str) -> None:
    """The frames that fired make the same claims with the same ids when they ask for other roles."""
    known = engine.knowledge

    def unbound(frame):
        return replace(frame, needs=(), roles={"time": (Slot("zzz"),), **frame.roles}, noun_roles=frame.noun_roles)

    record = read_as(engine, MOVED[lang], lang)
    fired = {claim.rule for claim in record.claims}
    packs = {
        code: replace(pack, frames=tuple(unbound(frame) for frame in pack.frames if frame.id in fired))
        for code, pack in known.packs.items()
    }
    again = read_as(Engine(replace(known, packs=packs)), MOVED[lang], lang)
    assert record.claims
    assert {claim.id for claim in record.claims} <= {claim.id for claim in again.claims}


WORDS = st.sampled_from(
    [*"Les rebelles ont attaqué le convoi de l' armée à Goma , mardi . selon « que qui » a - t - il déclaré ? ; : ( ) 12 n' pas été par des soldats et".split(" "),
     "\n\n", "\u00a0", "’", "🛑", "\u200b", "Lire aussi :", "SOURCE :", "(Photo AFP)", "…", "Й", "ﷺ", "e\u0301"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=40), lang=st.sampled_from(["fr", "en"]))
def test_any_words_make_a_record_or_an_intake_error(engine: Engine, words: list[str], lang: str) -> None:
    from recoupe.errors import IntakeError

    text = " ".join(words)
    try:
        document = read_bytes(text.encode(), name="a.txt", given=Given(lang=lang))
    except IntakeError:
        return
    record = engine.read(document)
    assert record.document.n_chars == len(document.text)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300))
def test_any_characters_make_a_record_or_an_intake_error(engine: Engine, text: str) -> None:
    from recoupe.errors import IntakeError

    try:
        document = read_bytes(text.encode("utf-8", "surrogatepass"), name="a.txt", given=Given(lang="fr"))
    except IntakeError:
        return
    engine.read(document)
