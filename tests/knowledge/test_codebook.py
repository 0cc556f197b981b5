"""A team's codebook laid over ours: added, replaced, switched off; every mistake with file and line, and what of ours it clashes with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from recoupe.errors import KnowledgeError
from recoupe.knowledge.actors import load_actor_files
from recoupe.knowledge.codebook import read_codebook
from recoupe.knowledge.files import data_root
from recoupe.knowledge.ontology import load_ontology
from recoupe.knowledge.overlay import codebook_card, counted, load_overlay
from recoupe.knowledge.packs import load_pack

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "codebooks" / "soins-et-passages"
CARD = 'name = "mine"\nversion = "1"\n'
ACTOR = "id\tkind\tsector\tcountry\tparent\tname_en\tname_fr\taliases_en\taliases_fr\tfrom\tto\tsource\tnote\n"
FRAME = """family = "ATTACK"
[[frame]]
id = "fr.attack.own"
type = "{type}"
verbs = ["attaquer"]
[frame.roles]
target = ["obj[{kind}]"]
[[frame.accept]]
text = "Des rebelles ont attaqué un pont."
[[frame.refuse]]
text = "Il attaque la saison."
why = "sport"
"""


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """A codebook's folder from its files by path; `codebook.toml` is given if it is not among them."""

    def maker(**files: str) -> Path:
        folder = tmp_path / "mine"
        for name, text in {"codebook.toml": CARD, **{key.replace("__", "/"): text for key, text in files.items()}}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return maker


def test_an_empty_codebook_changes_nothing(book) -> None:
    overlay = load_overlay(book())
    assert overlay.changes == ()
    assert overlay.packs["fr"] is load_pack("fr")
    assert codebook_card(overlay.codebook, overlay.ontology).types == ()


@pytest.mark.parametrize("folder", [EXAMPLE, data_root() / "starter"], ids=["the worked example", "the starter"])
def test_the_codebooks_that_we_show_load(folder: Path) -> None:
    overlay = load_overlay(folder)
    assert counted(overlay.changes)["added"] > 5
    assert any(frame.own for frame in overlay.packs["fr"].frames)


def test_entries_are_added_replaced_and_switched_off(book) -> None:
    folder = book(
        **{
            "codebook.toml": CARD
            + 'off = ["fr.attack.assail", "type:TRAFFIC", "actor:daesh", "loaded:fr:fuient", "class:fr:civilian:civil"]\n',
            "lang__fr__frames__a.toml": FRAME.format(type="ATTACK", kind="place").replace("fr.attack.own", "fr.attack.attack"),
            "lang__fr__classes.toml": '[classes]\ncivilian = ["colporteur"]\nfords = ["gué"]\n',
        }
    )
    overlay = load_overlay(folder)
    pack = overlay.packs["fr"]
    ids = [frame.id for frame in pack.frames]
    assert ids.count("fr.attack.attack") == 1
    assert ids[0] == "fr.attack.attack"
    assert "fr.attack.assail" not in ids
    assert not [frame.id for frame in pack.frames if frame.source.type == "TRAFFIC"]
    assert "TRAFFIC" not in overlay.ontology.types
    assert "colporteur" in pack.classes["civilian"]
    assert "civil" not in pack.classes["civilian"]
    assert pack.classes["fords"] == frozenset({"gué"})
    assert not any("fuient" in term.forms for term in pack.loaded.term)
    assert overlay.who.actor("daesh") is None
    replaced = next(change for change in overlay.changes if change.id == "fr.attack.attack")
    assert (replaced.how, replaced.where) == ("replaced", "mine/lang/fr/frames/a.toml:3")
    assert replaced.ours.startswith("data/lang/fr/frames/attack.toml:")


def test_ours_stay_as_they_are(book) -> None:
    load_overlay(book(**{"codebook.toml": CARD + 'off = ["type:TRAFFIC", "actor:daesh"]\n'}))
    assert "TRAFFIC" in load_ontology().types
    assert any(actor.id == "daesh" for actor in load_actor_files().actors)


