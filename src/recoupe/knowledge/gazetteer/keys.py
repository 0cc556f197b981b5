"""How names are compared: the key of a name, without its article, by its sound, by its consonants. Same name in, same key out; no look-ups."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from recoupe.knowledge.files import data_root, load_toml
from recoupe.text.views import fold

_BLANKS = str.maketrans("-'._/,", "      ", "ʿʾ")
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
_LONGEST_SHORT = 5
"""Letters of the longest abbreviation."""
_CONSONANTS = 2
"""Letters of the shortest skeleton."""
_SHORTEST = 3
"""Characters that a key must keep: shorter ones say nothing of a name."""


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tradition of writing names in Latin letters.

    `replace` is done in order, then `letters`, then doubled letters become one, then one of `endings` falls off a key longer than four letters;
    `vowels` fall out of the skeleton, but for the first letter.
    """

    id: str
    title: str
    countries: tuple[str, ...]
    replace: tuple[tuple[str, str], ...]
    letters: dict[str, str]
    endings: tuple[str, ...]
    vowels: str


class Sounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/gazetteer/sounds.toml`: articles of names, words that are no name by themselves, and the families."""

    articles: tuple[str, ...]
    inner_articles: tuple[str, ...]
    empty: tuple[str, ...]
    family: tuple[Family, ...]


@cache
def load_sounds() -> Sounds:
    """The shipped rules. Raises KnowledgeError where they are wrong."""
    return load_toml(data_root() / "gazetteer" / "sounds.toml", Sounds)


def place_key(name: str) -> str:
    """How a name is looked up: folded, marks between words as blanks, one blank between words."""
    return " ".join(fold(name).translate(_LIGATURES).translate(_BLANKS).split())


def short_key(name: str) -> str:
    """The key of an abbreviation, "" for what is none: capitals without stops and blanks ("U.S." and "US" are one), others with their last stop ("Ky.")."""
    letters = name.replace(".", "").replace(" ", "")
    if not letters[:1].isupper() or len(letters) > _LONGEST_SHORT:
        return ""
    return letters if letters.isupper() else f"{letters}." if name.endswith(".") else ""


def without_article(key: str) -> str:
    """A key without the article before it and those within it ("tall al abyad" → "tall abyad"); the key itself where nothing would be left."""
    first, inner = _articles()
    bare = inner.sub(" ", first.sub("", key))
    return bare if len(bare) >= _SHORTEST else key


def sound_keys(key: str) -> dict[str, tuple[str, str]]:
    """Sound class and consonant skeleton of a key in every family: family id → (sound, skeleton), each marked with the family's id."""
    return {family.id: sound_of(key, family) for family in load_sounds().family}


def sound_of(key: str, family: Family) -> tuple[str, str]:
    """Sound class and consonant skeleton of a key in one family; "" for one too short to say anything."""
    word = without_article(key).replace(" ", "")
    for old, new in family.replace:
        word = word.replace(old, new)
    word = _doubled().sub(r"\1", word.translate(_letters(family.id)))
    for ending in family.endings:
        if len(word) - len(ending) >= _SHORTEST and word.endswith(ending):
            word = word[: -len(ending)]
            break
    if len(word) < _SHORTEST:
        return "", ""
    skeleton = word[0] + "".join(char for char in word[1:] if char not in family.vowels)
    return family.id + word, family.id + skeleton if len(skeleton) >= _CONSONANTS else ""


@cache
def _articles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    sounds = load_sounds()
    first = "|".join(sorted(sounds.articles, key=len, reverse=True))
    inner = "|".join(sorted(sounds.inner_articles, key=len, reverse=True))
    return re.compile(rf"^(?:{first}) "), re.compile(rf" (?:{inner}) ")


@cache
def _letters(family: str) -> dict[int, str]:
    return str.maketrans(next(each for each in load_sounds().family if each.id == family).letters)


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(r"(.)\1+")
