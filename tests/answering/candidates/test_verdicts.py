"""A question for yes or no gets the yes or no, and no question of the documents."""

import pytest
from rules import adjust

from rag.answering.candidates.expansions.verdicts import with_verdicts, without_label
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

FAQ = (
    "Q: Can I drink the water?\nA: No. The water may contain germs.\n\n"
    "Q: Can I use it in a van?\nA: Not outdoors. In a van yes.\n\n"
    "**Why did you leave in 1998?**\nI was tired. It was late.\n\n"
    "Is there a lift?"
)


def found(question: str, answer: str) -> tuple[Candidate, ...]:
    start, sentences = FAQ.index(answer), tuple(sentence_spans(FAQ))
    document = Document("a.txt", FAQ, "", (Span(0, len(FAQ)),), "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, len(FAQ), FAQ, 9, sentences), score=1.0, rank=1)
    quote = next(one for one in sentences if one.start <= start < one.end)
    marked = Candidate(hit, Span(start, start + len(answer)), quote, 0.5)
    return adjust(with_verdicts, question, Reading((marked,), 0.5)).candidates


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("can i drink it?", "may contain", ["A: No. The water may contain germs."]),
        ("can i drink it?", "No", ["A: No. The water may contain germs."]),
        ("can i drink it?", "the water", ["A: No. The water may contain germs."]),
        ("what is in it?", "germs", ["The water may contain germs."]),
        ("is a van ok?", "a van?", ["A: Not outdoors. In a van yes."]),
        ("did she leave?", "1998", ["I was tired. It was late."]),
        ("when did she leave?", "1998", ["**Why did you leave in 1998?**"]),
        ("leave", "did you leave in 1998", ["I was tired. It was late."]),
        ("is there a lift?", "a lift", []),
    ],
)
def test_yes_or_no_is_taken_in_and_a_question_is_no_answer(
    question: str, answer: str, expected: list[str]
) -> None:
    quotes = [FAQ[one.quote.start : one.quote.end] for one in found(question, answer)]
    assert quotes == expected


def test_the_mark_of_an_answer_is_cut_off() -> None:
    assert without_label("A: No. It may.") == "No. It may."
    (answer,) = found("is a van ok?", "a van?")
    assert answer.text == "Not outdoors. In a van yes."
    assert without_label("A man came.") == "A man came."
