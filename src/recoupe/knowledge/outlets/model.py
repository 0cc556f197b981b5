"""What a card says of an outlet. Holds facts and their sources; must never hold a political camp or a mark for trust."""

from __future__ import annotations

from typing import Literal

import msgspec

MadeFrom = Literal["card", "page"]
How = Literal["name", "abbreviation", "domain"]

KINDS = ("agency", "newspaper", "broadcaster", "site", "ngo_media", "fact_checker", "state_body", "blog")
AFFILIATIONS = ("state", "state-funded editorially separate", "party", "private", "public", "ngo", "unknown")
UNKNOWN = "unknown"


class OutletName(msgspec.Struct, frozen=True):
    """One more name. `lang` is an ISO 639 code, empty where the name belongs to no language; `short`: an abbreviation."""

    form: str
    lang: str = ""
    short: bool = False


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet or agency.

    Args:
        id: ASCII slug; where the who's-who has the outlet, its id there.
        name: the usual name.
        names: other names, as the row gives them.
        listed_names: the forms under which the who's-who recognises it in a text; empty where that has it not.
        kind: one of `KINDS`; "unknown" on a card made from a page.
        languages: ISO 639 codes of what it publishes; empty: unknown.
        country: ISO 3166-1 alpha-2 of where it is made; empty: unknown.
        place: town of its seat; empty: unknown.
        owner: who owns it according to `sources`; empty: unknown.
        affiliation: one of `AFFILIATIONS`, according to `sources`.
        sources: what was opened for owner and affiliation, as addresses or owner/repository/path@commit; empty: none.
        licences: their licences, one for each source or one for all.
        domains: its hosts, lower case, without "www.".
        carries: ids of agencies whose texts it usually carries, if a source says so.
        furniture: how its texts are credited by others ("(Reuters)", "avec AFP").
        unverified: fields that are filled and that no opened source confirmed.
        note: one remark.
        made_from: "card": a row of the shipped files; "page": what a page says of itself.
        where: file and line of the row; empty on a card made from a page.
    """

    id: str
    name: str
    names: tuple[OutletName, ...] = ()
    listed_names: tuple[str, ...] = ()
    kind: str = UNKNOWN
    languages: tuple[str, ...] = ()
    country: str = ""
    place: str = ""
    owner: str = ""
    affiliation: str = UNKNOWN
    sources: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    note: str = ""
    made_from: MadeFrom = "card"
    where: str = ""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A card that was looked up: by what (`how`), and the name or host of the card that was met (`on`)."""

    card: Outlet
    how: How
    on: str
