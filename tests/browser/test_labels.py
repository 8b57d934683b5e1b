"""Labels in a real browser: whatever an author writes is shown letter by letter, and nothing is fetched for it."""

import json
import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looks import settled
from trainer.settings import ROOT
from trainer.ui.draw import text

HOSTILE = (
    "Just a plain sentence, Mr Okafor.",
    ":smile: and :material/home: or :streamlit: ok",
    "*bold* **very** _it_ __x__ ~~gone~~ ~x~",
    "[link](javascript:alert(1)) and ![img](https://example.invalid/z.png) <https://example.invalid>",
    "www.example.org and mail me@example.org https://example.invalid/x?y=1&z",
    "<script>alert(1)</script><b onclick=x>hi</b> &amp; &lt; &#58;",
    "$x^2$ and $$y$$ costs $5 or $6",
    "`code` ``two`` ```three```",
    "`",
    "``",
    "# heading",
    "1. list",
    "- list",
    "> quote",
    "a -> b <- c -- d >= e <= f <-> g ~= h",
    ":red[hi] :blue-background[x] :rainbow[y] :small[z] :color[x]{foreground=red} :red-badge[b] :help[x] :shimmer[y]",
    r"\*escaped\* back\slash \` end\\",
    "line one\nline two\n\n# three",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[^1] footnote\n\n[^1]: x",
    ":material/home::material/face:",
    ":material/",
    "x:material/y:`z`",
    "`:material/home:`",
    "[x][y]\n\n[y]: http://example.invalid",
    "---",
    "```py\nprint(1)\n```",
    "~~~\nx\n~~~",
    "“Curly” and ‘single’ … — é 中文 한국어 🙂",
    "a:b c::d :::e ::: f",
    "{{ x }} {% raw %}",
    "\u00a0no break\u00a0",
    "<!-- c -->",
)
PIECES = (
    "`",
    "``",
    ":material/",
    ":red[",
    "]",
    "*",
    "_",
    "$",
    "<b>",
    "](",
    "![",
    ":tada:",
    " ",
    "a",
    "1.",
    "#",
    "\\",
    "~",
    "&lt;",
    "->",
)


def _texts() -> list[str]:
    """List the hostile texts and two hundred mixtures, always the same."""
    dice = random.Random(20)  # noqa: S311  # a test must be the same every time
    mixed = ("".join(dice.choices(PIECES, k=dice.randint(1, 9))) for _ in range(200))
    return [said for said in (*HOSTILE, *mixed) if text.one_line(said)]


@pytest.fixture(scope="module")
def labels(browser: Browser, tmp_path_factory: pytest.TempPathFactory):
    """Open a page with all texts as labels; yields the page, the texts and every address that it asked for."""
    texts = _texts()
    given = tmp_path_factory.mktemp("labels") / "texts.json"
    given.write_text(json.dumps(texts), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("labels_script.py"))]
    server = subprocess.Popen(
        [*command, "--server.address", "127.0.0.1", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "TRAINER_TEST_LABELS": str(given), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        _open(page, f"http://127.0.0.1:{port}/")
        page.wait_for_selector(f".st-key-link-{len(texts) - 1} a")
        settled(page)
        yield page, texts, [url for url in asked if f"//127.0.0.1:{port}/" not in url and not url.startswith("data:")]
    finally:
        page.close()
        server.terminate()
        server.wait(10)


def _open(page: Page, address: str) -> None:
    for _attempt in range(100):
        try:
            page.goto(address)
        except Exception:  # noqa: BLE001  # the server is still starting; the last attempt tells
            page.wait_for_timeout(200)
        else:
            return
    page.goto(address)


@pytest.mark.parametrize("kind", ["said", "done", "link"])
def test_a_label_shows_its_text_letter_by_letter(labels, kind):
    """The visible text of a button, an action and a link is exactly what the author wrote, on one line."""
    page, texts, _asked = labels
    shown = page.locator(f"[class*='st-key-{kind}-'] [data-testid='stMarkdownContainer']").evaluate_all(
        "nodes => nodes.map(node => node.innerText)"
    )
    assert shown == [text.one_line(said) for said in texts]


def test_a_label_makes_nothing_but_text(labels):
    """No link, picture, formula, icon or colour comes out of a text."""
    page, _texts, _asked = labels
    made = page.locator("[data-testid='stMarkdownContainer'] *").evaluate_all(
        "nodes => [...new Set(nodes.map(node => node.tagName))].sort()"
    )
    assert made == ["CODE", "EM", "P"]


def test_a_label_fetches_nothing(labels):
    """Nothing is asked from another host, whatever a text names."""
    _page, _texts, asked = labels
    assert asked == []
