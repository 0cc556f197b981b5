"""One web page to bytes: public hosts only, checked anew at each redirect, bounded in size and time.

The connection goes to the very IP address that was checked, so a name that changes its mind between check and connection gains
nothing. No cookies, no scripts, no retries, no other page, no proxy. Never decodes text.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Protocol, cast
from urllib.parse import urljoin

import msgspec

from recoupe import __version__
from recoupe.errors import IntakeError
from recoupe.intake.addresses import WebAddress, is_public, refused, web_address
from recoupe.intake.decode import MAX_BYTES, too_large

if TYPE_CHECKING:
    from typing_extensions import Buffer

TIMEOUT = 30.0
"""Seconds for the whole fetch, redirects included."""

USER_AGENT = f"recoupe/{__version__} (reads single news articles at a person's request)"
_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_MAX_TRIED = 4
_LENGTH_DIGITS = 18


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A fetched page.

    Args:
        data: the body, decompressed.
        final_url: the address that answered.
        redirects: the addresses that pointed on to it, in order.
        headers: of the answer, names in lower case.
        retrieved: ISO date-time, as the caller gave it.
    """

    data: bytes
    final_url: str
    redirects: tuple[str, ...]
    headers: dict[str, str]
    retrieved: str


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """What an opener connects to: checked IP address and port, and the page; `deadline` in seconds of `time.monotonic`."""

    page: WebAddress
    ip: str
    port: int
    deadline: float


class Answer(Protocol):
    """What an opener returns, the part of http.client.HTTPResponse that is used."""

    status: int

    def getheaders(self) -> list[tuple[str, str]]:
        """The headers."""

    def read(self, amt: int, /) -> bytes:
        """Up to `amt` bytes of the body, empty at its end."""

    def close(self) -> None:
        """End the connection."""


Resolver = Callable[[str, int], list[str]]
Opener = Callable[[Target], Answer]


def fetch(
    url: str,
    *,
    now: str,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    resolver: Resolver | None = None,
    opener: Opener | None = None,
) -> Fetched:
    """Get one page; `now` is stored as `retrieved`, `timeout` is in seconds for everything but the resolver's own.

    Raises IntakeError R105 (larger than `max_bytes`), R106 (refused address, also after a redirect), R107 (no good answer).
    """
    deadline = time.monotonic() + timeout
    redirects: list[str] = []
    while True:
        page = web_address(url)
        answer = _answer(page, public_addresses(page, resolver or resolve), deadline, opener or open_target)
        try:
            headers = {name.lower(): value for name, value in answer.getheaders()}
            if answer.status not in _REDIRECTS or "location" not in headers:
                data = _body(answer, headers, page, max_bytes, deadline)
                return Fetched(data=data, final_url=page.url, redirects=tuple(redirects), headers=headers, retrieved=now)
        finally:
            answer.close()
        redirects.append(page.url)
        if len(redirects) > _MAX_REDIRECTS:
            raise _failed(page, f"it redirects more than {_MAX_REDIRECTS} times")
        url = _next_url(page, headers["location"])


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system resolves it. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_addresses(page: WebAddress, resolver: Resolver) -> list[str]:
    """The IP addresses of the page's host. Raises IntakeError R106 if any one of them is not public, R107 if there is none."""
    try:
        found = resolver(page.host, page.port)
    except (OSError, UnicodeError) as err:
        raise _failed(page, f"its host is not found ({err})") from err
    if not found:
        raise _failed(page, "its host is not found")
    if not all(map(is_public, found)):
        raise refused(page.url, "its host is not on the public internet")
    return found


def open_target(target: Target) -> Answer:
    """Ask the IP address of `target` for its page, with the page's own Host and TLS name. Raises OSError, HTTPException."""
    connection = http.client.HTTPConnection(target.page.host, target.page.port)
    sock: socket.socket = socket.create_connection((target.ip, target.port), timeout=_left(target.deadline))
    try:
        if target.page.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=target.page.host)
        connection.sock = cast("socket.socket", _TimedSocket(sock, target.deadline))
        headers = {
            "User-Agent": USER_AGENT,
            "Accept": "text/html,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        connection.request("GET", target.page.path, headers=headers)
        return connection.getresponse()
    finally:
        sock.close()  # the answer keeps its own hold on it until it is read


class _TimedSocket:
    """The part of a socket that http.client uses, each wait of which ends at one deadline.

    A server that sends a byte a second must not hold us.
    """

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._deadline))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> IO[bytes]:
        return io.BufferedReader(_TimedReader(self._sock, self._deadline))

    def close(self) -> None:
        self._sock.close()


class _TimedReader(io.RawIOBase):
    """The reading side. It keeps the socket open until it is closed itself."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int | None:
        self._sock.settimeout(_left(self._deadline))
        return self._raw.readinto(cast("memoryview", buffer))

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(deadline: float) -> float:
    """Seconds until the deadline. Raises TimeoutError when it is past."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is up")
    return left


def _answer(page: WebAddress, ips: list[str], deadline: float, opener: Opener) -> Answer:
    """The answer of the first of the checked IP addresses that gives one."""
    why: Exception | None = None
    for ip in ips[:_MAX_TRIED]:
        try:
            return opener(Target(page=page, ip=ip, port=page.port, deadline=deadline))
        except (OSError, http.client.HTTPException, ValueError) as err:
            why = err
    raise _failed(page, f"there is no answer ({why})") from why


def _body(answer: Answer, headers: dict[str, str], page: WebAddress, max_bytes: int, deadline: float) -> bytes:
    """The whole body, decompressed, within the limits of size and time."""
    if not 200 <= answer.status < 300:
        raise _failed(page, f"the server answers with status {answer.status}")
    length = headers.get("content-length", "")
    expected = int(length) if length.isdecimal() and len(length) <= _LENGTH_DIGITS else None
    if expected is not None and expected > max_bytes:
        raise too_large(expected, max_bytes, page.url)
    inflate = _inflater(headers.get("content-encoding", ""), page)
    pieces, size, received = [], 0, 0
    try:
        while chunk := answer.read(_CHUNK):
            _left(deadline)
            received += len(chunk)
            piece = inflate.decompress(chunk, max_bytes + 1 - size) if inflate else chunk
            pieces.append(piece)
            size += len(piece)
            if size > max_bytes:
                raise too_large(None, max_bytes, page.url)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as err:
        raise _failed(page, f"the answer broke off ({err})") from err
    if (expected is not None and received < expected) or (inflate and received and not inflate.eof):
        raise _failed(page, f"the answer broke off after {received} bytes")
    return b"".join(pieces)


class _Inflate(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _inflater(coding: str, page: WebAddress) -> _Inflate | None:
    """What undoes the answer's compression, if a server compresses though it was asked not to."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return None
    if name not in ("gzip", "x-gzip", "deflate"):
        raise _failed(page, f"the answer is compressed in a way that was not asked for ({name[:40]})")
    return zlib.decompressobj(zlib.MAX_WBITS | 32)


def _next_url(page: WebAddress, location: str) -> str:
    try:
        return urljoin(page.url, location.strip())
    except ValueError as err:
        raise refused(location, "the page redirects to a malformed address") from err


def _failed(page: WebAddress, why: str) -> IntakeError:
    return IntakeError(
        "R107", f"the page could not be fetched: {why}.", where=page.url, remedy="Save the page and give the file."
    )
