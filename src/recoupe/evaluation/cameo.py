"""Scores CAMEO roots and directions on PETRARCH's own records: a report (E6), its codes are not ours. Must never read a text.

A coding is found when some claim of the sentence has its root, and found with its direction when the names in that claim's two sides carry the
countries of the coding, or, for the invented countries of its unit tests, the codes that stand beside the names in its dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from recoupe.evaluation.event_choice import root_of, sides
from recoupe.evaluation.event_gold import CodedCase, Spans
from recoupe.evaluation.figures import Miss, share
from recoupe.model.record import Claim, Record

CAMEO = {
    "AGREE": ("03",), "CONSULT": ("04",), "SUPPORT": ("05",), "COOPERATE": ("06",), "AID": ("07",), "YIELD": ("08",), "REQUEST": ("02", "10"),
    "ACCUSE": ("09", "11"), "REJECT": ("12",), "THREATEN": ("13",), "PROTEST": ("14",), "MOBILIZE": ("15",), "SANCTION": ("16",),
    "COERCE": ("17",), "ASSAULT": ("18", "19", "20"),
}  # fmt: skip
"""PLOVER root → CAMEO roots. 01, a statement, is no event of PLOVER's."""
_ENTRY = re.compile(r"^([A-Z][A-Z_ '.-]*?)_?\s*(?:;.*)?\[([^\]]+)\]")
_STATEMENT = "01"

Read = Callable[[str], Record]


class CameoFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Codings whose root was found, and with its direction; `extra`: claims of another root; statements are left out."""

    root: float
    direction: float
    of: int
    extra: int
    sentences: int
    errors: tuple[Miss, ...] = ()


def read_names(path: Path) -> dict[str, str]:
    """Name in lower case → code, of a dictionary of PETRARCH's; empty where there is none."""
    if not path.is_file():
        return {}
    found = (_ENTRY.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {match.group(1).replace("_", " ").strip().lower(): match.group(2).split()[0][:3] for match in found if match}


def score_cameo(cases: Iterable[CodedCase], read: Read, names: dict[str, str]) -> CameoFigures:
    """Reads every case and counts."""
    root = direction = of = extra = sentences = 0
    errors = []
    for case in cases:
        sentences += 1
        wanted = [event for event in case.events if not event[2].startswith(_STATEMENT)]
        record = read(case.text)
        coded = [claim for claim in record.claims if root_of(claim)]
        of += len(wanted)
        extra += sum(not any(_same_root(claim, event) for event in wanted) for claim in coded)
        for event in wanted:
            fitting = [claim for claim in coded if _same_root(claim, event)]
            root += bool(fitting)
            direction += any(_directed(claim, record, event, names) for claim in fitting)
            if not fitting:
                made = ", ".join(f"{claim.type} “{claim.trigger.text}”" for claim in record.claims)
                errors.append(Miss(where=f"{case.id} {case.text}", wanted=" ".join(event), got=made or "nothing"))
    return CameoFigures(
        root=share(root, of), direction=share(direction, of), of=of, extra=extra, sentences=sentences, errors=tuple(errors)
    )


def _same_root(claim: Claim, event: tuple[str, str, str]) -> bool:
    return event[2][:2] in CAMEO.get(root_of(claim), ())


def _directed(claim: Claim, record: Record, event: tuple[str, str, str], names: dict[str, str]) -> bool:
    source, target = sides(claim, record)
    return event[0][:3] in _codes(source, record, names) and event[1][:3] in _codes(target, record, names)


def _codes(spans: Spans, record: Record, names: dict[str, str]) -> set[str]:
    """The countries of the mentions in the spans, and the codes of the dictionary's names there."""
    out = set()
    for start, end in spans:
        for mention in record.mentions:
            if start <= mention.start and mention.end <= end:
                out |= {names[name] for name in names if name in mention.text.lower()}
                out |= {mention.best.country} if mention.best is not None and mention.best.country else set()
    return out
