"""The grammar of time patterns: what it allows, and what it refuses with file and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root
from recoupe.knowledge.times.pack import load_times
from recoupe.knowledge.times.patterns import Drawn, Glue, Nested, Word, ways


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("plus tard", [(Word("plus"), Word("tard"))]),
        ("l'an", [(Word("l"), Word("'"), Word("an"))]),
        ("<day>[_er]", [(Drawn("day", "day"), Glue(), Word("er")), (Drawn("day", "day"),)]),
        ("(a|b) {c:d}", [(Word("a"), Nested("c", "d")), (Word("b"), Nested("c", "d"))]),
    ],
)
def test_what_a_pattern_allows(pattern: str, wanted: list[object]) -> None:
    assert list(ways(pattern, "x")) == wanted


@pytest.mark.parametrize("pattern", ["(a", "a]", "<a", "{a", "[a)", "", " ".join(f"[{letter}]" for letter in "abcdefghijkl")])
def test_what_is_not_of_the_grammar_is_refused(pattern: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        ways(pattern, "file")
    assert caught.value.code == "R305"


ACCEPT = 'accept = [{ text = "t", words = "t" }]\nrefuse = [{ text = "t", why = "w" }]'


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        (f'name = "time"\nid = "fr.x"\nsays = ["<nothing>"]\n{ACCEPT}', "R307"),
        (f'name = "time"\nid = "fr.x"\nsays = ["{{nothing}}"]\n{ACCEPT}', "R307"),
        (f'name = "time"\nid = "fr.x"\nsays = ["a"]\ngives = {{ make = "cake" }}\n{ACCEPT}', "R305"),
        (f'name = "time"\nid = "fr.x"\nsays = ["a"]\nbehind = ["@verb"]\n{ACCEPT}', "R305"),
        (f'name = "time"\nsays = ["a"]\n{ACCEPT}', "R303"),
        ('name = "time"\nid = "fr.x"\nsays = ["a"]', "R306"),
        ('name = "piece"\nsays = ["a {piece}"]', "R305"),
        ('name = "piece"\nsays = ["a"]\nbehind = ["b"]', "R305"),
        ('name = "piece"\nsays = ["a"]\nsings = ["b"]', "R302"),
    ],
)
def test_a_wrong_pattern_is_refused(tmp_path: Path, pattern: str, code: str) -> None:
    folder = tmp_path / "times"
    shutil.copytree(data_root() / "lang" / "fr" / "times", folder)
    (folder / "own.toml").write_text(f"[[pattern]]\n{pattern}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_times(folder, "fr")
    assert caught.value.code == code
