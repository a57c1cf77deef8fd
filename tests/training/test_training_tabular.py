"""Tables as a network in training is shown them."""

import random
from datetime import date

import pytest

from rag.models.packaged import packaged_tokenizer
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import Mined, Shown, key
from rag.training.pool import Draw, Mixing, Pool, build_pool
from rag.training.tabular import cells, has_table, shown_tokens

DOORS = """Our doors, all prices with frame.

| Door | Oak | Ash |
|---|---|---|
| Front | £1,480 | £1,390 |
| Cellar | £720 | £655 |
"""
PLAIN = "The front door of oak costs £1,480."


def example(question: str, answer: str, id: str = "1") -> Example:
    golds = (GoldAnswer(answer, DOORS.index(answer)),) if answer else ()
    return Example(id, "x", question, DOORS, golds, "Prices", date(2024, 1, 24))


def words(pool: Pool, passage: int) -> str:
    return packaged_tokenizer().decode(pool.passages[passage].ids.tolist())


def test_only_a_passage_with_headings_and_rows_has_a_table() -> None:
    assert has_table(DOORS) and not has_table(PLAIN)
    assert not has_table(DOORS.split("|---")[0])


@pytest.mark.parametrize(
    ("question", "answer", "shown"),
    [
        ("what does a cellar door of ash cost?", "£655", "cellar, ash : £655"),
        ("which door costs £720?", "Cellar", "£720, door : cellar"),
        ("are frames included?", "with frame", "our doors, all prices with frame."),
    ],
)
def test_a_passage_is_shown_in_words_for_each_question(
    question: str, answer: str, shown: str
) -> None:
    asked = example(question, answer)
    pool = build_pool(
        packaged_tokenizer(), [asked, example("what is an oak front?", "£1,480", "2")]
    )
    item = pool.items[0]
    assert shown in words(pool, item.passage)
    assert item.passage != pool.items[1].passage, "each question has its own words"
    ((first, last),) = item.spans
    tokens = pool.passages[item.passage]
    assert DOORS[tokens.starts[first] : tokens.ends[last]] == answer


def test_an_answer_of_several_cells_is_dropped() -> None:
    both = example("what do front doors cost?", "£1,480 | £1,390")
    assert not build_pool(packaged_tokenizer(), [both]).items


def test_a_near_miss_is_shown_in_words_too() -> None:
    asked = Example("1", "x", "what does it cost?", PLAIN, (GoldAnswer("£1,480", 28),))
    mined = Mined((Shown(DOORS),), {key(asked): (0,)})
    pool = build_pool(packaged_tokenizer(), [asked], mined)
    (near,) = pool.items[0].near
    assert "front, oak : £1, 480" in words(pool, near)
    row = pool.draw(Draw(0, 176, titled=False), Mixing({}, near_misses=1.0), random.Random(1))
    assert (row.start, row.end) == (0, 0)


def test_no_span_crosses_cells_and_none_has_words_that_are_not_there() -> None:
    tokens, plain = shown_tokens(
        packaged_tokenizer(), [(DOORS, "ash front"), (PLAIN, "ash front")], 200
    )
    numbers = cells(tokens)
    assert set(numbers[tokens.starts < 0]) == {-1}
    for number in set(numbers) - {-1}:
        at = [i for i, one in enumerate(numbers) if one == number]
        assert "|" not in DOORS[tokens.starts[at[0]] : tokens.ends[at[-1]]]
    assert set(cells(plain)) == {0}


def test_where_there_is_no_room_rows_like_the_question_stay() -> None:
    long = DOORS + "".join(f"| Shed {n} | £{n},100 | £{n},200 |\n" for n in range(2, 40))
    (tokens,) = shown_tokens(packaged_tokenizer(), [(long, "ash for shed 33")], 90)
    assert len(tokens) <= 90 and "33, 200" in packaged_tokenizer().decode(tokens.ids.tolist())
