"""languages: which language a stretch is in, and when there is none to tell."""

from __future__ import annotations

import subprocess
import sys

import pytest

from recoupe.intake.languages import identify


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Quitter la base, un seul moyen", "fr"),
        ("Senator speaks with the chair of the committee", "en"),
        ("Колонна военной техники покинула базу на севере страны", "ru"),
        ("القوات غادرت القاعدة", "ar"),
        ("نیروها پایگاه را ترک کردند", "fa"),
        ("Askerler üsten ayrıldı", "tr"),
        ("Las tropas dejaron la base", "es"),
        ("Die Truppen verließen den Stützpunkt", "de"),
        ("The last lorries left the depot on Tuesday, and nobody knows where they went after the bridge. " * 10, "en"),
        (
            "Trupele au părăsit baza militară și au trecut granița, potrivit unui purtător de cuvânt al ministerului apărării. "
            * 6,
            "ro",
        ),
    ],
)
def test_language(text: str, lang: str) -> None:
    code, score = identify(text)
    assert code == lang
    assert 0.0 < score <= 1.0


@pytest.mark.parametrize("text", ["", "TV", "12 / 3", "¡!", "\ud800"])
def test_fewer_than_three_letters_is_unknown(text: str) -> None:
    assert identify(text) == ("und", 0.0)


def test_order_of_calls_changes_nothing() -> None:
    short, long = "Quitter la base", "Trupele au părăsit baza militară și au trecut granița țării. " * 12
    assert identify(short) == (identify(long), identify(short))[1]


def test_import_loads_no_model() -> None:
    code = "import sys, recoupe.intake.documents; sys.exit(any(m in sys.modules for m in ('numpy', 'py3langid', 'trafilatura', 'ssl')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
