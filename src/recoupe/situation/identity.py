"""What the words of a role stand for: which sort of node, which reading. Reads one role at a time; gathers nothing.

A place in the part of one who acts is who governs there; a state in the part of a place is its land. A bare noun for armed people beside a country's name
is that country's; a noun with a name right behind it ("the group X") is the one named.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from recoupe.knowledge.actors import load_actor_files
from recoupe.knowledge.labels import labels_for
from recoupe.knowledge.who import load_who
from recoupe.model.record import Mention, Reading, Record, Role
from recoupe.situation.ends import DOER_ROLES, PLACE_ROLES, THING_ROLES
from recoupe.text.views import fold
from recoupe.text.words import folded_words, words_of

SURE = 0.5
"""Score from which a best reading names the node."""
_TIE = 1e-9
_STATE, _COUNTRY = "state:", "country:"
_NEAR = 1
"""Words that may stand between a noun and the country's name beside it ("convois militaires US")."""
_LINK = 4
"""Letters up to which such a word may be a preposition or a conjunction, and parts them."""

Sort = Literal["actor", "place", "thing"]


class Stands(msgspec.Struct, frozen=True, kw_only=True):
    """What a role stands for. `name` is how the text calls it, `mention` the one that was read, `ref` None where only the words are known."""

    sort: Sort
    name: str
    mention: Mention | None
    reading: Reading | None
    ref: str | None


def resolved(mention: Mention) -> Reading | None:
    """The reading that settles what a mention is: the best, with a reference, at least `SURE`, and no other reference beside it. None otherwise."""
    best = mention.best
    if best is None or best.ref is None or best.score < SURE:
        return None
    rivals = (reading for reading in mention.readings if reading.ref != best.ref)
    return None if any(rival.score >= best.score - _TIE for rival in rivals) else best


def bare(text: str, lang: str) -> str:
    """`text` without a leading article, a possessive ending and outer blanks, case and accents kept."""
    folded = fold(text)
    ending = next((each for each in labels_for(lang).endings if folded.endswith(each)), "")
    text, folded = text[: len(text) - len(ending)], folded[: len(folded) - len(ending)]
    spans = words_of(folded)
    if len(spans) > 1 and folded[slice(*spans[0])] in labels_for(lang).articles:
        return text[spans[1][0] :].strip()
    return text.strip()


def text_key(text: str, lang: str) -> str:
    """What two unresolved names must share to be one: folded words without a leading article."""
    said = bare(text, lang)
    return " ".join(folded_words(said)) or fold(said)


def stands_for(record: Record, role: Role, mention: Mention | None) -> Stands:
    """What the words of a role stand for."""
    sort = _sort(role.role, mention)
    if mention is None or mention.kind not in ("actor", "place"):
        named = _named_inside(record, role, None) if sort == "actor" else None
        return as_mention(named, "actor") if named else Stands(sort=sort, name=role.text, mention=None, reading=None, ref=None)
    if sort == "place" and mention.kind == "actor":
        mention = next((each for each in record.mentions if each.kind == "place" and each.span.overlaps(mention.span)), mention)
    if sort == "actor" and (resolved(mention) is None or mention.rule == "who.composed"):
        mention = _named_inside(record, role, mention) or mention
    known = as_mention(mention, sort)
    if known.ref is not None or mention.readings == () or mention.label is not None:
        return known
    country = _country_beside(role, mention) if sort == "actor" else None
    wider = role.text if sort == "actor" and len(role.text) > len(mention.text) else mention.text
    if country is not None and mention.best is not None and mention.best.sector:
        reading = msgspec.structs.replace(mention.best, country=country)
        return Stands(sort=sort, name=wider, mention=mention, reading=reading, ref=canonical(f"{country}/{mention.best.sector}"))
    return msgspec.structs.replace(known, name=wider)


def as_mention(mention: Mention, sort: Sort | None = None) -> Stands:
    """What a mention stands for by itself."""
    chosen: Sort = sort or ("place" if mention.kind == "place" and mention.use != "associative" else "actor")
    reading = resolved(mention)
    ref = canonical(reading.ref) if reading is not None and reading.ref else None
    if ref is not None and chosen == "place":
        ref = ref.replace(_STATE, _COUNTRY, 1) if ref.startswith(_STATE) else ref
    elif ref is not None:
        ref = ref.replace(_COUNTRY, _STATE, 1) if ref.startswith(_COUNTRY) else ref
    return Stands(sort=chosen, name=mention.text, mention=mention, reading=reading, ref=ref)


def _sort(role: str, mention: Mention | None) -> Sort:
    if role in PLACE_ROLES:
        return "place"
    if mention is None or mention.kind not in ("actor", "place"):
        return "thing" if role in THING_ROLES else "actor"
    return "place" if mention.kind == "place" and mention.use != "associative" and role not in DOER_ROLES else "actor"


def _named_inside(record: Record, role: Role, mention: Mention | None) -> Mention | None:
    """The sure name that stands right behind the noun of a role: behind the mention that was read, else behind one noun."""
    inside = (each for each in record.mentions if each.kind == "actor" and role.start <= each.start and each.end <= role.end)
    for each in inside:
        if mention is not None and each.start <= mention.end:
            continue
        start = role.start if mention is None else mention.end
        between = folded_words(bare(role.text[start - role.start : each.start - role.start], record.document.lang))
        near = not between if mention is not None else 0 < len(between) <= _NEAR and len(between[-1]) > _LINK
        reading = resolved(each)
        if near and reading is not None and reading.kind not in ("state", None) and each.end == role.end:
            return each
    return None


def _country_beside(role: Role, mention: Mention) -> str | None:
    """The country whose name or adjective stands beside the noun, with no preposition between them."""
    shift = mention.start - role.start
    for start, end, code in load_who().countries_in(role.text):
        between = role.text[shift + len(mention.text) : start] if start >= shift else role.text[end:shift]
        words = folded_words(between)
        if len(words) <= _NEAR and all(len(word) > _LINK for word in words) and "," not in between:
            return code
    return None


def land_of(name: str) -> str | None:
    """The one country that the words of a place name ("the south of …"), None where they name none or several."""
    found = {code for _, _, code in load_who().countries_in(name)}
    return found.pop() if len(found) == 1 else None


@cache
def canonical(ref: str) -> str:
    """The listed armed forces of a state for "STATE/MIL", if they are one; any other reference as it is."""
    country, _, sector = ref.partition("/")
    return (_forces().get(country) or ref) if sector == "MIL" else ref


@cache
def _forces() -> dict[str, str | None]:
    """The armed forces of each state by its code; None where several are listed."""
    out: dict[str, str | None] = {}
    for actor in load_actor_files().actors:
        if actor.kind == "armed_force" and actor.sector == "MIL" and actor.country:
            out[actor.country] = None if actor.country in out else actor.id
    return out
