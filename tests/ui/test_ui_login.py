"""A page with a password answers nobody who has not given it, whatever is asked for."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from ui_server import serving_a_ferry

ADA = ("ada", "a:b")
# Every route that tells of the documents, adds to them or puts the server to work.
ROUTES = [
    ("GET", "/config"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("GET", "/gradio_api/call/ask/x"),
    ("GET", "/gradio_api/file=seeds"),
    ("GET", "/gradio_api/upload_progress?upload_id=x"),
    ("POST", "/gradio_api/call/ask"),
    ("POST", "/gradio_api/call/search"),
    ("POST", "/gradio_api/call/v2/ask"),
    ("POST", "/gradio_api/run/ask"),
    ("POST", "/gradio_api/api/ask"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/component_server/"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an index with one document behind a password."""
    with serving_a_ferry(tmp_path_factory.mktemp("guarded"), auth=ADA) as url:
        yield url


@pytest.fixture
def stranger(url: str) -> Iterator[httpx.Client]:
    """Somebody who has not logged in."""
    with httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def ada(url: str) -> Iterator[httpx.Client]:
    """Somebody who has."""
    with httpx.Client(base_url=url) as client:
        assert log_in(client, *ADA).status_code == 200
        yield client


def log_in(client: httpx.Client, user: str, password: str) -> httpx.Response:
    """Send what the login form sends."""
    return client.post("/login", data={"username": user, "password": password})


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nothing_is_answered_without_a_login(
    stranger: httpx.Client, method: str, path: str
) -> None:
    refused = stranger.request(method, path, json={"data": ["When?"]} if method == "POST" else None)
    assert (refused.status_code, "ferry" in refused.text) == (401, False)


@pytest.mark.parametrize(
    "wrong", [("ada", "a"), ("ada", ""), ("ada", "A:B"), ("bob", "a:b"), ("a:b", "ada")]
)
def test_a_wrong_password_opens_nothing(stranger: httpx.Client, wrong: tuple[str, str]) -> None:
    assert log_in(stranger, *wrong).status_code in (400, 422)
    assert stranger.get("/config").status_code == 401


def test_a_token_that_was_made_up_opens_nothing(stranger: httpx.Client, ada: httpx.Client) -> None:
    for name in ada.cookies:
        stranger.cookies.set(name, "made-up")
    assert stranger.get("/config").status_code == 401


def test_the_page_itself_shows_a_login_and_nothing_that_is_indexed(stranger: httpx.Client) -> None:
    page = stranger.get("/")
    assert page.status_code == 200
    assert '"auth_required":true' in page.text.replace(" ", "")
    assert "ferry" not in page.text
    assert 'id="library"' not in page.text.replace("\\", "")


def test_after_a_login_the_documents_are_listed(ada: httpx.Client) -> None:
    components = ada.get("/config").json()["components"]
    shell = next(c["id"] for c in components if c["props"].get("elem_id") == "shell")
    asked = {"session_hash": "x", "component_id": shell, "fn_name": "library", "data": {}}
    listed = ada.post("/gradio_api/component_server", json=asked)
    assert (listed.status_code, 'data-id="ferry.txt"' in listed.json()) == (200, True)


def test_after_a_login_a_file_is_uploaded(ada: httpx.Client) -> None:
    stored = ada.post("/gradio_api/upload", files={"files": ("light.txt", b"The light.")})
    assert stored.status_code == 200
    kept = Path(stored.json()[0])
    assert kept.read_bytes() == b"The light."
    kept.unlink()


def test_after_a_login_a_question_is_answered(ada: httpx.Client) -> None:
    asked = ada.post("/gradio_api/call/ask", json={"data": ["When does the ferry leave?"]})
    assert asked.status_code == 200
    answered = ada.get(f"/gradio_api/call/ask/{asked.json()['event_id']}", timeout=60)
    assert "The ferry leaves at noon." in answered.text


def test_after_a_login_the_page_s_own_events_are_taken(ada: httpx.Client) -> None:
    config = ada.get("/config").json()
    clear = next(d["id"] for d in config["dependencies"] if d["api_name"] == "clear")
    asked = {"fn_index": clear, "data": [None], "session_hash": "y"}
    joined = ada.post("/gradio_api/queue/join", json=asked)
    assert (joined.status_code, "event_id" in joined.json()) == (200, True)
