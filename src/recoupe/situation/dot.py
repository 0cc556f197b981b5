"""A situation as Graphviz DOT, for people who lay graphs out themselves. Same strokes and colours as the picture; nothing added."""

from __future__ import annotations

from recoupe.knowledge.labels import Labels, labels_for
from recoupe.situation.model import Actor, Edge, Place, Situation, Thing
from recoupe.situation.paint import clean_xml, colour_of
from recoupe.situation.questions import status_words, voice_words

_STYLES = {"happened": "solid", "not_happened": "dashed", "denied": "bold", "ascribed": "dotted"}


def to_dot(situation: Situation, lang: str | None = None) -> str:
    """DOT text: places in clusters by country, actors as boxes, each edge with trigger, status and voices; open ends are points marked "?"."""
    labels = labels_for(lang or situation.lang)
    out = [
        "digraph situation {",
        "  rankdir=LR; compound=true; fontname=Helvetica;",
        "  node [fontname=Helvetica]; edge [fontname=Helvetica, fontsize=10];",
    ]
    out.append(f"  label={_quoted(labels.picture['as_said' if len(situation.documents) < 2 else 'as_said_many'])};")
    for nth, country in enumerate(sorted({place.country or "" for place in situation.places})):
        inside = [place for place in situation.places if (place.country or "") == country]
        name = country or labels.picture["no_country"]
        out += [
            f"  subgraph cluster_{nth} {{",
            f"    label={_quoted(name)};",
            *(f"    {_node(place)}" for place in inside),
            "  }",
        ]
    out += [f"  {_node(node)}" for node in situation.nodes if not isinstance(node, Place)]
    for edge in situation.edges:
        out += _edge(edge, labels)
    return "\n".join([*out, "}", ""])


def _node(node: Actor | Place | Thing) -> str:
    shape = "box" if isinstance(node, Actor) else "ellipse" if isinstance(node, Place) else "note"
    return f"{_quoted(node.id)} [shape={shape}, label={_quoted(node.label)}];"


def _edge(edge: Edge, labels: Labels) -> list[str]:
    """The lines of one edge: a movement runs over its stops from its mover, anything else from source to target."""
    stops = [stop for stops in edge.route for stop in stops] if edge.kind == "moves" else []
    path = (
        [edge.source, *stops]
        if edge.kind == "moves"
        else [edge.source, edge.target or (edge.at[0] if edge.at and not edge.content else None)]
    )
    ends: list[str] = []
    lines: list[str] = []
    for nth, end in enumerate(path if len(path) > 1 else [*path, None]):
        if end is None:
            end = f"open:{edge.id}:{nth}"
            words = edge.content if nth and edge.content else "?"
            lines.append(f"  {_quoted(end)} [shape={'note' if words != '?' else 'plaintext'}, label={_quoted(words)}];")
        ends.append(end)
    said = f"{edge.label} ({status_words(edge, labels)}; {voice_words(edge.voices, labels)})"
    looks = f"color={_quoted(colour_of(edge.kind, edge.line))}, style={_STYLES[edge.line]}" + (
        ", dir=both" if edge.mutual else ""
    )
    lines.append(f"  {' -> '.join(_quoted(end) for end in ends)} [label={_quoted(said)}, {looks}];")
    return lines


def _quoted(text: str) -> str:
    """A DOT string; quotes and backslashes escaped, control characters dropped."""
    return '"' + clean_xml(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
