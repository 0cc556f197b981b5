"""What holds for the record of every sample dispatch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from recoupe.app.reading import Article
from recoupe.app.samples import Dispatch, load_samples, read_sample
from recoupe.model.codec import record_from_json, to_json
from recoupe.model.vocabulary import OWN_PARTS

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schema" / "record-1.json").read_text(encoding="utf-8"))
DISPATCHES = load_samples().dispatch
every = pytest.mark.parametrize("dispatch", DISPATCHES, ids=[dispatch.file for dispatch in DISPATCHES])


@pytest.fixture(scope="module")
def sample():
    """A dispatch read, once per module."""
    read: dict[str, Article] = {}

    def reader(dispatch: Dispatch) -> Article:
        if dispatch.file not in read:
            read[dispatch.file] = read_sample(dispatch)
        return read[dispatch.file]

    return reader


def anchors(value: Any) -> list[tuple[int, int, str]]:
    """Every object with start, end and text, at any depth."""
    found = []
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            found.append((value["start"], value["end"], value["text"]))
        for each in value.values():
            found += anchors(each)
    elif isinstance(value, list):
        for each in value:
            found += anchors(each)
    return found


@every
def test_the_json_is_of_the_published_schema(sample, dispatch: Dispatch) -> None:
    record = json.loads(to_json(sample(dispatch).record))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(record)] == []


@every
def test_every_anchored_value_re_reads(sample, dispatch: Dispatch) -> None:
    article = sample(dispatch)
    found = anchors(json.loads(to_json(article.record)))
    assert found
    assert [each for each in found if article.document.text[each[0] : each[1]] != each[2]] == []


@every
def test_the_json_reads_back_to_the_same_record(sample, dispatch: Dispatch) -> None:
    record = sample(dispatch).record
    assert record_from_json(to_json(record)) == record


@every
def test_the_same_text_twice_gives_the_same_bytes(sample, dispatch: Dispatch) -> None:
    assert to_json(read_sample(dispatch).record) == to_json(sample(dispatch).record)


@every
def test_ids_are_unique_and_what_they_point_at_is_there(sample, dispatch: Dispatch) -> None:
    record = sample(dispatch).record
    claims = [claim.id for claim in record.claims]
    mentions = [mention.id for mention in record.mentions]
    assert len(set(claims)) == len(claims)
    assert len(set(mentions)) == len(mentions)
    assert {claim.content_of for claim in record.claims} - {None} <= set(claims)
    assert {role.mention for claim in record.claims for role in claim.roles} - {None} <= set(mentions)
    assert {claim.place.mention for claim in record.claims if claim.place} <= set(mentions)
    assert {mention.inside for mention in record.mentions} - {None} <= set(mentions)


@every
def test_claims_stand_in_the_articles_own_parts(sample, dispatch: Dispatch) -> None:
    record = sample(dispatch).record
    own = {part.id: part for part in record.parts if part.kind in OWN_PARTS}
    for claim in record.claims:
        part = own[claim.part]
        assert part.start <= claim.trigger.start
        assert claim.trigger.end <= part.end


@every
def test_every_chain_begins_with_the_article(sample, dispatch: Dispatch) -> None:
    assert all(claim.voices[0].who == "article" for claim in sample(dispatch).record.claims)
