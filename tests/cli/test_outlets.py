"""`recoupe outlets`: a line a card when piped, one card in full with its source, JSON, an error that helps."""

from __future__ import annotations

import json

from rich.console import Console

from recoupe.cli import lines, outlets
from recoupe.knowledge.outlets.find import shipped


def test_the_table_has_one_line_a_card_when_piped(ran) -> None:
    result = ran("outlets")
    header, *lines = result.out.splitlines()
    assert result.code == 0
    assert header.split("\t")[0] == "id"
    assert {len(line.split("\t")) for line in lines} == {7}
    assert "\x1b" not in result.out


def test_one_card_shows_its_source_and_what_is_not_verified(ran) -> None:
    result = ran("outlets", "https://tass.com/world/1")
    assert result.code == 0
    assert "tass, found by its domain: tass.com" in result.out
    assert "@4904f0d1" in result.out
    assert "not verified" in result.out
    assert "\x1b" not in result.out


def test_a_shared_abbreviation_shows_every_card(ran) -> None:
    result = ran("outlets", "APS")
    assert "aps-algeria" in result.out
    assert "aps-senegal" in result.out


def test_json(ran) -> None:
    (match,) = json.loads(ran("outlets", "tass", "--json").out)["matches"]
    assert (match["card"]["id"], match["card"]["affiliation"]) == ("tass", "state")
    assert len(json.loads(ran("outlets", "--json").out)["outlets"]) > 60


def test_an_unknown_outlet_is_an_error_with_a_remedy(ran) -> None:
    result = ran("outlets", "[bold]nobody[/bold]")
    assert result.code == 2
    assert "R406" in result.err
    assert "docs/outlets.md" in result.err


def test_a_narrow_terminal_shows_the_columns_that_fit(monkeypatch, capsys) -> None:
    for width, owner in ((80, False), (160, True)):
        monkeypatch.setattr(lines, "screen", lambda width=width: Console(width=width, force_terminal=True, no_color=True))
        outlets._table(shipped().cards[:3])
        shown = capsys.readouterr().out
        assert ("owner" in shown) is owner
        assert "affiliation" in shown
