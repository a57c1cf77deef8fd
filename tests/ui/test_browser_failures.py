"""The page in a real browser when the server fails: each view says so, and nothing is saved.

Every test also asserts that the browser logged nothing but the requests that failed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import NEEDS_CHROMIUM, Watch, watched_page
from ui_server import serving_a_ferry

pytestmark = NEEDS_CHROMIUM
NO_ANSWER = "No answer came from the server; try again, or reload the page."
# What Chromium and Gradio's client say of a request that failed.
FAILED = ("Failed to load resource", "Error: Could not connect to component server")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_a_ferry(tmp_path_factory.mktemp("failing")) as url:
        yield url


@pytest.fixture
def page(browser, url: str):
    watch = Watch()
    with watched_page(browser, url, watch) as page:
        page.get_by_role("button", name="Documents").click()
        page.locator('tr[data-id="ferry.txt"]').wait_for()
        yield page
    assert watch.errors
    assert [error for error in watch.errors if not error.startswith(FAILED)] == []


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a server function fail from here on, as none should."""

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    return lambda name: monkeypatch.setattr(name, broken)


def test_an_upload_that_could_not_be_indexed_is_not_called_too_large(
    page, fail: Callable[[str], None], tmp_path: Path
) -> None:
    fail("rag.KnowledgeBase.add")
    (tmp_path / "light.txt").write_text("The lighthouse is old.", encoding="utf-8")
    page.locator("[data-files]").set_input_files([tmp_path / "light.txt"])
    refused = page.locator(".uploads .bad")
    refused.wait_for()
    assert refused.inner_text() == f"light.txt: {NO_ANSWER}"


def test_an_upload_that_did_not_arrive_is_said_so(page, tmp_path: Path) -> None:
    page.route("**/upload*", lambda route: route.fulfill(status=413))
    (tmp_path / "light.txt").write_text("The lighthouse is old.", encoding="utf-8")
    page.locator("[data-files]").set_input_files([tmp_path / "light.txt"])
    refused = page.locator(".uploads .bad")
    refused.wait_for()
    assert refused.inner_text() == "light.txt: could not be uploaded; it may be too large."


def test_a_document_that_could_not_be_removed_stays_listed_and_chosen(
    page, fail: Callable[[str], None]
) -> None:
    fail("rag.KnowledgeBase.remove")
    row = page.locator('tr[data-id="ferry.txt"]')
    row.get_by_role("checkbox").check()
    row.get_by_text("Remove", exact=True).click()
    row.get_by_role("button", name="Yes, remove").click()
    refused = page.locator(".uploads .bad")
    refused.wait_for()
    assert refused.inner_text() == f"ferry.txt: {NO_ANSWER}"
    assert row.get_by_role("checkbox").is_checked()
    assert page.locator(".scope").inner_text() == "Only 1 document"


def test_verdicts_that_could_not_be_read_are_not_saved_as_a_file(
    page, fail: Callable[[str], None]
) -> None:
    saved = []
    page.on("download", lambda download: saved.append(download))
    fail("ui.shell.read_feedback")
    page.get_by_role("button", name="Export as JSON lines").click()
    refused = page.locator(".uploads .bad")
    refused.wait_for()
    assert refused.inner_text() == NO_ANSWER
    assert saved == []


def test_a_list_that_could_not_be_read_is_said_so_until_it_can(
    page, fail: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail("rag.KnowledgeBase.list_documents")
    page.get_by_label("Find a document").fill("ferry")
    page.locator(".rows").get_by_text(NO_ANSWER).wait_for()
    monkeypatch.undo()
    page.get_by_label("Find a document").fill("")
    page.locator('tr[data-id="ferry.txt"]').wait_for()


def test_a_document_that_could_not_be_read_is_said_so(page, fail: Callable[[str], None]) -> None:
    fail("rag.KnowledgeBase.document")
    page.locator(".rows [data-open]").click()
    page.get_by_role("heading", name="The document could not be opened").wait_for()
