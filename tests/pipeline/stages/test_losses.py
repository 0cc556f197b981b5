"""Losses: dead, injured and missing, with their side, their bounds and their words, in sentences of the shipped frames."""

from __future__ import annotations

import pytest

CASES = [
    # text, [(kind, side, low, best, high)]
    ("fr", "Les rebelles ont tué 12 civils et blessé 3 soldats.", [("dead", "civils", 12, 12, 12), ("injured", "soldats", 3, 3, 3)]),
    ("fr", "L'attaque contre la caserne de Mopti a fait 14 morts et une trentaine de blessés.", [("dead", "", 14, 14, 14), ("injured", "", 27, 30, 33)]),
    ("fr", "Au moins neuf soldats maliens ont été tués dans une attaque près de Gao.", [("dead", "soldats maliens", 9, 9, None)]),
    ("fr", "Douze personnes ont été tuées et une vingtaine blessées dans le bombardement de Kharkiv.", [("dead", "personnes", 12, 12, 12), ("injured", "", 18, 20, 22)]),
    ("fr", "Le bombardement du marché de Nyala a tué 20 personnes, dont six enfants.", [("dead", "personnes", 20, 20, 20), ("dead", "enfants", 6, 6, 6)]),
    ("fr", "Une frappe sur la ville de Rafah a fait entre 20 et 30 morts.", [("dead", "", 20, None, 30)]),
    ("fr", "Les combats entre l'armée et les rebelles ont fait des dizaines de morts dans les deux camps.", [("dead", "les deux camps", 20, None, None)]),
    ("fr", "L'armée a bombardé la ville de Zinjibar sans faire de victimes.", [("dead", "", 0, 0, 0)]),
    ("fr", "L'attaque contre le poste de Labbezanga n'a fait aucun mort.", [("dead", "", 0, 0, 0)]),
    ("fr", "Trois soldats sont portés disparus après l'attaque du camp de Boulikessi.", [("missing", "soldats", 3, 3, 3)]),
    ("fr", "Un soldat a été tué et deux autres blessés dans une embuscade près de Kidal.", [("dead", "soldat", 1, 1, 1), ("injured", "", 2, 2, 2)]),
    ("fr", "Les djihadistes ont attaqué le village de Solhan, tuant plus de 100 habitants.", [("dead", "habitants", 100, 100, None)]),
    ("fr", "L'explosion d'une mine a coûté la vie à quatre Casques bleus près de Kidal.", [("dead", "Casques bleus", 4, 4, 4)]),
    ("fr", "Les rebelles ont attaqué un convoi de 30 camions à 12 km de Gao.", []),
    ("fr", "L'armée a tué 15 rebelles, selon l'état-major, et perdu deux hommes.", [("dead", "rebelles", 15, 15, 15)]),
    ("fr", "Des tirs d'artillerie sur Donetsk ont fait sept morts parmi les civils.", [("dead", "les civils", 7, 7, 7)]),
    ("en", "The rebels killed 12 civilians and wounded three soldiers.", [("dead", "civilians", 12, 12, 12), ("injured", "soldiers", 3, 3, 3)]),
    ("en", "The attack on the barracks in Mopti left 14 people dead and 30 injured.", [("dead", "people", 14, 14, 14), ("injured", "", 30, 30, 30)]),
    ("en", "At least nine Malian soldiers were killed in an attack near Gao.", [("dead", "Malian soldiers", 9, 9, None)]),
    ("en", "The shelling of Kharkiv killed 20 people, including six children.", [("dead", "people", 20, 20, 20), ("dead", "children", 6, 6, 6)]),
    ("en", "An airstrike on the market in Nyala killed between 20 and 30 people.", [("dead", "people", 20, None, 30)]),
    ("en", "The army shelled the town of Zinjibar; no casualties were reported.", []),
    ("en", "The attack on the post at Labbezanga caused no deaths.", [("dead", "", 0, 0, 0)]),
    ("en", "A soldier was killed and two others were wounded in an ambush near Kidal.", [("dead", "soldier", 1, 1, 1), ("injured", "others", 2, 2, 2)]),
    ("en", "Jihadists attacked the village of Solhan, killing more than 100 villagers.", [("dead", "villagers", 100, 100, None)]),
    ("en", "Dozens of civilians were injured when rockets hit Sderot.", [("injured", "civilians", 24, None, None)]),
    ("en", "The rebels attacked a convoy of 30 lorries 12 km from Gao.", []),
    ("en", "Clashes between the army and the rebels killed 11 on both sides.", [("dead", "both sides", 11, 11, 11)]),
    ("en", "Three soldiers are missing after the attack on the camp at Boulikessi.", [("missing", "soldiers", 3, 3, 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[text for _, text, _ in CASES])
def test_losses_of_a_sentence(
    read, lang: str, text: str, wanted: list[tuple[str, str, int | None, int | None, int | None]]
) -> None:
    found = {
        (each.start, each.kind): (each.kind, each.side, each.low, each.best, each.high)
        for claim in read(text, lang).claims
        for each in claim.losses
    }
    got = [found[key] for key in sorted(found)]
    assert [(kind, low, best, high) for kind, _, low, best, high in got] == [
        (kind, low, best, high) for kind, _, low, best, high in wanted
    ]
    for (_, side, *_), (_, words, *_) in zip(got, wanted, strict=True):
        assert words in side if words else side == "not said"


def test_a_part_of_the_dead_is_marked_as_counted_already(read) -> None:
    losses = [
        each for claim in read("Le raid sur Nyala a tué 20 civils, dont six enfants.", "fr").claims for each in claim.losses
    ]
    assert {(each.low, each.within) for each in losses} == {(20, False), (6, True)}
