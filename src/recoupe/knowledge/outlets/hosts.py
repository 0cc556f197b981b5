"""The host of an address, in one form. Reads addresses as text only; must never fetch one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_LONGEST = 2_000


def host_of(address: str) -> str:
    """The host of an address or of a bare domain: lower case, ASCII, without port and leading "www."; empty where there is none."""
    address = address.strip()[:_LONGEST]
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
        host = host.rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        return ""
    host = host.removeprefix("www.")
    return host if HOST.fullmatch(host) else ""
