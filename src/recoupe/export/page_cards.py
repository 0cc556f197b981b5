"""The cards of the page: each claim as rows of words, ready to be laid out. Adds nothing to the record: an empty role reads "not said"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from recoupe.export.explained import WhyRow, used_by
from recoupe.export.page_text import LOOKS, look_of, refused_spans
from recoupe.knowledge.crosswalk import SCHEMES
from recoupe.knowledge.labels import Labels, claim_type_label, required_roles
from recoupe.knowledge.reasons import say
from recoupe.knowledge.spoken_times import spoken_anchor, spoken_time
from recoupe.model.record import Claim, Code, Loss, Mention, Quantity, Record, Voice
from recoupe.model.vocabulary import ARTICLE, VIOLENT, family

# Who first, then the way, then whom and what, then where: the order in which a desk asks
_ORDER = (
    "mover actor attacker perpetrator side_a body decider holder threatener asker speaker accuser claimant publisher donor group owner agent "
    "origin via destination means "
    "target victim person side_b recipient threatened addressee accused beneficiary against loser "
    "facility weapon object instrument product good content subject purpose medium damage manner cause place"
).split()


_SOMEWHERE = frozenset(
    {"ATTACK", "CLASH", "KILL", "ABDUCT", "ARREST", "RELEASE", "DISRUPT", "PROTEST", "BASE", "PRESENCE", "CONTROL"}
)
"""Families of acts that have a place: where none is said, the page says so."""
_PLACES = frozenset({"place", "destination", "origin", "via", "facility"})
_DOERS = frozenset({"actor", "attacker", "perpetrator", "side_a", "body", "agent", "group"})
_DONE_TO = VIOLENT | {"ARREST", "COERCE", "TRAFFIC"}
_OWN_FILTER = ("ascribed", "opinion")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a card. `note` is what the words may refer to; `said` is False for "not said"."""

    label: str
    text: str
    note: str = ""
    said: bool = True


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of voices."""

    who: str
    kind: str
    how: str
    cue: str


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another claim that this one points to."""

    id: str
    label: str


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Words on which something was refused: the rules that were tried, each with its reason. `number` is the segment's in the text."""

    number: int
    text: str
    start: int
    end: int
    tried: tuple[tuple[str, str], ...]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as the page shows it. `coded`: yes or no under the codebook that read it, empty without one; `coded_why` its rule and reason.

    `codes`: scheme, what it calls the claim (empty: nothing), why.
    """

    id: str
    number: int
    type: str
    type_label: str
    family: str
    trigger: str
    look: str
    status: str
    occurrence: str
    attribution: str
    nature: str
    part: str
    vouched: str
    cues: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    chain: tuple[Link, ...]
    voice: str
    own_voice: bool
    loaded: tuple[tuple[str, str, str], ...]
    content_of: Other | None
    contents: tuple[Other, ...]
    rule: str
    score: str
    why: tuple[WhyRow, ...]
    complete: bool
    coded: str = ""
    coded_why: str = ""
    codes: tuple[tuple[str, str, str], ...] = ()

    @property
    def filter(self) -> str:
        """Under which status filter it stands: its look where that says more than its occurrence."""
        return self.look if self.look in _OWN_FILTER else self.occurrence


def cards_of(record: Record, labels: Labels, lang: str, whys: Mapping[str, Sequence[WhyRow]] | None = None) -> list[Card]:
    """A card for each claim, in the order of the text; `whys` are the rows of the explanations by claim id."""
    deck = _Deck(record, labels, lang, whys or {})
    return [deck.card(claim, number) for number, claim in enumerate(deck.ordered, 1)]


class _Deck:
    """What the cards of one record share."""

    def __init__(self, record: Record, labels: Labels, lang: str, whys: Mapping[str, Sequence[WhyRow]]) -> None:
        self.labels, self.lang, self.whys = labels, lang, whys
        self.ordered = sorted(record.claims, key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.id))
        self.codebook = record.made_by.codebook
        self._mentions = {mention.id: mention for mention in record.mentions}
        self._parts: dict[str, str] = {part.id: part.kind for part in record.parts}
        self._others = {
            claim.id: Other(id=claim.id, label=f"{number} · {claim.trigger.text}") for number, claim in enumerate(self.ordered, 1)
        }

    def card(self, claim: Claim, number: int) -> Card:
        """The card of one claim."""
        labels, status = self.labels, claim.status
        innermost = claim.voices[-1].who if claim.voices else ARTICLE
        return Card(
            id=claim.id,
            number=number,
            type=claim.type,
            type_label=claim_type_label(claim.type, self.lang, self.codebook),
            family=family(claim.type),
            trigger=claim.trigger.text,
            look=look_of(claim),
            status=labels.occurrence[status.occurrence],
            occurrence=status.occurrence,
            attribution="" if status.attribution == "asserted" else labels.attribution[status.attribution],
            nature="" if claim.nature == "report" else labels.nature[claim.nature],
            part=labels.part.get(self._parts.get(claim.part, ""), ""),
            vouched=_who(status.vouched_by, labels),
            cues=tuple((cue.text, say(cue.why, self.lang)) for cue in status.cues),
            rows=tuple(_rows(claim, self._mentions, labels, self.lang)),
            chain=tuple(_link(voice, labels) for voice in claim.voices),
            voice=innermost,
            own_voice=len(claim.voices) < 2 and innermost == ARTICLE,
            loaded=tuple((each.text, each.neutral, each.why) for each in claim.loaded),
            content_of=self._others.get(claim.content_of) if claim.content_of else None,
            contents=tuple(self._others[each.id] for each in self.ordered if each.content_of == claim.id),
            rule=claim.rule,
            score=f"{claim.score:.2f}",
            why=tuple(self.whys.get(claim.id, ())),
            complete=claim.complete,
            coded="" if claim.coded is None else "yes" if claim.coded.included else "no",
            codes=tuple(_codes(claim, self.lang)),
            coded_why=""
            if claim.coded is None
            else ": ".join(each for each in (claim.coded.rule, say(claim.coded.why, self.lang)) if each),
        )


def _codes(claim: Claim, lang: str) -> Iterator[tuple[str, str, str]]:
    """What the published schemes call the claim."""
    for scheme in SCHEMES if claim.codes is not None else ():
        code: Code = getattr(claim.codes, scheme)
        yield scheme.upper(), " · ".join(each for each in (code.code, code.sub, code.label) if each), say(code.why, lang)


def _who(who: str, labels: Labels) -> str:
    return labels.picture["article"] if who == ARTICLE else who


def _rows(claim: Claim, mentions: dict[str, Mention], labels: Labels, lang: str) -> list[Row]:
    """Roles in the order in which a desk asks, then place, time, figures; what the type needs and the text lacks reads "not said"."""
    rank = {name: nth for nth, name in enumerate(_ORDER)}
    rows: list[tuple[int, Row]] = []
    for role in claim.roles:
        note = _note(mentions.get(role.mention or ""), role.text)
        note = " · ".join(part for part in (note, labels.page["inherited"] if role.inherited_from else "") if part)
        rows.append((rank.get(role.role, len(rank)), Row(label=labels.role.get(role.role, role.role), text=role.text, note=note)))
    for names in _gaps(claim):
        label = " / ".join(dict.fromkeys(labels.role.get(name, name) for name in names))
        rows.append((rank.get(names[0], len(rank)), Row(label=label, text=labels.page["not_said"], said=False)))
    out = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
    place = mentions.get(claim.place.mention) if claim.place else None
    if place is not None and claim.place is not None and not any(role.mention == place.id for role in claim.roles):
        notes = (_note(place, place.text), labels.page.get(f"place_{claim.place.by}", ""))
        out.append(Row(label=labels.page["place"], text=place.text, note=" · ".join(note for note in notes if note)))
    elif place is None and family(claim.type) in _SOMEWHERE and not {role.role for role in claim.roles} & _PLACES:
        out.append(Row(label=labels.page["place"], text=labels.page["not_said"], said=False))
    out.append(_time(claim, labels, lang))
    out += [
        Row(label=f"{labels.page['quantity']} · {each.what}", text=each.text, note=_range(each, labels))
        for each in claim.quantities
    ]
    out += [
        Row(label=f"{labels.page['losses']} · {each.side} · {each.kind}", text=each.text, note=_range(each, labels))
        for each in claim.losses
    ]
    return out


def _gaps(claim: Claim) -> list[tuple[str, ...]]:
    """What a desk would ask and the text does not say: roles that the type needs, and the doer of what is done to somebody."""
    have = {role.role for role in claim.roles} | ({"time"} if claim.time else set()) | ({"place"} if claim.place else set())
    needs = [] if claim.complete else [tuple(need.split("|")) for need in required_roles(claim.type)]
    kind = family(claim.type)
    needs += [("origin",), ("destination",)] if kind == "MOVE" else []
    out = [names for names in needs if not have & set(names)]
    if kind in _DONE_TO and not have & _DOERS:
        out.append(("actor",))
    return list(dict.fromkeys(out))


def _note(mention: Mention | None, text: str) -> str:
    """What the best reading makes of the words, where it says more than they do."""
    best = mention.best if mention else None
    if best is None or best.ref is None or best.label == text:
        return ""
    return best.label


def _time(claim: Claim, labels: Labels, lang: str) -> Row:
    when = claim.time
    if when is None:
        return Row(label=labels.page["time"], text=labels.page["not_said"], said=False)
    return Row(label=labels.page["time"], text=spoken_time(when, lang), note=spoken_anchor(when, lang))


def _range(each: Quantity | Loss, labels: Labels) -> str:
    if each.low is None:
        return "" if each.high is None else f"≤ {each.high}"
    if each.high is None:
        return f"{each.low} {labels.page['range_or_more']}"
    return str(each.low) if each.low == each.high else f"{each.low}-{each.high}"


def _link(voice: Voice, labels: Labels) -> Link:
    return Link(
        who=_who(voice.who, labels),
        kind="" if voice.who == ARTICLE else labels.voice[voice.kind],
        how=labels.commitment[voice.commitment],
        cue=voice.cue.text if voice.cue else "",
    )


def voices_of(cards: Sequence[Card], labels: Labels) -> list[tuple[str, str, int]]:
    """The innermost voices with the number of their claims, the most frequent first: (value, words, claims)."""
    counted = Counter(card.voice for card in cards)
    return [(who, _who(who, labels), number) for who, number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def types_of(cards: Sequence[Card]) -> list[tuple[str, str, int]]:
    """The claim types that occur, by label: (value, words, claims)."""
    counted = Counter((card.type, card.type_label) for card in cards)
    return [(name, label, number) for (name, label), number in sorted(counted.items(), key=lambda pair: pair[0][1])]


def statuses_of(cards: Sequence[Card], labels: Labels) -> list[tuple[str, str, str, int]]:
    """The statuses that occur, in the order of their looks: (value, look, words, claims)."""
    counted = Counter((LOOKS.index(card.look), card.filter) for card in cards)
    names = {**labels.occurrence, "ascribed": labels.attribution["ascribed"], "opinion": labels.nature["opinion"]}
    return [(value, LOOKS[look], names[value], number) for (look, value), number in sorted(counted.items())]


class LoadedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A loaded word as the page lists it: the word, its neutral counterpart, why, who uses it, of whom."""

    text: str
    neutral: str
    why: str
    technique: str
    used: str
    of: str


def loaded_of(record: Record, labels: Labels) -> list[LoadedRow]:
    """Every loaded word of the record, in text order."""
    names = {mention.id: mention.text for mention in record.mentions}
    return [
        LoadedRow(
            text=each.text,
            neutral=each.neutral,
            why=each.why,
            technique=labels.technique.get(each.technique, each.technique),
            used=used_by(each, labels),
            of=names.get(each.of or "", ""),
        )
        for each in record.loaded
    ]


def refused_of(record: Record, lang: str) -> list[Refused]:
    """What was seen and refused, by stretch of text, with every rule that was tried on it and the reason in `lang`."""
    out = []
    for number, span in enumerate(refused_spans(record)):
        here = [each for each in record.refused if (each.start, each.end) == (span.start, span.end)]
        tried = tuple(dict.fromkeys((each.rule, say(each.why, lang)) for each in here))
        out.append(Refused(number=number, text=here[0].text, start=span.start, end=span.end, tried=tried))
    return out
