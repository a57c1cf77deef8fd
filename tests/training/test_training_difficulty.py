"""How often a question is asked in training, by its loss."""

from pathlib import Path

import pytest

import rag
from rag.models.packaged import packaged_tokenizer
from rag.training import difficulty, quotes
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import key
from rag.training.pool import Mixing, Pool, build_pool
from rag.training.predict import Predictor
from rag.training.schedule import Stage, plan

SHIPPED = Path(rag.__file__).parent / "data" / "reader.int8.onnx"
TEXT = (  # long enough to be shown alone
    "The lighthouse on the cape was kept by Ada Quill for thirty years. Its lamp was bought from "
    "Tom Berrin in 1881 and is still in the tower. On clear nights it is seen from the islands, "
    "and the fishermen of the bay say that they have never needed another. A path leads up to the "
    "door from the beach."
)


def asked(number: str, question: str, answer: str | None) -> Example:
    gold = (GoldAnswer(answer, TEXT.index(answer)),) if answer else ()
    return Example(number, "news", question, TEXT, gold)


EXAMPLES = (
    asked("plain", "Who kept the lighthouse?", "Ada Quill"),
    asked("wrong", "Who kept the lighthouse?", "1881"),
    asked("none", "What is the capital of Peru?", None),
    asked("denied", "Who made the lamp?", None),
)


def test_the_loss_is_small_where_the_reader_says_what_people_do(tmp_path: Path) -> None:
    tokenizer = packaged_tokenizer()
    pool = build_pool(tokenizer, EXAMPLES)
    found = {
        name: (has_answer, loss)
        for name, has_answer, loss in difficulty.losses(Predictor(SHIPPED, tokenizer), pool)
    }
    assert list(found) == [key(example) for example in EXAMPLES]
    assert [has_answer for has_answer, _ in found.values()] == [True, True, False, False]
    plain, wrong, none, denied = (loss for _, loss in found.values())
    assert max(plain, none) < 0.2
    assert wrong > denied > 1
    difficulty.save(((n, *rest) for n, rest in found.items()), tmp_path / difficulty.FILE)
    times = difficulty.read_times(tmp_path / difficulty.FILE)
    assert times["news/plain"] == times["news/none"] == pytest.approx(0.3)
    assert times["news/denied"] == 1
    assert times[f"{quotes.SOURCE}/news-denied"] == 1  # as its quotes are named
    assert difficulty.read_times(tmp_path / "absent") == {}


def test_a_question_is_drawn_as_often_as_it_is_hard() -> None:
    names = [f"news/{n}" for n in range(40)]
    times = dict.fromkeys(names[:20], 0.25) | {"news/39": 0.0}
    examples = [asked(str(n), f"Who kept lamp {n}?", "Ada Quill") for n in range(40)]
    pool = build_pool(packaged_tokenizer(), examples, times=times)
    drawn = draws(pool, Mixing({"news": 2.0}, weighed=True))
    easy, hard = sum(i < 20 for i in drawn), sum(20 <= i < 39 for i in drawn)
    assert 39 not in drawn
    assert easy / hard == pytest.approx(0.25, abs=0.08)
    assert set(draws(pool, Mixing({"news": 2.0}))) == set(range(40))


def draws(pool: Pool, mixing: Mixing) -> list[int]:
    """List the items of 400 questions drawn."""
    steps = plan(pool, Stage(1, mixing, rows=4, limits=(80,)))
    return [draw.item for _ in range(100) for micro in next(steps) for draw in micro]
