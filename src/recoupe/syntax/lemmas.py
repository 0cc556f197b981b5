"""Mending lemmas that a model is known to get wrong: the French tables know no -e → -er, so that "frappe", "estime" stay as they are."""

from __future__ import annotations

from collections.abc import Collection

from recoupe.model.syntax_rules import SyntaxRules

_VERBAL = frozenset({"VERB", "AUX"})


class Lemmas:
    """Lemmas of one model, mended by the rules of the language pack."""

    def __init__(self, rules: SyntaxRules, known_verbs: Collection[str]) -> None:
        self.rules = rules
        self.known_verbs = known_verbs

    def of(self, form: str, lemma: str, pos: str) -> str:
        """The lemma of a word: the model's, unless the pack lists the form or the model's lemma is no verb and an ending makes it one."""
        form, lemma = form.lower(), lemma.lower()
        if pos not in _VERBAL:
            return lemma
        if form in self.rules.lemmas:
            return self.rules.lemmas[form]
        if not self.known_verbs or lemma in self.known_verbs:
            return lemma
        for wrong, right in self.rules.endings:
            if lemma.endswith(wrong):
                made = lemma[: len(lemma) - len(wrong)] + right
                if made in self.known_verbs:
                    return made
        return lemma
