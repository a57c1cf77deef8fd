"""What a list of changes says of another version is no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.asked_versions import of_asked_versions
from rag.reading.reader import Reading

CHANGES = hit_of(
    "# Changes\n\n## 2.1.0 (4 May)\n\n- Maps can be printed.\n- Lists are sorted.\n\n"
    "## 2.0.3\n\n- A leak is mended. It was reported in 2.0.2 by Ann.\n- Icons are larger.\n\n"
    "## Thanks\n\n- Bo paid for the server.\n"
)
MARKED = ("Maps", "A leak", "Icons", "server")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what's new in 2.1.0?", ["Maps", "server"]),
        ("what is new in version 2.0.3?", ["A leak", "Icons", "server"]),
        ("what was reported in 2.0.2?", ["A leak", "Icons", "server"]),
        ("what is new in 3.0.0?", ["server"]),
        ("what is new in version 2.1?", ["Maps", "server"]),
        ("what changed since 2.0.3?", list(MARKED)),
        ("what weighs 2.1 kg?", list(MARKED)),
        ("what is new?", list(MARKED)),
    ],
)
def test_what_stands_under_another_version_is_left_out(question: str, expected: list[str]) -> None:
    reading = Reading(tuple(mark(CHANGES, words, 0.2) for words in MARKED), 0.2)
    assert [one.text for one in adjust(of_asked_versions, question, reading).candidates] == expected


def test_a_heading_is_told_of_the_version_in_it() -> None:
    days = hit_of("# Log\n\n## 1.1.0 (9 May)\n\nMaps.\n\n## 1.0.0 (3 May)\n\nLists.\n")
    reading = Reading((mark(days, "9 May", 0.3), mark(days, "3 May", 0.2)), 0.3)
    kept = adjust(of_asked_versions, "when was 1.0.0 released?", reading).candidates
    assert [one.text for one in kept] == ["3 May"]
