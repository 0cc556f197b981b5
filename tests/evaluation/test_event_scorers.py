"""The scorers of events: types, sides, CAMEO codes, the lexicon, on small cases whose figures are worked out by hand."""

import json

import pytest

from recoupe.errors import UsageError
from recoupe.evaluation.cameo import read_names, score_cameo
from recoupe.evaluation.event_choice import binding_claim, main_claim, root_of, sides
from recoupe.evaluation.event_gold import CodedCase, EventCase, half_of, read_coded, read_gsr, read_pairs, root_name
from recoupe.evaluation.event_scores import root_f1, score_types, words_in
from recoupe.evaluation.lexicon import EventText, event_words, known_words, read_relations, score_lexicon
from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.packs import load_pack
from recoupe.pipeline.base import Work
from recoupe.pipeline.engine import Engine
from recoupe.pipeline.runner import run

ATTACK = "Peru attacked Chile."


@pytest.fixture(scope="module")
def engine():
    return Engine()


def document(text):
    return read_bytes(text.encode(), given=Given(lang="en"))


@pytest.fixture(scope="module")
def read(engine):
    return lambda text: engine.read(document(text))


@pytest.fixture(scope="module")
def trees(engine):
    return lambda text: run(engine.stages, Work(document=document(text))).trees


def lines(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_halves_are_the_even_and_the_odd_rows():
    assert [half_of("abcde", half) for half in ("all", "dev", "held")] == ["abcde", "ace", "bd"]


def test_an_unknown_half_is_refused():
    with pytest.raises(UsageError):
        half_of("ab", "best")


@pytest.mark.parametrize(("event", "root"), [("CONCEDE", "YIELD"), ("RETREAT", "YIELD"), ("AID", "AID")])
def test_fifteen_roots(event, root):
    assert root_name(event) == root


def test_a_gold_record_has_its_sides_and_drops_what_was_not_located(tmp_path):
    spans = [["SRC/TAR", 0, 4, "Peru"], ["TAR", 14, 19, "Chile"], ["EVT", None, None, "x"]]
    (case,) = read_gsr(lines(tmp_path / "g.jsonl", [{"text": ATTACK, "event_2_0": "RETREAT", "spans": spans}]))
    assert (case.root, case.source, case.target, case.event) == ("YIELD", ((0, 4),), ((0, 4), (14, 19)), ())


HEAD = "sentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root"


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("A hit B and <s>A</s> hit <t>B</t>", ((12, 13),), ((18, 19),)),
        ("A hit B and <t>A</t> hit <s>B</s>", ((18, 19),), ((12, 13),)),
        ("", ((0, 1),), ((6, 7),)),
    ],
)
def test_marks_say_where_the_sides_stand(tmp_path, marked, source, target):
    table = tmp_path / "rows.tsv"
    table.write_text(f"{HEAD}\n1\tA hit B and A hit B\t{marked}\tA\tB\tASSAULT\n", encoding="utf-8")
    (case,) = read_pairs(table)
    assert (case.source, case.target, case.given) == (source, target, True)


def test_a_table_without_its_columns_is_refused(tmp_path):
    table = tmp_path / "rows.tsv"
    table.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_pairs(table)


def test_records_that_could_not_be_coded_are_left_out(tmp_path):
    rows = [
        {"id": "1", "text": "x", "special": "error:parse", "events_cameo": []},
        {"id": "2", "text": "x", "special": "noevents", "events_cameo": []},
        {"id": "3", "text": "x", "special": None, "events_cameo": None},
        {"id": "4", "text": "x", "events": [["A", "B", "190"]]},
    ]
    assert [case.id for case in read_coded(lines(tmp_path / "c.jsonl", rows))] == ["2", "4"]


def test_the_demand_is_the_event_and_not_what_is_demanded(read):
    claim = main_claim(read("Chile urged Peru to free two soldiers.").claims)
    assert root_of(claim) == "REQUEST"


def test_no_claim_no_main_claim(read):
    assert main_claim(read("It rained.").claims) is None


