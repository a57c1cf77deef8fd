"""Of two values in one sentence, the one whose part of it is asked about."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.own_clauses import of_own_clauses
from rag.reading.reader import Reading

NOTICE = "The tenant may give notice of one month, the owner of two months, in writing."
KEYS = "A lost key costs £25; for the front door the whole lock is changed, about £140."
OVENS = "- Drying: oven 1 at 105 degrees for moisture, oven 2 at 450 for loss."
PRIZES = 'Best actor went to Um Vale for "Lights" and best actress to Ida Blum.'
TICKETS = "Tickets are £5 for adults, £3 for children."
BIRDS = "Snowdrops were out on the 12th, the lark came on the 25th."
ALBUM = "She recorded Tides in 2019, and the album was sold out in 2020."


@pytest.mark.parametrize(
    ("question", "text", "marked", "expected"),
    [
        ("how much notice must the owner give?", NOTICE, "one month|two months", "two months"),
        ("what notice must he give?", NOTICE, "one month|two months", "one month|two months"),
        ("what does a front door key cost?", KEYS, "£25|£140", "£25|£140"),
        ("temperature of oven 2", OVENS, "105|450", "450"),
        ("temperature of oven 1", OVENS, "450|105", "450|105"),
        ("when did the lark come?", BIRDS, "12th|25th", "12th|25th"),
        ("who won best actress?", PRIZES, "Um Vale|Ida Blum", "Ida Blum"),
        ("how much is it for adults?", TICKETS, "£3|£5", "£5"),
        ("how much is it for children?", TICKETS, "£5|£3", "£3"),
        ("how much more is it for adults?", TICKETS, "£3|£5", "£3|£5"),
        ("when was the album Tides recorded?", ALBUM, "2019|2020", "2019|2020"),
        ("how many failed?", "Of the test, 4 of 52 failed.", "52|4", "4"),
        ("how many sat the test?", "Of the test, 4 of 52 failed.", "52|4", "52|4"),
    ],
)
def test_what_another_part_of_a_sentence_tells_is_left_out(
    question: str, text: str, marked: str, expected: str
) -> None:
    hit = hit_of(text)
    reading = Reading(tuple(mark(hit, words, 0.3) for words in marked.split("|")), 0.3)
    kept = adjust(of_own_clauses, question, reading).candidates
    assert "|".join(one.text for one in kept) == expected
