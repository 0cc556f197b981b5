"""The form of a web address by which two retrievals of one page are known to be of one page. Never fetched, never shown instead of the url."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

_FOLLOWING = ("utm_", "at_", "mtm_", "pk_")
_FOLLOWERS = frozenset({"fbclid", "gclid", "xtor", "ref", "ref_src", "cmpid", "mc_cid", "mc_eid", "igshid", "spm", "ocid"})
"""Parameters that say where a reader came from, not what is read."""


def address_of(url: str | None) -> str | None:
    """Host, path and query without scheme, "www.", fragment and parameters that follow readers; None where it is no web address."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _FOLLOWERS and not key.lower().startswith(_FOLLOWING)
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"