def test_an_own_type_takes_over_what_it_is_like(book) -> None:
    text = '[[types]]\ntype = "ATTACK-well"\nlabel_en = "attack on a well"\nlabel_fr = "attaque d\'un puits"\nlike = "ATTACK"\n'
    overlay = load_overlay(book(**{"ontology__types.toml": text}))
    kind, model = overlay.ontology.types["ATTACK-well"], load_ontology().types["ATTACK"]
    assert (kind.edge, kind.required, kind.plover) == (model.edge, model.required, model.plover)
    rows = [row.id for row in overlay.crosswalk.rows_of("acled", "ATTACK-well", overlay.ontology)]
    assert "acled.battle.attack" in rows
    assert rows.index("acled.battle.attack") < rows.index("acled.default")


def test_an_own_name_for_ours_is_on_the_card(book) -> None:
    overlay = load_overlay(book(**{"ontology__types.toml": '[[names]]\ntype = "ATTACK"\nlabel_fr = "agression"\n'}))
    (own,) = codebook_card(overlay.codebook, overlay.ontology).types
    assert (own.type, own.label_fr, own.label_en) == ("ATTACK", "agression", load_ontology().types["ATTACK"].label_en)


def test_the_hash_is_of_names_and_bytes(book) -> None:
    folder = book(**{"notes.md": "one"})
    before = read_codebook(folder).sha256
    assert read_codebook(folder).sha256 == before
    (folder / ".hidden").write_text("x", encoding="utf-8")
    assert read_codebook(folder).sha256 == before
    (folder / "notes.md").write_text("two", encoding="utf-8")
    assert read_codebook(folder).sha256 != before


