"""Trees of the sentences of the article's own parts, each part in its own language."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.model.record import Part
from recoupe.pipeline.base import Knowledge, Work
from recoupe.syntax.tree import Tree
from recoupe.text.sentences import split_headline, split_sentences


class Syntax:
    """Parses what may carry a claim. A missing model is a degradation, said once per language."""

    name = "syntax"
    requires = ("parts",)
    provides = ("trees", "degraded", "models")

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, work: Work) -> Work:
        """The work with its trees, in text order."""
        by_lang: dict[str, list[Part]] = {}
        for part in work.own_parts:
            if part.lang in self.knowledge.packs:
                by_lang.setdefault(part.lang, []).append(part)
        trees: list[Tree] = []
        degraded = list(work.degraded)
        models = list(work.models)
        for lang, parts in sorted(by_lang.items()):
            parser = self.knowledge.parser(lang)
            if parser is None or parser.model is None:
                models_of = ", ".join(self.knowledge.packs[lang].syntax.models)
                remedy = f". Install one of: {models_of}" if models_of else ""
                degraded.append(f"no parser model for {lang!r}: names and numbers only, no claims{remedy}")
                continue
            models.append((lang, parser.model))
            abbreviations = frozenset(self.knowledge.packs[lang].syntax.abbreviations)
            sentences = [
                (start, end, part.id)
                for part in parts
                for start, end in (split_headline if part.kind == "headline" else split_sentences)(
                    work.document.text, part.start, part.end, abbreviations
                )
            ]
            trees += parser.parse(work.document.text, sentences)
        return replace(
            work, trees=tuple(sorted(trees, key=lambda tree: tree.start)), degraded=tuple(degraded), models=tuple(models)
        )
