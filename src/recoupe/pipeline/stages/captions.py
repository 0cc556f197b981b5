"""Whether a caption belongs to this story. A stray one stays visible with its reasons; nothing is drawn from it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from recoupe.model.record import Part, Warning
from recoupe.model.spans import Span
from recoupe.pipeline.base import Knowledge, Work
from recoupe.text.views import fold, lower
from recoupe.text.words import words_of

PREFIX = 6
"""Letters of a word that are compared: enough to join "transfert" and "transféré", measured AUC .965 French, .981 English."""
FOREIGN_BELOW = 0.1
DOUBTFUL_BELOW = 0.3
NAME_WEIGHT = 2.0
"""A capitalised word says more about the story than a common one; it stands in for the inverse document frequency of a corpus."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Captions:
    """Marks captions of other stories as stray."""

    name = "captions"
    requires = ("parts",)
    provides = ("parts", "warnings")

    def __init__(self, knowledge: Knowledge) -> None:
        self.stopwords = {lang: {fold(word) for word in pack.furniture.stopwords} for lang, pack in knowledge.packs.items()}
        self.archive = {entry for pack in knowledge.packs.values() for entry in pack.furniture.archive}

    def __call__(self, work: Work) -> Work:
        """The parts with stray captions renamed, and a warning for each and for archive pictures."""
        text = work.document.text
        body = " ".join(
            text[part.start : part.end] for part in work.parts if part.kind in {"headline", "lead", "body", "subhead"}
        )
        stems = {stem for stem, _ in self._stems(body, work.document.lang)}
        years = {int(year) for year in _YEAR.findall(body)} | (
            {int(work.document.published[:4])} if work.document.published else set()
        )
        parts: list[Part] = []
        warnings = list(work.warnings)
        for part in work.parts:
            if part.kind != "caption":
                parts.append(part)
                continue
            signs = self._signs(part, text, work, stems, years)
            span = (Span(part.start, part.end),)
            archive = any(entry in lower(text[part.start : part.end]) for entry in self.archive)
            if ((signs.keys() & {"language", "overlap"}) and len(signs) > 1) or (archive and "date" in signs):
                told = "; ".join(signs.values())
                parts.append(replace(part, kind="stray_caption", why=f"caption of another story: {told}"))
                message = f"A caption of another story: {told}. Nothing is drawn from it."
                warnings.append(Warning(code="stray_caption", message=message, spans=span))
                continue
            parts.append(part)
            if archive:
                warnings.append(
                    Warning(
                        code="archive_picture",
                        message="The caption says that the picture is an illustration or from an archive: it does not show the event.",
                        spans=span,
                    )
                )
            elif signs:
                warnings.append(
                    Warning(
                        code="doubtful_caption",
                        message=f"The caption may not belong to this story: {'; '.join(signs.values())}.",
                        spans=span,
                    )
                )
        return replace(work, parts=tuple(parts), warnings=tuple(warnings))

    def _signs(self, part: Part, text: str, work: Work, stems: set[str], years: set[int]) -> dict[str, str]:
        """Reasons to think that the caption is foreign, by name."""
        piece = text[part.start : part.end]
        signs: dict[str, str] = {}
        if part.lang != work.document.lang:
            signs["language"] = f"its language is {part.lang}, the article's {work.document.lang}"
        weighed = self._stems(piece, part.lang)
        total = sum(weight for _, weight in weighed)
        shared = sum(weight for stem, weight in weighed if stem in stems)
        if total and shared / total < FOREIGN_BELOW:
            signs["overlap"] = f"it shares {shared / total:.0%} of its words with the article"
        elif total and shared / total < DOUBTFUL_BELOW:
            signs["low overlap"] = f"it shares only {shared / total:.0%} of its words with the article"
        own = [int(year) for year in _YEAR.findall(piece)]
        if own and years and max(own) < max(years):
            signs["date"] = f"its date ({max(own)}) is before the article's latest year ({max(years)})"
        names = [stem for stem, weight in weighed if weight == NAME_WEIGHT]
        if names and not any(stem in stems for stem in names):
            signs["names"] = "none of its names occurs in the article"
        return signs

    def _stems(self, piece: str, lang: str) -> list[tuple[str, float]]:
        """Folded word beginnings without stop words, with their weight."""
        stop = self.stopwords.get(lang, set())
        folded = fold(piece)
        out = []
        for start, end in words_of(folded):
            word = folded[start:end]
            if word in stop or len(word) < 2 or (word.isdigit() and len(word) < 3):
                continue
            out.append((word[:PREFIX], NAME_WEIGHT if piece[start].isupper() and start > 0 else 1.0))
        return out
