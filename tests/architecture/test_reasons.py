"""Reasons: every sentence that a stage or a pack writes has its wording in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.knowledge.reasons import LONGEST_LIST, question_of, reasons, recognise, say

PIPELINE = Path(__file__).resolve().parent.parent.parent / "src" / "recoupe" / "pipeline"
SAYERS = {"against", "bind", "_blocked", "_outranked"}
"""Functions that return a reason for refusing."""


def _strings(node: ast.AST) -> Iterator[str]:
    """The sentences of an expression; what is computed inside one stands as x."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        pieces = [[str(part.value)] if isinstance(part, ast.Constant) else _filled(part) for part in node.values]
        yield from ("".join(chosen) for chosen in product(*pieces))
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _filled(part: ast.AST) -> list[str]:
    """What may stand in a hole: the sentences of a choice, else x."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    return list(_strings(value)) if isinstance(value, ast.IfExp) else ["x"]


def _written() -> Iterator[tuple[str, str]]:
    for path in sorted(PIPELINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[str] = []
            if isinstance(node, ast.Call):
                found += [text for each in node.keywords if each.arg in {"why", "message"} for text in _strings(each.value)]
                if isinstance(node.func, ast.Attribute) and node.func.attr in {"found", "marked"} and len(node.args) > 2:
                    found += _strings(node.args[2])
            if isinstance(node, ast.FunctionDef) and node.name in SAYERS:
                returns = (each for each in ast.walk(node) if isinstance(each, ast.Return) and each.value is not None)
                found += [text for each in returns for text in _strings(each.value)]
            yield from ((path.name, text) for text in found if " " in text)


@pytest.mark.parametrize(("file", "sentence"), sorted(set(_written())))
def test_every_sentence_of_the_pipeline_is_worded(file: str, sentence: str) -> None:
    assert recognise(sentence), f"{file} writes {sentence!r}: give it an entry in data/labels/reasons.toml (said, en, fr)"


@pytest.mark.parametrize("lang", pack_codes())
def test_every_reason_of_a_modality_file_is_worded_and_names_its_test(lang: str) -> None:
    modality = load_pack(lang).modality
    whys = {entry.why for entry in (*modality.modals, *modality.nouns, *modality.adjectives, *modality.fixed)}
    assert {why for why in whys if not question_of(why)} == set()


def test_the_two_languages_differ_and_fill_the_same_holes() -> None:
    for each in reasons():
        assert each.en, each.code
        assert each.fr, each.code
        assert each.en.count("{") == each.fr.count("{"), each.code


@pytest.mark.parametrize(
    ("sentence", "lang", "said"),
    [
        ("negation", "fr", "négation"),
        ("menace", "en", "threat"),
        ("condition: si", "fr", "soumis à une condition (« si »)"),
        ("content of “menace”: planned", "fr", "contenu de « menace », qui le rend : prévu"),
        ("verbe d'intention ou de tentative; negated", "en", "verb of intention or attempt, negated"),
        ("no mover or origin in its surroundings", "en", "The rule needs “who moves” or “from”: nothing in the sentence fills it."),
        ("obj “match” speaks against it", "fr", "« match » comme l’objet donne au mot un autre sens."),
        ("Degraded reading: no language pack for 'de': parts, names and numbers only, no claims.", "fr",
         "Lecture dégradée : aucun paquet de langue pour 'de' : parties, noms et nombres seulement, aucune affirmation."),
        ("nobody has written this", "fr", "nobody has written this"),
    ],
)  # fmt: skip
def test_the_wording(sentence: str, lang: str, said: str) -> None:
    assert say(sentence, lang) == said


def test_a_long_list_is_cut_and_counted() -> None:
    words = [f"word{number}" for number in range(LONGEST_LIST + 4)]
    said = say(f"obj is none of {', '.join(words)}", "en")
    assert words[LONGEST_LIST - 1] in said
    assert words[LONGEST_LIST] not in said
    assert "(+4)" in said


def test_words_of_a_hostile_text_are_shown_and_run_no_pattern_for_long() -> None:
    assert "{list}" in say("“{list}” is given as evidence; the article does not say which, whose, or where to see it.", "fr")
    long = "no " + "a or " * 4000
    assert say(long, "fr") == long


def test_every_slot_that_is_no_preposition_has_a_name() -> None:
    named = {
        slot.name for lang in pack_codes() for frame in load_pack(lang).frames for slots in frame.roles.values() for slot in slots
    }
    assert {"subj", "obj", "inf", "clause"} & named <= set(labels_for("fr").slot)
