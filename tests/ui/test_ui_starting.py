"""What happens before the first page: Gradio is imported quickly, models load behind it."""

import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fake_embedder import QuickFakeEmbedder
from places import ROOT

import ui
from rag import KnowledgeBase
from ui.starting import embed_what_waits, load_gradio, warm_up

COUNTED = """
import ast, json, sys
parsed = []
parse = ast.parse
ast.parse = lambda source, *rest, **named: parsed.append(0) or parse(source, *rest, **named)
from ui.starting import load_gradio
load_gradio()
import gradio
print(json.dumps([len(parsed), gradio.Textbox.__name__]))
"""


def test_gradio_is_imported_without_parsing_its_components() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNTED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    parsed, name = json.loads(done.stdout)
    assert name == "Textbox"
    assert parsed < 20  # with the stubs it is several a component, of some sixty


def test_importing_gradio_leaves_inspect_as_it_was() -> None:
    before = inspect.getfile
    load_gradio()
    assert inspect.getfile is before
    assert inspect.getfile(KnowledgeBase).endswith("knowledge_base.py")


@pytest.mark.parametrize(
    ("host", "auth", "warned"),
    [
        ("0.0.0.0", None, True),
        ("::", None, True),
        ("0.0.0.0", "ada:secret", False),
        ("127.0.0.1", None, False),
        ("localhost", None, False),
        ("::1", None, False),
    ],
)
def test_a_page_that_others_can_change_the_documents_by_comes_with_a_warning(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    auth: str | None,
    warned: bool,
) -> None:
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: QuickFakeEmbedder())
    monkeypatch.setattr("ui.serving.check_address", lambda host, port: None)
    asked_for = []

    def serve(page: object, **options: Any) -> str:
        asked_for.append(options["auth"])
        return "http://there"

    monkeypatch.setattr("ui.serving.serve", serve)
    monkeypatch.setattr("ui.build", lambda kb: SimpleNamespace(close=lambda: None))
    for started in ("warm_up", "embed_what_waits", "wait_for_interrupt"):
        monkeypatch.setattr(f"ui.{started}", lambda _: None)
    KnowledgeBase.open(tmp_path).close()
    ui.launch(tmp_path, host=host, auth=auth)
    assert asked_for == [auth and tuple(auth.split(":"))]
    said = capsys.readouterr()
    assert said.out == "The chat is at http://there (Ctrl-C ends it)\n"
    assert said.err.count("\n") == warned
    assert ("RAG_AUTH=user:password" in said.err) == warned
    assert ("export all users' questions and verdicts" in said.err) == warned


def test_warming_up_asks_once_and_an_index_without_documents_is_no_error(
    fake_kb: KnowledgeBase,
) -> None:
    thread = warm_up(fake_kb)
    thread.join(timeout=60)
    assert not thread.is_alive()


def test_what_a_quick_start_left_is_embedded_behind_the_page(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The ferry leaves at noon.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=QuickFakeEmbedder()) as kb:
        kb.sync(tmp_path / "docs", quick=True, later=True)
        assert kb.status().provisional == 1
        thread = embed_what_waits(kb)
        thread.join(timeout=60)
        assert not thread.is_alive()
        assert kb.status().provisional == 0


def test_a_place_that_cannot_be_written_to_is_said_and_ends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("The ferry leaves at noon.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=QuickFakeEmbedder()) as kb:
        kb.sync(tmp_path / "docs", quick=True, later=True)
        (tmp_path / "index" / "refine.lock").unlink(missing_ok=True)
        (tmp_path / "index" / "refine.lock").mkdir()  # in the way, even of the superuser
        embed_what_waits(kb).join(timeout=60)
        assert "cannot embed what a quick start left" in capsys.readouterr().err
        assert kb.search("ferry")[0].document.id == "a.txt"


def test_embedding_behind_the_page_ends_in_silence_with_the_chat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with KnowledgeBase.open(tmp_path / "index", embedder=QuickFakeEmbedder()) as kb:
        pass
    thread = embed_what_waits(kb)
    thread.join(timeout=60)
    assert capsys.readouterr().err == ""
