from __future__ import annotations

import pytest

from recoupe.knowledge.packs import load_pack
from recoupe.syntax.parser import Parser
from recoupe.syntax.tree import Tree


@pytest.fixture(scope="module")
def parse():
    parsers = {lang: Parser(lang, load_pack(lang).syntax) for lang in ("fr", "en")}

    def one(text: str, lang: str) -> Tree:
        return next(iter(parsers[lang].parse(text, [(0, len(text), "p1")])))

    return one


def relation(tree: Tree, word: str) -> tuple[str, str, str]:
    found = next(each for each in tree.words if each.text == word)
    return found.rel, tree.words[found.head].text, found.marker


@pytest.mark.parametrize(
    ("lang", "text", "word", "expected"),
    [
        ("fr", "Le retrait des soldats kényans de Goma inquiète.", "Goma", ("nmod", "soldats", "de")),
        ("fr", "Les blindés sont arrivés à Kidal.", "blindés", ("subj", "arrivés", "")),
        ("fr", "Un convoi arrive en provenance de Gao.", "Gao", ("obl", "arrive", "en provenance de")),
        ("en", "Troops moved from Goma to Bukavu.", "Bukavu", ("obl", "moved", "to")),
        ("en", "The depot was hit by a drone.", "drone", ("agent", "hit", "by")),
        ("en", "The army pulled out of Kharkiv.", "Kharkiv", ("obl", "pulled", "out of")),
    ],
)
def test_both_label_sets_become_one(parse, lang: str, text: str, word: str, expected: tuple[str, str, str]) -> None:
    assert relation(parse(text, lang), word) == expected


def test_words_keep_the_characters_of_the_text_under_shadow_words(parse) -> None:
    text = "Les convois US quittent l’est de la Syrie."
    tree = parse(text, "fr")
    assert all(text[word.start : word.end] == word.text for word in tree.words)
    assert [word.pos for word in tree.words if word.text == "est"] == ["NOUN"]


def test_a_typographic_apostrophe_changes_no_relation(parse) -> None:
    straight, curly = (parse(f"L{mark}armée quitte l{mark}Irak.", "fr") for mark in "'’")
    assert [(w.rel, w.head) for w in straight.words] == [(w.rel, w.head) for w in curly.words]


def test_a_hyphenated_word_of_the_pack_is_one_word(parse) -> None:
    text = "The cease-fire and an air-strike: a stand-off near Ras el-Ain."
    tree = parse(text, "en")
    assert [(word.text, word.lemma) for word in tree.words if "-" in word.text and len(word.text) > 1] == [
        ("cease-fire", "ceasefire"),
        ("air-strike", "airstrike"),
        ("stand-off", "standoff"),
    ]
    assert all(text[word.start : word.end] == word.text for word in tree.words)


def test_forms_whose_lemma_the_model_does_not_know(parse) -> None:
    assert [word.lemma for word in parse("They staged a raid and waged a war.", "en").words if word.pos == "VERB"] == [
        "stage",
        "wage",
    ]
