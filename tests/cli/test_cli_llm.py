"""`rag ask` and `rag chat` let a language model word answers."""

import json
from pathlib import Path

import pytest
from chat_server import chat_server
from typer.testing import CliRunner

from rag import KnowledgeBase
from rag.cli.commands import app

BRIDGE = "The Quill bridge was opened by Adaline Quill. It is 300 metres long.\n"
ASKED = "Who opened the bridge?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of an index of one document."""
    place = tmp_path_factory.mktemp("llm")
    (place / "texts").mkdir()
    (place / "texts" / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with KnowledgeBase.open(place / "index") as kb:
        kb.sync(place / "texts")
    return str(place / "index")


def test_an_answer_is_worded_and_its_quotes_are_the_documents(
    index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAG_LLM_KEY", "secret")
    with chat_server("It was opened by Adaline Quill [1].") as server:
        told = CliRunner().invoke(app, ["ask", ASKED, "--index", index, "--llm", server.url])
        assert told.exit_code == 0
        assert told.stdout.splitlines()[:2] == [
            "It was opened by Adaline Quill. [1]",
            "Worded by tiny from what is quoted",
        ]
        assert "“The Quill bridge was opened by Adaline Quill.”" in told.stdout
        assert server.headers[-1]["Authorization"] == "Bearer secret"


def test_why_the_words_are_the_reader_s_is_said_on_stderr(index: str) -> None:
    with chat_server("A dragon opened it [1].") as server:
        told = CliRunner().invoke(app, ["ask", ASKED, "--index", index, "--llm", server.url])
    assert told.exit_code == 0
    assert told.stdout.startswith("Adaline Quill [1]\n")
    assert told.stderr == ("note: what tiny wrote is left out: it cites nothing that says it\n")


def test_a_talk_is_worded_too(index: str) -> None:
    with chat_server("It was opened by Adaline Quill [1].") as server:
        asked = ["chat", "--json", "--index", index, "--llm", server.url, "--llm-model", "big"]
        told = json.loads(CliRunner().invoke(app, asked, input=f"{ASKED}\n").stdout)
    assert told["worded_by"] == "big"
    assert told["answer"] == "It was opened by Adaline Quill. [1]"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--llm", "dragon"], "error: 'dragon' is no address of a language model; give one such"),
        (["--llm-model", "tiny"], "error: --llm-model needs the address of what serves it: --llm"),
    ],
)
def test_wrong_options_are_said(index: str, options: list[str], said: str) -> None:
    told = CliRunner().invoke(app, ["ask", ASKED, "--index", index, *options])
    assert told.exit_code != 0
    assert told.stderr.startswith(said)


def test_nothing_is_asked_where_the_address_in_the_environment_is_empty(
    index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAG_LLM", " ")
    monkeypatch.setenv("RAG_LLM_MODEL", "tiny")
    told = CliRunner().invoke(app, ["ask", ASKED, "--index", index])
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("Adaline Quill [1]\n")


def test_only_an_answer_is_sent(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more.txt").write_text("The Reed bridge is new.\n", encoding="utf-8")
    with chat_server("It was opened by Adaline Quill [1].") as server:
        monkeypatch.setenv("RAG_LLM", server.url)
        for words in (
            ["sync", str(tmp_path), "--index", str(tmp_path / "index")],
            ["status", "--index", index],
            ["search", "bridge", "--index", index],
            ["ask", "thanks", "--index", index],
        ):
            assert CliRunner().invoke(app, words).exit_code == 0
        assert server.headers == []
        CliRunner().invoke(app, ["ask", ASKED, "--index", index])
        assert len(server.asked) == 1


def test_an_evaluation_tells_which_model_worded_the_answers(index: str, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "Who opened the bridge?", "answers": ["Adaline Quill"]}\n')
    with chat_server("Adaline Quill [1].") as server:
        asked = ["eval", str(questions), "--index", index, "--llm", server.url, "--json"]
        told = json.loads(CliRunner().invoke(app, asked).stdout)
    assert told["made"]["models"]["reader"].endswith(", worded by tiny")
    assert told["questions"] == 1
