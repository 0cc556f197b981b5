"""fetch: limits, redirects and checked addresses, against fakes and against a server of this process."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import msgspec
import pytest

from recoupe.errors import IntakeError
from recoupe.intake.fetch import Answer, Fetched, Target, fetch, open_target

PUBLIC = "93.184.216.34"
NOW = "2021-03-12T10:00:00Z"


class Canned:
    """An answer that needs no connection."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.status, self._headers, self._body, self.closed = status, headers, body, False

    def getheaders(self) -> list[tuple[str, str]]:
        return list(self._headers.items())

    def read(self, amt: int, /) -> bytes:
        piece, self._body = self._body[:amt], self._body[amt:]
        return piece

    def close(self) -> None:
        self.closed = True


class Web:
    """Canned answers by address, and a list of the targets asked."""

    def __init__(self, pages: dict[str, Canned], hosts: dict[str, list[str]] | None = None) -> None:
        self.pages, self.hosts = pages, hosts or {}
        self.asked: list[Target] = []

    def resolve(self, host: str, port: int) -> list[str]:
        assert port in (80, 443)
        return self.hosts.get(host, [PUBLIC])

    def open(self, target: Target) -> Answer:
        self.asked.append(target)
        return self.pages[target.page.url]

    def fetch(self, url: str, max_bytes: int = 1000) -> Fetched:
        return fetch(url, now=NOW, max_bytes=max_bytes, resolver=self.resolve, opener=self.open)


def code_of(web: Web, url: str) -> str:
    with pytest.raises(IntakeError) as caught:
        web.fetch(url)
    return caught.value.code


def test_a_page() -> None:
    page = Canned(200, {"Content-Type": "text/html"}, b"<p>x")
    web = Web({"https://a.test/1": page})
    assert web.fetch("https://a.test/1#top") == Fetched(
        data=b"<p>x", final_url="https://a.test/1", redirects=(), headers={"content-type": "text/html"}, retrieved=NOW
    )
    assert (web.asked[0].ip, web.asked[0].port) == (PUBLIC, 443)
    assert page.closed


def test_redirects_are_followed_and_listed() -> None:
    web = Web({
        "http://a.test/1": Canned(301, {"Location": "/2"}),
        "http://a.test/2": Canned(302, {"Location": "https://b.test/3"}),
        "https://b.test/3": Canned(200, {}, b"x"),
    })  # fmt: skip
    found = web.fetch("http://a.test/1")
    assert (found.final_url, found.redirects) == ("https://b.test/3", ("http://a.test/1", "http://a.test/2"))


@pytest.mark.parametrize(
    "location",
    [
        "http://inside.test/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        "http://a.test:8080/",
        "http://[::1]/",
        "//u@a.test/",
        "http://[bad",
    ],
)
def test_each_redirect_is_checked_anew(location: str) -> None:
    hosts = {"inside.test": ["10.0.0.7"], "127.0.0.1": ["127.0.0.1"], "::1": ["::1"]}
    web = Web({"http://a.test/": Canned(302, {"Location": location})}, hosts)
    assert code_of(web, "http://a.test/") == "R106"
    assert len(web.asked) == 1


def test_five_redirects_and_no_more() -> None:
    pages = {f"http://a.test/{nth}": Canned(302, {"Location": f"/{nth + 1}"}) for nth in range(9)}
    web = Web({**pages, "http://a.test/5": Canned(200, {}, b"x")})
    assert len(web.fetch("http://a.test/0").redirects) == 5
    assert code_of(Web(pages), "http://a.test/0") == "R107"


@pytest.mark.parametrize(
    "ips", [["10.0.0.1"], [PUBLIC, "127.0.0.1"], ["::ffff:10.0.0.1"], ["169.254.169.254"], ["not an address"]]
)
def test_a_host_with_any_address_that_is_not_public_is_never_asked(ips: list[str]) -> None:
    web = Web({"http://a.test/": Canned(200, {}, b"x")}, {"a.test": ips})
    assert code_of(web, "http://a.test/") == "R106"
    assert not web.asked


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    web = Web({"http://a.test/": Canned(200, {}, b"x")})
    fetch("http://a.test/", now=NOW, resolver=lambda _host, _port: next(answers), opener=web.open)
    assert [target.ip for target in web.asked] == [PUBLIC]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Canned(404, {}, b"no"), "R107"),
        (Canned(500, {}), "R107"),
        (Canned(304, {}), "R107"),
        (Canned(302, {}), "R107"),
        (Canned(200, {"Content-Length": "1001"}), "R105"),
        (Canned(200, {"Content-Length": "9" * 5000}, b"x" * 1001), "R105"),
        (Canned(200, {}, b"x" * 1001), "R105"),
        (Canned(200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000)), "R105"),
        (Canned(200, {"Content-Encoding": "gzip"}, b"no gzip"), "R107"),
        (Canned(200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 500)[:-4]), "R107"),
        (Canned(200, {"Content-Length": "10"}, b"x" * 9), "R107"),
        (Canned(200, {"Content-Encoding": "br"}, b"x"), "R107"),
    ],
)
def test_answers_that_are_refused(answer: Canned, code: str) -> None:
    assert code_of(Web({"http://a.test/": answer}), "http://a.test/") == code
    assert answer.closed


