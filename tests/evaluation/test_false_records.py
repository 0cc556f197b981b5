"""False records: a text without events may hold no violence and no movement that happened."""

import json

from recoupe.evaluation.false_records import is_non_events, read_non_events, score_non_events

ROWS = [
    {"doc": "a", "lang": "en", "kind": "sport", "text": "The winger attacked the box."},
    {"doc": "b", "lang": "en", "kind": "opinion", "text": "Nobody attacked anybody."},
]


def test_a_text_with_one_false_record_counts_once(tmp_path, engine):
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    assert is_non_events(path)

    def read(text, lang):
        from recoupe.intake.documents import Given, read_bytes

        return (
            engine.read(
                read_bytes(b"The rebels attacked the convoy in Gao. Soldiers shelled Kidal.", given=Given(lang=lang))
            ).claims
            if "winger" in text
            else ()
        )

    figures = score_non_events(read_non_events(path), read)
    assert (figures.false_texts, figures.of) == (0.5, 2)
    assert figures.records == len(figures.errors) > 0


def test_another_gold_is_not_taken_for_it(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"file": "a.txt", "claims": []}\n', encoding="utf-8")
    assert not is_non_events(path)
