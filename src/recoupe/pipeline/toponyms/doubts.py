"""The second look at doubtful names: listed ones without a sign beside them, and what the tagger takes for a person or a body in a place's position.

They are places only in the company of names that are sure. Never overrules a list of actors, nor a person whom the text names in full.
"""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.pipeline.toponyms.company import Company
from recoupe.pipeline.toponyms.drafts import Draft, Found, NameRun, inside_run
from recoupe.pipeline.toponyms.surroundings import LISTED, PERSON_LABELS, PLACE_LABELS
from recoupe.pipeline.toponyms.tokens import SEPARATOR
from recoupe.text.views import fold

_SHORTEST = 3
_CITY = 20_000
"""People from which a word that could be a common one is the place, where it stands nowhere in the text in lower case."""
_JOIN = 16
"""Characters between two names that a word joins."""


def second_look(draft: Draft, company: Company, never: frozenset[str]) -> Iterator[Found]:
    """The doubtful names of a part that are places after all, best evidence first. `never`: folded words that are no name of a place."""
    no_name = never | draft.words.generic
    yield from _directions(draft, company, never)
    yield from _listed(draft, company, no_name)
    yield from _mistaken(draft, company, no_name)
    yield from _pairs(draft, company, no_name)


def _directions(draft: Draft, company: Company, never: frozenset[str]) -> Iterator[Found]:
    """Divisions of a state of the text that are called after a direction: "the Far North"."""
    for name in draft.doubtful:
        words = draft.tokens[name.first : name.behind]
        said = draft.around.text[name.start : name.end]
        if (
            fold(said) in never
            and (len(words) > 1 or "-" in said)
            and all(word.capital for word in words)
            and company.names_division(said)
        ):
            yield draft.named(name, "gazetteer.company")


def _listed(draft: Draft, company: Company, no_name: frozenset[str]) -> Iterator[Found]:
    """Listed names without a sign beside them that lie close to the places that the text names: a person's name seldom does."""
    around = draft.around
    for name in draft.doubtful:
        start, end = name.start, name.end
        said = around.text[start:end]
        if name.short or inside_run(draft, name) or not _may_be(draft, start, end, no_name):
            continue
        common = _is_common(draft, start, end)
        if common and around.stands_in_lower_case(said):
            continue
        doing = around.label(start, end) in PERSON_LABELS and not around.is_behind_preposition(start)
        if doing and around.is_somebodys(said):
            continue
        if company.suits(said, least=_CITY if common else 0):
            yield draft.named(name, "gazetteer.company")


def _mistaken(draft: Draft, company: Company, no_name: frozenset[str]) -> Iterator[Found]:
    """What the tagger takes for a person or a body, where a noun or a preposition of place says otherwise, or a listed name that sounds like it lies near."""
    for name in _proposed(draft, no_name):
        if _stands_as_place(draft, name, company):
            yield draft.named(name, "tagger.mistaken")


def joined_names(draft: Draft, company: Company, never: frozenset[str]) -> Iterator[Found]:
    """What the tagger takes for a person or a body, and listed names, that "and" joins with a name of a place, or that stand in a list of such names."""
    if not company.speaks:
        return
    text, no_name = draft.around.text, never | draft.words.generic
    starts = {each.start for each in draft.found if not each.part_of_name}
    ends = {each.end for each in draft.found if not each.part_of_name}
    listed = [
        name
        for name in draft.doubtful
        if _may_be(draft, name.start, name.end, no_name) and not name.short and not inside_run(draft, name)
    ]
    for name in (*_proposed(draft, no_name), *listed):
        said = text[name.start : name.end]
        before = {draft.words.join(text[end : name.start]) for end in ends if 0 < name.start - end < _JOIN}
        behind = {draft.words.join(text[name.end : start]) for start in starts if 0 < start - name.end < _JOIN}
        if ("and" in before | behind or ("," in before and "," in behind)) and not draft.around.is_somebodys(said):
            yield draft.named(name, "tagger.mistaken")


def _proposed(draft: Draft, no_name: frozenset[str]) -> Iterator[NameRun]:
    """The tagger's names of persons and bodies that no list has, nor the text as somebody's."""
    around = draft.around
    at = {token.start: number for number, token in enumerate(draft.tokens)}
    for tree in around.trees.touching(draft.part.start, draft.part.end):
        for entity in tree.entities:
            first = at.get(entity.start)
            if entity.label in PLACE_LABELS or first is None:
                continue
            behind = next(
                (n for n, token in enumerate(draft.tokens[first:], first) if token.text == SEPARATOR or token.end > entity.end),
                len(draft.tokens),
            )
            if behind == first or not draft.tokens[behind - 1].capital or draft.tokens[behind - 1].end < entity.end:
                continue
            name = NameRun(draft.tokens, first, behind, short=False)
            said = around.text[name.start : name.end]
            if (
                not said.isupper()
                and not inside_run(draft, name)
                and _may_be(draft, name.start, name.end, no_name)
                and not around.is_somebodys(said)
            ):
                yield name


def _stands_as_place(draft: Draft, name: NameRun, company: Company) -> bool:
    """Whether nouns, prepositions or what follows make it a place's name, as much as each is worth."""
    around, words, low, high = draft.around, draft.words, draft.part.start, draft.part.end
    text, start, end = around.text, name.start, name.end
    said = text[start:end]
    if draft.is_made(start, end):
        return True
    leads = words.leads(text, low, start)
    placed = leads or words.locate(text, low, start)
    if company.speaks and (leads or words.begins_place(said) or (placed and words.goes_on(text, end, high))):
        return True
    return (placed or around.is_behind_preposition(start)) and company.sounds_near(said)


def _pairs(draft: Draft, company: Company, no_name: frozenset[str]) -> Iterator[Found]:
    """Both names of a way or a line between two places: "l'axe Mopti-Sévaré"."""
    around = draft.around
    for token in draft.tokens:
        one, _, other = token.text.partition("-")
        halves = draft.halves(token.start, token.end, "gazetteer.company")
        if not halves or around.label(token.start, token.end) in PERSON_LABELS or min(len(one), len(other)) <= _SHORTEST:
            continue
        if _may_be(draft, token.start, token.end, no_name) and company.suits(one) and company.suits(other):
            yield from halves


def _is_common(draft: Draft, start: int, end: int) -> bool:
    """Whether it is a common word whose capital the sentence begin explains; a title of a few lines does not ("Mopti : ...")."""
    return draft.around.is_common_word(start, end) and not draft.around.text[end:].lstrip(" \u00a0\u202f").startswith(":")


def _may_be(draft: Draft, start: int, end: int, no_name: frozenset[str]) -> bool:
    """Whether nothing speaks against a name: no list of actors, no quotation marks, no verb."""
    around = draft.around
    return bool(
        end - start >= _SHORTEST
        and not around.is_counted(start, end) and fold(around.text[start:end]) not in no_name and (around.is_named_word(start, end) or around.label(start, end))
        and not around.is_quoted(start, end) and not any(m.rule in LISTED for m in around.actors.touching(start, end))
    )  # fmt: skip
