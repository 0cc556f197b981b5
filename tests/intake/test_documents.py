"""documents: any input becomes a Document or an IntakeError, and what a person says goes before what the page says."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from recoupe.errors import IntakeError
from recoupe.intake.documents import Given, list_folder, read_bytes, read_fetched, read_path, read_stream
from recoupe.intake.fetch import Fetched
from recoupe.model.document import Document

HTML = (
    '<html lang="en"><head><title>A convoy leaves</title><meta property="og:site_name" content="The Example">'
    '<meta property="article:published_time" content="2021-03-12"><link rel=canonical href="https://a.test/1"></head>'
    "<body><nav><a href=x>World</a></nav><article><h1>A convoy leaves</h1><figure><figcaption>Un camion près du fleuve (Agence)</figcaption>"
    "</figure><p>The lorries left the depot on Tuesday morning, said a spokesman of the ministry who talked to reporters.</p>"
    "<ul><li>one<li>two</ul></article></body></html>"
)
TEXT = "Les camions ont quitté la base mardi matin, selon le porte-parole du ministère.\n\nAucun chiffre n’a été donné."


def refused(data: bytes, **named: str) -> str:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, **named)  # type: ignore[arg-type]
    return caught.value.code


def check(document: Document) -> None:
    """What holds for every document."""
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.text)
        assert block.span.of(document.text).strip()
        assert 0.0 <= block.links <= 1.0
        at = block.span.end
    assert "\x00" not in document.text


def outcome(data: bytes, name: str) -> str:
    """The error's code, or "document" once what holds for every document was checked."""
    try:
        check(read_bytes(data, name=name))
    except IntakeError as err:
        return err.code
    return "document"


def test_a_plain_text() -> None:
    data = TEXT.encode()
    document = read_bytes(data, name="a.txt")
    digest = hashlib.sha256(data).hexdigest()
    assert (document.text, document.linearisation, document.lang, document.encoding) == (TEXT, "text/1", "fr", "utf-8")
    assert (document.id, document.bytes_sha256) == ("d" + digest[:16], digest)
    assert document.text_sha256 == digest
    assert (document.outlet, document.published, document.published_from, document.url, document.notes) == (
        None,
        None,
        None,
        None,
        (),
    )


def test_a_page() -> None:
    document = read_bytes(HTML.encode())
    assert (document.linearisation, document.lang, document.title) == ("html/1", "en", "A convoy leaves")
    assert (document.outlet, document.outlet_from) == ("The Example", "metadata")
    assert (document.published, document.published_from) == ("2021-03-12", "metadata")
    assert document.url == "https://a.test/1"


def test_what_a_person_says_goes_first() -> None:
    given = Given(published="2021-03-13", outlet="Mine", lang="fr-FR", url="https://b.test/2")
    document = read_bytes(HTML.encode(), given=given)
    assert (document.published, document.published_from, document.outlet, document.outlet_from) == (
        "2021-03-13",
        "given",
        "Mine",
        "given",
    )
    assert (document.lang, document.url) == ("fr", "https://b.test/2")


@pytest.mark.parametrize(
    "published", ["yesterday", "", "12/03/2021", "2021-13-01", "2021-02-30", "2021", "2021-03", "20210312", "2021-03-12T25:00"]
)
def test_a_wrong_date_given_by_hand_is_refused(published: str) -> None:
    with pytest.raises(IntakeError) as caught:
        Given(published=published)
    assert caught.value.code == "R110"


@pytest.mark.parametrize("published", ["2021-03-12", "2021-03-12T10:00:00", "2021-03-12T10:00:00Z", " 2021-03-12 "])
def test_a_date_given_by_hand(published: str) -> None:
    document = read_bytes(b"Some words here.", given=Given(published=published))
    assert document.published is not None
    assert document.published.startswith("2021-03-12")


@pytest.mark.parametrize(
    ("data", "name", "media_type", "linearisation"),
    [
        (b"# word", "a.txt", None, "text/1"),
        (b"# word", "a.MD", None, "markdown/1"),
        (b"<p>word", "a.htm", None, "html/1"),
        (b"word", "a.html", "text/plain; charset=utf-8", "text/1"),
        (b"<p>word", "https://a.test/x.txt?y=z.md", "text/html", "html/1"),
        (b"word", "https://a.test/x.md?y=1", None, "markdown/1"),
        (b"<!DOCTYPE html><p>word", "", None, "html/1"),
        (b" <!-- x --><html><p>word", "-", "application/octet-stream", "html/1"),
        (b"<p>a</p><p>b</p><p>c</p>", "x.php", None, "html/1"),
        (b"a < b and b > c", "", None, "text/1"),
        (b"# word", "", None, "text/1"),
        (b"<html><p>word", "http://[bad", None, "html/1"),
    ],
)
def test_format(data: bytes, name: str, media_type: str | None, linearisation: str) -> None:
    assert read_bytes(data, name=name, media_type=media_type).linearisation == linearisation


def test_html_in_a_text_file_is_read_as_text_with_a_note() -> None:
    document = read_bytes(HTML.encode(), name="a.txt")
    assert document.text == HTML
    assert "looks like HTML" in document.notes[0]


def test_charset_of_the_media_type_is_used() -> None:
    assert "ğ" in read_bytes("<p>dağ".encode("cp1254"), media_type='text/html; charset="windows-1254"').text


