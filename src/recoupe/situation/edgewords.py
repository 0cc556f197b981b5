"""The words that stand at an edge of the picture: who, trigger, status, numbers of voices. Words only, no geometry but their wrapping."""

from __future__ import annotations

from recoupe.knowledge.labels import labels_for
from recoupe.situation.model import Edge, Situation
from recoupe.situation.paint import SOFT, colour_of, width, wrap
from recoupe.situation.questions import sentence, status_words

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Run = tuple[str, str]


class EdgeWords:
    """Phrases the edges of one situation in one language."""

    def __init__(self, situation: Situation, lang: str) -> None:
        self.lang = lang
        self.labels = labels_for(lang)
        self.situation = situation
        self._numbers = {speaker.who: speaker.number for speaker in situation.voices}

    def sentence(self, edge: Edge) -> str:
        """The whole edge in one sentence: the tooltip, and what a screen reader says."""
        return sentence(self.situation, edge, self.labels)

    def name(self, node_id: str | None) -> str:
        """A node's label; "not said" for an open end."""
        return self.situation.node(node_id).label if node_id else self.labels.picture["open"]

    def voices(self, edge: Edge) -> str:
        """The voices' numbers as superscripts, outermost first; empty where the article speaks for itself."""
        numbers = [self._numbers.get(who, 0) for who in edge.voices]
        return "·".join(str(number).translate(_SUPERSCRIPT) for number in numbers if number)

    def status(self, edge: Edge) -> str:
        """The status in words, empty for what is plainly told as a fact: the solid line says so."""
        return "" if edge.line == "happened" and edge.attribution == "asserted" else status_words(edge, self.labels)

    def aside(self, edge: Edge, *, places: bool = False) -> str:
        """What stands small beside an edge: facility or means, who makes it move, figures, places, time."""
        picture = self.labels.picture
        parts = [edge.what or ""]
        if edge.agent and edge.agent != edge.source:
            parts.append(f"{picture['agent']} {self.name(edge.agent)}")
        parts += edge.figures
        if places:
            parts += [self.name(end) for end in (*edge.from_, *edge.via, *edge.to, *edge.at) if end != edge.target]
        if edge.time and edge.deadline:
            parts.append(f"{picture['deadline']} {edge.time}")
        elif edge.time:
            parts.append(edge.time)
        return " · ".join(dict.fromkeys(part for part in parts if part))

    def lines(self, edge: Edge, room: float, size: float) -> list[list[Run]]:
        """Source, trigger and status in coloured runs, as many lines as they need in `room`; then the aside."""
        who = 'font-weight="600"' if edge.source else f'fill="{SOFT}"'
        colour = colour_of(edge.kind, edge.line)
        runs: list[Run] = [(self.name(edge.source), who), (edge.label, f'font-style="italic" fill="{colour}"')]
        runs.append((self.voices(edge), f'fill="{colour}"'))
        if self.status(edge):
            runs.append((f"({self.status(edge)})", f'fill="{SOFT}"'))
        out = _broken([run for run in runs if run[0]], room, size)
        aside = self.aside(edge)
        out += [[(line, f'fill="{SOFT}" font-size="11"')] for line in wrap(aside, 11, room, lines=2)] if aside else []
        return out


def _broken(runs: list[Run], room: float, size: float) -> list[list[Run]]:
    """Runs put on lines word by word."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for words, attributes in runs:
        for piece in wrap(words, size, room, lines=3, bold=True)[:3]:
            for word in piece.split(" "):
                wide = width(f"{word} ", size, bold="600" in attributes)
                if used and used + wide > room:
                    lines.append([])
                    used = 0.0
                if lines[-1] and lines[-1][-1][1] == attributes:
                    lines[-1][-1] = (f"{lines[-1][-1][0]} {word}", attributes)
                else:
                    lines[-1].append((word, attributes))
                used += wide
    return lines
