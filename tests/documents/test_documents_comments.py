"""Comments of Markdown are left out of what is searched; what only looks like one stays."""

from pathlib import Path
from time import process_time

import pytest

from rag.documents.comments import comment_spans
from rag.documents.reading import read_document


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("<!-- a -->\nFees", ["<!-- a -->"]),
        ("Fees\n\n<!-- YAML\nadded: v8.0.0\n-->\n\nFive.", ["<!-- YAML\nadded: v8.0.0\n-->"]),
        ("   <!-- a --> shown", ["<!-- a -->"]),
        ("<!-- a -->\n<!-- b -->", ["<!-- a -->", "<!-- b -->"]),
        ("    <!-- indented code -->", []),
        ("Write `<!-- a -->` before it", []),
        ("Fees <!-- never closed", []),
        ("<!-- never closed\nFees", []),
        ("```html\n<!-- code -->\n```\n<!-- a -->", ["<!-- a -->"]),
        ("```\nan open fence\n<!-- a -->", ["<!-- a -->"]),
    ],
)
def test_a_comment_begins_a_line_outside_of_code(text: str, comments: list[str]) -> None:
    assert [text[one.start : one.end] for one in comment_spans(text)] == comments


def test_comments_before_the_start_are_not_looked_for() -> None:
    assert comment_spans("<!-- a -->\nFees", 11) == []


def test_a_comment_may_be_the_first_line_below_the_metadata() -> None:
    text = "day: 1\n<!-- a -->\nFees"
    assert [text[one.start : one.end] for one in comment_spans(text, 7)] == ["<!-- a -->"]


def test_a_document_is_cited_from_what_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "fees.md"
    path.write_text(
        "# Fees\n\n<!-- Follow us\nThe old fee was nine. -->\n\nThe fee is five.\n",
        encoding="utf-8",
    )
    document = read_document(path, root=tmp_path)
    assert [document.text[s.start : s.end] for s in document.content] == [
        "# Fees",
        "The fee is five.",
    ]


def test_a_text_file_may_begin_its_lines_as_it_likes(tmp_path: Path) -> None:
    path = tmp_path / "fees.txt"
    path.write_text("<!-- five a day -->\n", encoding="utf-8")
    assert len(read_document(path, root=tmp_path).content) == 1


def test_a_text_of_comments_alone_is_cited_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "fees.md"
    path.write_text("<!-- five a day -->\n", encoding="utf-8")
    assert len(read_document(path, root=tmp_path).content) == 1


def test_many_openings_take_no_longer_than_they_are_many() -> None:
    assert comment_spans("<!-- " * 200_000) == []
    assert len(comment_spans("<!-- -->\n" * 20_000)) == 20_000


def test_a_long_line_takes_no_longer_than_it_is_long() -> None:
    begun = process_time()
    assert comment_spans("a" + "<!-- -->" * 100_000) == []
    assert len(comment_spans("```\n<!-- -->\n```\n<!-- -->\n" * 10_000)) == 10_000
    assert process_time() - begun < 3
