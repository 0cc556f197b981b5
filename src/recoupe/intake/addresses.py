"""Which web addresses may be asked: public http and https only. Judges and splits addresses; never resolves or connects."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urlsplit

import msgspec

from recoupe.errors import IntakeError

_PORTS = {"http": 80, "https": 443}
_LONGEST = 2_048
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE = "/?&=%:@!$'()*+,;~-._[]"
_EMBEDDING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10")))
"""IPv6 ranges that carry an IPv4 address or stay on a site: what lies behind them cannot be judged."""


class WebAddress(msgspec.Struct, frozen=True, kw_only=True):
    """An address that may be asked once its host's IP addresses are found public.

    Args:
        url: the address without fragment.
        scheme: "http" or "https".
        host: name or IP address, ASCII, without brackets.
        port: 80 or 443.
        path: path and query, percent-encoded.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str


def web_address(url: str) -> WebAddress:
    """The parts of `url`. Raises IntakeError R106 for another scheme or port, a user name, blanks, or no host."""
    if len(url) > _LONGEST or _FORBIDDEN.search(url):
        raise refused(url, "it is too long or has blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as err:
        raise refused(url, "it is malformed") from err
    if parts.scheme not in _PORTS:
        raise refused(url, "only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise refused(url, "it carries a user name")
    if port not in (None, _PORTS[parts.scheme]):
        raise refused(url, f"port {port} is not the usual one")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return WebAddress(
        url=url.partition("#")[0], scheme=parts.scheme, host=_ascii_host(host, url), port=_PORTS[parts.scheme], path=path
    )


def refused(url: str, why: str) -> IntakeError:
    """The error R106 for `url`."""
    return IntakeError("R106", f"the address is refused: {why}.", where=url[:200], remedy="Give a public http or https address.")


def is_public(address: str) -> bool:
    """Whether an IP address, in digits, is one of the public internet, and plainly so: no mapping, no tunnel, no multicast."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped is not None or ip.scope_id or any(ip in net for net in _EMBEDDING)
    ):
        return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_private or ip.is_unspecified
    )


def _ascii_host(host: str, url: str) -> str:
    if not host or host.endswith("..") or host.startswith("."):
        raise refused(url, "it names no host")
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as err:
        raise refused(url, "its host is no valid name") from err
