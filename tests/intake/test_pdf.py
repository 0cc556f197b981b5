"""pdf: text of each page with its page, heads and feet apart; what has no text, is locked or broken is refused in words."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from recoupe.errors import IntakeError
from recoupe.intake.documents import read_bytes


def pdf(*pages: list[str], password: str | None = None) -> bytes:
    """A PDF file with these lines on its pages, written by hand: one font, one line under the other."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        drawn = b" T* ".join(b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 60 780 Td " + drawn + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(
        b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % each for each in offsets)
    )
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    if password is None:
        return out.getvalue()
    writer, locked = PdfWriter(clone_from=PdfReader(out)), io.BytesIO()
    writer.encrypt(password, algorithm="RC4-128")
    writer.write(locked)
    return locked.getvalue()


FIRST = [
    "La Gazette du Liman 1",
    "Un convoi de soixante véhicules a quitté la base de",
    "Tiraspol mardi soir, selon un douanier du poste de",
    "Bendery.",
    "",
]
SECOND = [
    "La Gazette du Liman 2",
    "Les camions ont pris la route du nord-ouest, dit la",
    "police. Aucun cha-",
    "uffeur n'a parlé aux journalistes dans le nord-",
    "ouest.",
]
THIRD = ["La Gazette du Liman 3", "Le ministère dément."]


def test_blocks_know_their_page_and_running_heads_are_furniture() -> None:
    document = read_bytes(pdf(FIRST, SECOND, THIRD), name="gazette.pdf")
    assert document.linearisation == "pdf/1"
    assert document.lang == "fr"
    heads = [block for block in document.blocks if block.inside]
    assert [block.path for block in heads] == ["page 1", "page 2", "page 3"]
    assert all("Gazette" in block.span.of(document.text) for block in heads)


def test_words_broken_over_lines_are_joined_and_compounds_keep_their_hyphen() -> None:
    document = read_bytes(pdf(FIRST, SECOND, THIRD))
    assert "chauffeur" in document.text
    assert document.text.count("nord-ouest") == 2
    assert document.notes == ("2 words broken over two lines were joined.",)


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdf([]), "R108"), (pdf(FIRST, password="secret"), "R111"), (b"%PDF-1.7\nnothing", "R112"), (pdf(FIRST)[:200], "R112")],
    ids=["a scan", "locked", "no PDF", "cut off"],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, name="a.pdf")
    assert caught.value.code == code
    assert caught.value.remedy


def test_the_day_the_file_was_made_is_no_day_of_publication() -> None:
    assert read_bytes(pdf(FIRST)).published is None
