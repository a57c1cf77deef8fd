"""The page's API from another process, over a server started the way a user starts it."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from places import SEEDS
from ui_server import free_port

from rag import KnowledgeBase
from rag.conversation.small_talk import courtesy
from ui.app import MOST_OF_ONE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve the seeds by `python -m ui`; give the process and its URL."""
    index = tmp_path_factory.mktemp("index")
    with KnowledgeBase.open(index) as kb:
        kb.sync(SEEDS)
    command = [sys.executable, "-m", "ui", "--index", str(index), "--port", str(free_port())]
    with subprocess.Popen(
        command, cwd=SEEDS.parent, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        try:
            yield process, _announced(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def client(server: tuple[subprocess.Popen[str], str]):
    from gradio_client import Client

    client = Client(server[1], verbose=False)
    yield client
    client.close()


def test_ask_gives_the_answer_as_json(client) -> None:
    given = client.predict("when was the MV released?", api_name="/ask")
    assert given["question"] == "when was the MV released?"
    assert given["status"] == "answered"
    assert given["answer"].endswith("]")
    texts = {path.name: path.read_text(encoding="utf-8") for path in SEEDS.iterdir()}
    assert given["citations"]
    for cited in given["citations"]:
        assert texts[cited["document"]["id"]][cited["start"] : cited["end"]] == cited["quote"]


def test_ask_refuses_what_the_documents_do_not_say(client) -> None:
    given = client.predict("what is the boiling point of mercury?", api_name="/ask")
    assert given["status"] == "not_found"
    assert given["citations"] == []


def test_a_courtesy_is_answered_as_the_command_answers_it(client) -> None:
    given = client.predict("thanks", api_name="/ask")
    assert given == courtesy("thanks").to_dict()
    assert given["status"] == "courtesy"


def test_search_gives_the_nearest_passages(client) -> None:
    hits = client.predict("music video", 3, api_name="/search")
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert len(client.predict("music video", api_name="/search")) == 10
    assert len(client.predict("music video", 100, api_name="/search")) > 10


@pytest.mark.parametrize(
    ("arguments", "endpoint", "message"),
    [
        (["  "], "/ask", "the question is empty"),
        (["x" * 100_000], "/ask", "100,000 characters"),
        (["music", 0], "/search", "limit is 0"),
        (["music", 300_000], "/search", "limit is 300000; give 100 or less"),
        (["music", "x"], "/search", "limit is 'x'; give a whole number"),
        (["music", 2.5], "/search", "limit is 2.5; give a whole number"),
    ],
)
def test_an_error_reaches_the_client_in_words(client, arguments, endpoint, message) -> None:
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError, match=re.escape(message)):
        client.predict(*arguments, api_name=endpoint)


def test_a_client_that_asks_too_much_at_once_is_told_so_and_can_go_on(client) -> None:
    jobs = [client.submit("when was the MV released?", api_name="/ask") for _ in range(40)]
    errors = [str(error) for job in jobs if (error := job.exception(timeout=120))]
    assert errors
    assert all("requests from 127.0.0.1 are in line already" in error for error in errors)
    assert sum(not job.exception() for job in jobs) >= MOST_OF_ONE
    assert client.predict("when was the MV released?", api_name="/ask")["status"] == "answered"


def test_nothing_else_can_be_called(client) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert set(described["named_endpoints"]) == {"/ask", "/search"}
    assert described["unnamed_endpoints"] == {}


def test_the_page_loads_nothing_from_elsewhere(server) -> None:
    import httpx

    page = httpx.get(server[1]).text
    assert re.findall(r'(?:src|href)="(?:https?:)?//[^"]*"', page) == []
    assert "fonts.g" not in page
    theme = httpx.get(f"{server[1]}theme.css").text
    assert re.findall(r"""url\(["']?(?!["']?data:)""", theme) == []
    assert "@font-face" not in theme


def test_interrupting_the_server_ends_it_well(server, client) -> None:
    process, _ = server
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0


def _announced(process: subprocess.Popen[str], seconds: float = 60) -> str:
    """Wait for the line that names the URL."""
    assert process.stdout is not None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([process.stdout], [], [], 1)[0]:
            continue
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found:
            return found.group()
        assert line, f"the server ended with {process.wait()}"
    raise TimeoutError("the server did not say where it is")
