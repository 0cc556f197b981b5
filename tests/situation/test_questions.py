"""The seven questions, asked of a situation."""

from __future__ import annotations

import pytest

from factory import Story, convoy, reading
from recoupe.situation.build import build
from recoupe.situation.questions import QUESTIONS, ask


def answers(story: Story, question: str) -> list[str]:
    return [answer.text for each in ask(build([story.record()])) if each.id == question for answer in each.answers]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("moves", "brigade: left Velden → Orsk → Maru on Monday — happened; the article"),
        ("attacks", "League: threatened → brigade “expel the brigade” — happened; the article"),
        ("attacks", "League: expel → brigade — threatened; the article"),
        ("attacks", "League: shelled → brigade, butchers of Orsk — happened; the article › a clerk"),
        ("demands", "Velden council: demanded → brigade “the brigade go within ten days” — happened; the article"),
        ("aims", "general: wants “loot the Maru mines” — intended, ascribed; the article"),
        ("evidence", "a clerk (unnamed source): “shelled” — 1/6 claims"),
        ("evidence", "the article: in its own voice — 5/6 claims"),
    ],
)
def test_each_question_is_answered_in_words(question: str, words: str) -> None:
    assert words in answers(convoy(), question)


def test_all_seven_are_asked_even_of_a_text_that_answers_none() -> None:
    asked = ask(build([Story("Nothing.").record()]))
    assert [question.id for question in asked] == list(QUESTIONS)
    assert not any(question.answers for question in asked)


def test_every_answer_stands_on_claims() -> None:
    story = convoy()
    known = {claim.id for claim in story.claims}
    for question in ask(build([story.record()])):
        for answer in question.answers:
            assert answer.claims
            assert set(answer.claims) <= known


def test_every_answer_points_at_characters_of_the_text() -> None:
    story = convoy()
    for question in ask(build([story.record()])):
        for answer in question.answers:
            assert answer.characters
            for place in answer.characters:
                start, _, end = place.rpartition("#")[2].partition("-")
                assert 0 <= int(start) < int(end) <= len(story.text)


def test_an_end_read_through_a_pronoun_says_so() -> None:
    story = Story("“We hit the mill,” said a clerk.")
    story.mention("actor", "a clerk", reading(None, 0.5, kind="person"))
    story.claim("ATTACK", "hit", {"attacker": "We", "target": "the mill"}, voices=story.voice("a clerk"))
    assert answers(story, "attacks") == ["clerk: hit → mill — happened; the article › a clerk; read from “We”"]


def test_an_outlet_that_is_cited_is_not_the_article_itself() -> None:
    story = Story("Riders hit the mill, the Inland Post says.")
    story.claim("ATTACK", "hit", {"attacker": "Riders", "target": "the mill"}, voices=story.voice("the Inland Post", "outlet"))
    assert answers(story, "evidence") == ["the Inland Post (outlet): “hit” — 1/1 claims"]


def test_aid_is_no_attack() -> None:
    story = Story("Riders sent flour to Orsk.")
    story.claim("AID", "sent", {"donor": "Riders", "beneficiary": "Orsk"})
    assert answers(story, "attacks") == []


def test_what_the_text_does_not_say_is_said_so() -> None:
    story = Story("Des cavaliers ont quitté le moulin.", lang="fr")
    story.claim("MOVE-withdraw", "ont quitté", {"mover": "Des cavaliers", "origin": "le moulin"})
    assert answers(story, "moves") == ["cavaliers: ont quitté moulin → non dit — a eu lieu; l’article"]
