"""What happens before the first page: Gradio is imported quickly, models load behind it."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest
from fake_embedder import QuickFakeEmbedder

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
        cwd=Path(__file__).parent.parent,
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
