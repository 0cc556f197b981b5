"""The wording of reasons and warnings in the language of the interface: `data/labels/reasons.toml`. Must never hold a sentence itself.

Stages and language packs write one sentence into the record; here it is recognised and said again in the language of the reader.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import data_root, load_toml
from recoupe.knowledge.labels import Labels, labels_for

_HOLE = re.compile(r"\{(\w+)\}")
_QUOTED = re.compile("“([^“”]*)”")
_NESTED = frozenset({"reason", "signs"})
LONGEST_LIST = 6
"""Words of a rule's list that are shown; the others are counted."""
_LONGEST = 4000
"""Characters of a sentence beyond which it is shown as it is: the patterns are not run on a hostile one."""


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One reason. `said`: as the record has it, with `{names}` for the words of the text; `en`, `fr`: as people read it."""

    code: str
    said: tuple[str, ...]
    en: str
    fr: str
    test: bool = False


class ReasonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    reason: tuple[Reason, ...]


class Recognised(msgspec.Struct, frozen=True):
    """A sentence of the record with its code and the words in its holes."""

    reason: Reason
    words: dict[str, str]


def recognise(sentence: str) -> Recognised | None:
    """The reason that the sentence is, None where the file has none. The most literal pattern wins."""
    if len(sentence) > _LONGEST:
        return None
    exact, patterns = _patterns()
    if sentence in exact:
        return Recognised(exact[sentence], {})
    for pattern, reason in patterns:
        match = pattern.fullmatch(sentence)
        if match:
            return Recognised(reason, match.groupdict())
    return None


def say(sentence: str, lang: str) -> str:
    """The sentence in the language of the interface; as it stands where no entry knows it."""
    found = recognise(sentence)
    if found is None:
        return sentence
    labels = labels_for(lang)
    template = found.reason.fr if lang == "fr" else found.reason.en
    said = _HOLE.sub(lambda hole: _worded(hole.group(1), found.words.get(hole.group(1), ""), labels, lang), template)
    return _QUOTED.sub(rf"{labels.page['open_quote']}\1{labels.page['close_quote']}", said)


def question_of(sentence: str) -> str:
    """The code of the question that a status cue answers ("status.negation"); empty where the sentence is none."""
    found = recognise(sentence)
    return found.reason.code if found is not None and found.reason.test else ""


def _worded(name: str, words: str, labels: Labels, lang: str) -> str:
    """What stands in a hole, in words: roles, occurrences, slots and lists have names of their own."""
    if name == "occurrence":
        return labels.occurrence.get(words, words)
    if name == "about":
        return labels.figure.get(words, words)
    if name in {"role", "roles"}:
        joined = f" {labels.page['or']} "
        return joined.join(dict.fromkeys(f"{labels.page['open_quote']}{labels.role.get(role, role)}{labels.page['close_quote']}" for role in words.split(" or ")))  # fmt: skip
    if name == "slot":
        return labels.slot.get(words, f"{labels.page['open_quote']}{words}{labels.page['close_quote']}")
    if name == "list":
        entries = words.split(", ")
        more = f"… (+{len(entries) - LONGEST_LIST})" if len(entries) > LONGEST_LIST else ""
        return ", ".join(entries[:LONGEST_LIST]) + more
    if name in _NESTED:
        return "; ".join(say(each, lang) for each in words.split("; "))
    return words


@cache
def reasons() -> tuple[Reason, ...]:
    """Every reason of the file. Raises KnowledgeError R304 for a code used twice, R305 for a hole that `said` does not fill."""
    path = data_root() / "labels" / "reasons.toml"
    every = load_toml(path, ReasonFile).reason
    seen: set[str] = set()
    for each in every:
        where = f"data/labels/reasons.toml, {each.code}"
        if each.code in seen:
            raise KnowledgeError("R304", f"the code {each.code} is used twice.", where=where)
        seen.add(each.code)
        for said in each.said:
            unknown = {*_HOLE.findall(each.en), *_HOLE.findall(each.fr)} - set(_HOLE.findall(said))
            if unknown:
                raise KnowledgeError(
                    "R305",
                    f"{', '.join(sorted(unknown))} is not in “{said}”.",
                    where=where,
                    remedy="Use the holes of `said` only.",
                )
    return every


@cache
def _patterns() -> tuple[dict[str, Reason], tuple[tuple[re.Pattern[str], Reason], ...]]:
    """Sentences without holes, and patterns for those with holes, the most literal first."""
    exact: dict[str, Reason] = {}
    holed: list[tuple[int, re.Pattern[str], Reason]] = []
    for reason in reasons():
        for said in reason.said:
            if not _HOLE.search(said):
                exact[said] = reason
                continue
            pieces = _HOLE.split(said)
            pattern = "".join(re.escape(piece) if nth % 2 == 0 else f"(?P<{piece}>.+)" for nth, piece in enumerate(pieces))
            holed.append((sum(len(piece) for piece in pieces[::2]), re.compile(pattern, re.DOTALL), reason))
    holed.sort(key=lambda each: -each[0])
    return exact, tuple((pattern, reason) for _, pattern, reason in holed)
