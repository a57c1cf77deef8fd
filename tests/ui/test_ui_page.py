"""The page's behaviour in-process: what happens to a question, and how the chat is started."""

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from places import ROOT
from ui_server import StubBase, answer, built, citation, document, free_port, serving

import ui
from rag import Answer, IndexMissing, InputError, QuestionError
from ui.app import AT_ONCE, READING
from ui.chat import Turn
from ui.markup import escape
from ui.options import Options

UNCHANGED = ({"__type__": "update"},) * 5  # Gradio's word for leaving the five outputs alone


def test_a_question_is_shown_first_and_then_its_answer() -> None:
    said = answer(citation(document("Out on Monday."), "Monday"))
    shown = converse({"When?": said}, "When?")
    assert [turns[-1].state for _, turns, *_ in shown] == ["waiting", "answered"]
    assert all("value" not in composer for composer, *_ in shown)  # what is typed meanwhile stays
    assert "Searching" in shown[0][2]
    assert "<mark>Monday</mark>" in shown[1][3]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (QuestionError("the question is empty; ask more"), "The question is empty; ask more."),
        (ZeroDivisionError("secret"), "Something went wrong in here; the server's log says what."),
    ],
)
def test_an_error_becomes_a_reply(error: Exception, message: str) -> None:
    shown = converse({"When?": error}, "When?")
    _, turns, chat, *_ = shown[-1]
    assert turns[-1].state == "failed"
    assert escape(message) in chat
    assert "secret" not in chat
    assert "Traceback" not in chat


@pytest.mark.parametrize("how", ["stop", "clear", "restore"])
def test_what_was_given_up_is_not_answered_after_all(how: str) -> None:
    import gradio as gr

    from ui.talking import Talk

    release = threading.Event()

    def slowly() -> Answer:
        release.wait(60)
        return answer(citation(document("Out on Monday."), "Monday"))

    talk = Talk(StubBase({"When?": slowly}))
    asked = talk.converse((), Options(), gr.EventData(gr.HTML(), {"question": "When?"}))
    _, turns, *_ = next(asked)
    if how == "restore":
        talk.restore(turns, gr.EventData(gr.HTML(), {"records": []}))
    else:
        getattr(talk, how)(turns)
    release.set()
    assert list(asked) == [UNCHANGED]


def test_an_empty_question_changes_nothing() -> None:
    assert converse({}, "  \n") == [UNCHANGED]


def test_a_question_is_ignored_while_another_waits() -> None:
    assert converse({}, "And then?", (Turn(1, "When?"),)) == [UNCHANGED]


def converse(
    answers: dict[str, Answer | Exception], question: str, turns: tuple[Turn, ...] = ()
) -> list[tuple]:
    """Put a question to a page over prepared answers; give everything it shows in turn."""
    import gradio as gr

    from ui.talking import Talk

    event = gr.EventData(gr.HTML(), {"question": question})
    return list(Talk(StubBase(answers)).converse(turns, Options(), event))


def test_only_ask_and_search_can_be_called_from_outside() -> None:
    named = built(StubBase({})).get_api_info()["named_endpoints"]
    assert set(named) == {"/ask", "/search"}


def test_importing_the_package_loads_neither_gradio_nor_a_model() -> None:
    code = "import sys, ui; print({'gradio', 'torch', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_python_m_ui_is_the_command_rag_ui(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--port", str(free_port()), "--open"],
        env={**os.environ, "RAG_INDEX": str(tmp_path / "file")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"cannot use the index folder {tmp_path / 'file'}" in done.stderr


def test_a_missing_index_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="rag sync"):
        ui.launch(tmp_path / "none", port=free_port())


def test_a_port_in_use_is_named_with_another_to_try(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port}: .*--port {port + 1}"):
            ui.launch(tmp_path, port=port)


@pytest.mark.parametrize(
    "host",
    [
        "nosuchhost.invalid",
        "a..b",
        "",
        "192.0.2.7",  # an address of documentation (RFC 5737), and of no machine
    ],
)
def test_a_host_that_this_machine_has_not_is_named(host: str) -> None:
    with pytest.raises(InputError) as caught:
        ui.launch(host=host, port=free_port())
    assert host in str(caught.value)
    assert str(caught.value).endswith("; choose another: --host 127.0.0.1")


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6")


@needs_ipv6
def test_an_ipv6_address_is_served_on() -> None:
    with serving(StubBase({}), host="::1") as url:
        assert url.startswith("http://[::1]:")
        with urllib.request.urlopen(url) as page:
            assert page.status == 200


@needs_ipv6
def test_a_port_in_use_locally_is_in_use_for_every_host(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1 port {port}: .*--port {port + 1}"):
            ui.launch(tmp_path, host="::1", port=port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(InputError, match=f"port is {port}"):
        ui.launch(port=port)


@pytest.mark.parametrize("given", ["", "user", "user:", ":password"])
def test_half_a_login_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="--auth user:password"):
        ui.launch(port=free_port(), auth=given)


@pytest.mark.parametrize(
    "given", ["chat", "chat/", "//host/chat", "ftp://host", "https://", "/a b"]
)
def test_a_root_path_that_is_none_is_refused_with_one_that_is(given: str) -> None:
    with pytest.raises(InputError, match="--root-path /PATH or --root-path https://HOST/PATH"):
        ui.launch(port=free_port(), root_path=given)


@pytest.mark.parametrize("given", [None, "", "/chat", "https://host.example", "http://host:80/a/b"])
def test_a_path_or_an_address_can_be_a_root_path(given: str | None) -> None:
    from ui.serving import check_root_path

    check_root_path(given)
    with serving(StubBase({}), root_path=given) as url, urllib.request.urlopen(url) as page:
        assert page.status == 200


def test_a_login_is_a_user_and_a_password_that_may_hold_colons() -> None:
    from ui.serving import read_auth

    assert read_auth("ada:a:b") == ("ada", "a:b")
    assert read_auth(None) is None


def test_suggestions_wait_in_the_same_line_as_questions() -> None:
    functions = {one.name: one for one in built(StubBase({})).fns.values()}
    lines = {functions[name].concurrency_id for name in ("converse", "suggest")}
    limits = {functions[name].concurrency_limit for name in ("converse", "suggest")}
    assert lines == {READING} and limits == {AT_ONCE}
