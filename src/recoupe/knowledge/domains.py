"""What a text may be about when it is not about a conflict, as lists of words (`domains.toml`). Holds them; never weighs a text."""

from __future__ import annotations

import msgspec


class Domain(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a text may be about when it is not about a conflict. Words in lower case; a trailing * takes every word that begins so.

    `invented`: what is told there is a story, a game, an example, an exercise, whoever acts in it.
    """

    id: str
    label: str
    words: tuple[str, ...]
    invented: bool = False


class Domains(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`domains.toml`: other domains, the words of conflict as their counterweight, pronouns that mean anybody ("on", "you"), and how a newspaper heads what it takes back.

    `corrections`: headings, alone or before a colon or dash; `correction` is how a text under one is called.
    """

    conflict: tuple[str, ...]
    anybody: tuple[str, ...]
    domain: tuple[Domain, ...]
    corrections: tuple[str, ...] = ()
    correction: str = ""
