"""An empty index is greeted with the command that fills it, and asked in vain in words."""

from pathlib import Path

import gradio as gr
import pytest
from ui_server import StubBase

from rag import IndexContents, KnowledgeBase
from ui.options import Options
from ui.talking import Talk
from ui.welcome import named_index, nothing_html


@pytest.mark.parametrize(
    ("index", "command"),
    [
        ("index", "<code>rag sync FOLDER</code>"),
        ("new", "<code>rag sync FOLDER --index new</code>"),
        ("my <b> notes", "<code>rag sync FOLDER --index &#x27;my &lt;b&gt; notes&#x27;</code>"),
        ("", "<code>rag sync FOLDER --index INDEX</code>"),
    ],
)
def test_an_empty_index_names_the_command_that_fills_it(index: str, command: str) -> None:
    assert command in nothing_html(index)


def test_an_index_is_named_only_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert named_index(Path("new")) == "new"
    assert named_index(tmp_path / "here" / "a" / "b") == "a/b"
    assert named_index(tmp_path / "elsewhere") == ""


def test_the_page_over_an_empty_index_names_its_command(fake_kb: KnowledgeBase) -> None:
    assert "rag sync FOLDER --index" in Talk(fake_kb).welcome()


def test_a_question_without_any_document_is_told_that_there_are_none() -> None:
    base = StubBase({})
    base.contents = lambda: IndexContents(0, 0, 0, {}, 0, "", "", "")  # type: ignore[method-assign]

    def shown(question: str) -> str:
        event = gr.EventData(gr.HTML(), {"question": question})
        return list(Talk(base).converse((), Options(), event))[-1][2]

    assert "There are no documents yet; add some in Documents" in shown("When does it leave?")
    assert 'data-view="documents">Open Documents' in shown("When does it leave?")
    assert "do not say" not in shown("When does it leave?")
    assert "no documents yet" not in shown("thanks")
