"""What a person ruled: append-only, signed with a name, chained by hash, reversible by a later one."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from recoupe.model.ids import decision_hash

Target = Literal["claim", "reading", "episode", "outlet", "document", "part"]
FIRST = "0" * 64
"""What the first decision of an archive names as the one before."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One ruling. Nothing is ever erased: a later decision on the same field takes an earlier one back.

    Args:
        number: 1, 2, 3 ... without a gap.
        at: ISO date-time in UTC when the person ruled.
        who: the person, as they sign.
        target: kind of what is ruled on.
        ref: its id: "DOCUMENT#CLAIM", "DOCUMENT#MENTION", an outlet's id; for a pair of claims "DOCUMENT#CLAIM DOCUMENT#CLAIM" in order.
        field: what of it: "verdict", "type", "role:agent", "same", "camp:CONFLICT", "admiralty:reliability"...
        before, after: values as JSON; `after` None takes the earlier decision back.
        why: the person's reason, may be empty.
        made_by: version of recoupe.
        previous: hash of the decision before, `FIRST` for the first.
        hash: of all of the above.
    """

    number: int
    at: str
    who: str
    target: Target
    ref: str
    field: str
    before: Any
    after: Any
    why: str
    made_by: str
    previous: str
    hash: str = ""

    def sealed(self) -> Decision:
        """The decision with its hash."""
        return msgspec.structs.replace(self, hash=self.expected_hash())

    def expected_hash(self) -> str:
        """The hash that the other fields give."""
        body = {name: value for name, value in msgspec.structs.asdict(self).items() if name not in {"hash", "previous"}}
        return decision_hash(self.previous, msgspec.json.encode(body, order="sorted"))
