"""The scorers of the benchmarks, on small cases whose figures are worked out by hand."""

import json

import pytest

from recoupe.errors import UsageError
from recoupe.evaluation.actors import WRITTEN, iso_day, read_cases, score_actors
from recoupe.evaluation.figures import f1, gold_lines, jaccard, pair_off, share
from recoupe.evaluation.gold import read_gold, score_gold
from recoupe.evaluation.mentions import MentionText, read_re3d, score_mentions
from recoupe.evaluation.places import PlaceText, Spot, kilometres, read_places, score_places
from recoupe.evaluation.specimen_guards import Guard, broken_guards
from recoupe.evaluation.status import StatusCase, score_status, status_of
from recoupe.evaluation.voices import Attribution, VoiceText, score_voices
from recoupe.intake.documents import Given, read_bytes
from recoupe.model.record import Reading
from recoupe.pipeline.engine import Engine


@pytest.fixture(scope="module")
def engine():
    return Engine()


def read(engine, text, lang="en"):
    return engine.read(read_bytes(text.encode(), given=Given(lang=lang)))


def lines(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def reading(country=None, sector=None):
    return Reading(ref=None, label="x", score=1.0, why="", country=country, sector=sector)


@pytest.mark.parametrize(("hits", "of", "wanted"), [(1, 4, 0.25), (0, 0, 0.0), (2, 3, 0.6667)])
def test_share(hits, of, wanted):
    assert share(hits, of) == wanted


def test_f1_of_one_hit_among_two_and_three():
    assert f1(1, 2, 3) == 0.4


def test_pairs_are_one_to_one_and_the_best_first():
    assert pair_off([1, 2], [2, 1], lambda a, b: float(a == b)) == [(1, 0, 1.0), (0, 1, 1.0)]


def test_jaccard_of_empty_sets_is_zero():
    assert jaccard(frozenset(), frozenset()) == 0.0


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2022-05-01", "2022-05-01"),
        ("10 May 2015", "2015-05-10"),
        ("October 1, 2021", "2021-10-01"),
        ("Today", WRITTEN),
        ("", WRITTEN),
    ],
)
def test_dates_of_cases(said, day):
    assert iso_day(said) == day


@pytest.mark.parametrize(
    ("expect", "given", "country", "sector"),
    [
        ({"country": "FRA", "code_1": "MIL"}, reading("FRA", "MIL"), 1.0, 1.0),
        ({"country": "FRA"}, reading("ITA", "MIL"), 0.0, 0.0),
        ({"country": ""}, None, 1.0, 0.0),
        ({"country": ""}, reading("ITA"), 0.0, 0.0),
        ({"country": {"!=": "GBR"}}, None, 1.0, 0.0),
        ({"country": {"!=": "GBR"}}, reading("GBR"), 0.0, 0.0),
        ({"code_1": {"in": ["PTY", "REB"]}}, reading("ITA", "REB"), 0.0, 1.0),
        ({"code_1": "UNK"}, reading("ITA"), 0.0, 1.0),
        ({"code_1": "HLH"}, reading("ITA", "MED"), 0.0, 1.0),
        ({"cc": "UNO"}, reading("UNO"), 1.0, 0.0),
        ({"country": "LEG", "code_1": "COL"}, reading("COL", "LEG"), 1.0, 1.0),
    ],
)
def test_what_a_case_of_the_actor_set_states(tmp_path, expect, given, country, sector):
    cases = read_cases(lines(tmp_path / "cases.jsonl", [{"phrase": "x", "date": "", "context": "", "expect": expect}]))
    figures = score_actors(cases, lambda phrase, at, context: given)
    assert (figures.country, figures.sector) == (country, sector)


@pytest.mark.parametrize("expect", [{"title": "Y"}, {"code_1": "????"}, {"pattern": "x"}])
def test_a_case_that_states_neither_is_not_counted(tmp_path, expect):
    cases = read_cases(lines(tmp_path / "cases.jsonl", [{"phrase": "x", "expect": expect}]))
    figures = score_actors(cases, lambda phrase, at, context: None)
    assert (figures.country_of, figures.sector_of, figures.cases) == (0, 0, 1)


