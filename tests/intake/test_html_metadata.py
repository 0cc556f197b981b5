"""html_metadata and json_ld: only what the page says in so many tags, never a guess."""

from __future__ import annotations

import json

import pytest

from recoupe.intake.html import linearise
from recoupe.intake.linear import Metadata

BODY = "<article><header><h1>A convoy leaves</h1>{time}</header><p>Words of the story.</p></article>"


def said(head: str = "", time: str = "", url: str = "", root: str = "") -> Metadata:
    return linearise(f"<html {root}><head>{head}</head><body>{BODY.format(time=time)}</body></html>", url=url).metadata


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "A convoy leaves",
    "datePublished": "2021-03-12",
    "publisher": {"name": "The Example"},
}


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta property="article:published_time" content="2021-03-12">', ""),
        ('<meta name="DC.date.issued" content="2021-03-12">', ""),
        (ld(ARTICLE), ""),
        (ld([{"@type": "WebSite"}, ARTICLE]), ""),
        (ld({"@graph": [{"@type": ["Article", "Thing"], "datePublished": "2021-03-12"}]}), ""),
        (ld({"@type": "WebPage", "datePublished": "2021-03-12"}), ""),
        (
            ld([ARTICLE, {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}])
            + "<title>A convoy leaves</title>",
            "",
        ),
        (ld({**ARTICLE, "hasPart": {"@type": "Article", "datePublished": "2019-01-01"}}), ""),
        ("", '<time datetime="2021-03-12">12 March</time>'),
        ("", '<time datetime="2021-03-12">12 March</time> updated <time class="updated" datetime="2021-04-01">1 April</time>'),
        ("", '<meta itemprop="datePublished" content="2021-03-12">'),
    ],
)
def test_publication_date_from_an_explicit_tag(head: str, time: str) -> None:
    assert said(head, time).published == "2021-03-12"


@pytest.mark.parametrize(
    ("head", "time", "url"),
    [
        ("", "12 March 2021", "https://a.test/2021/03/12/story"),
        ('<meta name="date" content="2021-03-12">', "", ""),
        ('<meta property="article:modified_time" content="2021-03-12">', "", ""),
        ('<meta property="article:published_time" content="last week">', "", ""),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', "", ""),
        ('<meta property="article:published_time" content="0001-01-01">', "", ""),
        ("", '<time datetime="2021-03-12">x</time><time datetime="2021-03-14">y</time>', ""),
        ("", '<div class="related"><time datetime="2021-03-12">x</time></div>', ""),
        (ld([ARTICLE, {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}]), "", ""),
        (ld({"@type": "ItemList", "itemListElement": [ARTICLE]}), "", ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":</script>', "", ""),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "", ""),
        (ld({"@type": "NewsArticle", "datePublished": {"a": 1}}), "", ""),
    ],
)
def test_no_publication_date_is_guessed(head: str, time: str, url: str) -> None:
    assert said(head, time, url).published is None


def test_time_in_the_text_is_not_the_publication_date() -> None:
    page = '<article><h1>t</h1><p>On <time datetime="2021-03-12">Friday</time> the convoy left.</p></article>'
    assert linearise(page).metadata.published is None


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content=" The  Example ">', "The Example"),
        (ld(ARTICLE), "The Example"),
        (
            ld(
                {
                    "@graph": [
                        {"@id": "#o", "@type": "Organization", "name": "The Pointed"},
                        {**ARTICLE, "publisher": {"@id": "#o"}},
                    ]
                }
            ),
            "The Pointed",
        ),
        ('<meta name="application-name" content="The App">', "The App"),
        ('<meta property="article:publisher" content="https://social.test/x">', None),
        ('<link rel="canonical" href="https://www.example-post.test/a"><title>Story | Post</title>', None),
    ],
)
def test_outlet_only_if_the_page_names_it(head: str, outlet: str | None) -> None:
    assert said(head, url="https://www.example-post.test/a").outlet == outlet


@pytest.mark.parametrize(
    ("head", "url", "canonical"),
    [
        ('<link rel="canonical" href="https://a.test/1">', "", "https://a.test/1"),
        ('<link rel="canonical" href="/1">', "https://a.test/x/y", "https://a.test/1"),
        ('<link rel="canonical" href="/1">', "", None),
        ('<meta property="og:url" content="http://a.test/2">', "", "http://a.test/2"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None),
        ('<link rel="canonical" href="http://[bad">', "", None),
        ('<base href="http://[bad"><link rel="canonical" href="/1">', "", None),
    ],
)
def test_canonical_address(head: str, url: str, canonical: str | None) -> None:
    assert said(head, url=url).url == canonical


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<title>A | Site</title><meta property="og:title" content="A">', "A"),
        ("<title>A |\n Site</title>", "A | Site"),
        (ld(ARTICLE) + "<title>Zed</title>", "A convoy leaves"),
        ("", None),
        ("<title> </title>", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert said(head).title == title


@pytest.mark.parametrize(
    ("root", "head", "lang"),
    [
        ('lang="fr-FR"', "", "fr"),
        ("", '<meta property="og:locale" content="ar_SY">', "ar"),
        ('lang="!!"', "", None),
        ("", ld({"@type": "Article", "inLanguage": "ru"}), "ru"),
    ],
)
def test_declared_language(root: str, head: str, lang: str | None) -> None:
    assert said(head, root=root).lang == lang
