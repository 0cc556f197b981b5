"""The value of a time and what it was counted from, as people read them: "9 March 2021 (mardi)". Must never compute a date."""

from __future__ import annotations

import re

from recoupe.knowledge.labels import Labels, labels_for
from recoupe.knowledge.reasons import say
from recoupe.model.record import When

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(Z?))?(~?)")
_MONTH = re.compile(r"(\d{4})-(0\d|1[0-2])(~?)")


def spoken_value(value: str | None, lang: str) -> str:
    """A value in words; empty where it names no day, month or year that is known."""
    if not value or "X" in value or value[0] in "PT":
        return "" if not value or not value[0].isdigit() or "XXXX" in value else value
    labels = labels_for(lang)
    pieces = [_piece(each, labels) for each in value.strip("{}").replace(",", "/").split("/")]
    if pieces[0] == "..":
        return f"→ {pieces[1]}"
    if pieces[-1] == "..":
        return f"{pieces[0]} →"
    return (", " if value.startswith("{") else " – ").join(dict.fromkeys(pieces))


def spoken_time(when: When, lang: str) -> str:
    """The words of the text, with the date that they come to before them where it is not in them."""
    value = spoken_value(when.value, lang)
    return f"{value} ({when.text})" if value and when.anchor in {"published", "narrative"} else when.text


def spoken_anchor(when: When, lang: str) -> str:
    """From what the date was counted; why there is none; empty where the words are the date."""
    labels = labels_for(lang)
    if when.by == "narrative":
        return labels.page["time_inherited"]
    if when.anchor == "absolute":
        value = spoken_value(when.value, lang)
        return value if value.lower() not in when.text.lower() else ""
    if when.anchor == "none":
        return say(when.why, lang) if when.why else ""
    key = "time_published" if when.anchor == "published" else "time_narrative"
    return labels.page[key].format(day=spoken_value(when.anchored_to, lang) or "?")


def _piece(text: str, labels: Labels) -> str:
    months = labels.page["months"].split()
    if match := _DAY.fullmatch(text):
        year, month, day, clock, zone, about = match.groups()
        said = f"{int(day)} {months[int(month) - 1]} {year}" + (f", {clock}{' UTC' if zone else ''}" if clock else "")
        return ("~ " if about else "") + said
    if match := _MONTH.fullmatch(text):
        return f"{'~ ' if match[3] else ''}{months[int(match[2]) - 1]} {match[1]}"
    return text
