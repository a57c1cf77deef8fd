"""What happens before the first page: Gradio is imported quickly, models load behind it."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

from rag import KnowledgeBase
from ui.starting import load_gradio, warm_up

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
