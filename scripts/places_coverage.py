"""Measures how far the sureness of places can be believed, and draws the curve of docs/places.md: right answers against the share that is answered.

    python scripts/places_coverage.py --measure BENCH     the folder of the test sets; writes bench/places_coverage.json, then draws
    python scripts/places_coverage.py --check             1 where the picture is not what is drawn from the figures

Every set is measured twice: by the share of the likeliest candidate as it is, and by its calibrated sureness. Names are given; what is right, `evaluation.places` says.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from recoupe.app.place_scores import Located
from recoupe.app.reading import engine
from recoupe.evaluation.places import PlaceText, is_right, read_places
from recoupe.evaluation.reliability import brier, calibration_error, coverage_curve, right_among_surest

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "bench" / "places_coverage.json"
PICTURE = ROOT / "docs" / "images" / "places-coverage.svg"
SETS = {"LGL": "lgl/lgl.jsonl", "GeoWebNews": "geowebnews/geowebnews_coord.jsonl", "TUD-Loc": "tudloc2013/tudloc2013.jsonl"}
"""Sets that nothing was fitted on."""
KEPT = 0.75
_COLOURS = {"LGL": "#b3411f", "GeoWebNews": "#1f6fb3", "TUD-Loc": "#3b7d3b"}
_WIDE, _HIGH, _LEFT, _TOP = 640, 360, 60, 24
_LOW = 0.8


def measured(documents: tuple[PlaceText, ...]) -> dict[str, dict[str, object]]:
    """The figures of one set by share and by sureness."""
    located = Located(engine())
    asked = 0
    pairs: dict[str, list[tuple[float, bool]]] = {"share": [], "sure": []}
    for document in documents:
        gold = [spot for spot in document.gold if spot.lat is not None]
        asked += len(gold)
        for by, into in pairs.items():
            located.by_share = by == "share"
            for spot, answer in zip(gold, located.spots(document.text, document.lang, gold) if gold else (), strict=True):
                if answer.lat is not None or answer.id is not None:
                    into.append((answer.score, is_right(spot, answer)))
    return {by: figures(each, asked) for by, each in pairs.items()}


def figures(pairs: list[tuple[float, bool]], asked: int) -> dict[str, object]:
    """What is written down of one set by one sort of sureness."""
    return {
        "asked": asked, "answered": len(pairs), "right": sum(right for _, right in pairs), "brier": brier(pairs),
        "calibration_error": calibration_error(pairs), "right_at_75": right_among_surest(pairs, asked, KEPT), "coverage": coverage_curve(pairs, asked),
    }  # fmt: skip


def drawn(measures: dict[str, dict[str, dict[str, dict[str, float]]]]) -> str:
    """The picture: by sureness in whole lines, by share in broken ones."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE + _LEFT + 130} {_HIGH + 80}" font-family="sans-serif" font-size="13" role="img" aria-label="Right answers against coverage">',
        f'<rect width="{_WIDE + _LEFT + 130}" height="{_HIGH + 80}" fill="#ffffff"/>',
    ]
    for step in range(5):
        share = _LOW + (1 - _LOW) * step / 4
        lines.append(f'<path d="M{_LEFT} {_y(share)}H{_LEFT + _WIDE}" stroke="#dddddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{_y(share) + 4}" text-anchor="end">{share:.2f}</text>')
        lines.append(f'<text x="{_x(step / 4)}" y="{_TOP + _HIGH + 20}" text-anchor="middle">{step / 4:.2f}</text>')
    lines.append(f'<path d="M{_x(KEPT)} {_TOP}V{_TOP + _HIGH}" stroke="#999999" stroke-dasharray="2 4"/>')
    lines.append(
        f'<text x="{_LEFT + _WIDE / 2}" y="{_TOP + _HIGH + 44}" text-anchor="middle">share of all names that are answered, the surest first</text>'
    )
    lines.append(f'<text x="{_LEFT}" y="{_TOP - 8}">share of right answers among them (within 161 km)</text>')
    for number, (name, both) in enumerate(measures.items()):
        for by, dashes in (("share", ' stroke-dasharray="6 4" opacity="0.6"'), ("sure", "")):
            lines.append(
                f'<path d="{_path(both[by]["coverage"])}" fill="none" stroke="{_COLOURS[name]}" stroke-width="2"{dashes}/>'
            )
        lines.append(f'<text x="{_LEFT + _WIDE + 12}" y="{_TOP + 20 + 20 * number}" fill="{_COLOURS[name]}">{name}</text>')
    for number, (words, dashes) in enumerate((("by sureness", ""), ("by share", ' stroke-dasharray="6 4"'))):
        at = _TOP + 100 + 20 * number
        lines.append(f'<path d="M{_LEFT + _WIDE + 12} {at - 4}h24" stroke="#444444" stroke-width="2"{dashes}/>')
        lines.append(f'<text x="{_LEFT + _WIDE + 42}" y="{at}">{words}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _x(share: float) -> float:
    return round(_LEFT + _WIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _HIGH * (1 - share) / (1 - _LOW), 1)


def _path(curve: dict[str, float]) -> str:
    return " ".join(
        f"{'M' if number == 0 else 'L'}{_x(float(step))} {_y(max(right, _LOW))}"
        for number, (step, right) in enumerate(sorted(curve.items()))
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure and draw how sure places are.")
    parser.add_argument("--measure", type=Path, metavar="BENCH")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    if given.measure:
        found = {name: measured(read_places(given.measure / "places" / path)) for name, path in SETS.items()}
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    picture = drawn(json.loads(FIGURES.read_text(encoding="utf-8")))
    if given.check:
        return 0 if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == picture else 1
    PICTURE.write_text(picture, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
