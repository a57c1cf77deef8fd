"""Of a table, the row that a question names answers it."""

import pytest
from marked import hit_of, mark, place
from rules import adjust

from rag.answering.candidates.constraints.asked_rows import of_asked_rows
from rag.reading.reader import Reading

HOURS = hit_of(
    "# Café\n\n| Day | Opens | Closes |\n| --- | --- | --- |\n| Saturday | 9:00 | 18:00 |\n"
    "| Sunday | 10:00 | 16:30 |\n\nOn 24 December we close at 14:00.\n\n"
    "| Drink | Price |\n| --- | --- |\n| Coffee | 3.10 |\n| Decaf coffee | 3.40 |\n| 7 Sins | 9 |\n"
)


HIRE = hit_of(
    "| Machine | Price | Hire per month | Kept by |\n| --- | --- | --- | --- |\n"
    "| Linea Mini | £4,590 | £145 | Ann |\n| Silvia Pro | £1,490 | | Tom |\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is the hire of a Silvia Pro?", []),
        ("what is the price of a Silvia Pro?", ["£1,490"]),
        ("how much is a Silvia Pro?", ["£1,490"]),
        ("who has the Silvia Pro?", ["£1,490", "Tom"]),
        ("what can I hire?", ["£1,490", "£145", "Tom"]),
    ],
)
def test_other_columns_than_the_named_one_are_left_out(question: str, expected: list[str]) -> None:
    marked = Reading(tuple(mark(HIRE, words, 0.3) for words in ("£1,490", "£145", "Tom")), 0.3)
    assert [one.text for one in adjust(of_asked_rows, question, marked).candidates] == expected


TERMS = hit_of(
    "| Term | Begins | Half-term holiday | Ends |\n| --- | --- | --- | --- |\n"
    "| Autumn | 3 September | 27 October | 19 December |\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when does autumn term start", ["3 September"]),
        ("when does the autumn term begin?", ["3 September"]),
        ("when does autumn term finish", ["19 December"]),
        ("half term in autumn", ["27 October"]),
    ],
)
def test_a_word_for_what_the_rows_are_names_no_column(question: str, expected: list[str]) -> None:
    words = ("27 October", "3 September", "19 December")
    marked = Reading(tuple(mark(TERMS, one, 0.3) for one in words), 0.3)
    assert [one.text for one in adjust(of_asked_rows, question, marked).candidates] == expected


def left(question: str, *marked: str) -> list[str]:
    reading = Reading(tuple(mark(HOURS, words, 0.3) for words in marked), 0.3)
    return [one.text for one in adjust(of_asked_rows, question, reading).candidates]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when does the cafe close on saturday?", ["18:00", "14:00"]),
        ("when does the cafe close on Sundays?", ["16:30", "14:00"]),
        ("when does the cafe close?", ["16:30", "18:00", "14:00"]),
        ("when does it close on the day after Saturday?", ["16:30", "18:00", "14:00"]),
        ("when does it close on Monday?", ["16:30", "18:00", "14:00"]),
    ],
)
def test_other_rows_than_the_named_one_are_left_out(question: str, expected: list[str]) -> None:
    assert left(question, "16:30", "18:00", "14:00") == expected


CODES = hit_of(
    "| Code | Meaning |\n| --- | --- |\n| 0 | all is well |\n| 1 | out of ink |\n\n"
    "| Year | Sold |\n| --- | --- |\n| 2021 | 310 |\n| 2022 | 415 |\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what does code 1 mean", ["out of ink", "310", "415"]),
        ("what does code 5 mean?", ["310", "415"]),
        ("what means 5?", ["all is well", "out of ink", "310", "415"]),
        ("how many were sold in 2022?", ["all is well", "out of ink", "415"]),
        ("how many were sold in 2020?", ["all is well", "out of ink"]),
        ("how many were sold in the year of ink 1?", ["all is well", "out of ink", "310", "415"]),
    ],
)
def test_a_number_names_a_row_under_its_heading(question: str, expected: list[str]) -> None:
    words = ("all is well", "out of ink", "310", "415")
    reading = Reading(tuple(mark(CODES, one, 0.2) for one in words), 0.2)
    assert [one.text for one in adjust(of_asked_rows, question, reading).candidates] == expected


