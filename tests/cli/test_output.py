"""What comes out of the commands: no orders to the terminal, one line for what goes wrong, the code that the help promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from recoupe.cli import main as door
from recoupe.cli.terminal import _folds

FULL = Path("/dev/full")
HOSTILE = "Les soldats de la \x1b[31mcolonne\x1b]0;x\x07 ont quitté Goma vers Nairobi, selon \u202eun porte-parole.\n"
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    "words",
    [("read",), ("read", "--refused"), ("show", "#1"), ("situation",), ("compare", "article")],
    ids=["read", "refused", "show", "situation", "compare"],
)
def test_an_article_gives_no_orders_to_the_terminal(ran, article: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    hostile = tmp_path / "hostile\x1b[32m.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    command, *rest = words
    options = [each for each in rest if each.startswith("--")]
    claim = next((each for each in rest if each.startswith("#")), "")
    result = ran(command, *options, f"{hostile}{claim}", *([article] if "article" in rest else []))
    assert result.code == 0, result.err
    assert not _ORDERS.search(result.out)


def test_the_name_of_a_bad_file_gives_none_either_and_is_told_once(ran, tmp_path: Path) -> None:
    result = ran("read", tmp_path / "gone\x1b[31m.txt")
    assert result.code == 3
    assert not _ORDERS.search(result.err)
    assert result.err.count("gone") == 1


@pytest.mark.skipif(not FULL.exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("words", [("outlets",), ("--help",)], ids=["outlets", "help"])
def test_an_output_without_room_is_one_line(words: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "recoupe", *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert re.fullmatch(r"recoupe: \[R408\] standard output: it cannot be written: .*\n", done.stderr)


def test_what_nobody_foresaw_is_called_a_bug(ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.recoupe, "invoke", lambda _ctx: 1 // 0)
    result = ran("outlets")
    assert result.code == 70
    assert "ZeroDivisionError" in result.err
    assert result.err.endswith("Please report them.\n")


def test_show_of_a_folder_names_no_claim(ran, article: Path) -> None:
    (article.parent / "other.txt").write_text("Les rebelles ont attaqué Goma.", encoding="utf-8")
    result = ran("show", f"{article.parent}#1")
    assert result.code == 2
    assert "a folder of 2 articles" in result.err


@pytest.mark.parametrize(
    ("name", "text", "called"),
    [
        ("a.jsonl", '{"text": "Les rebelles ont attaqué Goma."}\n', "a file of JSON Lines"),
        ("a.csv", "outlet,text\nX,Les rebelles ont attaqué Goma.\n", "a table"),
        ("a.rss", "<rss><channel></channel></rss>", "a feed"),
        ("a.txt", "https://news.example/a\nhttps://news.example/b\n", "a list of addresses"),
        ("a.warc", "WARC/1.0\r\n", "a web archive"),
    ],
)
def test_a_collection_is_not_read_as_an_article(ran, article: Path, tmp_path: Path, name: str, text: str, called: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    result = ran("read", path, article)
    assert result.code == 3
    assert f"[R117] {path}: this is {called}, not an article. Add it to an archive: recoupe add" in result.err
    assert "MOVE-withdraw" in result.out


@pytest.mark.parametrize("name", ["ftp://news.example/a", "file:///etc/passwd"])
def test_an_address_of_another_kind_is_refused_as_an_address(ran, name: str) -> None:
    result = ran("read", name)
    assert result.code == 3
    assert "R106" in result.err


def test_search_refuses_a_wrong_date_as_wrong_use(ran) -> None:
    result = ran("search", "--since", "yesterday")
    assert result.code == 2
    assert "--since: 'yesterday' is no date" in result.err


def test_a_line_is_folded_at_its_blanks() -> None:
    line = "one two " + "x" * 12 + " three"
    pieces = [line[start:stop] for start, stop in _folds(line, 10)]
    assert "".join(pieces) == line
    assert [piece.strip() for piece in pieces] == ["one two", "x" * 10, "xx three"]


def test_every_command_shows_on_a_screen() -> None:
    folder = Path(door.__file__).parent
    assert [path.name for path in sorted(folder.glob("*.py")) if " Console(" in path.read_text(encoding="utf-8")] == []
