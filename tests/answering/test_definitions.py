"""What says the sense of a term, and what only speaks of it."""

import pytest

from rag.answering import Readers, answer_from
from rag.answering.definitions import CONFIDENCE, Term, asked_term, defining
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

MANUAL = """# The toolkit

A weir is built of stone. Weirs let boats pass when it rains.

The sluice, a kind of gate, is closed at night. A sluice is a gate that slides in a groove.

## `gate.lift(height)`

<!-- since 2.1 -->

- `height`: how far

Raises the gate by so much. Returns nothing.

## Locks

They are old. The keeper's locks are chambers with two gates.

## `gate.drop()`

`gate.drop` is described in [Safety](#safety).
"""


def hits(text: str, id: str = "manual.md") -> list[Hit]:
    spans = tuple(sentence_spans(text))
    whole = Document(id, text, "The toolkit", (Span(0, len(text)),), "0" * 64)
    return [Hit(whole, Passage(id, 0, 0, len(text), text, 99, spans), score=1.0, rank=1)]


def told(question: str, text: str = MANUAL) -> str:
    term = asked_term(question)
    assert term is not None
    return " | ".join(one.text for one in defining(term, hits(text)).candidates)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("what is a trait object?", Term("trait object")),
        ("What's ownership", Term("ownership")),
        ("what is the event loop?", Term("event loop", value=True)),
        ("what are shims?", Term("shims")),
        ('what does "Larger Work" mean?', Term("Larger Work", does=True)),
        ("can you tell me what gate.lift() does?", None),
        ("what does gate.lift() do?", Term("gate.lift()", does=True)),
        ("what is the purpose of the weir?", Term("weir", does=True)),
        ("what is the weir for?", Term("weir", does=True)),
        ("so what is the weir used for", Term("weir", does=True)),
        ("define monomorphization", Term("monomorphization", does=True)),
        ("what is it?", None),
        ("what is this for?", None),
        ("who wrote it?", None),
        ("when is the fair?", None),
        ("what does he do?", None),
    ],
)
def test_the_term_is_all_that_a_question_asks_about(question: str, term: Term | None) -> None:
    assert asked_term(question) == term


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what is a sluice?", "A sluice is a gate that slides in a groove."),
        ("what are sluices?", "A sluice is a gate that slides in a groove."),
        ("what is a weir?", "Weirs let boats pass when it rains."),
        ("what does a weir do?", "Weirs let boats pass when it rains."),
        ("what does gate.lift do?", "Raises the gate by so much."),
        ("what does lift do?", "Raises the gate by so much."),
        ("what is gate.lift(height)?", "Raises the gate by so much."),
        ("what are locks?", "The keeper's locks are chambers with two gates."),
        ("what does gate.drop do?", ""),  # which is said elsewhere
        ("what does Lift do?", ""),
        ("what is a mill?", ""),
    ],
)
def test_a_sentence_about_the_term_or_the_first_below_its_heading(
    question: str, sentence: str
) -> None:
    assert told(question) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"Larger Work"\n    means a work that combines two.', "whole"),
        ("- Larger Work: any two together", "whole"),
        ("**Larger Work** - any two together", "whole"),
        ("Larger works (see below) are any two together.", "whole"),
        ("A [`Larger Work`][] encapsulates data.", "whole"),
        ("[Larger Work](#larger) carries all that it needs.", "whole"),
        ("Larger Work shows are sold out.", ""),
        ("The Larger Work is sold on Mondays.", ""),
        ("Larger Work was used by Ann.", ""),
        ("Is a Larger Work a copy?", ""),
        ("A much Larger Work is a sum.", ""),
        ("*" * 5_000 + "x", ""),  # in no time
    ],
)
def test_what_counts_as_a_definition(text: str, sentence: str) -> None:
    assert told("what does Larger Work mean?", text) == (text if sentence else "")


def test_what_asks_for_a_value_is_told_by_no_more_than_what_the_thing_is() -> None:
    text = "The price lets everyone join. The price is a pound.\n\n## The fee\n\nAll must pay.\n"
    assert told("what is the price?", text) == "The price is a pound."
    assert told("what is the fee?", text) == ""


def test_two_documents_say_what_it_is_each_in_its_first_words() -> None:
    found = [*hits("A weir is a dam."), *hits("Weirs are dams.", "a"), *hits("Weir: dam.", "b")]
    assert [one.text for one in defining(Term("weir"), found).candidates] == [
        "A weir is a dam.",
        "Weirs are dams.",
    ]


class Fixed:
    """A reader that has always the same candidates."""

    name = "fixed"

    def __init__(self, *candidates: Candidate) -> None:
        self._candidates = candidates

    def read(self, question: str, hits: object) -> Reading:
        return Reading(self._candidates, sum(one.score for one in self._candidates))


@pytest.mark.parametrize(("belief", "text"), [(0.2, "whole"), (0.6, "whole"), (0.9, "gate")])
def test_it_is_told_where_few_words_are_not_sure(belief: float, text: str) -> None:
    (hit,) = hits("A sluice is a gate that slides.")
    at = hit.document.text.index("gate")
    few = Candidate(hit, Span(at, at + 4), hit.passage.sentences[0], belief)
    answer = answer_from("what is a sluice?", [hit], Readers(Fixed(), Fixed(few)))
    assert answer.text == (hit.document.text if text == "whole" else text)
    assert answer.confidence == (CONFIDENCE if text == "whole" else belief)


def test_farther_passages_are_looked_at_too() -> None:
    (near,), (far,) = hits("A gate slides.", "near"), hits("A sluice is a gate.", "far")
    readers = Readers(Fixed(), Fixed())
    answer = answer_from("what is a sluice?", [near], readers, farther=lambda: [near, far])
    assert answer.text == "A sluice is a gate."
    assert [one.document.id for one in answer.citations] == ["far"]
    assert answer_from("what is a sluice?", [near], readers).status == "not_found"
