"""decode: every encoding a saved article comes in, and what is no text at all."""

from __future__ import annotations

import pytest

from recoupe.errors import IntakeError
from recoupe.intake.decode import decode

FRENCH = "Les blindés ont quitté la cité à l’aube, près de l’Euphrate.\r\n"
ARABIC = "انسحبت القوات من القاعدة العسكرية في شمال البلاد يوم الثلاثاء"
RUSSIAN = "Колонна военной техники покинула базу на севере страны"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (FRENCH.encode(), FRENCH, "utf-8"),
        (b"\xef\xbb\xbf" + FRENCH.encode(), FRENCH, "utf-8"),
        (FRENCH.encode("utf-16"), FRENCH, "utf-16-le"),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), FRENCH, "utf-16-be"),
        (FRENCH.encode("utf-32"), FRENCH, "utf-32-le"),
        (FRENCH.encode("utf-16-le"), FRENCH, "utf-16-le"),
        (FRENCH.encode("utf-16-be"), FRENCH, "utf-16-be"),
        (ARABIC.encode("utf-16-le"), ARABIC, "utf-16-le"),
        (RUSSIAN.encode("utf-16-be"), RUSSIAN, "utf-16-be"),
        (FRENCH.encode("cp1252"), FRENCH, "windows-1252"),
        (ARABIC.encode("cp1256"), ARABIC, "windows-1256"),
        (RUSSIAN.encode("cp1251"), RUSSIAN, "windows-1251"),
        (b"plain ascii", "plain ascii", "utf-8"),
    ],
)
def test_encoding_is_found_without_declaration(data: bytes, text: str, encoding: str) -> None:
    found = decode(data)
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("body", "codec", "declared", "encoding"),
    [
        ("Ağrı’da çatışma", "cp1254", "windows-1254", "windows-1254"),
        ("Войска ушли", "koi8-r", "KOI8-R", "koi8-r"),
        ("coûté 3 €", "iso8859-15", "iso-8859-15", "iso8859-15"),
        ("coûté 3 €", "cp1252", "iso-8859-1", "windows-1252"),
        (ARABIC, "cp1256", "windows-1256", "windows-1256"),
    ],
)
def test_declared_charset_of_the_answer_is_followed(body: str, codec: str, declared: str, encoding: str) -> None:
    found = decode(body.encode(codec), declared=declared)
    assert (found.text, found.encoding, found.notes) == (body, encoding, ())


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="windows-1254">',
        "<html><head><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1254'>",
        '<?xml version="1.0" encoding="windows-1254"?>',
    ],
)
def test_declared_charset_of_the_page_is_followed(head: str) -> None:
    text = head + "<p>Ağrı’da çatışma"
    assert decode(text.encode("cp1254")).text == text


def test_valid_utf8_wins_over_a_declaration() -> None:
    text = '<meta charset="iso-8859-1"><p>cité'
    found = decode(text.encode(), declared="windows-1256")
    assert (found.text, found.encoding) == (text, "utf-8")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "no-such-charset", "utf-7", "rot13", "\x00"])
def test_wrong_declaration_is_overruled_with_a_note(declared: str) -> None:
    found = decode(ARABIC.encode("cp1256"), declared=declared)
    assert found.text == ARABIC
    assert "declares" in found.notes[0]


def test_single_wrong_bytes_are_read_as_windows_1252_and_their_lines_named() -> None:
    data = "première ligne, déjà\nété\n".encode() + "cité".encode("cp1252") + "\nà l’est\n".encode() + b"\x93ici\x94"
    found = decode(data)
    assert found.text == "première ligne, déjà\nété\ncité\nà l’est\n“ici”"
    assert found.encoding == "utf-8+windows-1252"
    assert "3 bytes" in found.notes[0]
    assert "lines 3, 5" in found.notes[0]


def test_many_wrong_lines_are_not_all_listed() -> None:
    found = decode(("éé".encode() + b"\xe9\r\n") * 30)
    assert "10 and 20 more" in found.notes[0]


def test_bytes_without_meaning_become_the_replacement_character() -> None:
    found = decode(b"caf\xe9 \x81 fini")
    assert found.text == "café \ufffd fini"
    assert any("U+FFFD" in note for note in found.notes)


@pytest.mark.parametrize("text", ["a\r\nb\rc\nd\n\n", "\ta \u00a0b\u2028c ", "fin\x0cde page"])
def test_no_character_is_changed(text: str) -> None:
    assert decode(text.encode()).text == text


def test_few_nuls_are_replaced_one_to_one() -> None:
    found = decode(b"The convoy\x00left\nat\x00dawn")
    assert found.text == "The convoy\ufffdleft\nat\ufffddawn"
    assert "2 NUL" in found.notes[0]
    assert "lines 1, 2" in found.notes[0]


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n", "\u00a0\u2003".encode()]
)
def test_blank_input_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as caught:
        decode(data)
    assert caught.value.code == "R101"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04word/document.xml",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"\x7fELF\x02",
        b"\x1f\x8b\x08\x00",
        b"{\\rtf1 text}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(range(256)) * 4,
        b"\x00" * 20,
        b"\x00",
        b"\xff\xfe" + b"\x00\xd8" * 50,
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as caught:
        decode(data, where="file.txt")
    assert caught.value.code == "R102"


def test_larger_than_the_limit_is_refused() -> None:
    assert decode(b"12345", max_bytes=5).text == "12345"
    with pytest.raises(IntakeError) as caught:
        decode(b"123456", max_bytes=5)
    assert caught.value.code == "R105"


def test_words_that_look_like_signatures_are_text() -> None:
    for text in ("Rarely seen", "GIFts for the front", "MZ is a code", "the ftyp box", "II* corps", "PKK fighters"):
        assert decode(text.encode()).text == text
