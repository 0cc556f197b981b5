"""One joined claim in, its edges out: one for each pair of fillers of its two ends, and the aim that an intended deed shows. Merges nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from recoupe.knowledge.labels import required_roles
from recoupe.model.record import Claim, Record, Role
from recoupe.model.spans import Anchor
from recoupe.model.vocabulary import family, is_ascribed
from recoupe.situation.ends import CONTROL_TARGET, ENDS, GROUP_SOURCE
from recoupe.situation.joins import Joined, filled, kind_of
from recoupe.situation.model import Edge, EdgeKind
from recoupe.situation.nodes import Nodes
from recoupe.situation.voices import is_own, voice_name

_INTENDED: frozenset[EdgeKind] = frozenset({"moves", "is_at", "acts_on"})
"""Kinds of deeds: where one is intended, who would do it has that aim."""
_TELLING: frozenset[EdgeKind] = frozenset({"aims", "threatens", "decides", "demands"})
"""Kinds whose content is told by their own edge: no further aim is drawn from it."""
_SAID = 3
"""Most claims whose words stand for what somebody says, where the record gives no content."""


class Drawer:
    """Draws the edges of one record's claims; `many` where several articles make one situation."""

    def __init__(self, record: Record, nodes: Nodes, *, many: bool) -> None:
        self.record = record
        self.nodes = nodes
        self.many = many
        self.claims = {claim.id: claim for claim in record.claims}

    def edges_of(self, each: Joined) -> tuple[list[Edge], str]:
        """The edges of one claim, with the reason where there is none."""
        claim = each.claim
        kind = kind_of(claim)
        if kind is None:
            return [], f"a claim of type {claim.type} draws no edge"
        sources = filled(claim, GROUP_SOURCE if family(claim.type) == "GROUP" else ENDS[kind].source)
        targets = [role for role in filled(claim, ENDS[kind].target) if role not in sources]
        if family(claim.type) == "CONTROL" and not targets:
            targets = filled(claim, CONTROL_TARGET)
        mutual = kind == "acts_on" and not targets and len(sources) > 1
        if mutual:
            sources, targets = sources[:1], sources[1:]
        common = self._common(each, kind, [*sources, *targets])
        if not (sources or targets or common.content or common.ends):
            return [], "the text names none of its ends"
        source_ids = self._ids(claim, sources)
        target_ids = self._ids(claim, targets)
        if kind == "is_at" and target_ids == [None] and common.at:
            target_ids = [*common.at]
        if family(claim.type) == "GROUP" and target_ids == [None]:
            return [], "a group's change without a place says of nobody where he is"
        if family(claim.type) == "GROUP" and claim.status.occurrence == "intended":
            aim = self._aim(claim, kind, common, sources)
            return aim, "" if aim else "a group's change that is only intended is told by the aim"
        pointing = self._pointing([*sources, *targets, *(role for role in claim.roles if role.role == "agent")])
        pairs = [(source, target) for source in source_ids for target in target_ids]
        drawn = [
            msgspec.structs.replace(common, source=source, target=target, mutual=mutual, pointing=pointing)
            for source, target in pairs
        ]
        return drawn + self._aim(claim, kind, drawn[0], sources), ""

    def _ids(self, claim: Claim, roles: Sequence[Role]) -> list[str | None]:
        return list(dict.fromkeys(self.nodes.of_role(self.record, role, claim) for role in roles)) or [None]

    def _pointing(self, roles: Sequence[Role]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words for role in roles if (words := self.nodes.pointing(self.record, role))))

    def _common(self, each: Joined, kind: EdgeKind, ends: Sequence[Role]) -> Edge:
        """Everything of the claim's edges but their two ends."""
        claim, roles = each.claim, ENDS[kind]
        used = {role.role for role in ends}
        free = [role for role in claim.roles if role.role not in used]
        agents = [role for role in free if role.role == "agent" or (family(claim.type) == "GROUP" and role.role == "actor")]
        content = _words(filled(claim, tuple(name for name in roles.content if name not in used)))
        what = _words(filled(claim, tuple(name for name in roles.what if name not in used)))
        time = claim.time
        have = {role.role for role in claim.roles} | ({"time"} if time else set()) | ({"place"} if claim.place else set())
        document = self.record.document.id
        spans = [claim.span, *(self.claims[one].span for one in each.swallowed)]
        return Edge(
            id="",
            kind=kind,
            type=claim.type,
            source=None,
            target=None,
            label=claim.trigger.text,
            occurrence=claim.status.occurrence,
            attribution=claim.status.attribution,
            ascribed=is_ascribed(claim.status.attribution, claim.type) or self._laid_by_article(claim, kind),
            voices=tuple(voice_name(self.record, voice, tell_apart=self.many) for voice in claim.voices),
            claims=(claim.id, *each.swallowed),
            documents=(document,),
            agent=self.nodes.of_role(self.record, agents[0], claim) if agents else None,
            from_=self._places(claim, "origin"),
            via=self._places(claim, "via"),
            to=self._places(claim, "destination"),
            at=() if "place" in used else self._places(claim, "place"),
            what=what or None,
            content=content or (self._said_by(claim) if kind == "says" else None) or None,
            deadline=time.text if time and claim.type == "DEADLINE" else None,
            time=time.text if time else None,
            value=time.value if time else None,
            figures=tuple(dict.fromkeys([each.text for each in claim.quantities] + [each.text for each in claim.losses])),
            loaded=tuple(dict.fromkeys(each.text for each in claim.loaded)),
            missing=tuple(need for need in required_roles(claim.type) if not have & set(need.split("|"))),
            characters=tuple(f"{document}#{span.start}-{span.end}" for span in spans),
        )

    def _places(self, claim: Claim, name: str) -> tuple[str, ...]:
        """Nodes of the roles of that name; for `place` the claim's own place where no role says it, not one that it shares with another."""
        found = [self.nodes.of_role(self.record, role, claim) for role in claim.roles if role.role == name]
        own = claim.place if claim.place is not None and claim.place.by in {"role", "own"} else None
        mention = self.nodes.mention(self.record, own.mention) if own is not None and name == "place" and not found else None
        if mention is not None and not any(
            role.mention == mention.id or role.start <= mention.start < role.end for role in claim.roles
        ):
            found = [self.nodes.of_mention(self.record, mention)]
        return tuple(dict.fromkeys(found))

    def _told_by(self, claim: Claim) -> bool:
        """Whether a law, threat, decision or aim tells of the claim as its content: by the record, or by its characters."""
        for other in self.record.claims:
            if other.id != claim.id and kind_of(other) in _TELLING:
                if any(role.start < claim.trigger.end and claim.trigger.start < role.end for role in filled(other, ("content",))):
                    return True
        parent = self.claims.get(claim.content_of or "")
        while parent is not None:
            if kind_of(parent) in _TELLING:
                return True
            parent = self.claims.get(parent.content_of or "")
        return False

    def _laid_by_article(self, claim: Claim, kind: EdgeKind) -> bool:
        """An intended deed that nobody declares: the article alone says that it is intended."""
        alone = all(is_own(voice) for voice in claim.voices)
        return claim.status.occurrence == "intended" and kind in _INTENDED and alone and not self._told_by(claim)

    def _aim(self, claim: Claim, kind: EdgeKind, edge: Edge, sources: Sequence[Role]) -> list[Edge]:
        """The aim of whoever would do an intended deed, its words as content; none where another edge tells that aim.

        Only a doer taken over from the verb above has it: "the guards' stay" that somebody wants to end is no aim of the guards.
        """
        holder = edge.agent or (edge.source if any(role.inherited_from for role in sources) else None)
        if claim.status.occurrence != "intended" or kind not in _INTENDED or holder is None or self._told_by(claim):
            return []
        words = _in_order(
            [claim.trigger, *(role for role in claim.roles if role.start > claim.trigger.start and not role.inherited_from)]
        )
        return [
            msgspec.structs.replace(
                edge, kind="aims", source=holder, target=None, agent=None, from_=(), via=(), to=(), at=(), what=None, content=words,
                mutual=False,
            )
        ]  # fmt: skip

    def _said_by(self, claim: Claim) -> str:
        """The words of the claims that this verb of speech hands to its speaker, where the record gives it no content."""
        said = [each for each in self.record.claims if each.id != claim.id and _cued_by(each, claim)]
        ids = {each.id for each in said}
        first = [each for each in said if each.content_of not in ids]
        words = [_in_order([each.trigger, *each.roles]) for each in first[:_SAID]]
        return " ; ".join(words) + (" …" if len(first) > _SAID else "")


def _cued_by(claim: Claim, speech: Claim) -> bool:
    """Whether the innermost voice of a claim stands on the trigger of a claim of speech."""
    cue = claim.voices[-1].cue if claim.voices else None
    return cue is not None and cue.start < speech.trigger.end and speech.trigger.start < cue.end


def _words(roles: Sequence[Role]) -> str:
    return " · ".join(role.text for role in roles if any(char.isalnum() for char in role.text))


def _in_order(pieces: Sequence[Anchor | Role]) -> str:
    """Anchored words in the order of the text, an ellipsis where characters between them are left out."""
    kept: list[Anchor | Role] = []
    for piece in sorted(pieces, key=lambda one: (one.start, -one.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    out = kept[0].text if kept else ""
    for one, other in pairwise(kept):
        out += (" " if other.start - one.end <= 1 else " … ") + other.text
    return out
