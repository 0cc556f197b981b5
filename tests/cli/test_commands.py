"""Each command: its help, its output, its exit code."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.conftest import TEXT
from recoupe.cli.main import COMMANDS, recoupe

SUBCOMMANDS = [(name,) for name in COMMANDS] + [
    ("gazetteer", "list"),
    ("gazetteer", "build"),
    ("packs", "check"),
    ("packs", "new"),
]


@pytest.mark.parametrize("command", SUBCOMMANDS, ids=" ".join)
def test_every_command_has_a_help(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(recoupe, [*command, "--help"])
    assert (result.exit_code, result.exception) == (0, None)
    assert "Usage:" in result.output


def test_the_help_lists_the_commands_and_the_exit_codes() -> None:
    output = CliRunner().invoke(recoupe, ["--help"]).output
    assert all(name in output for name in COMMANDS)
    assert "Exit codes" in output


def test_the_version() -> None:
    from recoupe import __version__

    assert __version__ in CliRunner().invoke(recoupe, ["--version"]).output


@pytest.mark.parametrize(
    "args", [("nonsense",), ("read",), ("read", "--to", "poem", "x"), ("show", "article.txt"), ("evaluate",)]
)
def test_wrong_use_ends_with_2(ran, args: tuple[str, ...]) -> None:
    result = ran(*args)
    assert result.code == 2
    assert result.err
    assert "Traceback" not in result.err


def test_read_shows_the_claims(ran, article: Path) -> None:
    result = ran("read", article)
    assert (result.code, result.err) == (0, "")
    assert "MOVE-withdraw" in result.out
    assert "ont quitté" in result.out


def test_read_lists_what_was_refused(ran, article: Path) -> None:
    assert len(ran("read", "--refused", article).out) >= len(ran("read", article).out)


def test_read_from_standard_input(ran) -> None:
    result = ran("read", "-", stdin=TEXT.encode())
    assert result.code == 0
    assert "MOVE-withdraw" in result.out


def test_json_of_one_article_is_one_object(ran, article: Path) -> None:
    record = json.loads(ran("read", "--to", "json", article).out)
    assert record["schema"] == "recoupe/record/1"
    assert record["claims"]


def test_json_of_several_articles_is_one_object_a_line(ran, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT + "\nFin.", encoding="utf-8")
    lines = ran("read", "--to", "json", article, other).out.splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["recoupe/record/1"] * 2


def test_json_stays_one_object_a_line_when_an_item_fails(ran, article: Path, tmp_path: Path) -> None:
    result = ran("read", "--to", "json", article, tmp_path / "missing.txt")
    assert result.code == 3
    assert [json.loads(line)["schema"] for line in result.out.splitlines()] == ["recoupe/record/1"]


def test_what_a_person_says_goes_into_the_record(ran, article: Path) -> None:
    document = json.loads(ran("read", "--to", "json", "--outlet", "La Gazette", "--published", "2024-03-05", article).out)[
        "document"
    ]
    assert (document["outlet"], document["published"], document["published_from"]) == ("La Gazette", "2024-03-05", "given")


def test_a_wrong_date_is_refused(ran, article: Path) -> None:
    result = ran("read", "--published", "tomorrow", article)
    assert result.code == 2
    assert "--published: 'tomorrow' is no date" in result.err


def test_html_is_a_page(ran, article: Path) -> None:
    out = ran("read", "--to", "html", article).out
    assert out.lstrip().lower().startswith("<!doctype html")
    assert "ont quitté" in out


def test_show_by_number_by_id_and_by_the_beginning_of_the_id(ran, article: Path) -> None:
    claims = json.loads(ran("read", "--to", "json", article).out)["claims"]
    wanted = claims[1]["id"]
    for name in ("2", wanted, wanted[:8]):
        assert json.loads(ran("show", "--json", f"{article}#{name}").out)["id"] == wanted


def test_show_puts_carets_under_the_trigger(ran, article: Path) -> None:
    result = ran("show", f"{article}#2")
    assert result.code == 0
    assert "^^^" in result.out


def test_show_says_why_with_the_rule_its_file_and_the_path(ran, article: Path) -> None:
    out = ran("show", f"{article}#2").out
    assert "data/lang/fr/frames/" in out
    assert "the subject of" in out
    assert "↓subj" in out


def test_show_in_french(ran, article: Path) -> None:
    assert "le sujet de" in ran("show", "--in", "fr", f"{article}#2").out


def test_the_json_of_show_is_the_claim_with_its_explanation(ran, article: Path) -> None:
    shown = json.loads(ran("show", "--json", f"{article}#2").out)
    assert shown["explanation"]["claim"] == shown["id"]
    assert shown["explanation"]["rule"] == shown["rule"]
    assert [role["role"] for role in shown["explanation"]["roles"]] == [role["role"] for role in shown["roles"]]


@pytest.mark.parametrize("name", ["99", "c0ffee00", "", "0"])
def test_show_of_no_such_claim(ran, article: Path, name: str) -> None:
    result = ran("show", f"{article}#{name}")
    assert result.code == 2
    assert "R401" in result.err


def test_show_of_no_such_file(ran, tmp_path: Path) -> None:
    result = ran("show", f"{tmp_path}/missing.txt#1")
    assert result.code == 3
    assert "R103" in result.err


@pytest.mark.parametrize(("form", "sign"), [("text", "?"), ("json", '"actors"'), ("svg", "<svg"), ("dot", "digraph")])
def test_situation_in_each_form(ran, article: Path, form: str, sign: str) -> None:
    result = ran("situation", "--to", form, article)
    assert result.code == 0
    assert sign in result.out


@pytest.mark.parametrize("form", ["text", "json", "svg", "dot"])
def test_two_situations_side_by_side(ran, article: Path, tmp_path: Path, form: str) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Nairobi", "Kampala"), encoding="utf-8")
    result = ran("situation", "--to", form, article, "--compare", other)
    assert (result.code, result.err) == (0, "")
    assert result.out


def test_situation_of_an_unknown_actor(ran, article: Path) -> None:
    result = ran("situation", "--actor", "Nobody of that name", article)
    assert result.code == 2
    assert result.err


def test_compare_needs_two(ran, article: Path) -> None:
    result = ran("compare", article)
    assert result.code == 2
    assert "R404" in result.err


def test_compare_of_two(ran, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("Des soldats", "Tous les soldats"), encoding="utf-8")
    assert "origin" in ran("compare", article, other).out
    comparison = json.loads(ran("compare", "--json", article, other).out)
    assert comparison["schema"] == "recoupe/comparison/1"
    assert comparison["copies"]


def test_gazetteer_list(ran) -> None:
    result = ran("gazetteer", "list")
    assert result.code == 0
    assert "CC BY" in result.out


def test_packs_check_runs_the_examples_of_a_frame(ran) -> None:
    result = ran("packs", "check", "fr", "--frame", "fr.move.flee")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("fr: ")
    assert " 0 frames" not in result.out


def test_an_unknown_task_is_wrong_use(ran, tmp_path: Path) -> None:
    result = ran("evaluate", "nonsense", "--gold", tmp_path)
    assert result.code == 2
    assert "R402" in result.err


def test_a_folder_is_its_files(ran, article: Path) -> None:
    assert "MOVE-withdraw" in ran("read", article.parent).out


def test_markup_in_a_text_is_shown_as_it_stands(ran, tmp_path: Path) -> None:
    path = tmp_path / "marks.txt"
    path.write_text(TEXT.replace("la matinée", "la [bold red]matinée[/nothing]"), encoding="utf-8")
    result = ran("read", path)
    assert result.code == 0
    assert "[bold red]" in result.out


@pytest.mark.slow
def test_demo_of_one_affair(ran, tmp_path: Path) -> None:
    result = ran("demo", "--affair", "a4", "--out", tmp_path / "out")
    assert result.code == 0
    assert list((tmp_path / "out").glob("*.html"))


def test_the_module_runs_as_a_program(article: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "recoupe", "read", "--to", "json", str(article)], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["schema"] == "recoupe/record/1"


def test_a_pipe_that_closes_is_no_error(article: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "recoupe", "read", str(article)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.slow
def test_the_help_is_quick() -> None:
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-m", "recoupe", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - begin)
    assert statistics.median(times) < 0.3


def test_read_gives_rows_and_says_what_is_missing(ran, article: Path, tmp_path: Path) -> None:
    result = ran("read", "--as", "acled", article)
    assert (result.code, result.out.splitlines()[0].split(",")[0]) == (0, "event_id_cnty")
    assert "claims give a row" in result.err
    gaps = tmp_path / "gaps.csv"
    assert ran("read", "--as", "ucdp", "--gaps", gaps, article).err == ""
    assert gaps.read_text(encoding="utf-8").startswith("article,number,claim")


def test_gaps_without_rows_is_wrong_use(ran, article: Path, tmp_path: Path) -> None:
    assert ran("read", "--gaps", tmp_path / "x.csv", article).code == 2


def test_a_codebook_is_made_checked_and_read_under(ran, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    assert ran("packs", "new", folder).code == 0
    checked = ran("packs", "check", "--codebook", folder)
    assert (checked.code, checked.err) == (0, "")
    assert "my-codebook 0.1" in checked.out
    everything = ran("read", "--codebook", folder, article)
    assert "are coded by my-codebook 0.1" in everything.out
    assert "not coded" not in ran("read", "--codebook", folder, "--coded", article).out
    assert (
        json.loads(ran("read", "--codebook", folder, "--to", "json", article).out)["made_by"]["codebook"]["name"] == "my-codebook"
    )
    assert ran("situation", "--codebook", folder, article).code == 0
    assert "codebook" in ran("show", "--codebook", folder, f"{article}#1").out


def test_a_wrong_codebook_ends_with_4(ran, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    ran("packs", "new", folder)
    card = folder / "codebook.toml"
    card.write_text(card.read_text(encoding="utf-8").replace("off = []", 'off = ["fr.attack.none"]'), encoding="utf-8")
    for command in (("read", "--codebook", folder, article), ("packs", "check", "--codebook", folder)):
        result = ran(*command)
        assert result.code == 4
        assert "ours/codebook.toml:" in result.err
        assert "Traceback" not in result.err


def test_an_example_that_does_not_hold_ends_with_4(ran, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    ran("packs", "new", folder)
    frames = folder / "lang" / "fr" / "frames" / "care.toml"
    frames.write_text(frames.read_text(encoding="utf-8").replace("une patrouille", "une clinique"), encoding="utf-8")
    result = ran("packs", "check", "--codebook", folder)
    assert result.code == 4
    assert "which it must not" in result.err


def test_coded_without_a_codebook_is_wrong_use(ran, article: Path) -> None:
    assert ran("read", "--coded", article).code == 2
