"""Verb forms that the tagger takes for nouns, adjectives or adverbs, and what stands for them when a sentence is parsed a second time.

The French models have not seen "renseignent", "annexeraient", "L'ultimatum expire": a tenth of the inflected forms of the verbs of war reports. Where that
happened, the sentence is parsed again with the same form of a verb that the model knows ("occupent"). Must never touch a word that was read as a verb.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from recoupe.model.syntax_rules import Relook

_VERBAL = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})
_SHORTEST = 3
"""Letters of a stem below which its forms are too short to be told from other words."""
_NOTHING = ""


class Token(NamedTuple):
    """What the first look made of a word: `word` as it stands, `tag`, whether its features call it finite."""

    word: str
    tag: str
    finite: bool


class Instead(NamedTuple):
    """What the parser sees instead of a word, and the lemma of the word itself."""

    form: str
    lemma: str


class SecondLook:
    """The forms of one language."""

    def __init__(self, rules: Relook, verbs: Collection[str], others: Collection[str]) -> None:
        """`verbs`: infinitives; `others`: nouns and adjectives that the model knows, which a form may be as well."""
        self._rules = rules
        self._clitics, self._auxiliaries = frozenset(rules.clitics), frozenset(rules.auxiliaries)
        self._articles = frozenset(rules.articles)
        self._forms: dict[str, tuple[str, Instead]] = {}
        for verb in sorted(verbs):
            if verb.endswith(rules.infinitive) and len(verb) >= _SHORTEST + len(rules.infinitive):
                for stem in _stems(verb[: -len(rules.infinitive)], rules):
                    for ending, form in rules.forms.items():
                        self._forms.setdefault(stem + ending, (ending, Instead(form, verb)))
        known = {*others, *rules.nouns}
        self._nouns = frozenset(form for form in self._forms if form in known or form.removesuffix("s") in known)

    def instead(self, tokens: Sequence[Token]) -> dict[int, Instead]:
        """Index → what to show the parser, of the words of a sentence that it seems to have misread; empty where none."""
        told = any(token.finite and token.tag in _VERBAL for token in tokens)
        out = {}
        for index, token in enumerate(tokens):
            ending, found = self._forms.get(token.word, (_NOTHING, None))
            if found is None or token.tag == "VERB" or (token.tag == "AUX" and found.lemma in self._rules.semi):
                continue
            if self._is_verb(ending, tokens, index, told=told):
                out[index] = found
        return out

    def _is_verb(self, ending: str, tokens: Sequence[Token], index: int, *, told: bool) -> bool:
        """By its ending alone; one that nouns have too by what stands beside it."""
        before = tokens[index - 1] if index else Token(_NOTHING, _NOTHING, finite=False)
        behind = tokens[index + 1] if index + 1 < len(tokens) else Token(_NOTHING, _NOTHING, finite=False)
        if ending in self._rules.participles:
            adverb = before.tag == "ADV" and index > 1
            return tokens[index].tag != "ADJ" and (tokens[index - 2] if adverb else before).word.lower() in self._auxiliaries
        if ending == self._rules.infinitive:
            return behind.word.lower() in self._articles
        if ending not in self._rules.open and tokens[index].word not in self._nouns:
            return True
        if before.word.lower() in self._clitics:
            return True
        return not told and before.tag in _NAMING and behind.tag in {"DET", "NUM", "ADV", "ADP"} and tokens[index].tag != "ADP"


def _stems(stem: str, rules: Relook) -> list[str]:
    """The stem and its alternations ("forç-", "mange-", "paie-", "lèv-"): those of another verb's pattern make forms that no text has."""
    out = [stem]
    for old, new in rules.alternations:
        at = stem.rfind(old)
        if at >= 0 and at >= len(stem) - len(old) - rules.reach:
            out.append(stem[:at] + new + stem[at + len(old) :])
    if stem[-1:] in rules.doubled:
        out.append(stem + stem[-1])
    return out
