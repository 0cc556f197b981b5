"""Small records made by hand, in invented words, for tests that need a record but no reading of text."""

from __future__ import annotations

from typing import Any

from recoupe.knowledge.ontology import load_ontology
from recoupe.model.ids import claim_id, sha256_text
from recoupe.model.record import (
    SCHEMA,
    Claim,
    DocumentCard,
    Loaded,
    MadeBy,
    Mention,
    Part,
    Reading,
    Record,
    Refusal,
    Role,
    Status,
    Voice,
    Warning,
    When,
    Where,
)
from recoupe.model.spans import Anchor, Span, anchor
from recoupe.model.vocabulary import family

ARTICLE = Voice(who="article", kind="outlet", commitment="own_voice")


def reading(ref: str | None, score: float = 0.9, **more: Any) -> Reading:
    """A reading with little said of it."""
    return Reading(ref=ref, label=more.pop("label", ref or "none"), score=score, why="made for a test", **more)


class Story:
    """A text and the record that grows on it. Words are found by their nth occurrence in the text."""

    def __init__(self, text: str, lang: str = "en", outlet: str | None = None) -> None:
        self.text, self.lang, self.outlet = text, lang, outlet
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.parts: list[Part] = [self._part("body", 0, len(text))] if text else []
        self.warnings: list[Warning] = []
        self.refused: list[Refusal] = []
        self.published: str | None = None
        self.degraded: tuple[str, ...] = ()
        self._ontology = load_ontology()

    def at(self, words: str, nth: int = 0) -> Anchor:
        """The anchor of the words."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return anchor(self.text, start, start + len(words))

    def _part(self, kind: Any, start: int, end: int) -> Part:
        return Part(
            id=f"p{len(self.parts) + 1 if hasattr(self, 'parts') else 1}",
            kind=kind,
            start=start,
            end=end,
            lang=self.lang,
            why="made for a test",
        )

    def part(self, kind: Any, words: str) -> None:
        """A part on these words; the first call drops the one part of the whole text."""
        if len(self.parts) == 1 and self.parts[0].end == len(self.text):
            self.parts = []
        there = self.at(words)
        self.parts.append(self._part(kind, there.start, there.end))

    def mention(self, kind: Any, words: str, *readings: Reading, nth: int = 0, **more: Any) -> str:
        """A mention; gives its id."""
        there = self.at(words, nth)
        made = Mention(
            id=f"m{len(self.mentions) + 1}",
            kind=kind,
            start=there.start,
            end=there.end,
            text=there.text,
            readings=readings,
            **more,
        )
        self.mentions.append(made)
        return made.id

    def _role(self, name: str, filler: str) -> Role:
        """A role filled by a mention's id, or by words of the text."""
        known = next((mention for mention in self.mentions if mention.id == filler), None)
        there = self.at(filler) if known is None else Anchor(known.start, known.end, known.text)
        return Role(role=name, start=there.start, end=there.end, text=there.text, mention=known.id if known else None)

    def claim(self, claim_type: str, trigger: str, roles: dict[str, str | list[str]], **more: Any) -> Claim:
        """A claim, told as having happened unless `occurrence` says otherwise."""
        there = self.at(trigger, more.pop("nth", 0))
        filled = tuple(
            self._role(name, each)
            for name, fillers in roles.items()
            for each in ([fillers] if isinstance(fillers, str) else fillers)
        )
        time = more.pop("time", None)
        when = self.at(time) if isinstance(time, str) else None
        if when is not None:
            time = When(start=when.start, end=when.end, text=when.text, value=more.pop("value", None))
        span = Span(min([there.start, *(role.start for role in filled)]), max([there.end, *(role.end for role in filled)]))
        place = more.pop("place", None)
        status = Status(
            occurrence=more.pop("occurrence", "happened"), vouched_by="article", attribution=more.pop("attribution", "asserted")
        )
        loaded = tuple(
            Loaded(start=each.start, end=each.end, text=each.text, neutral="plain word", why="takes sides")
            for each in map(self.at, more.pop("loaded", ()))
        )
        nth = sum((each.trigger.start, family(each.type)) == (there.start, family(claim_type)) for each in self.claims)
        fields: dict[str, Any] = {
            "nature": "report", "content_of": None, "quantities": (), "losses": (), "voices": (ARTICLE,), "rule": "test.rule", "score": 0.8,
            "why": "made for a test", "plover": self._ontology.plover(claim_type),
            "complete": not self._ontology.missing(claim_type, set(roles) | ({"time"} if time else set())),
        }  # fmt: skip
        made = Claim(
            id=claim_id(sha256_text(self.text), family(claim_type), there.start, there.end, nth),
            type=claim_type,
            part="p1",
            span=span,
            trigger=there,
            roles=filled,
            time=time,
            place=Where(mention=place) if place else None,
            status=status,
            loaded=loaded,
            **{**fields, **more},
        )
        self.claims.append(made)
        return made

    def voice(self, who: str, kind: Any = "body") -> tuple[Voice, ...]:
        """The article, and somebody inside it."""
        return (Voice(who="article", kind="outlet"), Voice(who=who, kind=kind, holder=self.at(who)))

    def record(self) -> Record:
        """The record of all this."""
        digest = sha256_text(self.text)
        card = DocumentCard(
            id="d" + digest[:16],
            bytes_sha256=digest,
            text_sha256=digest,
            linearisation="text/1",
            lang=self.lang,
            outlet=self.outlet,
            url=None,
            published=self.published,
            n_chars=len(self.text),
        )
        return Record(
            schema=SCHEMA,
            made_by=MadeBy(recoupe="0.0.0", models={}, packs={}, layers=(), degraded=self.degraded),
            document=card,
            parts=tuple(self.parts),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
        )


