"""What an HTML page explicitly says of itself: title, date, outlet, address, language. Guesses none of them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import msgspec
from lxml import etree

from recoupe.intake.dates import iso_or_none
from recoupe.intake.html_elements import BIT, HEADER_TAGS, marks_of_name, marks_of_tag
from recoupe.intake.html_marks import NOT_MAIN
from recoupe.intake.json_ld import Said, read_json_ld
from recoupe.intake.linear import Metadata

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "citation_publication_date",
    "sailthru.date",
)  # fmt: skip
_OUTLET = ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_LANG = ("og:locale", "content-language", "dc.language")
_LATER = ("updated", "modified", "update")
_FIRST = ("datepublished", "published", "entry-date", "pubdate")
_LONGEST = 500
_LONGEST_URL = 2_000
_ANCESTORS = 12


class _Found(msgspec.Struct):
    """What one pass over the page gathers."""

    metas: dict[str, list[str]] = msgspec.field(default_factory=dict)
    scripts: list[str] = msgspec.field(default_factory=list)
    canonical: str = ""
    base: str = ""
    title: str = ""
    sure_times: set[str] = msgspec.field(default_factory=set)
    header_times: set[str] = msgspec.field(default_factory=set)


def read_metadata(root: etree._Element, base_url: str = "") -> Metadata:
    """The page's metadata; `base_url` resolves a relative canonical address."""
    found = _gather(root)
    page_title = _clean(_first(found.metas, _TITLE[:1]) or found.title)
    said = read_json_ld(found.scripts, page_title or "")
    return Metadata(
        title=_clean(_first(found.metas, _TITLE[:1]))
        or _clean(said.headline)
        or _clean(_first(found.metas, _TITLE[1:]))
        or _clean(found.title),
        published=_published(found, said),
        outlet=_outlet(found, said),
        url=_canonical(found, base_url),
        lang=_language(root.get("lang") or root.get("xml:lang") or _first(found.metas, _LANG) or said.lang),
    )


def _gather(root: etree._Element) -> _Found:
    found = _Found()
    for element in root.iter("meta", "link", "base", "title", "script", "time"):
        tag = element.tag
        if tag == "meta":
            names = (element.get("property"), element.get("name"), element.get("itemprop"), element.get("http-equiv"))
            content = (element.get("content") or "").strip()
            for name in {name.strip().lower() for name in names if name and content}:
                found.metas.setdefault(name, []).append(content)
        elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split() and not found.canonical:
            found.canonical = element.get("href") or ""
        elif tag == "base" and not found.base:
            found.base = element.get("href") or ""
        elif tag == "title" and not found.title and not any(True for _ in element.iterancestors("svg")):
            found.title = element.text or ""
        elif tag == "script" and "ld+json" in (element.get("type") or "").lower():
            found.scripts.append(element.text or "")
        elif tag == "time":
            _gather_time(element, found)
    return found


def _gather_time(element: etree._Element, found: _Found) -> None:
    """Keep the time if it is marked as the date of publication, or stands in the article's header."""
    iso = iso_or_none(element.get("datetime") or "")
    names = f"{element.get('itemprop', '')} {element.get('class', '')}"[:_LONGEST].lower()
    if iso is None or any(word in names for word in _LATER):
        return
    in_header = False
    for nth, holder in enumerate(element.iterancestors()):
        if nth >= _ANCESTORS or holder.tag in ("body", "html"):
            break
        marks = marks_of_tag(str(holder.tag), holder.get("role", ""), "", "")
        marks |= 0 if holder.tag in ("article", "main") else marks_of_name(holder.get("class", ""))
        if marks & NOT_MAIN:
            return
        in_header = in_header or holder.tag in HEADER_TAGS or bool(marks & BIT["byline"])
    if element.get("pubdate") is not None or any(word in names for word in _FIRST):
        found.sure_times.add(iso)
    elif in_header:
        found.header_times.add(iso)


def _published(found: _Found, said: Said) -> str | None:
    """The date that a tag names as that of publication. Several that differ by the day are none."""
    for name in _PUBLISHED[:3]:
        for value in found.metas.get(name, ())[:1]:
            iso = iso_or_none(value)
            if iso:
                return iso
    if said.published:
        return iso_or_none(said.published)
    others = {iso for name in _PUBLISHED[3:] for value in found.metas.get(name, ()) if (iso := iso_or_none(value))}
    for times in (others, found.sure_times, found.header_times):
        if len({iso[:10] for iso in times}) == 1:
            return max(times, key=lambda iso: (len(iso), iso))
    return None


def _outlet(found: _Found, said: Said) -> str | None:
    for value in (_first(found.metas, _OUTLET[:1]), said.publisher, _first(found.metas, _OUTLET[1:])):
        name = _clean(value)
        if name and "://" not in name:
            return name
    return None


def _canonical(found: _Found, base_url: str) -> str | None:
    """The canonical address, if it is an absolute http(s) one once resolved."""
    for address in (found.canonical, _first(found.metas, ("og:url",)) or ""):
        address = address.strip()
        if not address or len(address) > _LONGEST_URL:
            continue
        try:
            full = urljoin(urljoin(base_url, found.base[:_LONGEST_URL]), address)
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc:
            return full
    return None


def _language(value: str | None) -> str | None:
    code = (value or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if metas.get(name)), None)


def _clean(value: str | None) -> str | None:
    """One line without blanks at its ends, at most 500 characters; None if empty."""
    text = " ".join((value or "")[: 2 * _LONGEST].split())[:_LONGEST]
    return text or None
