"""opening: every kind of collection gives its articles one by one, tells what it could not, and goes on where it stopped."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.intake.collections.items import Item, Passed, Spoilt
from recoupe.intake.collections.opening import expanded, items_of, kind_of
from recoupe.intake.documents import Given, read_bytes

pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # warcio's writer leaves its temporary files open
TEXT = "Les camions ont quitté la base mardi matin, selon le porte-parole du ministère."
PAGE = f"<html><body><article><h1>Le convoi</h1><p>{TEXT}</p></article></body></html>".encode()
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>La Gazette</title>
<language>fr</language><item><title>A</title><link>https://a.test/a</link><pubDate>Mon, 06 Sep 2021 00:01:00 +0200</pubDate></item>
<item><title>B</title><link>https://a.test/b</link><content:encoded><![CDATA[{"<p>" + TEXT + "</p>" * 1}{"<p>" + TEXT * 20 + "</p>"}]]></content:encoded></item>
<item><title>C</title><link>javascript:alert(1)</link></item></channel></rss>"""


def split(path: Path, start: int = 0, given: Given = Given()) -> tuple[list[Item], list[Spoilt], list[Passed]]:  # noqa: B008 - frozen
    found = list(items_of(path, given, start))
    return (
        [each for each in found if isinstance(each, Item)],
        [each for each in found if isinstance(each, Spoilt)],
        [each for each in found if isinstance(each, Passed)],
    )


def written(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def warc(path: Path, *, gzip: bool = True) -> Path:
    """Two pages, one of them behind a redirect; a picture, a missing page, a request."""
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=gzip)

        def response(url: str, status: str, kind: str, body: bytes, *more: tuple[str, str]) -> None:
            headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(body),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2024-05-14T06:00:00Z"},
                )
            )

        response("http://a.test/old", "301 Moved", "text/html", b"", ("Location", "https://a.test/1"))
        response("https://a.test/1", "200 OK", "text/html; charset=utf-8", PAGE, ("Server", "x"))
        response("https://a.test/p.png", "200 OK", "image/png", b"\x89PNG")
        response("https://a.test/gone", "404 Not Found", "text/html", b"<p>gone</p>")
        response("https://a.test/2", "200 OK", "text/plain", TEXT.encode())
    return path


def test_a_file_is_one_article(tmp_path: Path) -> None:
    items, spoilt, _ = split(written(tmp_path / "a.txt", TEXT), given=Given(outlet="La Gazette"))
    assert [item.kind for item in items] == ["file"]
    assert items[0].given.outlet == "La Gazette"
    assert not spoilt


def test_a_folder_gives_its_articles_and_counts_what_it_passes_over(tmp_path: Path) -> None:
    written(tmp_path / "b.html", PAGE)
    written(tmp_path / "a.txt", TEXT)
    written(tmp_path / "p.png", b"\x89PNG")
    written(tmp_path / ".hidden.txt", TEXT)
    written(tmp_path / "places.csv", "name,lat,lon\nX,1,2\n")
    (tmp_path / "in").mkdir()
    written(tmp_path / "in" / "more.jsonl", json.dumps({"text": TEXT}) + "\n")
    items, spoilt, passed = split(tmp_path)
    assert [Path(item.name.partition(":")[0]).name for item in items] == ["a.txt", "b.html", "more.jsonl"]
    assert not spoilt
    assert passed[0].what == {".csv files": 1, ".png files": 1}


def test_a_list_of_addresses_keeps_its_line_numbers(tmp_path: Path) -> None:
    path = written(tmp_path / "list.txt", "# to read\nhttps://a.test/1\n\nhttps://a.test/2\nftp://a.test/3\n")
    assert kind_of(path) == "file"  # the fifth line is none: only a list of nothing else is taken for one
    path = path.rename(tmp_path / "list.urls")
    items, spoilt, _ = split(path)
    assert [(item.url, item.name.rpartition(":")[2]) for item in items] == [("https://a.test/1", "2"), ("https://a.test/2", "4")]
    assert [(each.error.code, each.name.rpartition(":")[2]) for each in spoilt] == [("R106", "5")]
    assert [item.url for item in split(path, start=items[0].resume)[0]] == ["https://a.test/2"]


def test_a_text_of_addresses_is_a_list_whatever_its_name(tmp_path: Path) -> None:
    assert kind_of(written(tmp_path / "sunday.txt", "https://a.test/1\nhttps://a.test/2\n")) == "list"
    assert kind_of(written(tmp_path / "story.txt", f"https://a.test/1\n{TEXT}\n")) == "file"


def test_json_lines_tell_bad_lines_and_go_on(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT, "outlet": "A"})
    path = written(
        tmp_path / "a.jsonl",
        f"\ufeff{good}\n{{broken\n\n{json.dumps({'url': 'https://a.test/1', 'date': '2024-05-14'})}\n{good[:-3]}",
    )
    items, spoilt, _ = split(path)
    assert [item.name.rpartition(":")[2] for item in items] == ["1", "4"]
    assert (items[1].data, items[1].given.published) == (None, "2024-05-14")
    assert [(each.error.code, each.name.rpartition(":")[2]) for each in spoilt] == [("R113", "2"), ("R113", "5")]
    assert read_bytes(items[0].data or b"", media_type=items[0].media_type).outlet == "A"


