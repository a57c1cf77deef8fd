"""In which version something changed is told by the heading above it."""

from dataclasses import replace

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.lookups.versions_above import with_versions_above
from rag.reading.reader import Reading
from rag.types import Hit, Passage

CHANGES = hit_of(
    "# Changes\n\n## 4.2.0 (9 May)\n\n- New: night colours.\n- Removed: the old export, which had"
    " been deprecated since 3.9.\n\n## 4.1.0 (3 May)\n\n- New: maps can be printed.\n"
    "- The lists of version 4.0.2 are back.\n"
)


def part(start: int, end: int) -> Hit:
    """Cut a passage of its own out of the text."""
    sentences = tuple(s for s in CHANGES.passage.sentences if start <= s.start < end)
    text = CHANGES.document.text[start:end]
    passage = Passage("a.md", 0, start, end, text, 9, sentences)
    return replace(CHANGES, passage=passage)


def best(question: str, words: str, score: float) -> tuple[str, float]:
    reading = Reading((mark(CHANGES, words, score), mark(CHANGES, "back", 0.01)), score)
    found = adjust(with_versions_above, question, reading, [CHANGES]).candidates[0]
    return found.text, found.score


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("in which version was the old export removed?", "3.9", ("4.2.0", 0.7)),
        ("which version lets me print?", "maps", ("4.1.0", 0.7)),
        ("which version of the lists is back?", "4.0.2", ("4.0.2", 0.7)),
        ("what was removed?", "the old export", ("the old export", 0.7)),
        ("what is new in version 4.2.0?", "night colours", ("night colours", 0.7)),
    ],
)
def test_a_version_stands_above(question: str, words: str, expected: tuple[str, float]) -> None:
    assert best(question, words, 0.7) == expected


def test_an_item_with_all_words_is_believed() -> None:
    assert best("which version introduced night colours?", "night colours", 0.02) == ("4.2.0", 0.6)
    assert best("which version introduced blue colours?", "night colours", 0.02)[1] == 0.02


def test_a_heading_is_found_in_another_passage() -> None:
    at = CHANGES.passage.text.index("- Removed")
    hits = [part(0, at), part(at, len(CHANGES.passage.text))]
    reading = Reading((mark(hits[1], "3.9", 0.7),), 0.7)
    question = "in which version was the old export removed?"
    assert adjust(with_versions_above, question, reading, hits[1:]) == reading
    (found,) = adjust(with_versions_above, question, reading, hits).candidates
    assert (found.text, found.hit) == ("4.2.0", hits[0])


def test_an_item_that_was_not_marked_answers_too() -> None:
    assert best("which version introduced blue maps?", "night colours", 0.3) == ("4.2.0", 0.3)
    assert best("which version introduced maps?", "night colours", 0.3) == ("4.1.0", 0.6)


def test_the_newest_version_is_the_highest_one_that_heads_changes() -> None:
    assert best("what is the newest version?", "night colours", 0.3) == ("4.2.0", 0.6)
    assert best("latest release of mill", "4.0.2", 0.3)[0] == "4.0.2"
    assert best("what is the newest lamp?", "night colours", 0.3) == ("night colours", 0.3)


def test_without_versions_over_changes_no_name_is_the_newest() -> None:
    hit = hit_of("# Mill\n\nSee name.conflict for more.")
    reading = Reading((mark(hit, "name.conflict", 0.4),), 0.4)
    assert not adjust(with_versions_above, "what is the newest version", reading, [hit]).candidates
