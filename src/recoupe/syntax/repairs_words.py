"""French words that the tokenizer or the tagger cut or took wrongly: clitics behind hyphens, hyphenated nouns, "l'on", "quatre cents". Only heads, relations, tags."""

from __future__ import annotations

from itertools import pairwise

from recoupe.syntax.relations import Draft, children_of, is_passive

_CLITIC_SUBJECTS = frozenset({"il", "elle", "ils", "elles", "on", "je", "nous", "vous", "tu", "ce"})
_CLITICS = _CLITIC_SUBJECTS | {"le", "la", "les", "lui", "leur", "moi", "toi", "y", "en", "là", "ci", "même", "mêmes"}
_DEMONSTRATIVES = frozenset({"celui", "celle", "ceux", "celles"})
_CORE = frozenset({"root", "subj", "subj_pass", "agent", "obj"})
_HYPHENS = frozenset({"-", "‑"})
_HUNDREDS = frozenset({"cents", "cent", "mille"})
_BREAKS = frozenset({",", "»", '"', "”", "–", "—"})


def repair_words(drafts: list[Draft]) -> None:
    """All repairs of words, in order."""
    _euphonic_t(drafts)
    _clitic_subject(drafts)
    _hyphenated_noun(drafts)
    _article_of_on(drafts)
    _hundreds(drafts)


def _euphonic_t(drafts: list[Draft]) -> None:
    """ "a-t-elle": the t between hyphens is taken for a pronoun, even for the subject."""
    for draft, behind in pairwise(drafts):
        if draft.text.lower() in {"-t", "t"} and behind.text.lower().lstrip("-") in _CLITIC_SUBJECTS:
            draft.pos, draft.rel = "PART", "dep"


def _clitic_subject(drafts: list[Draft]) -> None:
    """ "précisent-elles", "a-t-il dit": a pronoun joined to its verb by a hyphen is its subject."""
    for draft in drafts[1:]:
        joined = draft.text.startswith("-") or drafts[draft.index - 1].text == "-"
        if not joined or draft.text.lower().lstrip("-") not in _CLITIC_SUBJECTS:
            continue
        position = draft.index - 1
        while position > 0 and drafts[position].text.lower() in {"-", "-t", "t"}:
            drafts[position].rel = "punct" if drafts[position].text == "-" else drafts[position].rel
            position -= 1
        verb = drafts[position]
        if verb.pos == "ADJ" and verb.text.endswith("e") and position and drafts[position - 1].text in _BREAKS:
            verb.pos, verb.lemma, verb.rel = "VERB", f"{verb.text.lower()}r", "parataxis"
            verb.feats = frozenset({"VerbForm=Fin", "Mood=Ind", "Tense=Pres", "Number=Sing"})
        if verb.pos not in {"VERB", "AUX"} or drafts[position - 1].text.lower() == "y":
            continue
        if verb.rel in {"aux", "aux_pass"}:
            verb = drafts[verb.head]
        others = [each for each in children_of(drafts, verb.index, "subj", "subj_pass") if each.index != draft.index]
        draft.pos, draft.head, draft.marker = "PRON", verb.index, ""
        draft.rel = "expl" if others else "subj_pass" if is_passive(drafts, verb) else "subj"


def _hyphenated_noun(drafts: list[Draft]) -> None:
    """ "l’état-major" cut into three words: the first is the head, the others belong to it."""
    for hyphen, right in pairwise(drafts[1:]):
        left = drafts[hyphen.index - 1]
        if hyphen.text not in _HYPHENS or not hyphen.glued or not right.glued or right.text.lower() in _CLITICS - {"ci", "là"}:
            continue
        shows = left.text.lower() in _DEMONSTRATIVES and right.text.lower() in {"ci", "là"}
        if not shows and (left.pos not in {"NOUN", "PROPN", "X"} or right.pos not in {"NOUN", "PROPN", "X", "ADJ"}):
            continue
        three = (left, hyphen, right)
        outer = [each for each in three if each.head == each.index or each.head not in {part.index for part in three}]
        best = next((each for each in outer if each.rel in _CORE), outer[0] if outer else left)
        if not left.marker:
            left.head, left.rel = (left.index if best.head == best.index else best.head), best.rel
        for each in (hyphen, right):
            for child in children_of(drafts, each.index):
                if child.index not in {left.index, hyphen.index, right.index}:
                    child.head = left.index
            each.head, each.rel, each.marker = left.index, "flat", ""
        hyphen.rel = "punct"


def _article_of_on(drafts: list[Draft]) -> None:
    """ "l'on": the article is taken for the subject."""
    for draft, behind in pairwise(drafts):
        if draft.text.lower() in {"l'", "l’"} and behind.text.lower() == "on":
            if draft.rel in {"subj", "obj"} and behind.rel != "subj":
                behind.head, behind.rel = draft.head, "subj"
            draft.head, draft.rel = behind.index, "det"


def _hundreds(drafts: list[Draft]) -> None:
    """ "quatre cents personnes": the number is taken for the noun, the noun for its adjective."""
    for draft, noun in pairwise(drafts):
        if draft.text.lower() not in _HUNDREDS or noun.pos != "NOUN" or noun.head != draft.index or noun.marker:
            continue
        noun.head, noun.rel, noun.marker = draft.head, draft.rel, draft.marker
        if noun.head == draft.index:
            noun.head = noun.index
        for child in children_of(drafts, draft.index):
            child.head = noun.index
        draft.pos, draft.head, draft.rel, draft.marker = "NUM", noun.index, "nummod", ""
