"""A question for several things gets the whole list that one of them stands in."""

import pytest
from rules import adjust

from rag.answering.candidates.expansions.whole_lists import with_whole_lists
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
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
    reading = adjust(with_whole_lists, question, Reading((Candidate(hit, span, quote, 0.9),), 0.9))
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
    (whole,) = adjust(with_whole_lists, "What are the steps?", read).candidates
    assert (whole.text, whole.score) == (STEPS.strip(), 0.8)


def test_a_list_goes_on_beyond_its_passage() -> None:
    items = "\n".join(f"- {number} of the blue screws" for number in range(3, 60))
    text = f"Serves 8.\n\n{items}\n\nKnead it well."
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    whole = Span(text.index("- 3"), text.index("\n\nKnead"))
    sentences = sentence_spans(text)
    candidates = []
    for number in (20, 30):  # of two passages
        read = tuple(sentences[number : number + 5])
        cut = text[read[0].start : read[-1].end]
        hit = Hit(document, Passage("a.md", 0, read[0].start, read[-1].end, cut, 9, read), 1.0, 1)
        candidates.append(Candidate(hit, read[2], read[2], 0.4))
    (found,) = adjust(
        with_whole_lists, "what are the screws?", Reading(tuple(candidates), 0.4)
    ).candidates
    assert (found.span, found.quote, found.score) == (whole, whole, 0.8)


def test_a_list_ends_where_the_content_of_its_document_has_a_gap() -> None:
    text = "- salt\n- milk\n- Share this page\n- rice\n"
    content = Span(0, text.index("- Share"))
    document = Document("a.md", text, "", (content,), "0" * 64)
    sentences = tuple(sentence_spans(text, 0, content.end))
    hit = Hit(document, Passage("a.md", 0, 0, content.end, "- salt\n- milk", 9, sentences), 1.0, 1)
    read = Reading((Candidate(hit, sentences[0], sentences[0], 0.9),), 0.9)
    (found,) = adjust(with_whole_lists, "what are the ingredients?", read).candidates
    assert found.text == "- salt\n- milk"


def test_a_list_longer_than_what_is_looked_at_is_cut_between_two_items() -> None:
    items = [f"- Member number {n:04} Abcdefgh" for n in range(600)]
    text = "\n".join(items)
    start = text.index(items[300])
    passage = Span(start, start + len(items[300]))
    sentences = (passage,)
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    hit = Hit(document, Passage("a.md", 0, start, passage.end, items[300], 9, sentences), 1.0, 1)
    found = Candidate(hit, Span(start + 2, passage.end), passage, 0.9)
    (whole,) = adjust(with_whole_lists, "What are the members?", Reading((found,), 0.9)).candidates
    said = whole.text.split("\n")
    assert len(said) > 200
    assert set(said) <= set(items)