def test_a_label_within_another_leaves_both() -> None:
    assert left("price of a coffee", "3.40", "3.10") == ["3.10"]
    assert left("price of the decaf coffee", "3.10", "3.40") == ["3.10", "3.40"]
    assert left("what costs more than a coffee?", "3.40", "3.10") == ["3.40", "3.10"]


def test_tables_of_several_documents_are_kept_apart() -> None:
    rows = "| Day | Opens |\n| --- | --- |\n| Sunday | {} |\n| Monday | {} |\n"
    marked = [
        place(f"Pool {n}", rows.format(f"{n}:10", f"{n}:20"), f"{n}:{m}0", 0.01)
        for m in (1, 2)
        for n in range(40)
    ]
    kept = adjust(
        of_asked_rows, "when does it open on Monday?", Reading(tuple(marked), 0.01)
    ).candidates
    assert [one.text for one in kept] == [f"{n}:20" for n in range(40)]


def test_a_name_that_ends_like_a_superlative_compares_nothing() -> None:
    text = "| Town | Fare |\n|---|---|\n| Budapest | £12 |\n| Vienna | £15 |\n"
    reading = Reading(tuple(mark(hit_of(text), fare, 0.3) for fare in ("£15", "£12")), 0.3)
    kept = adjust(of_asked_rows, "what is the fare to Budapest?", reading).candidates
    assert [one.text for one in kept] == ["£12"]


LESSONS = hit_of(
    "| Class | Day and time | Price for ten lessons | Annual fee, residents | Annual fee, others |"
    "\n|---|---|---|---|---|\n| Frogs | Wed 15.45 | £64 | £9 | £12 |\n"
    "| Seals | Thu 16.30 | £68 | £10 | £13 |\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when are the lessons of the Frogs?", ["Wed 15.45"]),
        ("what do the Frogs cost?", ["£64", "£9", "£12"]),
        ("what is the annual fee of the Frogs?", ["£9", "£12"]),
        ("what is the annual fee of the Frogs for non residents?", ["£12"]),
        ("who is in the Frogs?", ["Wed 15.45", "£64", "£9", "£12"]),
    ],
)
def test_columns_of_the_kind_that_is_asked_for_are_left(question: str, expected: list[str]) -> None:
    marked = [mark(LESSONS, words, 0.2) for words in ("Wed 15.45", "£64", "£9", "£12")]
    kept = adjust(of_asked_rows, question, Reading(tuple(marked), 0.2)).candidates
    assert sorted(one.text for one in kept) == sorted(expected)


def test_belief_in_other_cells_of_a_row_goes_to_the_one_asked_for() -> None:
    marked = (mark(LESSONS, "£64", 0.5), mark(LESSONS, "Wed 15.45", 0.3))
    (found,) = adjust(of_asked_rows, "when are the Frogs?", Reading(marked, 0.5)).candidates
    assert found.text == "Wed 15.45" and found.score == pytest.approx(0.8)


def test_a_word_of_a_heading_tells_more_than_its_kind() -> None:
    halls = hit_of("| Hall | Price | Saturday |\n|---|---|---|\n| Oak | 40 | 60 |\n")
    reading = Reading((mark(halls, "40", 0.5), mark(halls, "60", 0.2)), 0.5)
    kept = adjust(of_asked_rows, "what does Oak hall cost on Saturday?", reading).candidates
    assert [one.text for one in kept] == ["60"]


RACES = hit_of(
    "| Date | Event | Place | Boats |\n| --- | --- | --- | --- |\n"
    "| 2 March | Thornby Head | Thornby | Eights |\n| 5 July | Thornby Long Row | Thornby | All |\n"
    "| 9 July | Sea Day | Hull | Doubles |\n"
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what boats race at thornby head", ["Eights"]),
        ("what boats race at thornby", ["All", "Eights", "Doubles"]),
        ("which doubles are raced", ["All", "Eights", "Doubles"]),
    ],
)
def test_a_row_is_named_by_two_words_of_another_column(question: str, expected: list[str]) -> None:
    marked = Reading(tuple(mark(RACES, one, 0.3) for one in ("All", "Eights", "Doubles")), 0.3)
    assert [one.text for one in adjust(of_asked_rows, question, marked).candidates] == expected
