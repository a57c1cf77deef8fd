"""When an article was printed is no answer to when something happened."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.datelines import without_datelines
from rag.reading.reader import Reading


def left(question: str, head: str, day: str) -> list[str]:
    """Ask of an article with this head; give what is left of the day in it and the one below."""
    hit = hit_of(f"Fire in the old mill\n\n{head}\n\nIt broke out on 12 March, they say.\n")
    marked = mark(hit, day, 0.5, quote=head), mark(hit, "12 March", 0.3, quote="It broke")
    found = adjust(without_datelines, question, Reading(marked, 0.5))
    return [one.text for one in found.candidates]


@pytest.mark.parametrize(
    "head",
    [
        "Hull Daily Courier, 13 May 2025",
        "OSLO, 13 May 2025",
        "By Neil Hargreaves, 13 May 2025",
        "By Josie Adler | 13 May 2025",
        "The Star (13 May 2025)",
    ],
)
def test_a_line_with_a_paper_a_place_or_an_author_is_left_out(head: str) -> None:
    assert left("when was the fire?", head, "13 May 2025") == ["12 March"]
    both = ["13 May 2025", "12 March"]
    assert left("when was the article published?", head, "13 May 2025") == both
    assert left("who put it out?", head, "13 May 2025") == both


@pytest.mark.parametrize(
    "line",
    [
        "13 May 2025",
        "The mill burned on 13 May 2025",
        "Opening: 13 May 2025, free entry",
        "Board Meeting, 13 May 2025",
        "Spring Concert - 13 May 2025",
        "FIRE, 13 May 2025",
    ],
)
def test_other_lines_stay(line: str) -> None:
    assert left("when was the fire?", line, "13 May 2025") == ["13 May 2025", "12 March"]


def test_what_is_believed_of_a_line_left_out_is_out_of_the_whole() -> None:
    hit = hit_of("OSLO, 13 May 2025\n\nIt broke out on 12 March.\n")
    marked = mark(hit, "13 May 2025", 0.5), mark(hit, "12 March", 0.3, quote="It broke")
    (kept,) = adjust(without_datelines, "when was it?", Reading(marked, 0.5)).candidates
    assert kept.score == pytest.approx(0.6)
