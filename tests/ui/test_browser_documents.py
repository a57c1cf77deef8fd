"""The Documents view in a real browser, by eye and by keyboard.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, inked, quiet_pages
from fake_embedder import FakeEmbedder
from ui_server import serving

from rag import IndexBusy, KnowledgeBase, Progress, SyncReport
from ui.library import MOST_AT_ONCE

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("index")
    with KnowledgeBase.open(folder, embedder=FakeEmbedder()) as kb:
        yield kb


@pytest.fixture(scope="module")
def url(kb: KnowledgeBase) -> Iterator[str]:
    with serving(kb) as url:
        yield url


@pytest.fixture
def documents(kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Three documents, as before each test."""
    folder = tmp_path_factory.mktemp("documents")
    for name in ("anchor", "barge", "canoe"):
        (folder / f"{name}.md").write_text(f"# The {name}\n\nIt is old.\n", encoding="utf-8")
    kb.sync(folder)


@pytest.fixture
def new_page(browser, url: str, documents: None):
    """Open the Documents view."""
    with quiet_pages(browser) as opened:

        def ready(**settings):
            page = opened(url, **settings)
            page.get_by_role("button", name="Documents", exact=True).click()
            page.locator('tr[data-id="barge.md"]').wait_for()
            return page

        yield ready


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_ticked_box_is_seen_whether_it_has_the_focus_or_not(new_page, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    box = page.get_by_label("Answer from The barge")
    assert 0.1 < inked(box) < 0.3  # an outline
    box.check()
    for focused in (box, page.get_by_label("Find a document")):
        focused.focus()
        assert inked(box) > 0.5


def test_a_document_is_removed_from_the_keyboard_and_the_focus_goes_on(new_page) -> None:
    page = new_page()
    tapped = page.get_by_label("Remove The barge", exact=True)
    tapped.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "Yes, remove The barge"
    page.keyboard.press("Tab")
    assert focused(page) == "Keep The barge"
    page.keyboard.press("Enter")
    assert focused(page) == "Remove The barge"
    for document, following in (("barge", "canoe"), ("canoe", "anchor")):
        remove(page, document)
        assert focused(page) == f"Remove The {following}"
    remove(page, "anchor")
    assert focused(page) == "Find a document"


def test_a_file_that_comes_while_documents_are_synced_stays_chosen(
    new_page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = new_page()
    (tmp_path / "dinghy.txt").write_text("The dinghy is red.", encoding="utf-8")
    with monkeypatch.context() as busy:
        busy.setattr(KnowledgeBase, "add", _busy)
        page.locator("[data-files]").set_input_files([tmp_path / "dinghy.txt"])
        refused = page.locator(".uploads .bad")
        refused.wait_for()
        assert refused.inner_text() == (
            "dinghy.txt: not done yet, because documents are being synced just now; "
            "wait until the sync has ended, then try again"
        )
        remove(page, "anchor")  # what is said of that leaves the file alone
        page.get_by_text("anchor.md removed.").wait_for()
    page.get_by_role("button", name="Try again to add dinghy.txt").press("Enter")
    page.get_by_text("dinghy.txt added, 1 passage.").wait_for()
    page.locator('tr[data-id="dinghy.txt"]').wait_for()
    for left in (1, 0):
        page.get_by_role("button", name="Dismiss this notice").first.click()
        assert page.locator(".uploads li").count() == left


def test_a_folder_dropped_on_the_chat_is_added_with_what_is_in_it(
    new_page, kb: KnowledgeBase, tmp_path: Path
) -> None:
    page = new_page()
    folder = tmp_path / "notes"
    for name in ("dory.md", "old/dory.md", ".hidden/dory.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# The dory of {name}\n\nIt is old.\n", encoding="utf-8")
    page.get_by_role("button", name="Chat", exact=True).click()
    page.locator(".welcome").wait_for()
    drag(page, "dragEnter", folder)
    drag(page, "dragOver", folder)
    page.locator("body[data-over]").wait_for()
    drag(page, "drop", folder)
    for name in ("dory.md", "old/dory.md"):
        page.locator(f'tr[data-id="{name}"]').wait_for()
    said = [line.split("\n")[0] for line in page.locator(".uploads li").all_inner_texts()]
    assert said == [
        "dory.md added, 1 passage.",
        "dory.md added as old/dory.md, 1 passage; another has its name.",
    ]
    assert page.locator("body[data-over]").count() == 0
    assert len(page.context.pages) == 1  # a browser opens what nobody takes beside the page
    kb.remove("dory.md", "old/dory.md")


def test_of_a_large_file_is_said_how_far_it_is(
    new_page, kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page, add, seen = new_page(), KnowledgeBase.add, threading.Event()

    def slowly(kb: KnowledgeBase, path: Path, *, origin: str, on_progress) -> SyncReport:
        on_progress(Progress(0, 1, 1280, "skiff.txt"))
        assert seen.wait(60)
        return add(kb, path, origin=origin, on_progress=on_progress)

    monkeypatch.setattr(KnowledgeBase, "add", slowly)
    (tmp_path / "skiff.txt").write_text("The skiff is red. " * 10_000, encoding="utf-8")
    page.evaluate(
        """window.said = []; const list = document.querySelector('.uploads');
        new MutationObserver(() => said.push(list.innerText))
          .observe(list, { childList: true, subtree: true })"""
    )
    page.locator("[data-files]").set_input_files([tmp_path / "skiff.txt"])
    page.get_by_text("skiff.txt: reading and indexing, 1,280 passages so far…").wait_for()
    assert page.locator(".uploads [aria-busy]").count() == 1
    assert any("skiff.txt: uploading, 100 %…" in said for said in page.evaluate("said"))
    seen.set()
    page.get_by_text("skiff.txt added").wait_for()
    assert page.locator(".uploads [aria-busy]").count() == 0
    kb.remove("skiff.txt")


def test_of_many_files_the_rest_is_added_in_portions(
    new_page, kb: KnowledgeBase, tmp_path: Path
) -> None:
    page = new_page()
    files = [tmp_path / f"dory{number}.txt" for number in range(MOST_AT_ONCE + 2)]
    for file in files:
        file.write_text(f"{file.name} is a dory.", encoding="utf-8")
    page.locator("[data-files]").set_input_files(files)
    page.get_by_text("2 more files wait, 50 are added at a time.").wait_for()
    assert "rag add FOLDER --index INDEX" in page.locator(".uploads").inner_text()
    assert len(kb.list_documents("dory")) == MOST_AT_ONCE
    page.get_by_role("button", name="Add the next 2").press("Enter")
    page.get_by_text("dory51.txt added, 1 passage.").wait_for()
    assert len(kb.list_documents("dory")) == MOST_AT_ONCE + 2
    assert page.get_by_text("more files wait").count() == 0
    kb.remove(*[file.name for file in files])


def test_a_box_is_hit_beside_what_is_seen_of_it(new_page) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    box = page.get_by_label("Answer from The barge")
    seen = box.bounding_box()
    middle = seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2
    for across, down in ((-12, 0), (12, 0), (0, -12), (0, 12)):
        before = box.is_checked()
        page.mouse.click(middle[0] + across, middle[1] + down)
        assert box.is_checked() != before
    assert seen["width"] == seen["height"] == 17


def test_the_welcome_says_what_is_indexed_by_now_and_leads_to_the_documents(
    new_page, kb: KnowledgeBase
) -> None:
    page = new_page()
    *others, last = [document.id for document in kb.list_documents()]
    kb.remove(*others)
    page.get_by_role("button", name="Chat", exact=True).click()
    page.get_by_text("1 document, 1 passage.").wait_for()
    page.get_by_role("button", name="Documents", exact=True).click()
    kb.remove(last)
    page.get_by_role("button", name="Chat", exact=True).click()
    page.get_by_role("button", name="Add documents").press("Enter")
    page.get_by_text("Choose files above, or drop them here.").wait_for()
    assert focused(page).startswith("Choose files")


def drag(page, kind: str, held: Path) -> None:
    """Do with what is held over the middle of the page what a person does; see DevTools' Input."""
    size = page.viewport_size
    data = {"items": [], "files": [str(held)], "dragOperationsMask": 1}
    place = {"x": size["width"] / 2, "y": size["height"] / 2}
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})
    session.detach()


def _busy(*_: object, **__: object) -> None:
    raise IndexBusy("another process has been writing to /somewhere for over 10 s")


def remove(page, name: str) -> None:
    page.get_by_label(f"Remove The {name}", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f'tr[data-id="{name}.md"]').wait_for(state="detached")
    page.wait_for_function("document.activeElement !== document.body")


def focused(page) -> str:
    """Give the name of what has the focus."""
    return page.evaluate(
        "(e => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.tagName)"
        "(document.activeElement)"
    )
