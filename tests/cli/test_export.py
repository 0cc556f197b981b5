"""recoupe export: files and the archive into one file, and what it says when it can't."""

from __future__ import annotations

from pathlib import Path

TEXT = "Les rebelles ont tué douze civils à Goma le 3 mars 2024, affirme leur chef.\n"


def test_the_archive_is_exported(tmp_path: Path, ran) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    archive, target = tmp_path / "a.db", tmp_path / "a.jsonl"
    assert ran("add", article, "--archive", archive).code == 0
    done = ran("export", "jsonl", "--archive", archive, "-o", target)
    assert done.code == 0
    assert target.read_text(encoding="utf-8").count("\n") >= 1
    assert "1 article," in done.err


def test_files_go_to_standard_output(tmp_path: Path, ran) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    done = ran("export", "csv", article)
    assert done.code == 0
    assert done.out.startswith("schema,document,article")


def test_wrong_use_is_told(tmp_path: Path, ran) -> None:
    archive = tmp_path / "none.db"
    assert "--episode is for a dossier" in ran("export", "csv", "--archive", archive, "--episode", "e123").err
    assert "there is no format" in ran("export", "xls", "--archive", archive).err
    assert "[R501]" in ran("export", "csv", "--archive", archive).err
    assert "needs articles or an episode" in ran("export", "dossier", "--archive", archive).err
