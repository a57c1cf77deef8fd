"""What stands before a text is found and cited too, apart from the text."""

from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.documents import read_document
from rag.documents.metadata import read_metadata
from rag.types import Document


def read(folder: Path, text: str, name: str = "a.md") -> Document:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return read_document(folder / name, root=folder)


def content_of(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.content]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("---\nphone: 555-1234\nemployer: Mill\n---", ["phone: 555-1234\nemployer: Mill"]),
        ("---\ntitle: Soup\nservings: 4\n---", ["servings: 4"]),
        ("---\nmenu: fish\nweight: 70 kg\n---", ["menu: fish\nweight: 70 kg"]),
        ("---\nservings: 4\ntitle: Soup\nserver: a\n---", ["servings: 4", "server: a"]),
        ("---\nname: Jo\ntags:\n  - a\n  - b\n---", ["name: Jo\ntags:\n  - a\n  - b"]),
        ("---\nname: Jo\nlayout: post\nsidebar:\n- a\nday: 3\n---", ["name: Jo", "day: 3"]),
        ("---\nname: Jo\nauthor:\ntags:   \n---", ["name: Jo"]),
        ("---\nname: Jo\nkey: " + "a" * 3_000 + "\n---", ["name: Jo"]),
        ("---\ntitle: Stew\ntitle: Soup\n---", []),
        ('+++\ntitle = "Soup"\nauthor = "Jo"\n+++', ['author = "Jo"']),
        ("Title: Soup\nAuthor: Jo\nDate: 2024-01-05", ["Author: Jo\nDate: 2024-01-05"]),
        ("Author: Jo\nTitle: Soup\nURL: https://a.org/x", ["Author: Jo", "URL: https://a.org/x"]),
        ("Author: Jo\nDate: 2024-01-05 It", ["Author: Jo"]),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_before_a_text_stay_apart_from_it(
    tmp_path: Path, head: str, lines: list[str], line_end: str
) -> None:
    text = f"{head}\n\nIt rose.".replace("It\n\nIt", "It").replace("\n", line_end)
    document = read(tmp_path, text)
    assert content_of(document) == [*(one.replace("\n", line_end) for one in lines), "It rose."]
    assert document.title == ("Soup" if "Soup" in head else "It rose.")


def test_toml_gives_metadata() -> None:
    text = '+++\ntitle = "Mill"\ndate = 2024-01-05T08:00:00Z\nauthors = ["Jo", "Bo"]\n+++\nIt.'
    found = read_metadata(text)
    assert (found.title, str(found.published), found.author) == ("Mill", "2024-01-05", "Jo, Bo")
    assert text[found.text_start :] == "\nIt."


def test_toml_that_cannot_be_read_is_text(tmp_path: Path) -> None:
    text = "+++\ntitle = Mill and more\n+++\n\nIt rose."
    assert content_of(read(tmp_path, text)) == [text]


def test_a_note_may_be_front_matter_only(tmp_path: Path) -> None:
    assert content_of(read(tmp_path, "---\nphone: 555-1234\n---\n")) == ["phone: 555-1234"]


def test_what_front_matter_and_head_lines_say_is_answered(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "report.md").write_text(
        "---\ntitle: Mill report\nauthor: Ida Voss\n---\n\nThe mill needs a new roof.\n"
    )
    (folder / "ann.md").write_text(
        "---\nphone: 555-1234\nbirthday: 1980-05-17\n---\n\nAnn is a friend from school.\n"
    )
    (folder / "fair.txt").write_text(
        "Title: Summer fair\nDate: 2024-06-15\nBy: Ann Lee\n\nThe fair has stalls and music.\n"
    )
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(folder)
        answers = {
            "Who wrote the mill report?": "Ida Voss",
            "What is Ann's phone number?": "555-1234",
            "What is the date of the summer fair?": "2024-06-15",
            "What is the mill report about?": "The mill needs a new roof.",
        }
        assert {question: kb.ask(question).text for question in answers} == answers
