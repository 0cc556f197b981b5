"""The crosswalks: every type has a last word in every scheme, and a wrong row is refused with its line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.conditions import Terms, When
from recoupe.knowledge.crosswalk import SCHEMES, SchemeFile, check_crosswalk, check_rows, load_crosswalk, plover_codes
from recoupe.knowledge.ontology import load_ontology
from recoupe.knowledge.packs import load_pack, pack_codes

CROSSWALK = load_crosswalk()
SCHEME = """
[source]
title = "t"
version = "1"
address = "none"
[codes]
"Battles" = ["Armed clash"]
"""


def terms() -> Terms:
    return Terms(
        ontology=load_ontology(),
        sides=[side.name for side in CROSSWALK.sides.side],
        plover=plover_codes(CROSSWALK),
        classes={code: load_pack(code).classes for code in pack_codes()},
    )


def test_every_type_has_a_last_word_in_every_scheme() -> None:
    check_crosswalk(CROSSWALK, terms())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_says_where_it_is_defined(scheme) -> None:
    assert CROSSWALK.schemes[scheme].source.address.startswith("https://")


def test_the_schemes_are_whole() -> None:
    plover, acled = CROSSWALK.schemes["plover"].codes, CROSSWALK.schemes["acled"].codes
    assert (len(plover), len(acled), sum(map(len, acled.values()))) == (16, 6, 25)
    assert len(CROSSWALK.contexts) == 37
    assert len(CROSSWALK.schemes["cameo"].codes) == 20


def test_every_type_default_is_a_plover_code() -> None:
    assert {kind.plover for kind in load_ontology().types.values() if kind.plover} <= plover_codes(CROSSWALK)


@pytest.mark.parametrize("code", pack_codes())
def test_a_language_has_words_for_every_context(code: str) -> None:
    assert set(load_pack(code).contexts) == {each.name for each in CROSSWALK.contexts}


ROWS = {
    "no such code": ('id = "acled.a"\ntypes = ["ATTACK"]\ncode = "Wars"', "R305"),
    "no such sub-code": ('id = "acled.a"\ntypes = ["ATTACK"]\ncode = "Battles"\nsub = "Duel"', "R305"),
    "a bare none": ('id = "acled.a"\ntypes = ["ATTACK"]', "R303"),
    "another scheme's id": ('id = "ucdp.a"\ntypes = ["ATTACK"]\ncode = "Battles"', "R305"),
}


@pytest.mark.parametrize(("row", "code"), ROWS.values(), ids=ROWS)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, row: str, code: str) -> None:
    path = tmp_path / "acled.toml"
    path.write_text(f"{SCHEME}[[row]]\n{row}\n", encoding="utf-8")
    file = msgspec.toml.decode(path.read_text(encoding="utf-8"), type=SchemeFile)
    with pytest.raises(KnowledgeError) as error:
        check_rows(file.row, file, "acled", path, {})
    assert (error.value.code, error.value.where) == (code, "acled.toml:9")


WRONG = [
    When(types=("ASSAULTS",)),
    When(by=("rebels",)),
    When(plover=("FIGHT",)),
    When(has=("victims",)),
    When(words={"guns": ("x",)}),
    When(words={"weapon": ("@nothing",)}),
]


@pytest.mark.parametrize("when", WRONG, ids=[str(index) for index in range(len(WRONG))])
def test_a_condition_that_names_nothing_is_refused(when: When) -> None:
    with pytest.raises(KnowledgeError) as error:
        terms().check(when, "here")
    assert error.value.code == "R307"
    assert error.value.remedy
