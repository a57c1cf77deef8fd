"""What the command line shows of a name can be typed, and the commands it advises can be run."""

import json
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from typer.testing import CliRunner, Result

from rag.cli.advice import completed, note_index
from rag.cli.commands import app
from rag.cli.text import named, one_line


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAG_INDEX", raising=False)
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: FakeEmbedder())


def rag(*arguments: str) -> Result:
    """Run one command as the shell would."""
    return CliRunner().invoke(app, arguments)


def index(*names: str) -> None:
    """Index one small document under each name."""
    Path("docs").mkdir()
    for number, name in enumerate(names):
        text = f"Cats sleep for {number + 2} hours.\n"
        (Path("docs") / name).write_text(text, encoding="utf-8")
    assert rag("sync", "docs").exit_code == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain name.txt", "plain name.txt"),
        ("a  b.txt", "a  b.txt"),
        (" a.txt", " a.txt"),
        ("a\tb\nc\xa0d.txt", r"a\tb\nc\xa0d.txt"),
        ("pärröt 🦜.txt", "pärröt 🦜.txt"),
        ("a\x1b[31m.txt", "a�[31m.txt"),
    ],
)
def test_a_name_is_shown_so_that_it_can_be_typed(name: str, shown: str) -> None:
    assert named(name) == shown


@pytest.mark.parametrize("name", ["a  b  c.txt", "a\tb.txt", "a\nb.txt", " a.txt", "a\x07b.txt"])
def test_a_name_that_was_shown_is_understood(name: str) -> None:
    index(name, "other.txt")
    shown = rag("list").stdout
    (typed,) = (id_ for line in shown.splitlines() if (id_ := line.split(" · ")[1]) != "other.txt")
    for command in (["ask", "How long do cats sleep?"], ["search", "cats"]):
        assert json.loads(rag(*command, "--json", "--document", typed).stdout)
        assert f" · {typed}" in rag(*command, "--document", typed).stdout
    assert rag("remove", typed).stdout.startswith("1 removed; ")
    assert [d["id"] for d in json.loads(rag("list", "--json").stdout)] == ["other.txt"]


def test_a_name_whose_white_space_was_lost_is_understood_where_it_is_one_document_s() -> None:
    index("a  b.txt", "c d.txt", "c  d.txt", "c   d.txt")
    assert rag("remove", "a b.txt").exit_code == 0
    assert rag("remove", "c d.txt").exit_code == 0  # its own name, whatever is like it
    said = rag("remove", "c d.txt")
    assert (said.exit_code, said.stderr) == (
        1,
        "error: no document 'c d.txt' in the index; did you mean 'c  d.txt' or 'c   d.txt'? "
        "All of them: rag list\n",
    )


def test_messages_keep_the_spaces_of_names_and_stay_on_one_line() -> None:
    assert one_line(" no 'a  b'\n\n  see\tthis \x1b ") == "no 'a  b' see this �"


def test_the_index_that_was_given_is_named_in_what_is_advised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index("cats.txt")
    Path("index").rename("my index")
    given = ("--index", "my index")
    asked = " --index 'my index'\n"
    assert rag("remove", "dogs", *given).stderr.endswith(f"; see: rag list{asked}")
    assert rag("list", "dogs", *given).stdout.endswith(f"all of them: rag list{asked}")
    Path("empty").mkdir()
    assert "rag remove ID... --index 'my index'; to drop all" in rag("sync", "empty", *given).stderr
    none = ["search", "cats", "--after", "2030-01-01"]
    assert rag(*none, *given).stdout.splitlines()[0].endswith(f"rag status{asked.rstrip()}")
    monkeypatch.setenv("RAG_INDEX", "my index")
    assert rag("list", "dogs").stdout.endswith("all of them: rag list\n")
    assert rag("remove", "dogs").stderr.endswith("; see: rag list\n")
    rag("remove", "cats.txt")
    assert rag("list", *given).stdout == f"No documents yet; add some: rag sync FOLDER{asked}"


def test_a_command_that_names_its_index_is_left_as_it_is() -> None:
    note_index(Path("ix"))
    text = "make one with: rag sync FOLDER --index ix; see: rag list. rag syncs; rag status?"
    assert completed(text) == (
        "make one with: rag sync FOLDER --index ix; see: rag list --index ix. rag syncs; "
        "rag status --index ix?"
    )
    note_index(None)
    assert completed(text) == text