def test_the_claim_that_binds_the_given_sides(read):
    text = "Chile condemned Peru after rebels attacked a barracks in Lima."
    at = text.index("rebels")
    case = EventCase(id="1", text=text, root="ASSAULT", source=((at, at + 6),), target=((at + 16, at + 26),), given=True)
    assert root_of(binding_claim(read(text).claims, case)) == "ASSAULT"


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Peruvian soldiers attacked Chile.", ["Peruvian soldiers"], ["Chile"]),
        ("Peru said it attacked Chile.", ["Peru"], ["Chile"]),
        ("Peru and Chile signed a treaty.", ["Peru", "Chile"], ["Peru", "Chile"]),
        ("Peru urged Chile to free two men.", ["Peru"], ["Chile"]),
    ],
)
def test_sides_are_the_names_in_the_roles(read, text, source, target):
    record = read(text)
    assert [[text[a:b] for a, b in side] for side in sides(main_claim(record.claims), record)] == [source, target]


def test_words_of_spans_without_articles():
    assert words_in("the old bridge", ((0, 14),)) == {4, 8}


def test_macro_f1_counts_the_roots_of_the_gold():
    assert root_f1([("AID", "AID"), ("AID", "nothing"), ("AGREE", "AID")]) == {"AGREE": 0.0, "AID": 0.5}


def test_types_and_sides_are_scored(read):
    case = EventCase(id="1", text=ATTACK, root="ASSAULT", source=((0, 4),), target=((14, 19),))
    dry = EventCase(id="2", text="It rained.", root="AID")
    figures = score_types([case, dry], read)
    assert (figures.accuracy, figures.macro_f1, figures.unanswered) == (0.5, 0.5, 1)
    assert (figures.actor_f1, figures.target_f1) == (1.0, 1.0)


@pytest.mark.parametrize(("source", "target", "direction"), [("PER", "CHL", 1.0), ("CHL", "PER", 0.0)])
def test_a_coding_and_its_direction(read, source, target, direction):
    figures = score_cameo([CodedCase(id="1", text=ATTACK, events=((source, target, "190"), (source, target, "010")))], read, {})
    assert (figures.root, figures.direction, figures.of, figures.extra) == (1.0, direction, 1, 0)


def test_names_of_a_dictionary(tmp_path):
    path = tmp_path / "actors.txt"
    path.write_text("# remark\nOLD_LAND_ [OLD]\nNEWLAND_ ; remark [NEW 1990]\n", encoding="utf-8")
    assert read_names(path) == {"old land": "OLD", "newland": "NEW"}
    assert read_names(tmp_path / "none.txt") == {}


def test_the_head_of_a_stretch_is_the_event_word(trees):
    text = "Peru offered to hand over two men."
    assert [word.lemma for word in event_words(trees(text), EventText(text=text, stretches=((5, 25),)))] == ["offer"]


def test_the_word_that_binds_two_sides(trees):
    text = "Peru, he said, sold wheat to Chile."
    case = EventText(text=text, source=((0, 4),), target=((29, 34),))
    assert [word.lemma for word in event_words(trees(text), case)] == ["sell"]


def test_relations_between_parties_only(tmp_path):
    lines(tmp_path / "documents.json", [{"_id": "d", "text": ATTACK}])
    base = {"_id": "r", "documentId": "d", "begin": 5, "end": 13, "value": "attacked"}
    rows = [base | {"type": "FightingAgainst"}, base | {"type": "CoLocated", "begin": 0}, base | {"type": "Likes", "value": " "}]
    lines(tmp_path / "relations.json", rows)
    assert read_relations(tmp_path) == (EventText(text=ATTACK, stretches=((5, 13),)),)


def test_the_lexicon_counts_occurrences(trees):
    words = [word for word in trees("Peru attacked Chile, attacked Lima and ironed shirts.")[0].words if word.pos == "VERB"]
    figures = score_lexicon(words, known_words(load_pack("en")))
    assert (figures.of, figures.words, figures.known, figures.known_words) == (3, 2, 0.6667, 0.5)
    assert figures.errors[0].where == "iron"


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("Chile will free two soldiers on Friday.", "AGREE"),
        ("Chile freed two soldiers on Friday.", "YIELD"),
        ("Chile will expel forty migrants from Arica.", "THREATEN"),
        ("A court in Lima sentenced the general to ten years in prison.", "ACCUSE"),
        ("Chile offered to receive the envoys of Peru.", "AGREE"),
    ],
)
def test_roots_as_the_sets_have_them(read, text, root):
    assert root_of(main_claim(read(text).claims)) == root
