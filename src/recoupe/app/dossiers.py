"""Dossiers: the events that several articles tell, from files or from an episode of the archive."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.app.exporting import archived
from recoupe.crosscheck.compare import compare
from recoupe.errors import UsageError
from recoupe.export.dossier import render_dossier
from recoupe.export.sheets import Sheet
from recoupe.model.comparison import Comparison, Shared


def dossier_of(sheets: Sequence[Sheet], lang: str) -> tuple[str, int]:
    """The page of every event that at least two of the articles tell, and how many these are. Raises UsageError R409 where there is none."""
    comparison = _compared(sheets)
    if not comparison.shared:
        raise UsageError(
            "R409", "no two of these articles tell the same event.", remedy="See what they share: recoupe compare FILE FILE."
        )
    return render_dossier(comparison, sheets, comparison.shared, lang), len(comparison.shared)


def dossier_of_episode(where: str | None, episode: str, lang: str) -> tuple[str, int]:
    """The page of one episode of an archive. Raises ArchiveError (no archive), UsageError R409 (no such episode, or told by one article only)."""
    from recoupe.archive import episodes
    from recoupe.archive.opening import open_archive

    with open_archive(where, readonly=True) as archive, archive.read() as transaction:
        found = episodes.get(transaction, episode)
    if found is None:
        raise UsageError("R409", f"there is no episode {episode!r}.", remedy="List them: recoupe episodes.")
    claims = set(found.claims)
    sheets = list(archived(where, sorted({document for document, _ in claims})))
    comparison = _compared(sheets)
    chosen = max(comparison.shared, key=lambda shared: _common(shared, claims), default=None)
    if chosen is None or not _common(chosen, claims):
        raise UsageError("R409", f"only one article tells the episode {episode}.", remedy=f"See it: recoupe show {episode}.")
    return render_dossier(comparison, sheets, (chosen,), lang), 1


def _compared(sheets: Sequence[Sheet]) -> Comparison:
    return compare([(sheet.name, sheet.record, sheet.text) for sheet in sheets])


def _common(shared: Shared, claims: set[tuple[str, str]]) -> int:
    return sum((told.document, told.claim) in claims for told in shared.told)
