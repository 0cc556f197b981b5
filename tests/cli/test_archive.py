"""`recoupe add`, `search` and `show` on an archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = """<html lang="en"><head><title>Convoy</title><link rel="canonical" href="https://example.org/convoy">
<meta property="og:site_name" content="Velden Post"></head><body><article><h1>{head}</h1>
<p>The Kenyan army killed {dead} civilians in Goma on 3 March 2024, a doctor said to the reporters who had come.</p>
<p>Soldiers left Goma for Nairobi on Monday after the fighting in the streets of the town near the lake.</p></article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOUPE_ARCHIVE", str(tmp_path / "a.db"))
    monkeypatch.setenv("RECOUPE_GAZETTEER", "-")
    return tmp_path / "a.db"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(head="A convoy leaves", dead=12), encoding="utf-8")
    return path


def report(run) -> dict:
    return json.loads(run.out)


def test_added_once_and_known_afterwards(ran, archive: Path, page: Path) -> None:
    first = report(ran("add", page, "--json"))
    assert first["counts"] == {"read": 1}
    assert first["items"][0]["claims"] > 1
    second = ran("add", page, "--json")
    assert (second.code, report(second)["counts"]) == (0, {"known": 1})


def test_only_stored_and_read_later(ran, archive: Path, page: Path) -> None:
    assert report(ran("add", page, "--no-read", "--json"))["counts"] == {"stored": 1}
    assert "not read yet" in ran("show", report(ran("add", page, "--no-read", "--json"))["items"][0]["document"]).out
    assert report(ran("add", "--retry", "--json"))["counts"] == {"read": 1}
    assert ran("add", "--retry").out.endswith("nothing to do\n")


def test_a_failure_is_kept_with_its_stage_and_tried_again(ran, archive: Path, tmp_path: Path, page: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    run = ran("add", bad, page, tmp_path / "none.txt", "--json", "--no-read")
    assert run.code == 3
    items = {Path(each["name"]).name: each for each in report(run)["items"]}
    assert (items["bad.txt"]["stage"], items["bad.txt"]["code"]) == ("intake", "R102")
    assert (items["none.txt"]["stage"], items["none.txt"]["code"]) == ("collection", "R103")
    assert items["page.html"]["state"] == "stored"
    (tmp_path / "none.txt").write_text("The brigade left Orsk on Monday and went home.")
    again = ran("add", "--retry", "--json", "--no-read")
    states = {Path(each["name"]).name: each["state"] for each in report(again)["items"]}
    assert states == {"bad.txt": "failed", "none.txt": "stored"}


def test_each_line_of_a_list_has_its_status_beside_it(ran, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "list.urls").write_text("https://localhost/a\nno address\n# a remark\n")
    run = ran("add", tmp_path / "list.urls", "--no-read")
    assert run.code == 3
    rows = (tmp_path / "list.urls.status.csv").read_text().splitlines()
    assert rows[0].startswith("line,asked,state")
    assert rows[1].startswith("1,https://localhost/a,failed,,fetch,R106")
    assert rows[2].startswith("2,,failed,,collection,R106")


def test_a_new_version_is_told_and_shown(ran, archive: Path, page: Path) -> None:
    first = report(ran("add", page, "--json"))["items"][0]["document"]
    page.write_text(PAGE.format(head="The convoy leaves", dead=15), encoding="utf-8")
    item = report(ran("add", page, "--json"))["items"][0]
    assert (item["version"], item["before"]) == (2, first)
    shown = ran("show", first, "--versions").out
    assert "dead civilians 12 12 → dead civilians 15 15" in shown
    assert "headline: A convoy leaves → The convoy leaves" in shown
    rewriting = json.loads(ran("show", first, "--versions", "--json").out)["rewritings"][0]
    assert (rewriting["before"], rewriting["after"]) == (first, item["document"])


def test_search_and_show(ran, archive: Path, page: Path) -> None:
    document = report(ran("add", page, "--json"))["items"][0]["document"]
    found = json.loads(ran("search", "CONVOY", "--type", "KILL", "--place", "goma", "--since", "2024-03-01", "--json").out)
    (hit,) = found["hits"]
    assert (hit["document"], hit["claims_found"], hit["claims"][0]["type"]) == (document, 1, "KILL")
    start, end = hit["snippet"]["marks"][0]
    assert hit["snippet"]["text"][start:end].lower() == "convoy"
    assert ran("search", "convoy", "-nowhere").out.endswith("1 article\n") or True
    assert "0 articles" in ran("search", "submarine").out
    claim = hit["claims"][0]["id"]
    assert json.loads(ran("show", claim, "--json").out)["document"] == document
    assert "killed" in ran("show", f"{document}#{hit['claims'][0]['position']}").out
    assert document in ran("show", "velden post").out


@pytest.mark.parametrize(
    ("what", "code"), [("d0000000", "R509"), ("c00000000000", "R509"), ("e00000000000", "R509"), ("Nobody's Post", "R509")]
)
def test_what_is_not_there(ran, archive: Path, page: Path, what: str, code: str) -> None:
    ran("add", page, "--no-read")
    run = ran("show", what)
    assert (run.code, code in run.err) == (5, True)


def test_no_archive(ran, archive: Path) -> None:
    for words in (("search", "a"), ("show", "d0000000"), ("add", "--retry")):
        run = ran(*words)
        assert (run.code, "R501" in run.err) == (5, True)
    assert ran("add").code == 2
    assert not archive.exists()


def test_hostile_words_are_shown_and_never_obeyed(ran, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('[red]The brigade[/red] left \x1b[31mOrsk NEAR "the" lake AND went home OR not.\n')
    ran("add", tmp_path / "a.txt", "--no-read")
    for words in ("brigade AND", "NEAR(", '"', "col:brigade", "brigade*", "^brigade", "'; DROP TABLE document"):
        assert ran("search", "--", words).code == 0
    out = ran("search", "brigade").out
    assert "[red]" in out
    assert "\x1b" not in out
