"""The page in a real browser: keys, filters, search, and no address asked. Skipped, saying so, where no Chromium is installed."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from recoupe.app.pages import page_of
from recoupe.app.samples import read_sample, sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=3000"]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: the page is not tried in a browser"),
]


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(read_sample(sample("a6-03-lakeside-tribune.txt")))


@pytest.fixture
def after(page: str, tmp_path: Path):
    """The page's elements after some keys or clicks, as the browser has them."""

    def run(script: str) -> str:
        file = tmp_path / "page.html"
        file.write_text(page.replace("</body>", f"<script>{script}</script></body>"), encoding="utf-8")
        done = subprocess.run(
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
        )
        return done.stdout

    return run


def press(*keys: str) -> str:
    return "".join(f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}}));" for key in keys)


def cards(dom: str) -> list[str]:
    return re.findall(r'<[a-z]+[^>]*class="card(?: [^"]*)?"[^>]*>', dom)


def test_j_goes_to_the_next_claim(after) -> None:
    found = cards(after(press("j", "j")))
    assert [number for number, card in enumerate(found) if 'aria-current="true"' in card] == [1]


def test_k_goes_back(after) -> None:
    found = cards(after(press("j", "j", "j", "k")))
    assert [number for number, card in enumerate(found) if 'aria-current="true"' in card] == [1]


def test_escape_lets_go(after) -> None:
    assert not [card for card in cards(after(press("j", "Escape"))) if "aria-current" in card]


def test_search_hides_the_other_cards(after) -> None:
    script = "const s = document.getElementById('search'); s.value = 'hospital'; s.dispatchEvent(new Event('input'));"
    found = cards(after(script))
    hidden = [card for card in found if " hidden" in card]
    assert 0 < len(hidden) < len(found)


def test_the_page_asks_for_no_address(page: str) -> None:
    assert not re.search(r"(?:src|href)=\"https?://", page)
    assert "default-src 'none'" in html.unescape(page)


def test_r_opens_what_was_refused(after) -> None:
    assert re.search(r'<details class="refused" id="refused" open="">', after(press("r")))


def test_a_refused_word_is_marked_in_the_text_and_let_go(after) -> None:
    click = "document.querySelector('[data-refusal]').click();"
    assert re.search(r'class="s[^"]* refusal"[^>]* data-r="0"|data-r="0"[^>]*class="s[^"]* refusal"', after(click))
    assert not re.search(r'class="s[^"]* refusal"', after(click + click))


def test_the_reasons_of_a_claim_open_from_the_keyboard(after) -> None:
    dom = after(
        "const w = document.querySelector('.why summary'); w.focus(); document.title = document.activeElement.tagName; w.click();"
    )
    assert "<title>SUMMARY</title>" in dom
    assert '<details class="why" open="">' in dom
