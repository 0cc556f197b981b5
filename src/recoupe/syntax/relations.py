"""From the two label sets (Universal Dependencies in French, ClearNLP in English) to one.

Input and output are lists of mutable drafts, one per word; every function is pure bookkeeping on heads and labels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.model.syntax_rules import SyntaxRules

_UD = {
    "ROOT": "root", "root": "root", "nsubj": "subj", "nsubj:pass": "subj_pass", "nsubj:caus": "subj", "csubj": "csubj", "csubj:pass": "csubj", "obj": "obj",
    "obj:agent": "obj", "iobj": "iobj", "iobj:agent": "iobj", "obl:agent": "agent", "obl": "obl", "obl:arg": "obl", "obl:mod": "obl", "nmod": "nmod",
    "ccomp": "ccomp", "xcomp": "xcomp", "advcl": "advcl", "advcl:cleft": "advcl", "acl": "acl", "acl:relcl": "relcl", "appos": "appos", "conj": "conj",
    "cc": "cc", "aux": "aux", "aux:tense": "aux", "aux:pass": "aux_pass", "aux:caus": "aux", "cop": "cop", "mark": "mark", "case": "case", "det": "det",
    "amod": "amod", "advmod": "advmod", "nummod": "nummod", "expl": "expl", "expl:subj": "expl", "expl:comp": "expl_refl", "expl:pass": "expl_refl",
    "expl:pv": "expl_refl", "fixed": "fixed", "flat": "flat", "flat:name": "flat", "flat:foreign": "flat", "compound": "compound", "parataxis": "parataxis",
    "parataxis:insert": "parataxis", "punct": "punct", "vocative": "dep", "dep": "dep", "dep:comp": "dep", "discourse": "dep", "dislocated": "dep",
    "goeswith": "flat", "orphan": "dep",
}  # fmt: skip

_CLEARNLP = {
    "ROOT": "root", "nsubj": "subj", "nsubjpass": "subj_pass", "csubj": "csubj", "csubjpass": "csubj", "dobj": "obj", "dative": "iobj", "attr": "pred",
    "acomp": "pred", "oprd": "pred", "agent": "prep_agent", "prep": "prep", "pobj": "pobj", "pcomp": "pcomp", "ccomp": "ccomp", "xcomp": "xcomp",
    "advcl": "advcl", "acl": "acl", "relcl": "relcl", "poss": "poss", "compound": "compound", "amod": "amod", "nummod": "nummod", "det": "det",
    "predet": "det", "aux": "aux", "auxpass": "aux_pass", "neg": "neg", "mark": "mark", "advmod": "advmod", "npadvmod": "npadvmod", "appos": "appos",
    "conj": "conj", "cc": "cc", "preconj": "cc", "prt": "prt", "punct": "punct", "expl": "expl", "intj": "dep", "parataxis": "parataxis", "meta": "dep",
    "quantmod": "advmod", "nmod": "compound", "case": "poss_case", "dep": "dep",
}  # fmt: skip


@dataclass
class Draft:
    """One word on its way to a `Word`: head and relation may still change. `glued`: no blank stands before it."""

    index: int
    text: str
    lemma: str
    pos: str
    feats: frozenset[str]
    head: int
    label: str
    rel: str = ""
    marker: str = ""
    case_of: list[int] = field(default_factory=list)
    glued: bool = False


def children_of(drafts: list[Draft], head: int, *relations: str) -> list[Draft]:
    """What hangs on the word at `head`, all or of these relations, in order."""
    return [draft for draft in drafts if draft.head == head and draft.index != head and (not relations or draft.rel in relations)]


def is_passive(drafts: list[Draft], verb: Draft) -> bool:
    """Feature, auxiliary or subject says passive."""
    return "Voice=Pass" in verb.feats or bool(children_of(drafts, verb.index, "aux_pass", "subj_pass"))


_ARTICLES = frozenset({"le", "la", "les", "l'", "the", "un", "une", "a"})


def complex_key(phrase: str, markers: dict[str, str]) -> str:
    """How a preposition of several words is looked up: normal markers, no articles ("aux alentours de" → "à alentours de")."""
    words = [markers.get(word, word) for word in phrase.replace("’", "'").replace("'", "' ").split()]
    return " ".join(word for word in words if word not in _ARTICLES)


class Unifier:
    """What one label set and its pack need, looked up once for all sentences."""

    def __init__(self, rules: SyntaxRules) -> None:
        self._is_ud = rules.labels == "ud"
        self._table = _UD if self._is_ud else _CLEARNLP
        self._markers = rules.markers
        self._complex = {complex_key(phrase, rules.markers): phrase for phrase in rules.complex}
        self._intransitive = frozenset(rules.intransitive)

    def unify(self, drafts: list[Draft]) -> None:
        """Fill `rel` and `marker` of every draft, moving heads where the two schemes differ."""
        for draft in drafts:
            draft.rel = self._table.get(draft.label, "dep")
            if draft.label == "dative" and draft.pos == "ADP":
                draft.rel = "prep"  # "lost the town to the rebels": a preposition, not the object itself
        if self._is_ud:
            _fixed_into_marker(drafts)
            _markers_from_children(drafts, self._markers)
            _complement_of_adjective(drafts)
        else:
            _lift_prepositions(drafts, self._markers)
            _markers_from_marks(drafts, self._markers)
        _lift_complex(drafts, self._complex)
        if self._is_ud:
            _no_false_passive(drafts, self._intransitive)


def _lift_complex(drafts: list[Draft], phrases: dict[str, str]) -> None:
    """ "en provenance de X": X takes the place of "provenance" and the whole phrase as its marker."""
    for draft in drafts:
        head = drafts[draft.head]
        if (
            not draft.marker
            or draft.rel not in {"nmod", "obl", "dep", "acl"}
            or head.index == draft.index
            or head.index > draft.index
        ):
            continue
        phrase = phrases.get(" ".join(word for word in (head.marker, head.text.lower(), draft.marker) if word))
        if phrase is None:
            continue
        draft.marker = phrase
        draft.head = head.head if head.head != head.index else draft.index
        draft.rel = head.rel if head.rel in {"nmod", "obl"} else "obl"
        for other in drafts:
            if (
                other.head == head.index
                and other.index not in {head.index, draft.index}
                and other.rel in {"case", "det", "punct", "advmod"}
            ):
                other.head = draft.index
                other.rel = "case"
        head.head = draft.index
        head.rel = "case"
        head.marker = ""


def _no_false_passive(drafts: list[Draft], intransitive: frozenset[str]) -> None:
    """ "est arrivé", "se sont retirés": the auxiliary être makes no passive of an intransitive or reflexive verb."""
    reflexive = {
        draft.head
        for draft in drafts
        if draft.rel == "expl_refl" or (draft.text.lower().rstrip("'’") in {"se", "s"} and draft.pos == "PRON")
    }
    for draft in drafts:
        if draft.pos not in {"VERB", "AUX", "ADJ"} or not (draft.lemma in intransitive or draft.index in reflexive):
            continue
        draft.feats = draft.feats - {"Voice=Pass"}
        for child in drafts:
            if child.head == draft.index and child.index != draft.index:
                child.rel = {"subj_pass": "subj", "aux_pass": "aux"}.get(child.rel, child.rel)


def _fixed_into_marker(drafts: list[Draft]) -> None:
    """Multi-word prepositions ("afin de", "à destination de"): the parts hang on the first as `fixed`."""
    for draft in drafts:
        if draft.rel == "fixed":
            drafts[draft.head].case_of.append(draft.index)


def _markers_from_children(drafts: list[Draft], markers: dict[str, str]) -> None:
    pieces: dict[int, list[str]] = {}
    for draft in drafts:
        if draft.rel == "case" and draft.pos == "NUM":
            draft.rel = "nummod"
        if draft.rel in {"case", "mark"}:
            words = [draft.text.lower(), *(drafts[index].text.lower() for index in draft.case_of)]
            pieces.setdefault(draft.head, []).append(_normal(words, markers))
    for index, found in pieces.items():
        drafts[index].marker = " ".join(piece for piece in found if piece)
    for draft in drafts:
        head = drafts[draft.head]
        if draft.rel == "det" and draft.text.lower() in {"des", "du"} and head.rel in {"nmod", "obl"} and not head.marker:
            head.marker = markers.get(
                draft.text.lower(), ""
            )  # "le retrait des troupes": a contracted preposition tagged as an article


def _complement_of_adjective(drafts: list[Draft]) -> None:
    """ "le départ des soldats kényans de Goma": the parser hangs Goma on the adjective. Move it to the adjective's noun."""
    for draft in drafts:
        head = drafts[draft.head]
        if (
            draft.rel in {"nmod", "obl"}
            and draft.marker
            and head.pos == "ADJ"
            and head.rel == "amod"
            and head.index < draft.index
        ):
            draft.head = head.head
            draft.rel = "nmod"


