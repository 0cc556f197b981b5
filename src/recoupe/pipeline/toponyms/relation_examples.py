"""Runs the examples that stand beside the relations of a pack: what must be read, and what must not. Needs no parser: the examples mark their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recoupe.intake.documents import Given, read_bytes
from recoupe.knowledge.gazetteer import Asked, Gazetteer, kinds_announced
from recoupe.knowledge.relations import Accept, Relation
from recoupe.model.record import Part
from recoupe.model.spans import Anchor
from recoupe.pipeline.base import Work
from recoupe.pipeline.toponyms.constraints import ConstraintReader
from recoupe.pipeline.toponyms.model import Constraint, Toponym
from recoupe.text.views import fold

_NAME = re.compile(r"\[([^\]]+)\]")
_STATES = Asked(kinds=frozenset({"country"}), down_to="exact", most=1)


def marked(text: str, lang: str, gazetteer: Gazetteer) -> tuple[Work, list[Toponym]]:
    """A work of one part and its names, which `text` has in square brackets; nouns before them announce their kinds, states are known by the gazetteer."""
    plain, spans = "", []
    at = 0
    for match in _NAME.finditer(text):
        plain += text[at : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        at = match.end()
    plain += text[at:]
    document = read_bytes(plain.encode(), name="example.txt", given=Given(lang=lang))
    work = Work(document=document, parts=(Part(id="p1", kind="body", start=0, end=len(plain), lang=lang, why="example"),))
    return work, [_toponym(plain, start, end, lang, gazetteer) for start, end in spans]


def failures(reader: ConstraintReader, gazetteer: Gazetteer, lang: str, relation: Relation) -> Iterator[str]:
    """One sentence per example of `relation` that does not hold; empty when all do."""
    for example in relation.accept:
        work, names = marked(example.text, lang, gazetteer)
        wrong = _missing(reader, work, names, relation, example)
        if wrong:
            yield f"{relation.id} on “{work.document.text}”: {wrong}"
    for refusal in relation.refuse:
        work, names = marked(refusal.text, lang, gazetteer)
        kinds = _kinds(relation, "")
        got = [each for each in reader.read(work, names) if each.kind in kinds]
        got += [each.constraint for each in reader.regions(work, names) if each.constraint.kind in kinds]
        if got:
            yield f"{relation.id} reads “{got[0].words.text}” in “{work.document.text}”, which it must not: {refusal.why}"


def _kinds(relation: Relation, kind: str) -> frozenset[str]:
    if kind:
        return frozenset({kind})
    return {"direction": frozenset({"direction_inside", "direction_outside"}), "movement": frozenset({"from", "via", "to"})}.get(
        relation.kind, frozenset({relation.kind})
    )


def _missing(reader: ConstraintReader, work: Work, names: list[Toponym], relation: Relation, example: Accept) -> str:
    kinds = _kinds(relation, example.kind)
    if example.about:
        found = [each for each in reader.read(work, names) if each.kind in kinds]
        got = {names[each.about].text for each in found if _fits(each, names, example)}
        made = ", ".join(
            f"{each.kind} “{each.words.text}” about {names[each.about].text}, {each.compass}, {each.km}" for each in found
        )
        if got != set(example.about):
            return f"wanted about {', '.join(example.about)}, got {made or 'nothing'}"
    if not example.about or example.words:
        regions = [each for each in reader.regions(work, names) if each.constraint.kind in kinds]
        made = ", ".join(f"{each.constraint.kind} “{each.constraint.words.text}”" for each in regions)
        if not any(
            _fits(each.constraint, names, example) and (not example.words or each.constraint.words.text == example.words)
            for each in regions
        ):
            return f"wanted the region {example.words or 'alone'}, got {made or 'none'}"
        if not example.about and any(each.places for each in regions):
            return f"the region {made} is given to a name"
    return ""


def _fits(constraint: Constraint, names: list[Toponym], example: Accept) -> bool:
    """References named by their text; an adjective of a state by the adjective."""
    if constraint.kind in {"from", "via", "to"}:
        return True
    said = {names[index].text for index in constraint.of}
    wanted = {each for each in example.of if not constraint.known or each in said}
    return (
        said == wanted
        and bool(said or constraint.known)
        and constraint.compass == example.compass
        and constraint.km == example.km
    )


def _toponym(text: str, start: int, end: int, lang: str, gazetteer: Gazetteer) -> Toponym:
    said = text[start:end]
    states = gazetteer.candidates(said, _STATES)
    cue, kinds = _announced(text, start, lang)
    return Toponym(
        start=start, end=end, text=said, part="p1", lang=lang, name=said, use="literal", kinds=kinds, cue=cue, state=states[0].place.country if states else None,
        rule="example",
    )  # fmt: skip


def _announced(text: str, at: int, lang: str) -> tuple[Anchor | None, tuple[str, ...]]:
    """The noun of a kind that stands before a name, with its adjective."""
    nouns = kinds_announced(lang)
    before = re.search(r"([^\W\d_-]+)(?: ([^\W\d_]+))? (?:de la |de l'|du |des |de |d'|of the |of )$", fold(text[:at]))
    if before is None:
        return None, ()
    for group in (1, 2):
        noun = before.group(group)
        if noun in nouns:
            start, end = before.start(group), before.end(2) if before.group(2) else before.end(1)
            return Anchor(start, end, text[start:end]), tuple(sorted(nouns[noun]))
    return None, ()
