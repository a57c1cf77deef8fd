"""Half a surrogate pair, from JSON or a file name, ends in words and never in a traceback."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import Exchange, KnowledgeBase, RagError
from rag.errors import DocumentError, InputError, StorageError
from rag.text.writable import is_writable, writable

HALF = "\ud800"
other_names = pytest.mark.skipif(sys.platform != "linux", reason="names are UTF-8 there")


@pytest.fixture
def kb(fake_kb: KnowledgeBase, tmp_path: Path) -> KnowledgeBase:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("We grow apples. They are sold.", encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    return fake_kb


@pytest.mark.parametrize(
    ("text", "written"),
    [("", ""), ("café 😀", "café 😀"), (f"a{HALF}b", "a\ufffdb"), ("\udce9", "\ufffd")],
)
def test_halves_are_replaced_and_all_else_is_kept(text: str, written: str) -> None:
    assert writable("it", text) == written
    written.encode("utf-8")
    assert is_writable(text) == (text == written)


def test_what_is_no_text_is_refused_by_its_name() -> None:
    with pytest.raises(InputError, match=r"context is 7; give a text \(str\)"):
        writable("context", 7)


def test_queries_contexts_and_what_was_said_are_read_without_halves(kb: KnowledgeBase) -> None:
    assert kb.search(f"apples {HALF}", context=HALF)[0].document.id == "a.txt"
    assert kb.ask(f"What do we grow{HALF}", context=HALF).question == "What do we grow\ufffd"
    assert kb.ask("What do we grow? Are they sold?", context=HALF).question
    assert kb.list_documents(HALF) == []
    talk = kb.chat(history=[Exchange(f"Who is Ann{HALF} Smith?", f"a baker{HALF}")])
    assert talk.history == (Exchange("Who is Ann\ufffd Smith?", "a baker\ufffd"),)
    assert talk.ask("where does she live?").status == "not_found"


@pytest.mark.parametrize(
    "ask",
    [
        lambda kb: kb.document(HALF),
        lambda kb: kb.remove("a.txt", HALF),
        lambda kb: kb.search("apples", documents=[HALF]),
        lambda kb: kb.ask("apples", documents=[HALF]),
        lambda kb: kb.chat(documents=[HALF]),
    ],
)
def test_an_id_with_half_a_pair_is_unknown(
    kb: KnowledgeBase, ask: Callable[[KnowledgeBase], object]
) -> None:
    with pytest.raises(InputError, match=r"no document '\\ud800' in the index; see: rag list"):
        ask(kb)
    assert [document.id for document in kb.documents] == ["a.txt"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda kb: kb.document([]),
        lambda kb: kb.remove(7),
        lambda kb: kb.list_documents(7),
        lambda kb: kb.search("apples", context=7),
        lambda kb: kb.chat(history=[Exchange("Who?", None)]),  # type: ignore[arg-type]
        lambda kb: kb.add("a.txt", origin=7),
    ],
)
def test_what_is_no_text_is_refused_everywhere(
    kb: KnowledgeBase, ask: Callable[[KnowledgeBase], object]
) -> None:
    with pytest.raises(InputError, match="give "):
        ask(kb)


def test_an_unknown_id_is_told_with_the_one_that_comes_near(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match=r"no document 'b/a\.txt'.*did you mean 'a\.txt'"):
        kb.document("b/a.txt")


def test_a_path_that_no_file_can_have_is_refused(kb: KnowledgeBase) -> None:
    for use in (kb.add, kb.sync, kb.plan):
        for path in (HALF, "a\0b"):
            with pytest.raises(DocumentError, match="cannot be the name of a file"):
                use(path)
    with pytest.raises(StorageError, match="is not valid UTF-8; choose another with --index"):
        KnowledgeBase.open(HALF, embedder=FakeEmbedder())


def test_an_origin_is_stored_without_halves(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We grow pears.", encoding="utf-8")
    assert kb.add(tmp_path / "a.txt", origin=HALF).added == ("\ufffd/a.txt",)


@other_names
def test_a_folder_whose_name_is_no_utf_8_is_added_but_not_synced(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "a.txt").write_text("We grow pears.", encoding="utf-8")
    for use in (kb.sync, kb.plan):
        with pytest.raises(DocumentError, match=r"not valid UTF-8.*rag add FOLDER"):
            use(folder)
    assert kb.add(folder / "a.txt").added == ("caf\\xe9/a.txt",)
    assert kb.add(folder).unchanged == ("caf\\xe9/a.txt",)
    with pytest.raises(RagError, match=r"index folder .* is not valid UTF-8"):
        KnowledgeBase.open(folder / "index", embedder=FakeEmbedder())
