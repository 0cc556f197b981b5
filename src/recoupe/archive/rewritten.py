"""What changed between two texts at one address: paragraph by paragraph and claim by claim. Compares words; never says which version is right."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from recoupe.archive.differences import ClaimChange, FieldChange, changed_fields
from recoupe.model.document import Document
from recoupe.model.record import Claim, Record
from recoupe.model.vocabulary import family
from recoupe.text.views import fold

ALIKE = 0.5
"""Share of common words from which two paragraphs, or the words of two claims, are one that was changed."""
_CARD = ("title", "outlet", "published", "url", "lang")
_Pair = tuple[Claim, Claim]


class ParagraphChange(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that came ("added"), went ("gone"), or was changed: its words before and after."""

    change: str
    before: str | None
    after: str | None


class Rewriting(msgspec.Struct, frozen=True, kw_only=True):
    """The difference of two versions. `fields` are of the article: title, outlet, date, headline."""

    before: str
    after: str
    fields: tuple[FieldChange, ...]
    paragraphs: tuple[ParagraphChange, ...]
    claims: tuple[ClaimChange, ...]


def rewriting(before: tuple[Document, Record | None], after: tuple[Document, Record | None]) -> Rewriting:
    """What changed from one version to the next. Claims are compared where both were read."""
    (old, old_record), (new, new_record) = before, after
    fields = [
        FieldChange(field=field, before=getattr(old, field), after=getattr(new, field))
        for field in _CARD
        if getattr(old, field) != getattr(new, field)
    ]
    claims: tuple[ClaimChange, ...] = ()
    if old_record is not None and new_record is not None:
        headlines = _headline(old, old_record), _headline(new, new_record)
        if headlines[0] != headlines[1]:
            fields.append(FieldChange(field="headline", before=headlines[0], after=headlines[1]))
        claims = tuple(_claims((old, old_record), (new, new_record)))
    return Rewriting(
        before=old.id, after=new.id, fields=tuple(fields), paragraphs=tuple(paragraphs(old.text, new.text)), claims=claims
    )


def paragraphs(before: str, after: str) -> Iterator[ParagraphChange]:
    """The lines of two texts that differ, blanks aside, in the order of the text."""
    old, new = _lines(before), _lines(after)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _stretch(old[i1:i2], new[j1:j2])


def _stretch(old: Sequence[str], new: Sequence[str]) -> Iterator[ParagraphChange]:
    """One stretch where the texts differ: alike paragraphs are one that was changed."""
    rest = list(old)
    for line in new:
        best = max(rest, key=lambda each: alike(each, line), default=None)
        if best is not None and alike(best, line) >= ALIKE:
            while rest[0] is not best:
                yield ParagraphChange(change="gone", before=rest.pop(0), after=None)
            yield ParagraphChange(change="changed", before=rest.pop(0), after=line)
        else:
            yield ParagraphChange(change="added", before=None, after=line)
    for line in rest:
        yield ParagraphChange(change="gone", before=line, after=None)


def alike(one: str, other: str) -> float:
    """Share of words that two texts have in common, in order: 0 to 1."""
    return SequenceMatcher(None, fold(one).split(), fold(other).split(), autojunk=False).ratio()


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _headline(document: Document, record: Record) -> str | None:
    part = next((part for part in record.parts if part.kind == "headline"), None)
    return " ".join(part.span.of(document.text).split()) if part else None


def _claims(before: tuple[Document, Record], after: tuple[Document, Record]) -> Iterator[ClaimChange]:
    """Claims of the two versions laid side by side; those that say the same are left out."""
    pairs, gone, added = matched(before, after)
    changes = []
    for old, new in pairs:
        fields = tuple(each for each in changed_fields((before[1], old), (after[1], new)) if each.field != "content_of")
        if fields:
            changes.append((new.trigger.start, _change("changed", new, was=old.id, fields=fields)))
    changes += [(claim.trigger.start, _change("added", claim)) for claim in added]
    changes += [(claim.trigger.start, _change("gone", claim)) for claim in gone]
    yield from (change for _, change in sorted(changes, key=lambda each: each[0]))


def _change(kind: str, claim: Claim, *, was: str | None = None, fields: tuple[FieldChange, ...] = ()) -> ClaimChange:
    return ClaimChange(change=kind, claim=claim.id, type=claim.type, trigger=claim.trigger.text, was=was, fields=fields)


def matched(before: tuple[Document, Record], after: tuple[Document, Record]) -> tuple[list[_Pair], list[Claim], list[Claim]]:
    """Pairs of claims that are one, and those of the old and of the new version that have no other.

    The same words first, then the same trigger with much the same words, then much the same words of one family.
    """

    def words(document: Document) -> Callable[[Claim], str]:
        return lambda claim: " ".join(fold(claim.span.of(document.text)).split())

    left, right = words(before[0]), words(after[0])
    pairs, old, new = _exactly(
        before[1].claims,
        after[1].claims,
        (
            lambda claim: (family(claim.type), fold(claim.trigger.text), left(claim)),
            lambda claim: (family(claim.type), fold(claim.trigger.text), right(claim)),
        ),
    )
    for strict in (True, False):
        scored = sorted(
            (-alike(left(one), right(other)), i, j)
            for i, one in enumerate(old)
            for j, other in enumerate(new)
            if family(one.type) == family(other.type) and (not strict or fold(one.trigger.text) == fold(other.trigger.text))
        )
        taken: dict[int, int] = {}
        for score, i, j in scored:
            if -score >= ALIKE and i not in taken and j not in taken.values():
                taken[i] = j
        pairs += [(old[i], new[j]) for i, j in sorted(taken.items())]
        old, new = (
            [claim for i, claim in enumerate(old) if i not in taken],
            [claim for j, claim in enumerate(new) if j not in taken.values()],
        )
    return pairs, old, new


def _exactly(
    old: Sequence[Claim], new: Sequence[Claim], keys: tuple[Callable[[Claim], Hashable], Callable[[Claim], Hashable]]
) -> tuple[list[_Pair], list[Claim], list[Claim]]:
    """Pairs with equal keys, the first with the first; what is left on either side."""
    waiting: dict[Hashable, list[Claim]] = {}
    for claim in old:
        waiting.setdefault(keys[0](claim), []).append(claim)
    pairs, added = [], []
    for claim in new:
        same = waiting.get(keys[1](claim))
        if same:
            pairs.append((same.pop(0), claim))
        else:
            added.append(claim)
    left = {id(claim) for claims in waiting.values() for claim in claims}
    return pairs, [claim for claim in old if id(claim) in left], added
