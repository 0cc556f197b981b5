"""An explanation in plain words of the interface's language: rows for the terminal and for the page. Adds nothing to what the explanation holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from recoupe.knowledge.labels import Labels, labels_for
from recoupe.knowledge.reasons import question_of, say
from recoupe.model.explanation import Circumstance, Explanation, Need, RoleReason, Step, VoiceReason
from recoupe.model.record import Loaded
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import ARTICLE

_LONGEST_QUOTE = 90
"""Characters of a quoted stretch that are shown; the middle of a longer one is left out."""


class WhyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an explanation.

    Args:
        head: which question it answers, a key of the labels' `whyhead`.
        label: what it is about (a role, a voice, a rule).
        text: the sentence.
        code: what a programmer wants: the slot, the path, the rule, the file and line.
    """

    head: str
    label: str = ""
    text: str = ""
    code: str = ""


def rows_of(explanation: Explanation, text: str, lang: str) -> list[WhyRow]:
    """The rows of one explanation. `text` is the document's, `lang` the interface's language."""
    return list(_Teller(explanation, text, lang).rows())


def by_head(rows: Sequence[WhyRow]) -> list[tuple[str, list[WhyRow]]]:
    """The rows under their heads, in the order in which they stand."""
    return [(head, list(group)) for head, group in groupby(rows, key=lambda row: row.head)]


def used_by(loaded: Loaded, labels: Labels) -> str:
    """Who uses a loaded word, in words."""
    who = labels.picture["article"] if loaded.by == "article" else _flat(loaded.by)
    return labels.used[loaded.how].format(who=who)


def path_words(start: Anchor, path: tuple[Step, ...]) -> str:
    """A path in one line: the words with the relations between them, ↓ to a dependent, ↑ to a head."""
    out = [_flat(start.text)]
    for step in path:
        marker = f"[{step.marker}]" if step.marker else ""
        out.append(f"{'↓' if step.way == 'down' else '↑'}{step.relation}{marker} {step.word.text}")
    return " ".join(out)


class _Teller:
    """One explanation in one language."""

    def __init__(self, explanation: Explanation, text: str, lang: str) -> None:
        self.it = explanation
        self.text = text
        self.lang = lang
        self.labels: Labels = labels_for(lang)

    def rows(self) -> Iterator[WhyRow]:
        """Rule, roles, needs, status, voices, time and place, losses, loaded words, other rules."""
        it, words = self.it, self.labels.why
        yield WhyRow(
            head="rule",
            label=it.rule,
            text=words["trigger"].format(trigger=_flat(it.trigger.text), entry=it.entry),
            code=it.where,
        )
        for role in it.roles:
            yield self._role(role)
        for need in it.needs:
            yield self._need(need)
        yield WhyRow(
            head="nature",
            label=self.labels.nature.get(it.nature, it.nature),
            text=words[f"nature_{it.nature_by}"],
            code=it.nature,
        )
        yield from self._status()
        for voice in it.voices:
            yield self._voice(voice)
        for head, circumstance in (("time", it.time), ("place", it.place)):
            if circumstance is not None:
                yield self._circumstance(head, circumstance)
        for loss in it.losses:
            said = words["says"].format(
                words=self._quoted(Span(loss.start, loss.end)), what=words["quantity"].format(kind=loss.kind)
            )
            yield WhyRow(head="losses", label=_flat(loss.side), text=said)
        for loaded in it.loaded:
            said = words["loaded"].format(word=_flat(loaded.text), neutral=loaded.neutral, why=loaded.why)
            yield WhyRow(head="loaded", text=f"{said}{words['and']}{used_by(loaded, self.labels)}", code=loaded.technique)
        for near in it.near:
            yield WhyRow(head="near", label=near.rule, text=say(near.why, self.lang), code=near.type)

    def _role(self, role: RoleReason) -> WhyRow:
        words = self.labels.why
        sentence = self._slot(role.slot)
        if role.inherited:
            sentence += f"{words['and']}{words['inherited'].format(way=say(role.inherited, self.lang))}"
        return WhyRow(
            head="roles",
            label=self.labels.role.get(role.role, role.role),
            text=words["says"].format(words=self._quoted(role.words), what=sentence),
            code=f"{role.role} = {role.slot}   {path_words(self.it.trigger, role.path)}",
        )

    def _slot(self, slot: str) -> str:
        """The slot in words: a function of the trigger, or what stands behind a preposition."""
        words = self.labels.why
        name, _, _ = slot.partition("[")
        base, _, mark = name.partition(":")
        if mark:
            return words["slot_inf"].format(slot=mark)
        if base in self.labels.slot:
            return words["slot"].format(slot=self.labels.slot[base], trigger=_flat(self.it.trigger.text))
        return words["slot_behind"].format(slot=base)

    def _need(self, need: Need) -> WhyRow:
        words = self.labels.why
        joined = f" {self.labels.page['or']} ".join(self.labels.role.get(role, role) for role in need.roles)
        return WhyRow(
            head="needs",
            label=joined,
            text=f"{words['need_met' if need.met_by else 'need_missing']} ({words[f'of_{need.of}']})",
            code=" | ".join(need.roles),
        )

    def _status(self) -> Iterator[WhyRow]:
        words, label = self.labels.why, self.labels.occurrence.get(self.it.occurrence, self.it.occurrence)
        if not self.it.cues:
            yield WhyRow(head="status", label=label, text=words["tense"], code="status.tense")
        for cue in self.it.cues:
            said = words["cue"].format(cue=_flat(cue.text), why=say(cue.why, self.lang))
            yield WhyRow(head="status", label=label, text=said, code=question_of(cue.why))

    def _voice(self, reason: VoiceReason) -> WhyRow:
        voice = reason.voice
        own = voice.who == ARTICLE
        who = self.labels.picture["article"] if own else _flat(voice.who)
        content = self._short(reason.content) if reason.content else _flat(self.it.trigger.text)
        cue = _flat(voice.cue.text) if voice.cue else "…"
        said = self.labels.why[f"voice_{reason.by}"].format(cue=cue, who=who, content=content)
        if not own:
            said += (
                f"{self.labels.why['and']}{self.labels.why['commitment'].format(how=self.labels.commitment[voice.commitment])}"
            )
        kind = "" if own else f" ({self.labels.voice[voice.kind]})"
        return WhyRow(head="voices", label=f"{who}{kind}", text=said, code=reason.rule or reason.by)

    def _circumstance(self, head: str, circumstance: Circumstance) -> WhyRow:
        return WhyRow(
            head=head,
            text=self.labels.why["says"].format(
                words=self._quoted(circumstance.words), what=self.labels.why[f"by_{circumstance.by}"]
            ),
            code=path_words(self.it.trigger, circumstance.path) if circumstance.path else "",
        )

    def _quoted(self, words: Span) -> str:
        return f"{self.labels.page['open_quote']}{self._short(words)}{self.labels.page['close_quote']}"

    def _short(self, span: Span) -> str:
        """The characters of a span on one line, the middle left out where they are many."""
        words = _flat(span.of(self.text))
        if len(words) <= _LONGEST_QUOTE:
            return words
        half = _LONGEST_QUOTE // 2
        return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def _flat(text: str) -> str:
    return " ".join(text.split())
