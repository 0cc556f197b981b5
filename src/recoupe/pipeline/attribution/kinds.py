"""What kind of voice a holder is: outlet, agency, person, body, document, images, evidence, unnamed. From the who's-who, then from its noun."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.model.record import Mention
from recoupe.model.spans import Span
from recoupe.model.vocabulary import VoiceKind
from recoupe.pipeline.attribution.cues import Cues
from recoupe.syntax.tree import Tree

_LISTED: dict[str, VoiceKind] = {"agency": "agency", "outlet": "outlet", "person": "person"}
_BY_NOUN_FIRST = frozenset({"evidence", "images", "document", "unnamed"})
"""Kinds that a name inside the phrase does not change: "des sources proches de l'armée" remain unnamed."""


def voice_kind(holder: Span, cues: Cues, mentions: Sequence[Mention], tree: Tree) -> VoiceKind:
    """The kind of the voice whose words are `holder`; "unnamed" where nothing tells."""
    noun = next(
        (
            cues.kinds[word.lemma]
            for word in tree.at(holder.start, holder.end)
            if word.pos in {"NOUN", "PROPN"} and word.lemma in cues.kinds
        ),
        None,
    )
    if noun in _BY_NOUN_FIRST:
        return noun
    named = [each for each in mentions if each.kind == "actor" and each.start < holder.end and holder.start < each.end]
    for mention in named:
        best = mention.best
        if best is not None and best.kind in _LISTED:
            return _LISTED[best.kind]
    if noun is not None:
        return noun
    if any(mention.rule == "tagger" or (mention.best is not None and mention.best.ref) for mention in named):
        return "body"
    return "unnamed"
