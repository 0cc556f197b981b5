"""What texts say of where their places lie: each kind in both languages, and what must not be read. Names stand in square brackets."""

from __future__ import annotations

import pytest

from recoupe.pipeline.toponyms.constraints import NOWHERE, ConstraintReader
from recoupe.pipeline.toponyms.relation_examples import marked

IRAQ, SYRIA, LEBANON = "geonames:99237", "geonames:163843", "geonames:272103"


@pytest.fixture(scope="module")
def say(engine):
    """Text with marked names → (kind, name, references, octant, kilometres) of every constraint."""
    known = engine.knowledge
    if not known.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    reader = ConstraintReader(known)

    def sayer(text: str, lang: str = "fr") -> set[tuple]:
        work, names = marked(text, lang, known.gazetteer)
        found = reader.read(work, names)
        for each in found:
            assert work.document.text[each.words.start : each.words.end] == each.words.text
        return {(e.kind, names[e.about].text, tuple(names[at].text for at in e.of) + e.known, e.compass, e.km) for e in found}

    return sayer


@pytest.fixture(scope="module")
def regions(engine):
    """Text → (words, kind, references, octant, kilometres, whether it places a name) of every region phrase."""
    known = engine.knowledge
    if not known.gazetteer.available:
        pytest.skip("no compiled gazetteer")
    reader = ConstraintReader(known)

    def finder(text: str, lang: str = "fr") -> list[tuple]:
        work, names = marked(text, lang, known.gazetteer)
        out = []
        for each in reader.regions(work, names):
            said = each.constraint
            assert said.about == NOWHERE
            assert work.document.text[each.start : each.end] == said.words.text
            out.append(
                (
                    said.words.text,
                    said.kind,
                    tuple(names[at].text for at in said.of) + said.known,
                    said.compass,
                    said.km,
                    bool(each.places),
                )
            )
        return out

    return finder


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "Un pont a sauté à [Tikrit], en [Irak].", ("containment", "Tikrit", ("Irak",), None, None)),
        ("fr", "Un pont a sauté à [Tikrit] ([Irak]).", ("containment", "Tikrit", ("Irak",), None, None)),
        ("fr", "Un pont a sauté à [Tikrit], dans la province de [Salaheddine].", ("containment", "Tikrit", ("Salaheddine",), None, None)),
        ("fr", "[Irak]/[Tikrit] : un pont saute.", ("containment", "Tikrit", ("Irak",), None, None)),
        ("fr", "Le champ pétrolier de [Tanak] à [Mayadine] brûle.", ("containment", "Tanak", ("Mayadine",), None, None)),
        ("fr", "Les régions de [Malikiyé] et de [Roumeilan] à [Hassaké] sont calmes.", ("containment", "Malikiyé", ("Hassaké",), None, None)),
        ("fr", "La ville irakienne de [Tikrit] attend.", ("containment", "Tikrit", (IRAQ,), None, None)),
        ("en", "A bridge was blown up in [Tikrit] in [Iraq].", ("containment", "Tikrit", ("Iraq",), None, None)),
        ("en", "A bridge was blown up in [Tikrit], [Iraq], on Monday.", ("containment", "Tikrit", ("Iraq",), None, None)),
        ("en", "[Iraq]'s [Tikrit] is waiting.", ("containment", "Tikrit", ("Iraq",), None, None)),
        ("en", "In [Iraq], [Tikrit] is waiting.", ("containment", "Tikrit", ("Iraq",), None, None)),
        ("en", "The Iraqi city of [Tikrit] is waiting.", ("containment", "Tikrit", (IRAQ,), None, None)),
        ("fr", "À [Kassala], dans le nord-est du [Soudan], il pleut.", ("direction_inside", "Kassala", ("Soudan",), 45, None)),
        ("fr", "À [Atbara] et [Abou Hamed], dans le nord du [Soudan], il pleut.", ("direction_inside", "Atbara", ("Soudan",), 0, None)),
        ("fr", "À [Raqqa], dans le Nord syrien, il neige.", ("direction_inside", "Raqqa", (SYRIA,), 0, None)),
        ("fr", "La [Syrie] a froid. À [Raqqa] (nord), il neige.", ("direction_inside", "Raqqa", ("Syrie",), 0, None)),
        ("fr", "La [Syrie] a froid. À [Boukamal], dans l'extrême est du pays, il neige.", ("direction_inside", "Boukamal", ("Syrie",), 90, None)),
        ("en", "In [Hasakah], in north-eastern [Syria], it snows.", ("direction_inside", "Hasakah", ("Syria",), 45, None)),
        ("en", "In [Raqqa], in [Syria]'s north, it snows.", ("direction_inside", "Raqqa", ("Syria",), 0, None)),
        ("en", "[Syria] is cold. In [Raqqa], in the country's north, it snows.", ("direction_inside", "Raqqa", ("Syria",), 0, None)),
        ("en", "It snows in northern [Syria]'s [Raqqa].", ("direction_inside", "Raqqa", ("Syria",), 0, None)),
        ("fr", "[Taji], au nord de [Bagdad], est calme.", ("direction_outside", "Taji", ("Bagdad",), 0, None)),
        ("fr", "[Hajin], bourgade à l'est de l'[Euphrate], est calme.", ("direction_outside", "Hajin", ("Euphrate",), 90, None)),
        ("en", "[Taji], a town north of [Baghdad], is calm.", ("direction_outside", "Taji", ("Baghdad",), 0, None)),
        ("fr", "[Taji], à une vingtaine de kilomètres au nord de [Bagdad], est calme.", ("distance", "Taji", ("Bagdad",), 0, 20)),
        ("fr", "[Taji], à 2,5 km de [Bagdad], est calme.", ("distance", "Taji", ("Bagdad",), None, 2.5)),
        ("en", "[Taji], some 12 miles north of [Baghdad], is calm.", ("distance", "Taji", ("Baghdad",), 0, 19.308)),
        ("en", "[Taji] lies about twenty kilometres from [Baghdad].", ("distance", "Taji", ("Baghdad",), None, 20)),
        ("fr", "[Abou Ghraib], aux portes de [Bagdad], est calme.", ("proximity", "Abou Ghraib", ("Bagdad",), None, None)),
        ("en", "[Abu Ghraib], on the outskirts of [Baghdad], is calm.", ("proximity", "Abu Ghraib", ("Baghdad",), None, None)),
        ("fr", "[Samarra], entre [Bagdad] et [Tikrit], est calme.", ("between", "Samarra", ("Bagdad", "Tikrit"), None, None)),
        ("fr", "[Samarra], sur la route [Bagdad]-[Tikrit], est calme.", ("between", "Samarra", ("Bagdad", "Tikrit"), None, None)),
        ("en", "[Samarra], on the [Baghdad]-[Tikrit] road, is calm.", ("between", "Samarra", ("Baghdad", "Tikrit"), None, None)),
        ("fr", "[Boukamal], près de la frontière irakienne, est calme.", ("border", "Boukamal", (IRAQ,), None, None)),
        ("fr", "[Boukamal], à la frontière syro-irakienne, est calme.", ("border", "Boukamal", (SYRIA, IRAQ), None, None)),
        ("en", "[Albukamal], near the border with [Iraq], is calm.", ("border", "Albukamal", ("Iraq",), None, None)),
        ("en", "[Albukamal], on the [Syria]-[Iraq] border, is calm.", ("border", "Albukamal", ("Syria", "Iraq"), None, None)),
        ("fr", "[Rabak], sur la rive est du [Nil Blanc], est calme.", ("bank", "Rabak", ("Nil Blanc",), 90, None)),
        ("en", "[Hajin], on the eastern bank of the [Euphrates], is calm.", ("bank", "Hajin", ("Euphrates",), 90, None)),
        ("fr", "Ils sont partis de [Mossoul] vers [Raqqa] via [Sinjar].", ("from", "Mossoul", ("Raqqa", "Sinjar"), None, None)),
        ("en", "They drove from [Mosul] through [Sinjar] to [Raqqa].", ("to", "Raqqa", ("Mosul", "Sinjar"), None, None)),
    ],
)  # fmt: skip
def test_what_is_said_of_a_place_is_read(say, lang: str, text: str, wanted: tuple) -> None:
    assert wanted in say(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("fr", "Il a plu à [Tikrit], [Bagdad] et [Mossoul].", "containment"),
        ("en", "It rained in [Tikrit], [Baghdad] and [Mosul].", "containment"),
        ("fr", "Ils ont été transférés de [Bagdad] en [Syrie].", "containment"),
        ("fr", "La base américaine d'[Al-Tanf] est vide.", "containment"),
        ("en", "The Russian base of [Hmeimim] is empty.", "containment"),
        ("fr", "L'accord entre [Bagdad] et [Erbil] tient.", "between"),
        ("en", "The deal between [Baghdad] and [Erbil] holds.", "between"),
        ("fr", "[Mossoul] est en ruine.", "direction_inside"),
        ("fr", "La [Syrie] a froid. Il neige dans le nord de cette plaine.", "direction_inside"),
        ("en", "[Syria] is cold. They marched north before [Raqqa].", "direction_outside"),
        ("fr", "Près de 30 hommes ont quitté [Raqqa].", "proximity"),
        ("en", "Near midnight [Raqqa] was hit.", "proximity"),
        ("en", "The ambassador to [Syria] left.", "to"),
    ],
)
def test_what_is_not_said_is_not_read(say, lang: str, text: str, kind: str) -> None:
    assert kind not in {each[0] for each in say(text, lang)}


