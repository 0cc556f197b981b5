"""Articles as rows of coded data: the exports by their names, with what is not codable and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from recoupe.app.reading import Article
from recoupe.export.acled import acled_rows
from recoupe.export.codable import Coding, Gap
from recoupe.export.plover import plover_records
from recoupe.export.table import to_csv
from recoupe.export.ucdp import ucdp_rows
from recoupe.model.codec import to_json
from recoupe.model.record import Record

TABLES: dict[str, Callable[[Record, str], Coding]] = {"acled": acled_rows, "ucdp": ucdp_rows}
FORMS = (*TABLES, "plover")
"""What `recoupe read --as` takes."""
GAP_COLUMNS = ("article", "number", "claim", "type", "trigger", "missing")


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Articles coded: `text` for standard output, how many rows, and the gaps by article."""

    text: str
    rows: int
    gaps: tuple[tuple[str, Gap], ...]


def code(articles: Sequence[Article], form: str) -> Coded:
    """The articles in one of FORMS."""
    return _lines(articles) if form == "plover" else _table(articles, TABLES[form])


def _table(articles: Sequence[Article], rows_of: Callable[[Record, str], Coding]) -> Coded:
    codings = [(article.name, rows_of(article.record, article.document.text)) for article in articles]
    columns = codings[0][1].columns if codings else ()
    rows = [row for _, coding in codings for row in coding.rows]
    gaps = tuple((name, gap) for name, coding in codings for gap in coding.gaps)
    return Coded(text=to_csv(columns, rows), rows=len(rows), gaps=gaps)


def _lines(articles: Sequence[Article]) -> Coded:
    """PLOVER's lines hold their gaps themselves (`not_coded`)."""
    lines, gaps = [], []
    for article in articles:
        records = plover_records(article.record, article.document.text)
        for number, (claim, each) in enumerate(zip(article.record.claims, records, strict=True), 1):
            lines.append(to_json(each, indent=-1))
            if not each["has_event"]:
                missing = tuple(each["not_coded"])
                gap = Gap(claim=claim.id, number=number, type=claim.type, trigger=claim.trigger.text, missing=missing)
                gaps.append((article.name, gap))
    return Coded(text="".join(f"{line}\n" for line in lines), rows=len(lines) - len(gaps), gaps=tuple(gaps))


def gaps_table(coded: Coded) -> str:
    """The claims without a row as comma-separated text; what is missing joined by " | "."""
    rows = (
        {
            "article": name,
            "number": str(gap.number),
            "claim": gap.claim,
            "type": gap.type,
            "trigger": gap.trigger,
            "missing": " | ".join(gap.missing),
        }
        for name, gap in coded.gaps
    )
    return to_csv(GAP_COLUMNS, rows)
