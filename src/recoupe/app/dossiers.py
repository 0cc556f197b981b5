"""Dossiers: the events that several articles tell, from files or from an episode of the archive."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.app.exporting import sheet_of
from recoupe.crosscheck.compare import compare
from recoupe.errors import UsageError
from recoupe.export.dossier import render_dossier
from recoupe.export.sheets import Sheet


def dossier_of(sheets: Sequence[Sheet], lang: str) -> tuple[str, int]:
    """The page of every event that at least two of the articles tell, and how many these are. Raises UsageError R409 where there is none."""
    comparison = compare([(sheet.name, sheet.record, sheet.text) for sheet in sheets])
    if not comparison.shared:
        raise UsageError(
            "R409", "no two of these articles tell the same event.", remedy="See what they share: recoupe compare FILE FILE."
        )
    return render_dossier(sheets, comparison.shared, comparison.copies, lang), len(comparison.shared)


def dossier_of_episode(where: str | None, wanted: str, lang: str) -> tuple[str, int]:
    """The page of one episode of an archive, with the claims that the archive holds to be one. Raises ArchiveError R501 to R512, UsageError R409 (told by one only)."""
    from recoupe.app.crossing import compared
    from recoupe.archive import articles, episodes, records
    from recoupe.archive.lookups import absent
    from recoupe.archive.opening import open_archive

    with open_archive(where, readonly=True) as archive, archive.read() as transaction:
        found = episodes.get(transaction, wanted)
        if found is None:
            raise absent(wanted)
        documents = sorted({document for document, _ in found.claims})
        texts, read = articles.get(transaction, documents), records.current(transaction, documents)
        view, shared = compared(transaction, found)
    if len(documents) < 2:
        raise UsageError("R409", f"only one article tells the episode {wanted}.", remedy=f"See it: recoupe show {wanted}.")
    sheets = [sheet_of(texts[each], read[each]) for each in documents]
    return render_dossier(sheets, (shared,), view.copies, lang), 1
