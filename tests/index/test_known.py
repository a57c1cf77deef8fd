"""Ids of documents that are not there, and the ones that come near."""

from pathlib import Path

import pytest
from stored_texts import document, put

from rag.errors import InputError
from rag.index import known
from rag.index.store import Store

NAMES = ("a.txt", "b.txt", "minutes/2024-01-meeting.md", "minutes/2024-02-meeting.md", "Notes.md")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "rag.sqlite")
    with made.commit() as writing:
        for name in NAMES:
            put(writing, document(name, "Some text."))
    return made


def test_ids_that_are_there_are_let_pass(store: Store) -> None:
    known.require(store, NAMES)
    known.require(store, ())


@pytest.mark.parametrize(
    ("unknown", "meant"),
    [
        ("note.md", "; did you mean 'Notes.md'? All of them: rag list"),
        ("docs/notes.txt", "; did you mean 'Notes.md'? All of them: rag list"),
        (
            "2024-02-meetings.md",
            "; did you mean 'minutes/2024-02-meeting.md' or 'minutes/2024-01-meeting.md'? "
            "All of them: rag list",
        ),
        ("x.txt", "; see: rag list"),
        ("", "; see: rag list"),
    ],
)
def test_an_unknown_id_is_refused_with_those_that_come_near(
    store: Store, unknown: str, meant: str
) -> None:
    with pytest.raises(InputError) as caught:
        known.require(store, ["a.txt", unknown])
    assert str(caught.value) == f"no document {unknown!r} in the index{meant}"
