"""A question for several things gets the whole list that one of them stands in."""

import pytest

from rag.answering.whole_lists import with_whole_lists
from rag.reader import Candidate, Reading
from rag.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

ITEMS = "- 250 g flour\n- an egg\n- salt"
RECIPE = f"# Strudel\n\nServes 8.\n\n{ITEMS}\n\nKnead it well."
FACTS = "- Phone: 12 34\n- Open: 9 to 6\n"
RULES = "- Nobody smokes here.\n- Bicycles stay in the cellar.\n"
STEPS = "1) flour\n2) milk\n"


TWO = "- salt\n- milk\n\n\n- a pot\n- a pan"


def widened(question: str, text: str, answer: str) -> tuple[str, str]:
    """Give the answer and the quote after widening."""
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    sentences = tuple(sentence_spans(text))
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, sentences), 1.0, 1)
    start = text.index(answer)
    span = Span(start, start + len(answer))
    (quote,) = [one for one in sentences if one.start <= span.start and span.end <= one.end]
    reading = with_whole_lists(question, Reading((Candidate(hit, span, quote, 0.9),), 0.9))
    (found,) = reading.candidates
    return found.text, text[found.quote.start : found.quote.end]


@pytest.mark.parametrize(
    ("question", "text", "answer", "expected"),
    [
        ("What are the ingredients of the strudel?", RECIPE, "egg", ITEMS),
        ("which ingredients do I need", RECIPE, "250 g flour", ITEMS),
        ("Please list the ingredients", RECIPE, "salt", ITEMS),
        ("which things are needed?", STEPS, "milk", STEPS.strip()),
        ("What are the tools?", TWO, "a pan", "- a pot\n- a pan"),
        ("How much flour is in it?", RECIPE, "250 g", "250 g"),
        ("Which class does she take?", RECIPE, "egg", "egg"),
        ("What are the opening hours?", FACTS, "9 to 6", "9 to 6"),
        ("What are the rules for bicycles?", RULES, "in the cellar", "in the cellar"),
        ("What are the portions?", RECIPE, "8", "8"),
    ],
)
def test_a_list_of_short_items_is_given_whole_where_several_are_asked_for(
    question: str, text: str, answer: str, expected: str
) -> None:
    said, quote = widened(question, text, answer)
    assert said == expected
    assert said in quote


def test_items_of_one_list_are_one_answer() -> None:
    document = Document("a.md", STEPS, "", (Span(0, len(STEPS)),), "0" * 64)
    sentences = tuple(sentence_spans(STEPS))
    hit = Hit(document, Passage("a.md", 0, 0, len(STEPS), STEPS, 9, sentences), 1.0, 1)
    first, second = (Candidate(hit, one, one, 0.5 - 0.2 * n) for n, one in enumerate(sentences))
    read = Reading((first, second), 0.5)
    (whole,) = with_whole_lists("What are the steps?", read).candidates
    assert (whole.text, whole.score) == (STEPS.strip(), 0.8)
