"""Why a claim reads as it does: what `recoupe show` and the page say of it. Computed on demand from the text; never stored in a record.

Sentences are English, as in the record; `recoupe.knowledge.reasons` words them in the language of the interface. Offsets count code points.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.model.record import Cue, Loaded, Loss, Voice
from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import Construction

Reach = Literal["own_voice", "itself"] | Construction
"""What makes a voice: nobody (the article), the claim's own speech verb, or a construction whose content it is."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step between two words of a sentence: to `word`, over `relation` (recoupe's own names), up to its head or down to a dependent."""

    word: Anchor
    relation: str
    way: Literal["up", "down"]
    marker: str = ""


class RoleReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why these characters fill this role: the slot of the frame and the path from the trigger; `inherited` says over what it was taken."""

    role: str
    words: Anchor
    slot: str
    path: tuple[Step, ...]
    inherited: str = ""


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """One demand of the frame or of the claim type: roles of which one must be there, and the one that is; None where none is."""

    roles: tuple[str, ...]
    met_by: str | None
    of: Literal["frame", "type"]


class VoiceReason(msgspec.Struct, frozen=True, kw_only=True):
    """Why this voice carries the claim: the construction, the frame that makes it if one does, and the stretch that it carries."""

    voice: Voice
    by: Reach
    rule: str = ""
    content: Span | None = None


class Circumstance(msgspec.Struct, frozen=True, kw_only=True):
    """Why this time or place belongs to the claim: as a role, or by its path to the trigger."""

    words: Anchor
    by: Literal["role", "path"]
    path: tuple[Step, ...] = ()


class NearMiss(msgspec.Struct, frozen=True, kw_only=True):
    """Another frame that knows the same trigger and did not make the claim; `why` says what spoke against it."""

    rule: str
    type: str
    why: str


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that made one claim. `where` is file and line of the frame, `entry` the frame's words that the trigger is.

    `nature_by` says what made it a report, an opinion, a prediction, a call: its type, its frame, or the words around it.
    """

    claim: str
    number: int
    rule: str
    where: str
    entry: str
    trigger: Anchor
    sentence: Span
    roles: tuple[RoleReason, ...]
    needs: tuple[Need, ...]
    nature: str
    nature_by: Literal["type", "frame", "words"]
    occurrence: str
    cues: tuple[Cue, ...]
    voices: tuple[VoiceReason, ...]
    time: Circumstance | None
    place: Circumstance | None
    losses: tuple[Loss, ...]
    loaded: tuple[Loaded, ...]
    near: tuple[NearMiss, ...]
