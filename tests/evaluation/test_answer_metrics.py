"""What answers are worth: SQuAD's definitions, and dates and numbers by their value."""

import json

import pytest
from places import DATA

from rag.evaluation.answer_metrics import (
    accepted,
    contains,
    exact_match,
    squad_golds,
    token_f1,
    value_exact,
    value_f1,
)

ORACLE = DATA / "squad_scores.jsonl"


@pytest.mark.parametrize(
    ("answer", "gold", "f1"),
    [
        ("the Ada Quill!", ("Ada Quill",), 1.0),
        ("Ada", ("Ada Quill",), 2 / 3),
        ("Ada Ada", ("Ada Quill", "nobody"), 0.5),
        ("Tom", ("Ada",), 0.0),
        ("", ("",), 1.0),
        ("Tom", ("",), 0.0),
    ],
)
def test_token_f1_takes_the_best_gold(answer: str, gold: tuple[str, ...], f1: float) -> None:
    assert token_f1(answer, gold) == pytest.approx(f1)
    assert exact_match(answer, gold) == float(f1 == 1.0)


def test_scores_equal_those_of_the_official_script() -> None:
    """The figures in the file were computed by SQuAD's evaluate-v2.0.py from its texts."""
    rows = [json.loads(line) for line in ORACLE.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 100
    for row in rows:
        golds = squad_golds(row["golds"])
        assert exact_match(row["answer"], golds) == row["exact"], row
        assert token_f1(row["answer"], golds) == pytest.approx(row["f1"]), row


@pytest.mark.parametrize(
    ("answer", "gold", "same"),
    [
        ("24 January 2024", "January 24, 2024", True),
        ("2024-01-24", "January 24, 2024", True),
        ("January 2024", "January 24, 2024", False),
        ("24 January 2023", "January 24, 2024", False),
        ("over seven hours", "7 hours", True),
        ("32 million views", "over 32 million", True),
        ("32 million views", "23 million views", False),
        ("11 people", "Apollo 11", False),
        ("seven days", "7 hours", False),
        ("7:30 pm", "7:45 pm", False),
        ("7.30pm", "7:30 p.m.", True),
        ("3-2", "3-1", False),
        ("$5 million", "5 million dollars", True),
        ("$5 million", "€5 million", False),
        ("5 to 7 days", "5 days", False),
        ("January 24 to January 28", "January 24", False),
        ("The Winning", "winning", True),
        ("Ada", "Ada Quill", False),
    ],
)
def test_values_compare_whatever_their_wording(answer: str, gold: str, same: bool) -> None:
    assert value_exact(answer, [gold]) == float(same)
    assert value_f1(answer, [gold]) == (1.0 if same else token_f1(answer, [gold]))


@pytest.mark.parametrize(
    ("answer", "gold", "taken"),
    [
        ("It was directed by Um Tae-hwa.", "Um Tae-hwa", True),
        ("Taehyung", "Kim Taehyung", True),
        ("Kim Taehyung", "Jungkook", False),
        ("320", "20", False),
        ("750 metres", "5", False),
        ("Norway", "No", False),
        ("because of a flood", "US", False),
        ("15 million dollars", "5 million dollars", False),
        ("Tom Brackwell", "Tom Brack", False),
        ("It ran from May 1999-2004.", "May 1999", False),
        ("See section 3.2 of it.", "section 3", False),
        ("Flat 12/4 of the house", "flat 12", False),
        ("See section 3.", "section 3", True),
        ("section 3, then section 4", "section 3", True),
        ("It is not refundable.", "refundable", False),
        ("It isn't a holiday.", "holiday", False),
        ("the vice-president", "president", False),
        ("Not only dogs but cats are refundable.", "refundable", True),
        ("It was not moved to Monday, it is on Tuesday.", "Tuesday", True),
    ],
)
def test_an_answer_is_accepted_when_it_holds_or_shortens_a_gold_one(
    answer: str, gold: str, taken: bool
) -> None:
    assert accepted(answer, [gold]) is taken


@pytest.mark.parametrize(
    ("answer", "note", "gold", "taken"),
    [
        ("Sunday", "that is June 23, 2024, going by the document's date", "June 23", True),
        ("Sunday", "that is June 23, 2024, going by the document's date", "23 June 2024", True),
        ("Sunday", "that is June 23, 2024, going by the document's date", "June 24", False),
        ("before Sunday", "that is June 23, 2024, going by the document's date", "June 23", False),
        ("June", "that is June 2024", "2024", True),
        ("Sunday", "that is June 23, 2024, going by the document's date", "23", False),
        ("Sunday", "", "June 23", False),
        ("two on Sunday", "that is June 23, 2024", "June 23", False),
    ],
)
def test_a_date_that_is_shown_beside_an_answer_counts_as_said(
    answer: str, note: str, gold: str, taken: bool
) -> None:
    assert accepted(answer, [gold], note=note) is taken


@pytest.mark.parametrize(
    ("text", "gold", "held"),
    [
        ("It came out on the 24th.", "came out on 24th", True),
        ("Beto O’Rourke ran.", "Beto O'Rourke", True),
        ("The category", "cat", False),
        ("anything", "", False),
        ("anything", "the", False),
    ],
)
def test_a_text_contains_whole_words(text: str, gold: str, held: bool) -> None:
    assert contains(text, [gold]) is held