@pytest.mark.parametrize(
    ("coding", "body"), [("gzip", gzip.compress(b"text")), ("deflate", zlib.compress(b"text")), ("identity", b"text")]
)
def test_compression_is_undone(coding: str, body: bytes) -> None:
    assert Web({"http://a.test/": Canned(200, {"Content-Encoding": coding}, body)}).fetch("http://a.test/").data == b"text"


def test_a_host_that_is_not_found() -> None:
    def none(_host: str, _port: int) -> list[str]:
        raise OSError("no such host")

    for resolver in (none, lambda _host, _port: []):
        with pytest.raises(IntakeError) as caught:
            fetch("http://a.test/", now=NOW, resolver=resolver)
        assert caught.value.code == "R107"


def test_the_next_checked_address_is_tried() -> None:
    def opener(target: Target) -> Answer:
        if target.ip == PUBLIC:
            raise OSError("unreachable")
        return Canned(200, {}, target.ip.encode())

    found = fetch("http://a.test/", now=NOW, resolver=lambda _host, _port: [PUBLIC, "8.8.8.8"], opener=opener)
    assert found.data == b"8.8.8.8"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/kept":
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"kept")
            return
        self.send_header("Content-Length", "9") if self.path == "/short" else self.send_header("Connection", "close")
        if self.path == "/slow-headers":
            for _ in range(20):
                self._drip(b"X: y\r\n")
        self.end_headers()
        if self.path == "/slow":
            for _ in range(20):
                self._drip(b"x")
        elif self.path == "/short":
            self.wfile.write(b"short")
            self.close_connection = True
        elif self.path == "/slow-headers":
            self.close_connection = True
        elif self.path == "/endless":
            while self._drip(b"x" * 65_536, 0):
                pass
        else:
            self.wfile.write(f"{self.headers['Host']} {self.headers['User-Agent']} {self.headers['Cookie']}".encode())

    def _drip(self, data: bytes, pause: float = 0.1) -> bool:
        try:
            self.wfile.write(data)
        except OSError:
            return False
        time.sleep(pause)
        return True

    def end_headers(self) -> None:
        try:
            super().end_headers()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        del format, args


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def local(path: str, port: int, *, max_bytes: int = 1_000_000, timeout: float = 10.0, scheme: str = "http") -> Fetched:
    """Fetch from the server of this process: the name resolves to a public address, the opener goes to the local one."""

    def opener(target: Target) -> Answer:
        return open_target(msgspec.structs.replace(target, ip="127.0.0.1", port=port))

    return fetch(
        f"{scheme}://a.test{path}", now=NOW, max_bytes=max_bytes, timeout=timeout, resolver=lambda _h, _p: [PUBLIC], opener=opener
    )


def test_a_real_answer_with_the_host_of_the_address_and_an_honest_agent(port: int) -> None:
    host, agent, *_, cookie = local("/", port).data.decode().split(" ")
    assert (host, cookie) == ("a.test", "None")
    assert agent.startswith("recoupe/")


@pytest.mark.parametrize("path", ["/slow", "/slow-headers"])
def test_the_time_limit_holds_against_a_dripping_server(port: int, path: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(IntakeError) as caught:
        local(path, port, timeout=0.4)
    assert caught.value.code == "R107"
    assert time.perf_counter() - begun < 1.5


def test_the_size_limit_holds_against_an_endless_answer(port: int) -> None:
    with pytest.raises(IntakeError) as caught:
        local("/endless", port, max_bytes=200_000)
    assert caught.value.code == "R105"


def test_a_connection_that_the_server_keeps_open(port: int) -> None:
    assert local("/kept", port).data == b"kept"


def test_an_answer_that_breaks_off_is_no_page(port: int) -> None:
    with pytest.raises(IntakeError) as caught:
        local("/short", port)
    assert caught.value.code == "R107"


def test_a_server_without_tls_is_no_https_server(port: int) -> None:
    with pytest.raises(IntakeError) as caught:
        local("/", port, scheme="https")
    assert caught.value.code == "R107"


def test_nobody_there(port: int) -> None:
    del port
    with pytest.raises(IntakeError) as caught:
        local("/", 9)
    assert caught.value.code == "R107"


def test_loopback_cannot_be_fetched(port: int) -> None:
    with pytest.raises(IntakeError) as caught:
        fetch(f"http://127.0.0.1:{port}/", now=NOW)
    assert caught.value.code == "R106"
    with pytest.raises(IntakeError) as caught:
        fetch("http://127.0.0.1/", now=NOW)
    assert caught.value.code == "R106"
