"""addresses: what may be asked and what may not."""

from __future__ import annotations

import pytest

from recoupe.errors import IntakeError
from recoupe.intake.addresses import is_public, web_address


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.test/x", "file:///etc/passwd", "javascript:alert(1)", "gopher://a.test", "data:text/html,x", "//a.test/x", "a.test/x", "",
        "http://", "http:///x", "https://a.test:8443/", "http://a.test:22/", "http://a.test:443/", "https://a.test:80/", "http://a.test:0/",
        "http://u:p@a.test/", "http://@a.test/", "http://a.test:99999/", "http://a.test:x/", "http://a.test\\@b.test/", "http://a test/",
        "http://a.test/\r\nX: y", "http://a.test/\x00", "http://[::1", "http://.a.test/", "http://" + "a" * 3000, "http://" + "é" * 200 + ".test/",
    ],
)  # fmt: skip
def test_refused_addresses(url: str) -> None:
    with pytest.raises(IntakeError) as caught:
        web_address(url)
    assert caught.value.code == "R106"


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://a.test", "a.test", 80, "/"),
        ("https://A.Test:443/x?y=1#z", "a.test", 443, "/x?y=1"),
        ("HTTP://a.test:80/é?q=ü", "a.test", 80, "/%C3%A9?q=%C3%BC"),
        ("http://a.test/a%20b", "a.test", 80, "/a%20b"),
        ("https://münchen.test/", "xn--mnchen-3ya.test", 443, "/"),
        ("http://[2606:4700::1]/", "2606:4700::1", 80, "/"),
    ],
)
def test_parts_of_an_address(url: str, host: str, port: int, path: str) -> None:
    address = web_address(url)
    assert (address.host, address.port, address.path) == (host, port, path)
    assert "#" not in address.url


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:4700::6810:84e5", "2a00:1450:4007::1"])
def test_public_addresses(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "203.0.113.5", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:7f00:1::", "2001:db8::1", "localhost", "", "1.2.3", "0x7f000001",
    ],
)  # fmt: skip
def test_other_addresses(ip: str) -> None:
    assert not is_public(ip)
