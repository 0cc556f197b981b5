"""The page: one file, nothing of the article unescaped, every claim and every gap on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest

from factory import ARTICLE, Story, convoy, reading
from recoupe.errors import PipelineError, UsageError
from recoupe.export.page import CSP, render_page
from recoupe.model.record import Refusal, Warning
from recoupe.model.spans import Span
from recoupe.situation.build import build
from recoupe.situation.draw import draw
from recoupe.situation.questions import ask

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"' onmouseover=alert(3) {{ 7*7 }} --> <svg/onload=alert(4)>"
)


class Page(HTMLParser):
    """What a browser would find: tags, attributes, the text of elements by class or id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._texts: list[tuple[list[tuple[str, dict[str, str]]], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "input", "link", "br", "img"}:
            self._open.append(self.tags[-1])

    def handle_startendtag(self, tag: str, attrs) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._texts.append(([*self._open], data))

    def text(self, name: str) -> list[str]:
        """The texts of the elements with that class."""
        found: dict[int, list[str]] = {}
        for path, data in self._texts:
            for element in path:
                if name in element[1].get("class", "").split():
                    found.setdefault(id(element), []).append(data)
        return [" ".join("".join(parts).split()) for parts in found.values()]

    def spans(self, name: str) -> list[str]:
        """The text of the segments that carry a claim or mention id."""
        return [
            data
            for path, data in self._texts
            if path and name in f"{path[-1][1].get('data-c', '')} {path[-1][1].get('data-m', '')}".split()
        ]


def page(story: Story, **more) -> Page:
    return Page(html(story, **more))


def html(story: Story, **more) -> str:
    return render_page(story.record(), story.text, **more)


def test_it_is_one_file_that_may_load_nothing() -> None:
    text = html(convoy(), situation_svg=draw(build([convoy().record()])))
    assert text.count(CSP.replace("'", "&#39;")) == 1
    found = Page(text).tags
    assert not [tag for tag, _ in found if tag in {"link", "img", "iframe", "object", "embed", "base", "form"}]
    assert not [attributes for tag, attributes in found if tag == "script" and attributes]
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML", text)


def test_the_policy_is_the_strict_one() -> None:
    assert CSP.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:")


def hostile_story() -> Story:
    story = Story(f"{HOSTILE} hit the mill. A clerk{HOSTILE} said so.", outlet=HOSTILE, lang="en")
    label = reading(HOSTILE, label=HOSTILE, country=HOSTILE, kind=HOSTILE)
    attacker = story.mention("actor", HOSTILE, label)
    story.claim(
        "ATTACK", "hit", {"attacker": attacker, "target": "the mill"},
        voices=(ARTICLE, msgspec.structs.replace(story.voice("A clerk" + HOSTILE)[1])), loaded=(HOSTILE,), why=HOSTILE, rule=HOSTILE, time="A clerk" + HOSTILE,
    )  # fmt: skip
    story.warnings.append(Warning(code=HOSTILE, message=HOSTILE, spans=(Span(0, 5),)))
    story.refused.append(Refusal(start=0, end=4, text=HOSTILE, rule=HOSTILE, why=HOSTILE))
    story.published, story.degraded = HOSTILE, (HOSTILE,)
    return story


def test_a_hostile_article_adds_no_element_and_no_attribute_that_acts() -> None:
    story = hostile_story()
    situation = build([story.record()])
    found = page(story, situation_svg=draw(situation), questions=ask(situation)).tags
    assert [tag for tag, _ in found].count("script") == 1
    assert not [tag for tag, _ in found if tag in {"img", "iframe"}]
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]


def test_a_template_mark_in_the_article_is_not_run() -> None:
    assert "{{ 7*7 }}" in " ".join(page(hostile_story()).text("words"))


def test_every_character_of_the_article_is_there_once_and_in_order() -> None:
    story = convoy()
    shown = "".join(
        data for path, data in page(story)._texts if any("words" in each[1].get("class", "").split() for each in path)
    )
    assert shown == story.text


def test_emoji_move_no_highlight() -> None:
    story = Story("👾👾 Riders 🐎 hit 👨‍👩‍👧 the mill 🏚️ today.")
    riders = story.mention("actor", "Riders", reading("r"))
    claim = story.claim("ATTACK", "hit", {"attacker": riders, "target": "the mill"})
    shown = page(story)
    assert "".join(shown.spans(claim.id)) == "Riders 🐎 hit 👨‍👩‍👧 the mill"
    assert shown.spans(riders) == ["Riders"]
    assert shown.text("trigger") == ["hit"]


