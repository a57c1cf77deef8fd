"""What the browser tests share: where Chromium is, how it starts, and what it must not do."""

import io
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from places import SEEDS
from ui_server import serving

from rag import KnowledgeBase

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",  # the tests may run as root, where Chromium has no sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120_000  # milliseconds: a busy machine is slow, not wrong
NEEDS_CHROMIUM = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium"),
    # Gradio's queue counts its own requests with options that pandas 3 has deprecated.
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]


@contextmanager
def chromium() -> Iterator:
    """Start the browser. What it shows must be served before: Playwright keeps a loop running."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving_seeds(folder: Path) -> Iterator[tuple[KnowledgeBase, str]]:
    """Index the seeds in a folder and serve the page over them; give both."""
    with KnowledgeBase.open(folder) as kb:
        kb.sync(SEEDS)
        with serving(kb) as url:
            yield kb, url


@dataclass
class Watch:
    """What the browser did behind the page."""

    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def follow(self, page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).hostname or ""))

    def _request(self, request) -> None:
        if not request.url.startswith("blob:"):  # a download made in the page itself
            self.hosts.add(urlsplit(request.url).hostname or "")

    def _console(self, message) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def reload(self, page) -> None:
        """Load the page again; Gradio's client complains of the connections that this closes.

        What was closed just before is still going back in the browser's history, which would cut
        the reload short.
        """
        before = len(self.errors)
        page.wait_for_function("!history.state?.layer || document.querySelector('dialog[open]')")
        page.reload()
        closed = ("AbortError", "Unexpected error Connection errored out")
        self.errors[before:] = [e for e in self.errors[before:] if not e.startswith(closed)]


@contextmanager
def watched_page(browser, url: str, watch: Watch, **settings) -> Iterator:
    """Open one page, followed from its beginning; what it logged is for whoever asks to judge."""
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.follow(page)
    page.goto(url)
    yield page
    context.close()


@contextmanager
def quiet_pages(browser) -> Iterator:
    """Open pages by their address; afterwards assert that they were quiet and stayed here."""
    watch, contexts = Watch(), []

    def opened(url: str, **settings):
        contexts.append(browser.new_context(**settings))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        watch.follow(page)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watch.errors == []
    assert watch.hosts == {"127.0.0.1"}


def drawn(page) -> None:
    """Wait until the browser has drawn what it was told of, and what that itself causes."""
    frame = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    for _ in range(2):
        page.evaluate(frame)


def faded(page) -> None:
    """Wait until no colour fades any more, nor anything else that comes to an end."""
    drawn(page)
    page.wait_for_function(
        """document.getAnimations().every((one) =>
          one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""
    )


def ask(page, question: str) -> None:
    """Type a question and wait until it is answered."""
    turns = page.locator(".turn").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    page.locator(f'.turn[data-turn="{turns + 1}"]:not([data-state="waiting"])').wait_for()


def inked(box) -> float:
    """Give the share of a box's pixels with a contrast of 3 to the page (WCAG 2.2, 1.4.11)."""
    page = box.page
    faded(page)
    paper = page.locator(".gradio-container").evaluate("e => getComputedStyle(e).backgroundColor")
    ground = luminance([int(part) for part in re.findall(r"\d+", paper)])
    image = Image.open(io.BytesIO(box.screenshot())).convert("RGB")
    shades = [luminance(pixel) for pixel in image.get_flattened_data()]
    lit = [(max(s, ground) + 0.05) / (min(s, ground) + 0.05) >= 3 for s in shades]
    return sum(lit) / len(lit)


def luminance(colour: Sequence[int]) -> float:
    """Give the relative luminance of a colour of sRGB, 0 to 1 (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