def test_language_is_that_of_the_article_not_of_a_caption() -> None:
    foreign = "US Senator speaks with reporters on the steps of the building in the capital on Monday. (Agency photo)"
    assert read_bytes(f"TV\n\n{foreign}\n\n{TEXT}\n\n{TEXT}".encode()).lang == "fr"


@pytest.mark.parametrize(("data", "lang"), [(b"12 34", "und"), (b'<html lang="fr"><p>12 34', "fr")])
def test_language_of_a_text_without_letters(data: bytes, lang: str) -> None:
    assert read_bytes(data).lang == lang


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "R101"), (b"\n ", "R101"), (b"%PDF-1.4", "R112"), (b"<html><script>x</script></html>", "R108")]
)
def test_errors_of_bytes(data: bytes, code: str) -> None:
    assert refused(data, name="a") == code


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"# Head\r\n\r\nwords")
    document = read_path(path, Given(outlet="Mine"))
    assert (document.linearisation, document.outlet, document.text) == ("markdown/1", "Mine", "# Head\r\n\r\nwords")


@pytest.mark.parametrize(
    ("path", "code"), [("none.txt", "R103"), ("a.txt/b", "R103"), (".", "R104"), ("nul\x00.txt", "R104"), ("x" * 5000, "R104")]
)
def test_errors_of_paths(tmp_path: Path, path: str, code: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(IntakeError) as caught:
        read_path(f"{tmp_path}/{path}")
    assert caught.value.code == code


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(IntakeError) as caught:
        read_path(tmp_path / "a.txt")
    assert caught.value.code == "R104"


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    stream = io.BytesIO(b"word " * 100)
    with pytest.raises(IntakeError) as caught:
        read_stream(stream, max_bytes=20)
    assert caught.value.code == "R105"
    assert stream.tell() == 21
    assert read_stream(io.BytesIO(b"word"), name="-").text == "word"


def test_a_fetched_page() -> None:
    page = Fetched(
        data="<html><head></head><body><p>dağ".encode("cp1254"),
        final_url="https://a.test/2",
        redirects=(),
        headers={"content-type": "text/html; charset=windows-1254"},
        retrieved="2021-03-12T10:00:00Z",
    )
    document = read_fetched(page)
    assert (document.text, document.url, document.retrieved) == ("dağ", "https://a.test/2", "2021-03-12T10:00:00Z")


def test_the_canonical_address_of_a_fetched_page() -> None:
    page = Fetched(data=HTML.encode(), final_url="https://a.test/2?utm=1", redirects=(), headers={}, retrieved="2021-03-12")
    assert read_fetched(page).url == "https://a.test/1"
    assert read_fetched(page, Given(url="https://c.test/")).url == "https://c.test/"


def test_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.md", "d.htm", "e.pdf", "p.png", ".hidden.txt", "sub/f.txt", ".git/g.txt", "noext"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in list_folder(tmp_path)]
    assert found == ["a.HTML", "b.txt", "c.md", "d.htm", "e.pdf", "sub/f.txt"]


@pytest.mark.parametrize(("name", "code"), [("", "R109"), ("none", "R103"), ("a.png", "R103")])
def test_errors_of_folders(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "a.png").write_text("x")
    with pytest.raises(IntakeError) as caught:
        list_folder(tmp_path / name)
    assert caught.value.code == code


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_path: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(IntakeError) as caught:
        list_folder(tmp_path)
    assert caught.value.code == "R104"


def test_same_bytes_give_the_same_document() -> None:
    assert read_bytes(HTML.encode()) == read_bytes(HTML.encode())


NAMES = st.sampled_from(["", "a.txt", "a.md", "a.html"])
SNIPPETS = st.sampled_from(
    ["<p>", "</p>", "<div", ">", "<br>", "<!--", "-->", "<script>", "</html>", "&#x0;", "&#xD800;", "\x00", "\ufeff", "<html/>", "<title>", "'", '"',
     "<pre>", "<table>", "<svg>", "<li hidden>", "<![CDATA[", "<?x", "=", "\u2028", "\x85", "<a href=x>", "</body>", "<template>", "<plaintext>",
     "<meta charset=utf-16>", "<frameset>", '<time datetime="2021-01-01">', '<script type="application/ld+json">{"@type":"Article"', "\U0010ffff"]
)  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.binary(max_size=600), NAMES)
@example(b"\xff\xfe\x00\xd8", "")
@example(b"<", "a.html")
def test_any_bytes_give_a_document_or_an_intake_error(data: bytes, name: str) -> None:
    assert outcome(data, name) in ("document", "R101", "R102", "R108", "R112")


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@for_all(st.lists(st.tuples(st.integers(0, len(HTML)), st.integers(0, 30), SNIPPETS), max_size=8))
def test_any_mutation_of_a_page_gives_a_document_or_an_intake_error(edits: list[tuple[int, int, str]]) -> None:
    page = HTML
    for at, cut, snippet in edits:
        page = page[:at] + snippet + page[at + cut :]
    assert outcome(page.encode("utf-8", "surrogatepass"), "a.html") in ("document", "R102", "R108")


@settings(deadline=None, max_examples=100)
@for_all(st.text(max_size=300))
def test_a_text_is_its_decoded_characters(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        document = read_bytes(data, name="a.txt")
    except IntakeError:
        return
    check(document)
    if document.encoding == "utf-8":
        assert document.text == text.removeprefix("\ufeff").replace("\x00", "\ufffd")
