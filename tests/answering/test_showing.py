"""What is said is shown without the marks at its ends, and still stands in its quote."""

import pytest

from rag.answering import Readers, answer_from
from rag.answering.showing import shown
from rag.reading.reader import Candidate, Reading
from rag.types import Answer, Document, Hit, Passage, Span

TEXT = "3. Tom Oduya or | Ann Lee | keeps it."
LIST = f"1. Nobody.\n{TEXT}\n4. All."


def said_of(text: str, document: str = "1. One\n{}\n4. Four") -> str:
    """Show a text that stands in a document in the place of {}."""
    start = document.index("{}")
    return shown(document.format(text), Span(start, start + len(text)))


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
        ("3. **Colour:** red", "**Colour:** red"),
        ("- Marble", "Marble"),
        ("3. Marble", "Marble"),
        ("- May", "May"),
    ],
)
def test_marks_at_the_ends_are_cut(text: str, said: str) -> None:
    assert said_of(text) == said
    assert said in text


@pytest.mark.parametrize(
    ("document", "text", "said"),
    [
        ("It is made of {} and silk**.", "**red wool", "red wool"),
        ("It is made of **silk and {}.", "red wool**", "red wool"),
        ("**Colour:{}.", "** red wool", "red wool"),
        ("Pass {} on.", "**kwargs", "**kwargs"),
        ("Pass {} and **options on.", "**kwargs", "**kwargs"),
        ("{} met Mainz 05.", "1. FC Köln", "1. FC Köln"),
        ("On Sunday {} met Mainz 05.\n2. They won.", "1. FC Köln", "1. FC Köln"),
        ("7. Regiment\n{} fought there.", "12. Armored Division", "12. Armored Division"),
        ("> 11) Tea\n> {}", "12) Coffee", "Coffee"),
        ("2. Two\n{}", "1. One\n2. Two", "1. One\n2. Two"),
        ("{}", "- red wool\n- silk", "- red wool\n- silk"),
    ],
)
def test_what_stands_around_tells_a_mark_from_a_name(document: str, text: str, said: str) -> None:
    assert said_of(text, document) == said


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
    assert said_of(text) == text


class Told:
    """A reader that finds two stretches of `TEXT` in its list."""

    name = "told"

    def read(self, question: str, hits: list[Hit]) -> Reading:
        found = (("3. Tom Oduya", 0.6), ("| Ann Lee |", 0.3))
        start = LIST.index(TEXT)
        whole = Span(start, start + len(TEXT))
        spans = [(Span(LIST.index(said), LIST.index(said) + len(said)), p) for said, p in found]
        return Reading(tuple(Candidate(hits[0], span, whole, p) for span, p in spans), 0.9)


def ask(question: str) -> Answer:
    whole = Span(0, len(LIST))
    document = Document("list.txt", LIST, "List", (whole,), "0" * 64)
    hit = Hit(document, Passage("list.txt", 0, 0, len(LIST), LIST, 10, (whole,)), 1.0, 1)
    return answer_from(question, [hit], Readers(Told(), Told()))


def test_a_value_is_said_without_marks_and_quoted_with_them() -> None:
    answer = ask("who keeps it?")
    assert str(answer) == "Tom Oduya [1]"
    assert answer.citations[0].quote == TEXT
    assert [str(other) for other in answer.alternatives] == ["Ann Lee"]


def test_a_whole_sentence_is_said_without_its_number() -> None:
    assert ask("does Tom keep it?").text == TEXT.removeprefix("3. ")
