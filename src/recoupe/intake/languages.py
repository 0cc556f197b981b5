"""Which language a stretch of text is in. Loads its model at first use, never at import; never asks the network."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = ("und", 0.0)
EXPECTED: frozenset[str] = frozenset({"ar", "de", "en", "es", "fa", "fr", "he", "it", "nl", "pt", "ru", "tr", "uk"})
"""The languages between which a short text is decided: over all 140 a few words are often laid to a rare one."""

_MIN_LETTERS = 3
_LONG = 300
_ENOUGH = 20_000
_VARIETIES = {"ary": "ar", "arz": "ar", "nn": "no"}
"""Varieties that the model tells apart and our language packs do not."""


def identify(text: str) -> tuple[str, float]:
    """ISO 639 code of the language of `text` and its probability, 0 to 1; ("und", 0.0) for fewer than three letters.

    At most the first 20,000 characters are read.
    """
    sample = text[:_ENOUGH].strip()
    letters = sum(map(str.isalpha, sample))
    if letters < _MIN_LETTERS:
        return UNKNOWN
    code, score = _identifier(None if letters >= _LONG else EXPECTED).classify(sample)
    return _VARIETIES.get(code, code), float(score)


@lru_cache(maxsize=2)
def _identifier(langs: frozenset[str] | None) -> LanguageIdentifier:
    """The model over all languages (None), or a view of it over some; both share one set of weights."""
    if langs is None:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy: numpy and the model

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    few = copy.copy(_identifier(None))
    few.set_languages(langs)
    return few
