"""Finding and loading spaCy pipelines: any installed one of the pack's list, best first, and fast.

Loading the French pipeline takes seven seconds on a slow machine; more than a third of that is one token pattern, an alternation of some 470 branches of
which nearly all repeat the same huge character class. `_compact` rewrites it to the same language with each class written once; the
tokens are equal (a test compares them).
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from spacy.language import Language

_LONG = 100_000
"""Characters of a pattern above which it is worth rewriting; spaCy's French token pattern has 350,000."""


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

        nlp = spacy.load(name, exclude=["senter"])
    return nlp


@contextlib.contextmanager
def _compact_patterns() -> Iterator[None]:
    """While a model loads, compile very long alternations in their compact form."""
    original = re.compile

    def compile_compact(pattern: Any, flags: Any = 0) -> Any:  # noqa: ANN401 - the signature of re.compile
        if isinstance(pattern, str) and len(pattern) > _LONG:
            pattern = compact(pattern)
        return original(pattern, flags)

    with mock.patch.object(re, "compile", compile_compact):
        yield


def compact(pattern: str) -> str:
    """The same language as a pattern of the form `(?iu)(?:^a[x]b$)|(?:^c[x]b$)|...`, branches with equal tails written once.

    A pattern of any other form is returned as it is.
    """
    prefix = "(?iu)"
    if not pattern.startswith(prefix + "(?:"):
        return pattern
    branches = pattern[len(prefix) + 3 :].removesuffix(")").split(")|(?:^")
    branches = [branches[0].removeprefix("^"), *branches[1:]]
    if f"{prefix}(?:^" + ")|(?:^".join(branches) + ")" != pattern:
        return pattern
    tails: dict[str, list[str]] = {}
    for branch in branches:
        head, bracket, tail = branch.partition("[")
        tails.setdefault(bracket + tail, []).append(head)
    joined = "|".join(f"(?:{'|'.join(heads)}){tail}" if all(_is_literal(head) for head in heads) else _each(heads, tail) for tail, heads in tails.items())
    return f"{prefix}^(?:{joined})"


def _is_literal(head: str) -> bool:
    """Whether a branch's head has no operator that reaches beyond it."""
    return not any(char in "|()" for char in head)


def _each(heads: list[str], tail: str) -> str:
    return "|".join(f"(?:{head}{tail})" for head in heads)
