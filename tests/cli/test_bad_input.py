"""Bad input: a clear message each, and the other items of the same run still shown."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from recoupe.intake import fetch
from recoupe.intake.fetch import Target

NEARLY_UTF8 = "Le maire a parlé à la foule réunie près de la mairie, et tous ont écouté. ".encode() + "L'été fut long.".encode(
    "cp1252"
)
BROKEN = b"<html><body><article><h1>Les soldats quittent la ville</h1><p>Les soldats ont quitt\xc3\xa9 Goma vers Nairobi mardi <b>matin<p>et <table><tr>"
CASES = [
    ("empty.txt", b"", "R101"),
    ("blank.txt", b" \n\t \n", "R101"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "R102"),
    ("nothing.html", b"<html><head><script>x()</script></head><body></body></html>", "R108"),
    ("nuls.txt", b"\x00" * 64, "R102"),
]


@pytest.mark.parametrize(("name", "data", "code"), CASES, ids=[name for name, _, _ in CASES])
def test_a_bad_file_is_told_and_the_others_are_read(
    ran, article: Path, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    result = ran("read", bad, article)
    assert result.code == 3
    (line,) = result.err.splitlines()
    assert code in line
    assert name in line
    assert "MOVE-withdraw" in result.out


READ = [
    ("broken.html", BROKEN),
    ("mixed.txt", NEARLY_UTF8),
    ("holes.txt", b"Le maire a parl\xc3\xa9 \x00 devant la foule r\xc3\xa9unie."),
    ("latin.txt", "Le maire a parlé à la foule réunie près de la mairie.".encode("cp1252")),
    ("wide.txt", "Le maire a parlé à la foule réunie.".encode("utf-16")),
]


@pytest.mark.parametrize(("name", "data"), READ, ids=[name for name, _ in READ])
def test_a_damaged_text_is_read_and_the_damage_noted(ran, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = ran("read", "--to", "json", path)
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)["document"]
    assert document["encoding"] != "utf-8" or document["notes"] or name == "broken.html"


def test_a_missing_path(ran, article: Path, tmp_path: Path) -> None:
    result = ran("read", tmp_path / "missing.txt", article)
    assert result.code == 3
    assert "R103" in result.err
    assert "MOVE-withdraw" in result.out


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "\ud800"], ids=["too long", "NUL", "surrogate"])
def test_a_path_that_cannot_be(ran, article: Path, name: str) -> None:
    result = ran("read", name, article)
    assert result.code == 3
    assert "R10" in result.err
    assert "MOVE-withdraw" in result.out


def test_a_folder_without_articles(ran, article: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = ran("read", tmp_path / "folder", article)
    assert result.code == 3
    assert "R109" in result.err
    assert "MOVE-withdraw" in result.out


def test_a_folder_without_permission(ran, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a.txt").write_text("Les soldats ont quitté Goma.", encoding="utf-8")
    real = os.scandir

    def scandir(path):
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = ran("read", folder, article)
    assert result.code == 3
    assert "R104" in result.err
    assert "locked" in result.err
    assert "MOVE-withdraw" in result.out


def test_a_file_without_permission(ran, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("Les soldats ont quitté Goma.", encoding="utf-8")
    real = Path.open

    def opened(self: Path, *args, **named):
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **named)

    monkeypatch.setattr(Path, "open", opened)
    result = ran("read", locked, article)
    assert result.code == 3
    assert "R104" in result.err
    assert "MOVE-withdraw" in result.out


def test_a_line_of_fifty_megabytes_ends_quickly(ran, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"Les soldats ont quitte Goma vers Nairobi. " * 1_200_000)
    begin = time.perf_counter()
    result = ran("read", path, article)
    assert time.perf_counter() - begin < 10
    assert result.code == 3
    assert "R105" in result.err
    assert "MOVE-withdraw" in result.out


class Redirect:
    """An answer that points to the machine itself."""

    status = 302

    def getheaders(self) -> list[tuple[str, str]]:
        return [("Location", "http://127.0.0.1/admin")]

    def read(self, _amount: int, /) -> bytes:
        return b""

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/x",
        "http://10.0.0.8/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "https://example.org:8080/",
        "http://a@b.org/",
    ],
)
def test_an_internal_address_is_refused_without_asking_it(ran, article: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    asked: list[Target] = []
    monkeypatch.setattr(fetch, "open_target", asked.append)
    monkeypatch.setattr(fetch, "resolve", lambda host, _port: ["127.0.0.1"] if host == "localhost" else [host])
    result = ran("read", url, article)
    assert result.code == 3
    assert "R106" in result.err
    assert asked == []
    assert "MOVE-withdraw" in result.out


def test_a_redirect_to_an_internal_address_is_refused(ran, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def opened(target: Target) -> Redirect:
        asked.append(target.ip)
        return Redirect()

    monkeypatch.setattr(fetch, "open_target", opened)
    monkeypatch.setattr(fetch, "resolve", lambda host, _port: ["93.184.216.34"] if host == "news.example" else [host])
    result = ran("read", "http://news.example/story", article)
    assert result.code == 3
    assert "R106" in result.err
    assert asked == ["93.184.216.34"]
    assert "MOVE-withdraw" in result.out


def test_a_page_that_is_fetched_says_from_where_and_when(ran, monkeypatch: pytest.MonkeyPatch) -> None:
    class Page:
        status = 200

        def __init__(self) -> None:
            self.body = "<html lang=fr><body><article><h1>Des soldats quittent Goma</h1><p>Les soldats ont quitté Goma vers Nairobi.</p></article>".encode()

        def getheaders(self) -> list[tuple[str, str]]:
            return [("Content-Type", "text/html; charset=utf-8")]

        def read(self, _amount: int, /) -> bytes:
            body, self.body = self.body, b""
            return body

        def close(self) -> None:
            pass

    monkeypatch.setattr(fetch, "open_target", lambda _target: Page())
    monkeypatch.setattr(fetch, "resolve", lambda _host, _port: ["93.184.216.34"])
    result = ran("read", "--to", "json", "https://news.example/story#top")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["document"]["url"] == "https://news.example/story"


def test_nothing_that_can_be_read_ends_with_3_and_prints_nothing(ran, tmp_path: Path) -> None:
    result = ran("read", tmp_path / "a.txt", tmp_path / "b.txt")
    assert (result.code, result.out) == (3, "")
    assert len(result.err.splitlines()) == 2
