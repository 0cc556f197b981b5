"""Finding and loading spaCy pipelines: any installed one of the pack's list, best first, and fast.

Loading the French pipeline takes seven seconds on a slow machine; more than a third of that is one token pattern, an alternation of some 470 branches of
which nearly all repeat the same huge character classes. `compact` rewrites it to the same language with each class written once; the
tokens are equal (a test compares them).
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_LONG = 100_000
"""Characters of a pattern above which it is worth rewriting; spaCy's French token pattern has 1.45 million."""
_BIG_CLASS = re.compile(r"(\[[^\]]{200,}\][*+?]?)")
"""A character class long enough to be worth writing once, with its quantifier."""


def installed_model(names: tuple[str, ...]) -> str | None:
    """The first package of `names` that is installed, without importing it."""
    return next((name for name in names if importlib.util.find_spec(name) is not None), None)


def model_version(name: str) -> str:
    """Version of an installed model package, "unknown" if its metadata is missing."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return f"{name} {importlib.metadata.version(name.replace('_', '-'))}"
    return f"{name} unknown"


def load_model(name: str) -> Language:
    """The pipeline of package `name`, without the components that recoupe never asks."""
    with _compact_patterns():
        import spacy  # noqa: PLC0415 - half a second, only when a text is parsed

        return spacy.load(name, exclude=["senter"])


def word_index(nlp: Language, *kinds: str) -> frozenset[str]:
    """The words of these kinds ("verb", "noun", "adj") that the model's lemmatizer knows; empty for one that keeps no such table."""
    if "lemmatizer" not in nlp.pipe_names:
        return frozenset()
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not tables.has_table("lemma_index"):
        return frozenset()
    table = tables.get_table("lemma_index")
    return frozenset(word for kind in kinds for word in table.get(kind, ()))


@contextlib.contextmanager
def _compact_patterns() -> Iterator[None]:
    """While a model loads, compile very long alternations in their compact form."""
    original = re.compile

    def compile_compact(pattern: Any, flags: Any = 0) -> Any:  # noqa: ANN401 - the signature of re.compile
        if isinstance(pattern, str) and len(pattern) > _LONG:
            pattern = compact(pattern)
        return original(pattern, flags)

    re.compile = compile_compact
    try:
        yield
    finally:
        re.compile = original


def compact(pattern: str) -> str:
    """The same language as a pattern of the form `(?iu)(?:^a[x]b$)|(?:^c[x]b$)|...`, each huge character class written once.

    Branches that differ in one short piece only are joined: `(?:a|c)[x]b$`. A pattern of any other form is returned as it is.
    """
    prefix = "(?iu)"
    branches = pattern.removeprefix(prefix + "(?:^").removesuffix(")").split(")|(?:^")
    if f"{prefix}(?:^" + ")|(?:^".join(branches) + ")" != pattern:
        return pattern
    groups: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for branch in branches:
        pieces = _BIG_CLASS.split(branch)
        varying = 0 if pieces[0] or len(pieces) < 3 else 2
        groups.setdefault((varying, (*pieces[:varying], "", *pieces[varying + 1 :])), []).append(pieces[varying])
    joined = "|".join(
        "".join((*pieces[:varying], f"(?:{'|'.join(shorts)})", *pieces[varying + 1 :]))
        for (varying, pieces), shorts in groups.items()
    )
    return f"{prefix}^(?:{joined})"
