"""Questions asked of single sentences: what the second look of the reader is trained on."""

import random

from rag.models.packaged import packaged_tokenizer
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import NOTHING_MINED, Mined, Shown, joined, key
from rag.training.pool import Mixing, build_pool
from rag.training.quotes import BESIDE, SOURCE, make
from rag.training.schedule import Stage, plan

KEEPER = (
    "The lighthouse on the northern cape is old. It was kept by Ada Moss for thirty years. "
    "Its lamp was built in Oslo. The path to it is steep."
)
NEAR = Shown("The southern lighthouse was kept by Tom. Nobody keeps the harbour. Ada Moss swam.")
FEES = "| Course | Fee |\n|---|---|\n| Yoga | £40 |\n| Chess | £12 |\n| Welding | £310 |\n"


def asked(question: str, answer: str, context: str = KEEPER) -> Example:
    golds = (GoldAnswer(answer, context.index(answer)),) if answer else ()
    return Example("7", "news", question, context, golds, "Capes")


def mined(example: Example) -> Mined:
    return Mined((NEAR,), {key(example): (0,)})


def test_the_sentence_that_answers_is_shown_with_the_one_before_it() -> None:
    example = asked("Who kept the lighthouse?", "Ada Moss")
    (made,), beside = make([example], mined(example), {"news": 1.0})
    assert made.context == KEEPER[: KEEPER.index(" Its")]
    (gold,) = made.answers
    assert made.context[gold.start :].startswith("Ada Moss") and made.title == "Capes"
    others = [beside.passages[at].text for at in beside.of[key(made)]]
    assert others[0] == "The southern lighthouse was kept by Tom.", "most words in common"
    assert len(others) >= BESIDE and not any("Ada Moss" in text for text in others)


def test_a_question_without_an_answer_is_asked_of_the_sentence_likest_to_it() -> None:
    example = asked("Who built the lamp of the lighthouse?", "")
    (made,), beside = make([example], mined(example), {"news": 1.0})
    assert made.context.endswith("Its lamp was built in Oslo.") and not made.answers
    assert made.context not in [beside.passages[at].text for at in beside.of[key(made)]]


def test_a_row_of_a_table_stands_under_its_headings() -> None:
    example = asked("what does chess cost", "£12", FEES)
    (made,), beside = make([example], mined(example), {"news": 1.0})
    assert made.context == "| Course | Fee |\n|---|---|\n| Chess | £12 |"
    assert made.context[made.answers[0].start :].startswith("£12")
    others = [beside.passages[at].text for at in beside.of[key(made)]]
    assert "| Course | Fee |\n|---|---|\n| Yoga | £40 |" in others


def test_too_few_other_sentences_make_no_list() -> None:
    example = asked("Who kept it?", "Ada", "Ada kept it. Nobody helped.")
    assert make([example], NOTHING_MINED, {"news": 1.0}) == ([], NOTHING_MINED)


def test_a_share_of_a_source_is_asked_and_others_are_left_alone() -> None:
    examples = [
        Example(str(n), name, "Who kept the lighthouse?", KEEPER, (GoldAnswer("Ada Moss", 58),))
        for name in ("news", "other")
        for n in range(8)
    ]
    near = Mined((NEAR,), {key(example): (0,) for example in examples})
    made, _ = make(examples, near, {"news": 0.5})
    assert len(made) == 4 and {one.dataset for one in made} == {SOURCE}


def test_a_list_of_sentences_is_drawn_as_it_stands() -> None:
    example = asked("Who kept the lighthouse?", "Ada Moss")
    made, beside = make([example], mined(example), {"news": 1.0})
    pool = build_pool(packaged_tokenizer(), [example, *made], joined(mined(example), beside))
    mixing = Mixing({"news": 0.0}, titles=0.0, listed={SOURCE: 1.0})
    planned = next(plan(pool, Stage(1, mixing, rows=1)))[0][0]
    own, *near = pool.draw_list(planned, mixing, random.Random(2))
    ids = own.features.ids
    assert packaged_tokenizer().decode(ids[own.start : own.end + 1]) == "ada moss"
    assert len(near) == BESIDE and all((row.start, row.end) == (0, 0) for row in near)
    assert max(len(row.features.ids) for row in (own, *near)) <= pool.length(planned) < 64