def convoy(outlet: str | None = "Harbour Gazette") -> Story:
    """The story that most tests tell: a brigade leaves Velden through Orsk for Maru, a league threatens it, a council asks it to go."""
    story = Story(
        "The brigade left Velden through Orsk for Maru on Monday. The League threatened to expel the brigade. "
        "The Velden council demanded that the brigade go within ten days. The general wants to loot the Maru mines, the paper writes. "
        "The League shelled the brigade and the butchers of Orsk at dawn, a clerk said.",
        outlet=outlet,
    )
    brigade = story.mention(
        "actor", "The brigade", reading("vel-brigade", country="VEL", kind="armed_force", label="Velden Brigade")
    )
    again = story.mention(
        "actor", "the brigade", reading("vel-brigade", country="VEL", kind="armed_force", label="Velden Brigade")
    )
    league = story.mention("actor", "The League")
    velden = story.mention("place", "Velden", reading("v1", country="VEL", precision=6, label="Velden"))
    orsk = story.mention("place", "Orsk", reading("o1", country="VEL", precision=1, lat=1.0, lon=2.0, label="Orsk"))
    maru = story.mention("place", "Maru", reading("r1", country="MAR", precision=6, label="Maru"))
    story.claim(
        "MOVE-redeploy",
        "left",
        {"mover": brigade, "origin": velden, "via": orsk, "destination": maru},
        time="on Monday",
        value="2031-05-05",
    )
    story.claim("THREATEN-expel", "threatened", {"threatener": league, "threatened": again, "content": "expel the brigade"})
    story.claim("COERCE-expel", "expel", {"actor": league, "recipient": again}, occurrence="threatened")
    story.claim(
        "REQUEST", "demanded", {"asker": "The Velden council", "addressee": again, "content": "the brigade go within ten days"}
    )
    story.claim(
        "INTENT-ascribed",
        "wants",
        {"holder": "The general", "content": "loot the Maru mines"},
        occurrence="intended",
        attribution="ascribed",
    )
    butchers = story.mention("actor", "the butchers of Orsk")
    story.claim(
        "ATTACK-shelling",
        "shelled",
        {"attacker": league, "target": [again, butchers]},
        voices=story.voice("a clerk", "unnamed"),
        loaded=("butchers",),
    )
    return story
