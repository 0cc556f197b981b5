"""ECB+ and MEANTIME as files: small sets of our own in their form, and files of another form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recoupe.app.coreference_scores import ecb_figures, is_across, meantime_figures
from recoupe.errors import UsageError
from recoupe.pipeline.engine import Engine

MILL = "Riders seized the miller of Orsk ."
BOAT = "Divers found the ferry off Maru ."


def article(text: str, topic: int = 1) -> dict[str, Any]:
    return {"topic": topic, "sentences": [text.split()]}


def mention(key: str, doc: str, token: int, cluster: str) -> dict[str, Any]:
    return {
        "id": key,
        "doc": doc,
        "sent": 0,
        "tokens": [token],
        "text": "x",
        "kind": "event",
        "validated": True,
        "cluster": cluster,
    }


def written(folder: Path, name: str, documents: dict[str, Any], mentions: list[dict[str, Any]]) -> Path:
    path = folder / name
    path.write_text(json.dumps({"documents": documents, "mentions": mentions}), encoding="utf-8")
    return path


def test_event_words_of_two_articles(tmp_path: Path, engine: Engine) -> None:
    documents = {"a": article(MILL), "b": article(MILL), "c": article(BOAT, 2), "d": article(BOAT, 2)}
    mentions = [mention(f"{doc}1", doc, 1, "m" if doc in "ab" else "f") for doc in documents]
    path = written(tmp_path, "ecbplus_dev.json", documents, mentions)
    assert is_across(tmp_path) == is_across(path) == "ecb"
    found = ecb_figures(tmp_path, engine)
    assert (found.mentions, found.conll_f1, found.joined_topics, found.errors) == (4, 100.0, 0, ())


def test_an_article_and_its_translation(tmp_path: Path, engine: Engine) -> None:
    written(
        tmp_path,
        "meantime_en.json",
        {"1": article("The mill of Orsk has 412 sacks ."), "2": article("A ferry left Maru with 77 .")},
        [],
    )
    written(
        tmp_path,
        "meantime_es.json",
        {"1": article("El molino de Orsk tiene 412 sacos ."), "2": article("Un barco de Maru con 77 .")},
        [mention("1#1", "1", 40, "beyond the sentence, as some of the set are")],
    )
    found = meantime_figures(tmp_path, engine)
    assert (found.articles, found.same_article) == (2, 1.0)


@pytest.mark.parametrize(
    ("documents", "mentions"),
    [({"a": {"topic": 1}}, []), ({"a": article(MILL)}, [mention("a1", "a", 40, "m")]), ({}, [mention("a1", "a", 0, "m")])],
)
def test_a_file_of_another_form_is_refused(
    tmp_path: Path, engine: Engine, documents: dict[str, Any], mentions: list[dict[str, Any]]
) -> None:
    path = written(tmp_path, "ecbplus_dev.json", documents, mentions)
    with pytest.raises(UsageError, match="R403"):
        ecb_figures(path, engine)


def test_meantime_asks_for_its_folder(tmp_path: Path, engine: Engine) -> None:
    with pytest.raises(UsageError, match="R403"):
        meantime_figures(written(tmp_path, "meantime_es.json", {}, []), engine)
