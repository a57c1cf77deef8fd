"""The server answers its own page and programs; a page of another site it answers nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from ui_server import StubBase, serving

from rag import KnowledgeBase

REFUSED = "only by its own page"


@contextmanager
def page_over(kb: KnowledgeBase, **served: str) -> Iterator[httpx.Client]:
    """Serve a page over an index with the document a.txt; give a client for it."""
    path = kb.folder.parent / "a.txt"
    path.write_text("The ferry leaves at noon.", encoding="utf-8")
    kb.add(path)
    with serving(kb, **served) as url, httpx.Client(base_url=url) as client:
        yield client


def remove(client: httpx.Client, **headers: str) -> httpx.Response:
    """Ask to remove a.txt, in a way that a browser lets the pages of any site do."""
    components = client.get("/config").json()["components"]
    shell = next(c["id"] for c in components if c["props"].get("elem_id") == "shell")
    body = (
        f'{{"session_hash": "x", "component_id": {shell}, "fn_name": "remove_document", '
        '"data": {"id": "a.txt"}}'
    )
    given = {"content-type": "text/plain", **headers}
    return client.post("/gradio_api/component_server", content=body, headers=given)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1:1", "127.0.0.1"],
)
def test_the_page_of_another_site_changes_no_document(fake_kb: KnowledgeBase, origin: str) -> None:
    with page_over(fake_kb) as client:
        refused = remove(client, origin=origin)
        assert (refused.status_code, REFUSED in refused.text) == (403, True)
        assert [document.id for document in fake_kb.documents] == ["a.txt"]


def test_the_page_itself_and_programs_change_documents(fake_kb: KnowledgeBase) -> None:
    with page_over(fake_kb) as client:
        own = str(client.base_url).rstrip("/")
        assert remove(client, origin=own).json() == {"ok": True, "message": "Removed."}
        assert list(fake_kb.documents) == []
        assert remove(client).json()["ok"] is False  # there is none any more


def test_no_other_page_shows_this_one_within_it() -> None:
    framed = "frame-ancestors 'self'"
    with serving(StubBase({})) as url:
        assert httpx.get(url).headers["content-security-policy"] == framed
    with serving(StubBase({}), root_path="https://portal.example/rag") as url:
        assert "content-security-policy" not in httpx.get(url).headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/queue/data?session_hash=x"),
        ("GET", "/config"),
    ],
)
def test_nothing_is_answered_to_the_page_of_another_site(method: str, path: str) -> None:
    with serving(StubBase({})) as url:
        refused = httpx.request(method, url + path, headers={"origin": "https://evil.example"})
        assert (refused.status_code, REFUSED in refused.text) == (403, True)


@pytest.mark.parametrize("host", ["evil.example:7860", "evil.example", "10.0.0.1:7860", "[::", ""])
def test_a_name_that_was_made_to_lead_to_this_machine_is_refused(host: str) -> None:
    with serving(StubBase({})) as url:
        refused = httpx.get(url, headers={"host": host})
        assert (refused.status_code, "--root-path" in refused.text) == (403, True)


@pytest.mark.parametrize(
    "host", ["localhost:7860", "LOCALHOST", "127.0.0.1:1", "127.1.2.3", "[::1]:7860", "a.localhost"]
)
def test_the_names_of_this_machine_are_its_own(host: str) -> None:
    with serving(StubBase({})) as url:
        assert httpx.get(url, headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("root_path", "headers"),
    [
        ("https://a.example/chat", {"host": "a.example"}),
        ("https://a.example/chat", {}),  # the proxy says nothing of the name it is asked by
        ("/chat", {"host": "a.example"}),
        ("/chat", {"x-forwarded-host": "a.example, b.example"}),
        ("", {"x-forwarded-host": "A.example"}),
    ],
)
def test_a_page_behind_a_proxy_is_its_own(
    fake_kb: KnowledgeBase, root_path: str, headers: dict[str, str]
) -> None:
    with page_over(fake_kb, root_path=root_path) as client:
        assert remove(client, origin="https://a.example", **headers).json()["ok"] is True


@pytest.mark.parametrize(
    "headers",
    [
        # Any site may send this one to a host that is no name of this machine: Gradio allows it.
        {"host": "a.example", "x-forwarded-host": "evil.example", "origin": "https://evil.example"},
        # ... and the page of another server here to this one.
        {"x-forwarded-host": "localhost:1", "origin": "http://localhost:1"},
    ],
)
def test_a_page_cannot_say_that_it_is_a_proxy(
    fake_kb: KnowledgeBase, headers: dict[str, str]
) -> None:
    with page_over(fake_kb, root_path="/chat") as client:
        assert remove(client, **headers).status_code == 403


def test_where_other_machines_may_come_any_name_is_taken_and_other_sites_are_not(
    fake_kb: KnowledgeBase,
) -> None:
    with page_over(fake_kb, host="0.0.0.0") as client:
        lan = {"host": "box.lan:7860"}
        assert remove(client, **lan, origin="https://evil.example").status_code == 403
        assert remove(client, **lan, origin="http://box.lan:7860").json()["ok"] is True
