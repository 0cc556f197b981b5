"""Where a claim comes from in the end: the innermost voice, followed through copies and citations. No truth, only paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from recoupe.crosscheck.copies import Worded, names_outlet
from recoupe.model.comparison import Copy, Origin
from recoupe.model.record import Claim, Record, Voice
from recoupe.text.nearby import Nearby
from recoupe.text.views import fold
from recoupe.text.words import folded_words

_COPIED = 0.5
"""Share of an article's words from which it counts as a copy of the other as a whole."""


class Origins:
    """Origins of the claims of several articles."""

    def __init__(self, articles: Sequence[Worded], copies: Sequence[Copy], names: Mapping[str, str]) -> None:
        """`names`: what to call a document whose outlet is not known (its file)."""
        self.names = names
        self.articles = {article.record.document.id: article for article in articles}
        self.outlets = {
            _plain(article.record.document.outlet): article.record.document.id
            for article in articles
            if article.record.document.outlet
        }
        self.copies = copies
        self._known: dict[tuple[str, str], Origin] = {}
        self._names_outlet: dict[tuple[str, str], bool] = {}
        self._actors = {
            document: Nearby(m for m in article.record.mentions if m.kind == "actor")
            for document, article in self.articles.items()
        }
        self._first: dict[tuple[str, str, str], Claim] = {}
        """Per document: the first claim of a type on a trigger, and of a type (trigger "")."""
        for document, article in self.articles.items():
            for claim in article.record.claims:
                self._first.setdefault((document, claim.type, fold(claim.trigger.text)), claim)
                self._first.setdefault((document, claim.type, ""), claim)

    def of(self, document: str, claim: Claim) -> Origin:
        """The origin of one claim, with the path in words."""
        key = document, claim.id
        if key not in self._known:
            record = self.articles[document].record
            self._known[key] = self._follow(record, claim.voices[-1], claim, [self._name(record)], {document})
        return self._known[key]

    def _follow(self, record: Record, voice: Voice, claim: Claim, path: list[str], seen: set[str]) -> Origin:
        """From voice to voice: the article's own voice leads to what it copies, a cited outlet to that outlet's article."""
        document = record.document.id
        if voice.kind in {"outlet", "agency"}:
            target = self._copied_from(document, claim) if voice.commitment == "own_voice" else self._cited(voice)
            if target is not None and target not in seen:
                other = self.articles[target].record
                verb = "copies" if voice.commitment == "own_voice" else "cites"
                step = [*path, f"{verb} {self._name(other)}"]
                same = self._same_claim(other, claim)
                if same is not None:
                    return self._follow(other, same.voices[-1], same, step, seen | {target})
                return self._origin(f"outlet:{_plain(self._name(other))}", self._name(other), "outlet", step, document)
            if voice.commitment == "own_voice":
                return self._own(record, claim, path)
        if voice.kind in {"unnamed", "evidence", "images"}:
            return self._origin(
                f"unnamed:{_plain(voice.who)}@{min(document, self._shares_words(document, claim) or document)}",
                voice.who,
                voice.kind,
                [*path, f"citing {voice.who}"],
                document,
            )
        return self._origin(
            f"{voice.kind}:{self._key(record, voice)}", voice.who, voice.kind, [*path, f"citing {voice.who}"], document
        )

    def _own(self, record: Record, claim: Claim, path: list[str]) -> Origin:
        """What an article says itself; if it names another of these outlets, which tells the same, it may have it from there."""
        document, name = record.document.id, self._name(record)
        twin = self._shares_words(document, claim)
        if twin is not None:
            other_name = self._name(self.articles[twin].record)
            told = f"in words that it shares with {other_name}; which of them was first is not known"
            return self._origin(
                f"wording:{min(document, twin)}", " or ".join(sorted((name, other_name))), "outlet", [*path, told], document
            )
        for outlet, other in self.outlets.items():
            if (
                other != document
                and self._is_named(document, outlet)
                and self._same_claim(self.articles[other].record, claim) is not None
            ):
                told = f"in its own voice; it names {self._name(self.articles[other].record)}, which tells the same"
                return self._origin(f"unnamed:relay:{document}", name, "outlet", [*path, told], document)
        return self._origin(f"outlet:{_plain(name)}", name, "outlet", [*path, "in its own voice"], document)

    def _is_named(self, document: str, outlet: str) -> bool:
        key = document, outlet
        if key not in self._names_outlet:
            self._names_outlet[key] = names_outlet(self.articles[document], outlet)
        return self._names_outlet[key]

    def _name(self, record: Record) -> str:
        return record.document.outlet or self.names.get(record.document.id, record.document.id)

    @staticmethod
    def _origin(key: str, label: str, kind: str, path: list[str], document: str) -> Origin:
        return Origin(
            key=key,
            label=label,
            kind=kind,
            named=not key.startswith("unnamed:"),
            documents=(document,),
            claims=1,
            path=", ".join(path),
        )

    def _copied_from(self, document: str, claim: Claim) -> str | None:
        """The document that this one copies: as a whole, or in the passage that makes the claim."""
        return next(
            (each.from_document for each in self._copies_of(document, claim) if each.from_document not in {None, document}), None
        )

    def _shares_words(self, document: str, claim: Claim) -> str | None:
        """The document that tells the claim in the same words where nothing says which of the two was first."""
        return next(
            (
                each.right if each.left == document else each.left
                for each in self._copies_of(document, claim)
                if each.from_document is None
            ),
            None,
        )

    def _copies_of(self, document: str, claim: Claim) -> Iterator[Copy]:
        """The pairs in which this document shares most of its words, or those that make the claim."""
        for copy in self.copies:
            if document not in {copy.left, copy.right}:
                continue
            left = copy.left == document
            spans = (passage.left if left else passage.right for passage in copy.passages)
            if (copy.of_left if left else copy.of_right) >= _COPIED or any(span.contains(claim.trigger) for span in spans):
                yield copy

    def _cited(self, voice: Voice) -> str | None:
        said = f" {_plain(voice.who)} "
        return next((document for outlet, document in self.outlets.items() if f" {outlet} " in said), None)

    def _same_claim(self, record: Record, claim: Claim) -> Claim | None:
        """The claim of the source on the same words or, failing that, its first of the same type."""
        document = record.document.id
        worded = self._first.get((document, claim.type, fold(claim.trigger.text)))
        return worded or self._first.get((document, claim.type, ""))

    def _key(self, record: Record, voice: Voice) -> str:
        """The speaker's id if sure, else the folded words."""
        if voice.holder is not None:
            for mention in self._actors[record.document.id].touching(voice.holder.start, voice.holder.end):
                best = mention.best
                if best is not None and best.ref and best.score >= 0.5:
                    return best.ref
        return _plain(voice.who)


def count(origins: Sequence[Origin]) -> tuple[int, int]:
    """How few and how many independent origins: unnamed ones may all be one, or one of the named."""
    named = {origin.key for origin in origins if origin.named}
    unnamed = {origin.key for origin in origins if not origin.named}
    return max(len(named), 1 if unnamed else 0), len(named) + len(unnamed)


def merge(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """One entry per origin, its documents and claims added up, most claims first."""
    by_key: dict[str, list[Origin]] = {}
    for origin in origins:
        by_key.setdefault(origin.key, []).append(origin)
    merged = [
        Origin(
            key=key, label=group[0].label, kind=group[0].kind, named=group[0].named, documents=tuple(dict.fromkeys(d for each in group for d in each.documents)),
            claims=len(group), path="; ".join(dict.fromkeys(each.path for each in group)),
        )
        for key, group in by_key.items()
    ]  # fmt: skip
    return tuple(sorted(merged, key=lambda origin: (-origin.claims, origin.key)))


def _plain(text: str | None) -> str:
    return " ".join(folded_words(text or ""))