def test_overlapping_claims_are_cut_at_every_border_and_underlined_in_layers() -> None:
    story = Story("Guards threatened to burn the mill.")
    outer = story.claim("THREATEN", "threatened", {"threatener": "Guards", "content": "burn the mill"})
    inner = story.claim("ATTACK", "burn", {"attacker": "Guards", "target": "the mill"}, occurrence="threatened")
    shown = page(story)
    both = [
        attributes
        for tag, attributes in shown.tags
        if attributes.get("data-c", "").split() == [inner.id, outer.id]
        or attributes.get("data-c", "").split() == [outer.id, inner.id]
    ]
    assert both
    assert {"--u0", "--u1"} == {piece.partition(":")[0] for piece in both[0]["style"].split(";")}
    assert {"var(--line-fact)", "var(--line-threat)"} == {piece.partition(":")[2] for piece in both[0]["style"].split(";")}


def test_parts_of_other_stories_stand_apart_with_their_reason() -> None:
    story = Story("Riders hit the mill.\n\nA singer waves in Paris.\n\nRead also: Goats")
    story.part("body", "Riders hit the mill.")
    story.part("stray_caption", "A singer waves in Paris.")
    story.part("related", "Read also: Goats")
    reasons = page(story).text("whyapart")
    assert [reason.partition(" ·")[0] for reason in reasons] == ["caption of another story", "link to another story"]
    assert all("no claim is drawn from it" in reason and reason.endswith("made for a test") for reason in reasons)


def test_characters_between_parts_are_not_lost() -> None:
    story = Story("Riders hit.\n\nstray words\n\nGuards ran.")
    story.part("body", "Riders hit.")
    story.part("body", "Guards ran.")
    assert page(story).text("gap") == ["stray words"]


def test_no_date_is_invented() -> None:
    assert "no date given" in html(convoy())


@pytest.mark.parametrize(("lang", "words"), [("en", "Seven questions"), ("fr", "Sept questions"), ("de", "Seven questions")])
def test_the_words_follow_the_language_of_the_record(lang: str, words: str) -> None:
    story = Story("Riders hit the mill.", lang=lang)
    story.claim("ATTACK", "hit", {"attacker": "Riders", "target": "the mill"})
    assert words in html(story, questions=ask(build([story.record()])))


def test_a_gap_reads_not_said() -> None:
    story = Story("The moving of fighters to the south.")
    story.claim("MOVE-redeploy", "moving", {"mover": "fighters", "destination": "the south"})
    (roles,) = page(story).text("roles")
    assert roles == "who moves fighters from not said to the south when not said"


def test_an_attack_without_a_doer_says_so() -> None:
    story = Story("The mill was hit.")
    story.claim("ATTACK", "was hit", {"target": "The mill"})
    assert page(story).text("roles") == ["who not said whom The mill where not said when not said"]


@pytest.mark.parametrize(
    ("more", "look"),
    [
        ({}, "fact"),
        ({"occurrence": "planned"}, "plan"),
        ({"occurrence": "threatened"}, "threat"),
        ({"occurrence": "possible"}, "open"),
        ({"occurrence": "unknown"}, "open"),
        ({"occurrence": "did_not_happen"}, "denied"),
        ({"attribution": "ascribed"}, "ascribed"),
        ({"nature": "opinion"}, "opinion"),
    ],
)
def test_only_a_fact_as_told_looks_like_one(more: dict, look: str) -> None:
    story = Story("Guards hit the mill.")
    story.claim("ATTACK", "hit", {"attacker": "Guards", "target": "the mill"}, **more)
    (card,) = [attributes for tag, attributes in page(story).tags if "card" in attributes.get("class", "").split()]
    assert card["class"] == f"card {look}"


def test_the_chain_of_voices_runs_from_the_article_inwards() -> None:
    chains = page(convoy()).text("chain")
    assert chains[-1] == "the article reports it a clerk unnamed source reports it"


def test_a_loaded_word_stands_with_its_neutral_counterpart() -> None:
    assert page(convoy()).text("loadeds") == ["butchers neutral: plain word takes sides"]