def test_a_phrase_for_nobody_has_a_figure_of_its_own(tmp_path):
    cases = read_cases(lines(tmp_path / "cases.jsonl", [{"phrase": "x", "expect": {"code": {"Is": None}}}]))
    figures = score_actors(cases, lambda phrase, at, context: reading("FRA"))
    assert (figures.nobody, figures.nobody_of, figures.country_of, len(figures.errors)) == (0.0, 1, 0, 1)


def test_a_gold_line_without_its_keys_is_refused_with_its_line(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_cases(lines(tmp_path / "cases.jsonl", [{"phrase": "x", "expect": {}}, {"phrase": "y"}]))
    assert (caught.value.code, caught.value.where) == ("R403", "cases.jsonl:2")


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\x85"])
def test_only_a_line_feed_ends_a_gold_line(tmp_path, inside):
    path = tmp_path / "gold.jsonl"
    rows = [{"text": f"one{inside}two"}, {"text": "three"}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    assert list(gold_lines(path, ["text"])) == rows


def test_mentions_match_one_to_one_by_overlap():
    document = MentionText(id="d", text="abcdefghij", gold=((0, 3), (5, 8)), kept=((0, 3),))
    figures = score_mentions([document], lambda text: ((1, 2), (2, 4), (9, 10)))
    assert (figures.overlap_f1, figures.precision, figures.recall, figures.kept_f1) == (0.4, 0.3333, 0.5, 0.5)


def test_re3d_keeps_two_types_and_one_of_equal_spans(tmp_path):
    lines(tmp_path / "documents.json", [{"_id": "d", "text": "Ana met"}])
    base = {"documentId": "d", "begin": 0, "end": 3, "confidence": 1}
    kinds = ({"type": "Person"}, {"type": "Organisation", "confidence": 0}, {"type": "Location", "begin": 4})
    lines(tmp_path / "entities.json", [base | kind for kind in kinds])
    assert read_re3d(tmp_path) == (MentionText(id="d", text="Ana met", gold=((0, 3),), kept=((0, 3),)),)


def test_an_empty_folder_is_no_re3d(tmp_path):
    with pytest.raises(UsageError):
        read_re3d(tmp_path)


VOICED = VoiceText(
    doc="d", text="He said that rain fell.", lang="en", gold=(Attribution(content=((8, 22),), source=((0, 2),), cue=((3, 7),)),)
)


@pytest.mark.parametrize(
    ("given", "end_to_end", "content"),
    [
        ([Attribution(content=((13, 22),), source=((0, 2),))], 1.0, 1.0),
        ([Attribution(content=((13, 22),))], 0.0, 1.0),
        ([Attribution(content=((18, 22),), source=((0, 2),))], 1.0, 1.0),
        ([Attribution(content=((0, 7),), source=((0, 2),))], 0.0, 0.0),
        ([], 0.0, 0.0),
    ],
)
def test_an_attribution_is_right_end_to_end(given, end_to_end, content):
    figures = score_voices([VOICED], lambda text, lang: given)
    assert (figures.end_to_end_f1, figures.content_f1) == (end_to_end, content)


def test_places_count_missed_and_unresolved_ones_as_wrong():
    gold = (
        Spot(start=0, end=2, lat=0.0, lon=0.0),
        Spot(start=3, end=5, lat=0.0, lon=0.0),
        Spot(start=6, end=8, lat=10.0, lon=10.0),
        Spot(start=9, end=11),
    )
    found = [Spot(start=0, end=2, lat=0.0, lon=1.0), Spot(start=3, end=4)]

    def locate(document, given):
        return found if given is None else [found[0], Spot(start=3, end=5), Spot(start=6, end=8)]

    figures = score_places([PlaceText(id="d", text="x" * 12, gold=gold)], locate)
    assert (figures.strict_f1, figures.acc161, figures.end_to_end_acc161) == (0.3333, 0.3333, 0.3333)


def test_a_degree_at_the_equator_is_a_hundred_and_eleven_kilometres():
    assert round(kilometres(Spot(start=0, end=1, lat=0, lon=0), Spot(start=0, end=1, lat=0, lon=1))) == 111


def test_no_claim_is_not_applicable():
    assert status_of(()) == "not_applicable"


def test_a_status_that_fits_one_of_two_words_is_right():
    figures = score_status([StatusCase(text="x", wanted=("denied", "not_applicable"))], lambda text: ())
    assert (figures.right, figures.macro_f1) == (1, 1.0)


def gold_line(tmp_path, **changes):
    row = {"file": "a.txt", "lang": "en", "parts": [], "claims": [], "never": []} | changes
    return read_gold(lines(tmp_path / "g.jsonl", [row]))


def test_our_gold_counts_what_no_claim_holds(engine, tmp_path):
    text = "Two boats reached Ostend on Friday."
    claim = {"family": "MOVE", "trigger": "sleep", "near": "boats sleep", "occurrence": "happened", "voices": ["article"]}
    figures = score_gold(gold_line(tmp_path, claims=[claim]), lambda name: (text, read(engine, text)))
    assert (figures.found, figures.found_of, figures.judged) == (0.0, 1, 0)


def test_a_phrase_under_never_is_broken_by_a_claim_that_happened(engine, tmp_path):
    text = "Les soldats kényans ont quitté la ville de Lamu mardi."
    record = read(engine, text, "fr")
    happened = [claim for claim in record.claims if claim.status.occurrence == "happened"]
    assert happened
    figures = score_gold(gold_line(tmp_path, never=["quitté"]), lambda name: (text, record))
    assert figures.never_broken == len(happened)


def test_guards_see_a_claim_that_happened_where_none_may(engine):
    record = read(engine, "Les soldats kényans ont quitté la ville de Lamu mardi.", "fr")
    at = record.claims[0].trigger
    assert broken_guards([Guard(rule=4, kind="not_happened", start=at.start, end=at.end)], record)
    assert not broken_guards([Guard(rule=4, kind="not_happened", start=at.start, end=at.end, families=("MOVE",))], record)


def test_guards_see_a_role_that_must_stay_empty(engine):
    record = read(engine, "Les soldats kényans ont quitté la ville de Lamu mardi.", "fr")
    claim = record.claims[0]
    guard = Guard(rule=5, kind="no_role", start=claim.trigger.start, end=claim.trigger.end, roles=(claim.roles[0].role,))
    assert broken_guards([guard], record)


def _said(*spans):
    return Attribution(content=tuple(spans), source=((0, 3),))


def test_a_gold_without_nesting_is_scored_on_the_outermost_attributions():
    text = "She said that he said that they left early."
    wide, narrow = _said((14, 42)), _said((27, 42))
    flat = VoiceText(doc="a", text=text, lang="en", gold=(wide,))
    nested = VoiceText(doc="b", text=text, lang="en", gold=(wide, narrow))
    assert score_voices([flat], lambda *_: (wide, narrow)).given == 1
    assert score_voices([nested], lambda *_: (wide, narrow)).given == 2


def test_tagged_sentences_are_read_as_print_sets_them(tmp_path):
    path = tmp_path / "fr-own.conllu"
    path.write_text(
        "0\tL'\tO\n1\tarmée\tO\n2\tquitte\tO\n3\tPort\tB-LOC\n4\tNoir\tI-LOC\n5\t.\tO\n\n0\tRien\tO\n", encoding="utf-8"
    )
    texts = read_places(path)
    assert [(text.text, text.lang) for text in texts] == [("L'armée quitte Port Noir.", "fr"), ("Rien", "fr")]
    assert [texts[0].text[spot.start : spot.end] for spot in texts[0].gold] == ["Port Noir"]


def test_a_tagged_line_without_tag_is_refused_with_its_sentence(tmp_path):
    path = tmp_path / "fr-own.conllu"
    path.write_text("0\tRien\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no tag"):
        read_places(path)
