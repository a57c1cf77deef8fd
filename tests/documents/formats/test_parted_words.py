"""A word that is parted at the end of a line is a whole one of an answer."""

from pathlib import Path

import pytest

from rag import KnowledgeBase
from rag.reading.whole import whole


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("by the gover-\nnor Ida Voss in", "the gover", "the gover-\nnor Ida Voss"),
        ("by the gover-\r\n  nor in May", "the gover", "the gover-\r\n  nor"),
        ("by the gover-\nnor Ida Voss in", "nor Ida Voss", "gover-\nnor Ida Voss"),
        ("its collec-\ntion holds", "collec-\nti", "collec-\ntion"),
        ("from North-\nSouth to", "North", "North"),
        ("it cost -\nnine euros", "it cost", "it cost"),
        ("the gover- nor", "gover", "gover"),
        ("years 1990-\n95 and", "years 1990", "years 1990"),
    ],
)
def test_a_span_cuts_no_parted_word(text: str, span: str, expected: str) -> None:
    start = text.index(span)
    found, end = whole(text, start, start + len(span))
    assert text[found:end] == expected


def test_who_is_parted_at_the_end_of_a_line_is_answered(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "museum.txt").write_text(
        "The harbour museum was opened by the gover-\nnor Ida Voss in 1987. The ticket costs nine\n"
        "euros. Its collec-\ntion holds 4,000 ropes.\n"
    )
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(tmp_path / "notes")
        assert kb.ask("Who opened the harbour museum?").text == "the gover-\nnor Ida Voss"