def test_csv_with_semicolons_and_an_old_encoding(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", f'Titre;Texte;Journal\nLe convoi;"{TEXT}\nSuite.";Le Veillé\ntrop;peu\n'.encode("cp1252"))
    items, spoilt, _ = split(path)
    document = read_bytes(items[0].data or b"", media_type=items[0].media_type)
    assert document.outlet == "Le Veillé"
    assert "quitté" in document.text
    assert [each.error.code for each in spoilt] == ["R113"]


def test_a_table_without_articles_says_which_columns_it_needs(tmp_path: Path) -> None:
    _, spoilt, _ = split(written(tmp_path / "a.csv", "name,lat\nx,1\n"))
    assert spoilt[0].error.code == "R114"
    assert '"text"' in spoilt[0].error.remedy


def test_a_feed_gives_addresses_or_the_whole_article(tmp_path: Path) -> None:
    items, spoilt, _ = split(written(tmp_path / "feed.xml", RSS))
    assert [item.url for item in items] == ["https://a.test/a", "https://a.test/b"]
    assert items[0].data is None
    assert (items[0].given.published, items[0].given.outlet) == ("2021-09-06T00:01:00+02:00", "La Gazette")
    document = read_bytes(items[1].data or b"", media_type=items[1].media_type)
    assert "Les camions" in document.text
    assert document.outlet == "La Gazette"
    assert [each.error.code for each in spoilt] == ["R106"]


def test_a_broken_feed_gives_what_came_before_and_says_where_it_broke(tmp_path: Path) -> None:
    items, spoilt, _ = split(written(tmp_path / "feed.rss", RSS[: RSS.index("<item><title>C") + 12]))
    assert len(items) == 2
    assert spoilt[-1].error.code == "R116"
    assert spoilt[-1].error.where.endswith(":4")


def test_a_fetched_page_that_is_a_feed_is_opened() -> None:
    found = expanded(Item(name="https://a.test/feed", kind="address", url="https://a.test/feed", data=RSS.encode()))
    assert found is not None
    assert sum(isinstance(each, Item) for each in found) == 2
    assert expanded(Item(name="https://a.test/1", kind="address", url="https://a.test/1", data=PAGE)) is None


@pytest.mark.parametrize("gzip", [True, False])
def test_a_web_archive_gives_its_pages_with_their_retrieval(tmp_path: Path, gzip: bool) -> None:
    path = warc(tmp_path / ("a.warc.gz" if gzip else "a.warc"), gzip=gzip)
    items, spoilt, passed = split(path)
    assert [item.url for item in items] == ["https://a.test/1", "https://a.test/2"]
    assert items[0].data == PAGE
    assert (items[0].retrieved, items[0].redirects, items[0].headers["server"]) == (
        "2024-05-14T06:00:00Z",
        ("http://a.test/old",),
        "x",
    )
    assert passed[0].what == {"redirects": 1, "image/png": 1, "answers of status 404": 1}
    assert not spoilt
    assert [item.url for item in split(path, start=items[0].resume)[0]] == ["https://a.test/2"]


@pytest.mark.parametrize("gzip", [True, False])
def test_a_cut_web_archive_keeps_what_came_before(tmp_path: Path, gzip: bool) -> None:
    path = warc(tmp_path / "a.warc", gzip=gzip)
    whole = path.read_bytes()
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        ends = [*[records.offset for _ in records][1:], len(whole)]
    for at in range(len(whole) // 3, len(whole), 13):
        items, spoilt, _ = split(written(tmp_path / "cut.warc", whole[:at]))
        assert all(item.data in {PAGE, TEXT.encode()} for item in items), at
        between = any(-10 <= at - end <= 4 for end in ends)  # checksum and blank lines after a record: nothing of it is missing
        assert spoilt or between, at


def test_a_wacz_gives_the_pages_of_its_list(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.write(warc(tmp_path / "a.warc.gz"), "archive/a.warc.gz")
        package.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "https://a.test/1"}\n')
    items, _, passed = split(path)
    assert [(item.url, item.kind) for item in items] == [("https://a.test/1", "wacz")]
    assert passed[0].what["pages that are not in the list of pages"] == 1
    _, spoilt, _ = split(written(tmp_path / "cut.wacz", path.read_bytes()[:-40]))
    assert spoilt[0].error.code == "R115"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    _, spoilt, _ = split(tmp_path / "none.txt")
    assert spoilt[0].error.code == "R103"
    (tmp_path / "empty").mkdir()
    _, spoilt, _ = split(tmp_path / "empty")
    assert spoilt[0].error.code == "R109"