def test_joined_names_are_both_placed(say) -> None:
    placed = {
        each[1] for each in say("À [Atbara] et à [Karima], dans le nord du [Soudan], il pleut.") if each[0] == "direction_inside"
    }
    assert placed == {"Atbara", "Karima"}


def test_an_area_holds_surely_and_a_town_perhaps(engine) -> None:
    reader = ConstraintReader(engine.knowledge)
    strengths = {}
    for text in ("Il neige à [Tikrit], en [Irak].", "Le camp de [Dibaga], dans [Makhmour], est plein."):
        work, names = marked(text, "fr", engine.knowledge.gazetteer)
        strengths |= {each.words.text: each.strength for each in reader.read(work, names)}
    assert strengths == {"en Irak": "hard", "dans Makhmour": "graded"}


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("fr", "On s'est battu dans le nord-ouest du [Congo].", ("nord-ouest du Congo", "direction_inside", ("Congo",), 315, None, False)),
        ("en", "[Syria] is cold. There was fighting in the country's north-east.", ("country's north-east", "direction_inside", ("Syria",), 45, None, False)),
        ("fr", "On patrouille le long de la frontière libanaise.", ("le long de la frontière libanaise", "border", (LEBANON,), None, None, False)),
        ("fr", "Un bus a brûlé à 30 km au sud de [Goma].", ("30 km au sud de Goma", "distance", ("Goma",), 180, 30, False)),
        ("en", "A bus burned thirty kilometres south of [Goma].", ("thirty kilometres south of Goma", "distance", ("Goma",), 180, 30, False)),
        ("fr", "Ils ont marché du nord vers le sud du [Tchad].", ("nord", "direction_inside", ("Tchad",), 0, None, False)),
        ("fr", "L'avion a survolé le territoire syrien.", ("territoire syrien", "containment", (SYRIA,), None, None, False)),
        ("en", "[Rutana], north of [Goma], is calm.", ("north of Goma", "direction_outside", ("Goma",), 0, None, True)),
    ],
)  # fmt: skip
def test_a_stretch_that_leaves_a_region_is_found(regions, lang: str, text: str, wanted: tuple) -> None:
    assert wanted in regions(text, lang)


def test_nothing_is_read_without_names_and_from_hostile_text(say, regions) -> None:
    assert say("Au nord, rien de nouveau.") == set()
    assert regions("Dans le sud, rien.") == []
    assert say("((((,,,, [Raqqa] ///::: à l' d' du {place} <of> ?") == set()


def test_reading_is_repeatable(say) -> None:
    text = "À [Kassala], dans le nord-est du [Soudan], près de la frontière érythréenne, entre [Atbara] et [Asmara], il pleut."
    assert say(text) == say(text)
