"""The figures of speech of the packs: every group's own sentences, those that must match and those that must be left alone."""

from __future__ import annotations

import pytest

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.packs import load_pack, pack_codes
from recoupe.model.spans import Anchor, Span
from recoupe.pipeline.base import Seed
from recoupe.pipeline.figures import FigureFinder

FIGURES = [(lang, figure) for lang in pack_codes() for figure in load_pack(lang).figures.figure]


def found(engine, lang: str, text: str) -> set[str]:
    """What the figures on any word of the sentence are about, whether or not some frame knows the word."""
    finder = FigureFinder(load_pack(lang))
    frame = load_pack(lang).frames[0]
    out = set()
    for tree in engine.work(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang))).trees:
        for word in tree.words:
            trigger = Anchor(word.start, word.end, word.text)
            seed = Seed(frame=frame, tree=0, word=word.index, trigger=trigger, span=Span(word.start, word.end), roles=())
            figure = finder.of(tree, seed, text)
            if figure is not None:
                out.add(figure.about)
    return out


@pytest.mark.parametrize(("lang", "about", "text"), [(lang, f.about, text) for lang, f in FIGURES for text in f.examples])
def test_a_figure_is_seen(engine, lang: str, about: str, text: str) -> None:
    assert about in found(engine, lang, text)


@pytest.mark.parametrize(("lang", "about", "text"), [(lang, f.about, text) for lang, f in FIGURES for text in f.literal])
def test_the_act_itself_is_no_figure(engine, lang: str, about: str, text: str) -> None:
    assert about not in found(engine, lang, text)


@pytest.mark.parametrize(("lang", "figure"), FIGURES)
def test_a_group_has_sentences_a_name_and_one_word_an_entry(lang: str, figure) -> None:
    assert figure.examples
    assert figure.literal
    assert figure.about in labels_for(lang).figure
    assert not [word for word in (*figure.words, *figure.beside, *figure.pairs) if " " in word]
    assert all(form == form.lower() for form in figure.phrases)


@pytest.mark.parametrize("lang", pack_codes())
def test_an_armed_actor_keeps_what_may_also_be_meant(engine, lang: str) -> None:
    text = {
        "fr": "Des hommes armés ont pris d'assaut les magasins de Goma.",
        "en": "Gunmen stormed the stores of the army in Goma.",
    }[lang]
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    assert not [each for each in record.refused if "figure of speech" in each.why]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "China and the United States fought a trade war."),
        ("en", "A heart attack killed the general in Cairo."),
        ("fr", "La bombe médiatique a explosé à Paris."),
    ],
)
def test_who_fights_a_figure_fights_nobody(engine, lang: str, text: str) -> None:
    record = engine.read(read_bytes(text.encode(), name="article.txt", given=Given(lang=lang)))
    assert not record.claims
    assert any("figure of speech" in each.why for each in record.refused)