RULE = '[[include]]\nid = "a"\nwhy = "b"\n'
WRONG = {
    "another file": ({"lang__fr__syntax.toml": ""}, "R302", "mine/lang/fr/syntax.toml"),
    "countries": ({"actors__countries.tsv": "iso3\n"}, "R302", "mine/actors/countries.tsv"),
    "a name with blanks": ({"codebook.toml": 'name = "My Book"\nversion = "1"\n'}, "R305", "mine/codebook.toml:1"),
    "a rule without condition": ({"codebook.toml": CARD + RULE + "when = {}\n"}, "R303", "mine/codebook.toml:4"),
    "a rule twice": ({"codebook.toml": CARD + 2 * (RULE + 'when = { types = ["ATTACK"] }\n')}, "R304", "mine/codebook.toml:4"),
    "an unknown type": ({"codebook.toml": CARD + RULE + 'when = { types = ["RAID"] }\n'}, "R307", "mine/codebook.toml:4"),
    "an unknown class": ({"codebook.toml": CARD + RULE + 'when = { words = { target = ["@wells"] } }\n'}, "R307", "mine/codebook.toml:4"),
    "an unknown key": ({"codebook.toml": CARD + RULE + 'when = { weather = ["rain"] }\n'}, "R302", "mine/codebook.toml"),
    "an unknown language": ({"codebook.toml": CARD + 'languages = ["xx"]\n'}, "R305", "mine/codebook.toml"),
    "off without an object": ({"codebook.toml": CARD + 'off = ["fr.attack.none"]\n'}, "R307", "mine/codebook.toml:3"),
    "a family that is none": (
        {"ontology__types.toml": '[[types]]\ntype = "RAID-own"\nlabel_en = "a"\nlabel_fr = "b"\n'}, "R305", "mine/ontology/types.toml:2"),
    "like nothing": (
        {"ontology__types.toml": '[[types]]\ntype = "ATTACK-own"\nlabel_en = "a"\nlabel_fr = "b"\nlike = "RAID"\n'}, "R307", "mine/ontology/types.toml:2"),
    "a code that is none": (
        {"ontology__types.toml": '[[types]]\ntype = "ATTACK-own"\nlabel_en = "a"\nlabel_fr = "b"\nlike = "ATTACK"\nacled = "Wars"\n'},
        "R305", "mine/ontology/types.toml:6"),
    "a name for nothing": ({"ontology__types.toml": '[[names]]\ntype = "RAID"\nlabel_fr = "x"\n'}, "R307", "mine/ontology/types.toml:2"),
    "a role of ours": ({"ontology__types.toml": '[roles]\ntarget = "mine"\n'}, "R308", "mine/ontology/types.toml:2"),
    "a row without a code": ({"ontology__crosswalk__acled.toml": '[[row]]\nid = "acled.x"\ntypes = ["ATTACK"]\n'}, "R303", "mine/ontology/crosswalk/acled.toml:2"),
    "a row of no type": (
        {"ontology__crosswalk__acled.toml": '[[row]]\nid = "acled.x"\ntypes = ["RAID"]\nwhy = "x"\n'}, "R307", "mine/ontology/crosswalk/acled.toml:2"),
    "a frame of no type": ({"lang__fr__frames__a.toml": FRAME.format(type="RAID", kind="place")}, "R305", "mine/lang/fr/frames/a.toml:3"),
    "a frame of no class": ({"lang__fr__frames__a.toml": FRAME.format(type="ATTACK", kind="@wells")}, "R307", "mine/lang/fr/frames/a.toml:3"),
    "a frame of another language": ({"lang__en__frames__a.toml": FRAME.format(type="ATTACK", kind="place")}, "R305", "mine/lang/en/frames/a.toml:3"),
    "a context that is none": ({"lang__fr__contexts.toml": '[contexts]\nweather = ["pluie"]\n'}, "R305", "mine/lang/fr/contexts.toml:2"),
    "a key that cues lack": ({"lang__fr__cues__modality.toml": 'guesses = ["x"]\n'}, "R302", "mine/lang/fr/cues/modality.toml"),
    "an actor without source": ({"actors__a.tsv": ACTOR + "x-front\tarmed_group\tREB\tMLI\t\tX Front\tFront X\t\t\t\t\t\t\n"}, "R303", "mine/actors/a.tsv:2"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "code", "where"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_file_and_line(book, files: dict[str, str], code: str, where: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        load_overlay(book(**files))
    assert error.value.code == code
    assert error.value.where.startswith(where)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"codebook\.toml"):
        load_overlay(tmp_path)


@pytest.mark.parametrize(
    ("name", "bearer"), [("Daesh", "daesh (data/actors/"), ("Mali", "the state MLI (data/actors/countries.tsv")]
)
def test_a_name_that_one_of_ours_bears_is_a_clash(book, name: str, bearer: str) -> None:
    row = f"x-front\tarmed_group\tREB\tMLI\t\tX Front\tFront X\t{name}\t\t\t\tunverified\t\n"
    with pytest.raises(KnowledgeError) as error:
        load_overlay(book(**{"actors__a.tsv": ACTOR + row}))
    assert (error.value.code, error.value.where) == ("R308", "mine/actors/a.tsv:2")
    assert bearer in error.value.what


def test_an_actor_with_our_id_takes_its_place(book) -> None:
    row = "daesh\tarmed_group\tREB\tIRQ\t\tThe Group\tLe Groupe\tDaesh\tDaech\t\t\tunverified\t\n"
    overlay = load_overlay(book(**{"actors__a.tsv": ACTOR + row}))
    assert overlay.who.actor("daesh").name_en == "The Group"
    (change,) = overlay.changes
    assert change.how == "replaced"
    assert change.ours.startswith("data/actors/")


def test_words_of_cues_are_put_behind_ours(book) -> None:
    text = '[[speech]]\ncommitment = "neutral"\nlemmas = ["claironner"]\n'
    overlay = load_overlay(book(**{"lang__fr__cues__attribution.toml": text}))
    speech = overlay.packs["fr"].attribution.speech
    assert speech[: len(load_pack("fr").attribution.speech)] == load_pack("fr").attribution.speech
    assert speech[-1].lemmas == ("claironner",)
    assert "claironner" in overlay.packs["fr"].syntax.speech


def test_a_part_of_a_file_may_hold_only_what_is_added(book) -> None:
    overlay = load_overlay(book(**{"lang__fr__cues__modality.toml": '[tenses]\npunctual = ["bivouaquer"]\n'}))
    ours, own = load_pack("fr").modality, overlay.packs["fr"].modality
    assert own.tenses.punctual == (*ours.tenses.punctual, "bivouaquer")
    assert own.tenses.lasting == ours.tenses.lasting
    assert own.modals == ours.modals


def test_a_copy_elsewhere_has_the_same_hash(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    assert read_codebook(tmp_path / "copy").sha256 == read_codebook(EXAMPLE).sha256