def test_readings_stand_ready_for_the_mention() -> None:
    tips = page(convoy()).text("tip")
    assert any("Orsk" in tip and "1.0000, 2.0000" in tip and "precision 1" in tip and "made for a test" in tip for tip in tips)


def test_the_share_of_own_voice_is_counted_when_the_record_has_none() -> None:
    assert page(convoy()).text("own") == ["83 % told in the name of the article itself · 17 % said through others"]


def test_a_claim_and_its_content_point_at_each_other() -> None:
    story = Story("Guards threatened to burn the mill.")
    threat = story.claim("THREATEN", "threatened", {"threatener": "Guards", "content": "burn the mill"})
    story.claim("ATTACK", "burn", {"attacker": "Guards"}, occurrence="threatened", content_of=threat.id)
    assert page(story).text("links") == ["contains 2 · burn", "content of 1 · threatened"]


def test_warnings_come_first_and_refusals_last() -> None:
    story = convoy()
    story.warnings.append(Warning(code="undated", message="This article carries no date."))
    story.refused.append(Refusal(start=0, end=3, text="The", rule="r", why="too little"))
    text = html(story)
    assert text.index("This article carries no date.") < text.index('id="h-article"') < text.index("too little")


def test_questions_link_to_their_claims() -> None:
    story = convoy()
    links = {attributes["href"] for tag, attributes in page(story, questions=ask(build([story.record()]))).tags if tag == "a"}
    assert {f"#{claim.id}" for claim in story.claims} <= links


@pytest.mark.parametrize("claims", [0, 1])
def test_a_record_without_claims_is_a_page_too(claims: int) -> None:
    story = Story("Nothing moved." if claims == 0 else "Riders moved.")
    if claims:
        story.claim("MOVE-redeploy", "moved", {"mover": "Riders"})
    assert len(page(story).text("card")) == claims


def test_another_text_is_refused() -> None:
    with pytest.raises(PipelineError, match="R203"):
        render_page(convoy().record(), "another text")


@pytest.mark.parametrize(
    "svg",
    [
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='1'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g style='background:url(//x)'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><g x:href='//x'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
        "<svg><g></svg>",
        "<p>words</p>",
    ],
)
def test_a_picture_that_could_act_is_refused(svg: str) -> None:
    with pytest.raises(UsageError, match="no picture"):
        html(convoy(), situation_svg=svg)


def test_the_same_record_gives_the_same_page() -> None:
    assert html(convoy()) == html(convoy())


def test_what_was_refused_is_listed_by_word_with_each_rule_and_reason() -> None:
    story = convoy()
    word = story.at("convoy") if "convoy" in story.text else story.at(story.text.split()[0])
    for rule, why in (("en.a.one", "no mover or origin in its surroundings"), ("en.a.two", "part of a name or of a date")):
        story.refused.append(Refusal(start=word.start, end=word.end, text=word.text, rule=rule, why=why))
    text = html(story, lang="fr")
    assert text.count('data-refusal="0"') == 1
    assert 'data-refusal="1"' not in text
    assert text.count('data-r="0"') == 1
    assert "La règle demande « qui se déplace » ou « de »" in text
    assert "en.a.two" in text


@pytest.mark.parametrize(("lang", "said"), [("en", "Nothing was refused."), ("fr", "Rien n’a été refusé.")])
def test_that_nothing_was_refused_is_said(lang: str, said: str) -> None:
    assert said in html(convoy(), lang=lang)


def test_a_warning_reads_in_the_language_of_the_page() -> None:
    story = convoy()
    story.warnings.append(Warning(code="undated", message="The article carries no publication date. None is assumed."))
    assert "Aucune n’est supposée." in html(story, lang="fr")
    assert "None is assumed." in html(story, lang="en")


@pytest.mark.parametrize(("lang", "said"), [("en", "the subject of"), ("fr", "le sujet de")])
def test_a_card_says_why_in_the_language_of_the_page(lang: str, said: str) -> None:
    from recoupe.app.explaining import explanations
    from recoupe.app.samples import read_sample, sample

    article = read_sample(sample("a6-03-lakeside-tribune.txt"))
    text = render_page(article.record, article.document.text, explanations=explanations(article), lang=lang)
    assert said in text
    assert "data/lang/en/frames/" in text
    assert text.count('<details class="why">') == len(article.record.claims)
