"""A heading answers no question for yes or no where a sentence does."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.answer_types.bare_headings import without_bare_headings
from rag.reading.reader import Reading

POLICY = hit_of("# Policy\n\nFences will be covered.\n\n## What is not covered\n\n- Moths.\n")


@pytest.mark.parametrize(
    ("question", "sentence", "heading", "expected"),
    [
        ("Are fences covered?", 0.6, 0.1, ["Fences"]),
        ("Are fences covered?", 0.1, 0.6, ["Fences"]),  # nothing below has them
        ("Are fences covered?", 0.05, 0.6, ["What is not covered", "Fences"]),
        ("Are moths covered?", 0.1, 0.6, ["What is not covered", "Fences"]),
        ("Is there what is not covered?", 0.1, 0.6, ["What is not covered", "Fences"]),
        ("What is covered?", 0.6, 0.1, ["Fences", "What is not covered"]),
        ("What does the policy do?", 0.1, 0.6, ["Fences"]),
    ],
)
def test_a_heading_is_left_out_beside_a_sentence(
    question: str, sentence: float, heading: float, expected: list[str]
) -> None:
    found = [mark(POLICY, "Fences", sentence), mark(POLICY, "What is not covered", heading)]
    reading = Reading(tuple(sorted(found, key=lambda one: -one.score)), 0.6)
    kept = adjust(without_bare_headings, question, reading).candidates
    assert [one.text for one in kept] == expected
