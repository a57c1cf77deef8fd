"""What is said is shown without the marks at its ends, and still stands in its quote."""

import pytest

from rag.answering import Readers, answer_from
from rag.answering.showing import shown
from rag.reader import Candidate, Reading
from rag.types import Answer, Document, Hit, Passage, Span

TEXT = "3. Tom Oduya or | Ann Lee | keeps it."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3. Tom Oduya", "Tom Oduya"),
        ("(2) Rinse it in 3 litres.", "Rinse it in 3 litres."),
        ("- red wool", "red wool"),
        ("• “Red Wool”", "“Red Wool”"),
        ("\n  * red wool\n", "red wool"),
        ("## Cleaning", "Cleaning"),
        ("## 2024 in figures", "2024 in figures"),
        ("Cleaning\n--------", "Cleaning"),
        ("| F28 | no ignition |", "F28 | no ignition"),
        ("no ignition |", "no ignition"),
        ("> > Tom Oduya", "Tom Oduya"),
        ("> - Tom Oduya", "Tom Oduya"),
        ("**red wool**", "red wool"),
        ("***red wool***", "red wool"),
        ("*The Hobbit*", "The Hobbit"),
        ("`rag sync`", "rag sync"),
        ("**red wool", "red wool"),
        ("red wool**", "red wool"),
        ("3. **Colour:** red", "**Colour:** red"),
        ("- Marble", "Marble"),
        ("3. Marble", "Marble"),
        ("- May", "May"),
    ],
)
def test_marks_at_the_ends_are_cut(text: str, said: str) -> None:
    assert shown(text) == said
    assert said in text


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "3.",
        "1988.",
        "1988. A year",
        "-5 °C",
        "- 5 °C",
        "$40",
        "#7",
        "> 90 %",
        "(212) 555-0100",
        "24. January 2024",
        "2. May",
        "A. Smith",
        "A*",
        "C++",
        "C#",
        "__init__",
        "**Colour:** red",
        "**red** and **blue**",
        "red and **blue**",
        "F28 | no ignition",
        "one\n- two",
        "---",
        "**",
        "",
    ],
)
def test_what_is_said_itself_stays(text: str) -> None:
    assert shown(text) == text


class Told:
    """A reader that finds two stretches of `TEXT`."""

    name = "told"

    def read(self, question: str, hits: list[Hit]) -> Reading:
        found = (("3. Tom Oduya", 0.6), ("| Ann Lee |", 0.3))
        whole = Span(0, len(TEXT))
        spans = [(Span(TEXT.index(said), TEXT.index(said) + len(said)), p) for said, p in found]
        return Reading(tuple(Candidate(hits[0], span, whole, p) for span, p in spans), 0.9)


def ask(question: str) -> Answer:
    whole = Span(0, len(TEXT))
    document = Document("list.txt", TEXT, "List", (whole,), "0" * 64)
    hit = Hit(document, Passage("list.txt", 0, 0, len(TEXT), TEXT, 10, (whole,)), 1.0, 1)
    return answer_from(question, [hit], Readers(Told(), Told()))


def test_a_value_is_said_without_marks_and_quoted_with_them() -> None:
    answer = ask("who keeps it?")
    assert str(answer) == "Tom Oduya [1]"
    assert answer.citations[0].quote == TEXT
    assert [str(other) for other in answer.alternatives] == ["Ann Lee"]


def test_a_whole_sentence_is_said_without_its_number() -> None:
    assert ask("does Tom keep it?").text == TEXT.removeprefix("3. ")
