"""The card of an outlet that has none, from what its page says of itself. Adds nothing: what the page does not say stays unknown."""

from __future__ import annotations

from recoupe.knowledge.outlets.hosts import host_of
from recoupe.knowledge.outlets.model import Outlet
from recoupe.text.words import folded_words


def from_page(name: str | None, address: str | None, lang: str | None) -> Outlet | None:
    """A card marked `made_from="page"`.

    Args:
        name: what the page calls its publisher.
        address: the page's address.
        lang: language of the page (ISO 639-1).

    None where there is neither a name nor a host.
    """
    name, host = " ".join((name or "").split()), host_of(address or "")
    if not name and not host:
        return None
    slug = host.replace(".", "-") or "-".join(word for word in folded_words(name) if word.isascii()) or "unnamed"
    return Outlet(
        id=f"page-{slug}",
        name=name or host,
        languages=(lang,) if lang else (),
        domains=(host,) if host else (),
        made_from="page",
    )
