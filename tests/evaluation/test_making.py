"""Starter questions: their gold answers are whole, and their files can be read back."""

from pathlib import Path

import pytest

from rag.documents import read_document
from rag.errors import InputError
from rag.evaluation import read_questions
from rag.evaluation.making import Made, make_questions, write_questions


def asked(tmp_path: Path, text: str) -> dict[str, tuple[str, ...]]:
    """Give the questions made of one document, with their answers."""
    path = tmp_path / "text.md"
    path.write_text(f"# Notes\n\n{text}\n", encoding="utf-8")
    made = make_questions([read_document(path, root=tmp_path)], 10)
    return {one.question: one.answers for one in made if one.answers}


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The rebranding was finished in September 2024.", "September 2024"),
        ("The bridge was opened on May 3, 1999 with some music.", "May 3, 1999"),
        ("The bridge was opened on May 3 1999 with some music.", "May 3 1999"),
        ("The bridge was opened on May 3 with some music.", "May 3"),
        ("The bridge was opened on 24 January 2024 with some music.", "24 January 2024"),
        ("The bridge was opened on 24 January with some music.", "24 January"),
        ("The bridge was opened on the 3rd of May 1999 with some music.", "3rd of May 1999"),
        ("The bridge was opened on June 1st, 2001 with some music.", "June 1st, 2001"),
        ("The whole harbour was rebuilt in 1871 by the town.", "1871"),
    ],
)
def test_a_date_is_whole(tmp_path: Path, sentence: str, answer: str) -> None:
    assert list(asked(tmp_path, sentence).values()) == [(answer,)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The festival lasted from January 24–26 in the old town.",
        "The festival ran over 24-26 January in the old town.",
        "The old town was rebuilt in 1871-1874 at great expense.",
        "The old town was visited by 10–20 people every summer.",
        "The old town was visited by 1 000 people every summer.",
        "The old town was visited by one hundred and twenty people.",
        "The money left over for 2025 was spent on a new roof.",
    ],
)
def test_no_part_of_a_longer_value_is_an_answer(tmp_path: Path, sentence: str) -> None:
    more = "The tower was built in 1871."
    assert list(asked(tmp_path, f"{sentence}\n\n{more}").values()) == [("1871",)]


def test_the_number_of_a_list_is_left_out(tmp_path: Path) -> None:
    found = asked(
        tmp_path, "1. The bridge was opened on May 3, 1999.\n2. The mayor then ate six cakes."
    )
    assert found == {
        "When was the bridge opened?": ("May 3, 1999",),
    }


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("The old hall has 120 seats.", "How many seats does the old hall have?", "120"),
        (
            "Skerrow Hall had twelve rooms in the east wing.",
            "How many rooms did Skerrow Hall have in the east wing?",
            "twelve",
        ),
        ("25 members attended the meeting.", "How many members attended the meeting?", "25"),
        (
            "The till is counted by two persons every evening.",
            "How many persons is the till counted by every evening?",
            "two",
        ),
        (
            "A native port was tried in 2022 and given up, because it was slow.",
            "When was a native port tried?",
            "2022",
        ),
        ("Lorn Bridge was designed by Ada Quill.", "Who was Lorn Bridge designed by?", "Ada Quill"),
    ],
)
def test_a_simple_sentence_is_turned_into_a_question(
    tmp_path: Path, sentence: str, question: str, answer: str
) -> None:
    assert asked(tmp_path, sentence) == {question: (answer,)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor then ate six cakes.",
        "It was opened on May 3, 1999 with some music.",
        "In June the bridge was opened by Ada Quill.",
        "## The bridge was opened on May 3, 1999",
        "The bridge was opened on May 3, 1999",
        "The crossing which was opened in 1999 takes long.",
        "The house is by Lorn Bay and a mile of sand.",
        "Das Haus wurde am 3. Mai 1999 von Ada Quill gebaut.",
        "The tower is 9 metres high at the top.",
        "3 eggs from the farm and some more milk.",
        "The museum is closed from 24 December to 2 January.",
        "The flight back is on Monday 12 May at 20:15.",
        "The song was written by Valentin and produced by Mika Sorel.",
    ],
)
def test_what_does_not_turn_well_is_left_out(tmp_path: Path, sentence: str) -> None:
    more = "The tower was built in 1871."
    assert list(asked(tmp_path, f"{sentence}\n\n{more}").values()) == [("1871",)]


MADE = (
    Made("Who, he asked?", ("Ada | Quill",), "a | b.txt", "By, Ada."),
    Made("How much does it weigh?", (), "c.txt", ""),
    Made("When was it built?", ("May 3, 1999",), "c.txt", "It was built on May 3, 1999."),
)


@pytest.mark.parametrize("name", ["made.jsonl", "made.csv", "made.TSV", "made.ndjson"])
def test_what_is_written_can_be_read_back(tmp_path: Path, name: str) -> None:
    write_questions(MADE, tmp_path / name)
    read = list(read_questions(tmp_path / name))
    assert [(q.id, q.text, q.answers) for q in read] == [
        (f"made-{n}", one.question, one.answers) for n, one in enumerate(MADE, 1)
    ]
    assert [q.documents for q in read] == [("a | b.txt",), (), ("c.txt",)]


@pytest.mark.parametrize("name", ["made.json", "made.xlsx", "made", "made.jsonl.gz"])
def test_a_form_that_could_not_be_read_back_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"name it \.jsonl, \.csv or \.tsv"):
        write_questions(MADE, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