def _lift_prepositions(drafts: list[Draft], markers: dict[str, str]) -> None:
    """prep → pobj becomes obl/nmod with a marker, the preposition its `case`; chains ("out of") join."""
    for draft in drafts:
        if draft.rel not in {"pobj", "pcomp"}:
            continue
        words: list[str] = []
        above = drafts[draft.head]
        agent = False
        while above.rel in {"prep", "prep_agent"}:
            words.insert(0, above.text.lower())
            agent = agent or above.rel == "prep_agent"
            if above.head == above.index:
                break
            above = drafts[above.head]
        if not words:
            continue
        first = drafts[draft.head]
        draft.marker = _normal(words, markers)
        if draft.rel == "pcomp":
            draft.rel = "acl" if above.pos in {"NOUN", "PROPN", "PRON"} else "advcl"
        elif agent or (draft.marker == "by" and any(other.head == above.index and other.rel in {"aux_pass"} for other in drafts)):
            draft.rel = "agent"
        else:
            draft.rel = "nmod" if above.pos in {"NOUN", "PROPN", "PRON", "NUM"} else "obl"
        first.head = draft.index
        first.rel = "case"
        draft.head = above.index
    for draft in drafts:
        if draft.rel in {"prep", "prep_agent"}:
            draft.rel = "advmod"
        elif draft.rel == "npadvmod":
            draft.rel = "obl" if drafts[draft.head].pos in {"VERB", "AUX"} else "compound"
        elif draft.rel == "poss_case":
            draft.rel = "case"


def _markers_from_marks(drafts: list[Draft], markers: dict[str, str]) -> None:
    for draft in drafts:
        head = drafts[draft.head]
        if draft.rel == "mark" or (draft.rel == "aux" and draft.text.lower() == "to"):
            piece = markers.get(draft.text.lower(), draft.text.lower())
            head.marker = f"{head.marker} {piece}".strip() if head.marker else piece


def _normal(words: list[str], markers: dict[str, str]) -> str:
    """The frame spelling of a preposition: the whole phrase if the pack lists it, else word by word."""
    whole = " ".join(words)
    if whole in markers:
        return markers[whole]
    return " ".join(markers.get(word, word) for word in words)
