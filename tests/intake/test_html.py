"""html: what a page's text is, where each block stands, and that no markup breaks it."""

from __future__ import annotations

import time

import pytest
from lxml import html as lxml_html

from recoupe.errors import IntakeError
from recoupe.intake.html import linearise
from recoupe.model.document import Block

PARAGRAPHS = (
    "The lorries left the depot on Tuesday morning, said a spokesman of the ministry who talked to reporters at the gate.",
    "A second column was seen by people of the neighbouring town late in the afternoon, shortly before it grew dark.",
    "The road runs through three villages and over a bridge that was hit last year, which makes drivers go round by the hills.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Lorries leave the depot - Example Post</title>
<meta property="og:title" content="Lorries leave the depot"><script>var a = "<p>never</p>";</script><style>p {{}}</style></head>
<body class="single has-sidebar share-enabled"><header><a href="/">Example Post</a></header>
<nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
<div id="content" class="with-related"><article><header><h1>Lorries leave the depot</h1>
<p class="meta">By <span class="author">Ann Example</span> <time datetime="2021-03-12">12 March 2021</time></p></header>
<figure><img src="a.jpg" alt="never"><figcaption>A lorry near the river. (Agency)</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><h2>A long road</h2><p>{PARAGRAPHS[2]}</p>
<div class="wp-caption"><p class="wp-caption-text">An older picture.</p></div>
<div class="related-posts"><h3>Read also</h3><ul><li><a href="/1">Another story</a></li><li><a href="/2">A third story</a></li></ul></div>
<p class="source">Source: Example Agency</p></article>
<div class="shareBar"><a href="f">Send</a> <a href="t">Post</a></div></div>
<aside>Weather</aside><section id="comments"><p>Well written!</p></section><footer>All rights reserved</footer></body></html>"""


def block_of(words: str, page: str = PAGE) -> Block:
    linear = linearise(page)
    return next(block for block in linear.blocks if words in block.span.of(linear.text))


def text_of(body: str) -> str:
    return linearise(f"<html><body>{body}</body></html>").text


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("Lorries leave", {"main", "heading", "headline"}),
        ("By Ann", {"main", "byline", "time"}),
        ("A lorry near", {"main", "figure", "caption"}),
        ("The lorries left", {"main"}),
        ("A long road", {"main", "heading"}),
        ("An older picture", {"main", "figure", "caption"}),
        ("Read also", {"related", "heading"}),
        ("Another story", {"related", "list"}),
        ("Source:", {"main", "credit"}),
        ("Send Post", {"share"}),
        ("World", {"nav", "list"}),
        ("Weather", {"aside"}),
        ("Well written", {"comments"}),
        ("All rights", {"footer"}),
        ("Example Post", set()),
    ],
)
def test_marks(words: str, marks: set[str]) -> None:
    assert set(block_of(words).inside) == marks


@pytest.mark.parametrize(("words", "share"), [("Another story", 1.0), ("The lorries left", 0.0), ("Send Post", 0.889)])
def test_share_of_links(words: str, share: float) -> None:
    assert block_of(words).links == share


@pytest.mark.parametrize("words", ["The lorries left", "Another story", "A lorry near", "All rights", "An older picture"])
def test_path_leads_back_to_the_node(words: str) -> None:
    node = lxml_html.fromstring(PAGE).getroottree().xpath(block_of(words).path)
    assert len(node) == 1
    assert words in node[0].text_content()


def test_path_is_written_from_the_root() -> None:
    assert block_of("A second column").path == "/html/body/div[1]/article[1]/p[2]"
    assert block_of("A second column").tag == "p"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a  b\n\tc</p>\n<p>d</p>", "a b c\n\nd"),
        ("<p>a<b>b</b> <i> c</i>d</p>", "ab cd"),
        ("one<p>two</p>three", "one\n\ntwo\n\nthree"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a <br/> <br/> b</p>", "a\n\nb"),
        ("<ul><li>a<li>b</ul><p>c", "a\nb\n\nc"),
        ("<ul><li>a</ul><ul><li>b</ul>", "a\n\nb"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\n\nc"),
        ("<p>prix\u00a0: 3&nbsp;€ «\u202f oui</p>", "prix\u00a0: 3\u00a0€ «\u202f oui"),
        ("<pre>a  b\nc\n\nd</pre>", "a  b\nc\n\nd"),
        ("<p>x<!-- no -->y<?pi no?>z</p>", "xyz"),
        (
            "<p>keep<script>no</script><style>no</style><noscript>no</noscript><template>no</template><svg><text>no</text></svg> it</p>",
            "keep it",
        ),
        ("<div hidden>no</div><p style='color:red; DISPLAY : none'>no</p><p style='visibility:hidden'>no</p><p>yes", "yes"),
        ("<p>&#8203;</p><p>&nbsp;</p><p> </p><p>yes</p>", "yes"),
        ("<p>a &lt;b&gt; &amp; &eacute; &#x627;</p>", "a <b> & é ا"),
        ("<iframe>no</iframe><select><option>no</select><textarea>no</textarea><button>yes</button>", "yes"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<html><body><p>a</p></body></html> more <p>b</p>", "a\n\nmore\n\nb"),
        ("<html/><body><p>a", "a"),
        ("<html><body><p>a</p></body></html><html><body><p>b</p></body></html>", "a\n\nb"),
        ("<p>a<p>b<div>c<b>d", "a\n\nb\n\ncd"),
        ("<html style='visibility:hidden'><body style='display:none'><p>a", "a"),
        ("a < b and <3 c", "a < b and <3 c"),
        ("<?xml version='1.0' encoding='utf-16'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>é</p></body></html>", "é"),
        ("<o:p>word</o:p><x-y>z</x-y>", "wordz"),
    ],
)
def test_broken_pages_keep_their_text(source: str, text: str) -> None:
    assert linearise(source).text == text


@pytest.mark.parametrize(
    "source",
    [
        "",
        " ",
        "<html></html>",
        "<p> </p>",
        "<script>x</script>",
        "<!-- x -->",
        "<frameset><frame></frameset>",
        "<html><head><title>t</title></head></html>",
    ],
)
def test_a_page_without_text_is_refused(source: str) -> None:
    with pytest.raises(IntakeError) as caught:
        linearise(source)
    assert caught.value.code == "R108"


@pytest.mark.parametrize(
    "body",
    [
        "<div>x" * 10_000 + "</div>" * 10_000,
        "<b>x" * 10_000,
        "<table><tr><td>x" * 5_000,
        "<blockquote><p>x" * 10_000,
    ],
)
def test_deep_nesting_loses_nothing(body: str) -> None:
    linear = linearise(f"<html><body>{body}<p>the very end</p></body></html>")
    assert linear.text.endswith("the very end")
    assert linear.text.count("x") == body.count("x")
    assert any("flat" in note for note in linear.notes)


def test_script_below_the_limit_of_depth_is_no_text() -> None:
    assert "never" not in text_of("<div>x" * 5_000 + "<script>never</script>y")


@pytest.mark.parametrize(
    "body",
    [
        "<p " + " ".join(f"a{nth}=1" for nth in range(200_000)) + ">text</p>",
        "<p " + " ".join(f"a{nth}='>'" for nth in range(200_000)) + ">text</p>",
        "<p class='" + "x " * 2_000_000 + "'>text</p>",
        "<p style='" + "display:" * 500_000 + "'>text</p>",
        "<p title='" + "x" * 12_000_000 + "'>text</p>",
    ],
)
def test_huge_attributes(body: str) -> None:
    begun = time.perf_counter()
    assert text_of(body) == "text"
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "body", ["a<br>" * 100_000, "<p>word " * 50_000, "<span>w </span>" * 100_000, "x" * 12_000_000, "<pre>" + "a\n" * 100_000]
)
def test_large_pages_are_not_quadratic(body: str) -> None:
    begun = time.perf_counter()
    text_of(body)
    assert time.perf_counter() - begun < 10


def test_a_container_named_like_furniture_does_not_mark_the_article() -> None:
    page = PAGE.replace('id="content" class="with-related"', 'id="sidebar" class="share related comments"')
    assert set(block_of("The lorries left", page).inside) == {"main"}


def test_without_main_text_the_article_element_counts_and_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RecursionError

    monkeypatch.setattr("recoupe.intake.html_main._extractor", lambda: broken)
    linear = linearise(PAGE)
    main = {block.span.of(linear.text)[:10] for block in linear.blocks if "main" in block.inside}
    assert "The lorrie" in main
    assert "World" not in main
    assert any("RecursionError" in note for note in linear.notes)


def test_only_one_block_is_the_headline() -> None:
    page = PAGE.replace("Another story", "<h1 class='headline'>Another story</h1>").replace("<h2>", "<h1>")
    linear = linearise(page)
    assert [block.span.of(linear.text) for block in linear.blocks if "headline" in block.inside] == ["Lorries leave the depot"]


def test_blocks_are_the_text() -> None:
    linear = linearise(PAGE)
    assert "".join(linear.text[b.span.start : b.span.end] for b in linear.blocks) == "".join(
        piece for piece in linear.text.split("\n") if piece
    )


def test_same_page_gives_the_same_result() -> None:
    assert linearise(PAGE) == linearise(PAGE)
