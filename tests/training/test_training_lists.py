"""Training on lists: what search finds for a question, read together."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from fake_embedder import FakeEmbedder

from rag.evaluation.questions import Source
from rag.models.packaged import packaged_tokenizer
from rag.training.batches import GOLD_SHARE, Batch, span_loss, taught_loss
from rag.training.corpora import Corpus, indexed
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import Mined, Shown, joined, key, misses, search_index
from rag.training.pool import Mixing, build_pool
from rag.training.schedule import Stage, plan

FOUND = (
    "The lighthouse on the northern cape was kept by Ada for thirty years.",
    "Ada, who kept the lighthouse, wrote a book about its lamp.",
    "The lighthouse was painted white when the harbour was built.",
)


def test_in_a_list_near_misses_stand_beside_the_passage_and_have_no_answer() -> None:
    example = Example("1", "news", "Who kept it?", "Ada kept it.", (GoldAnswer("Ada", 0),))
    texts = ("Tom kept the other one.", "Ida kept a third one.", "Leo kept none.")
    mined = Mined(tuple(map(Shown, texts)), {key(example): (0, 1, 2)})
    tokenizer = packaged_tokenizer()
    pool = build_pool(tokenizer, [example], mined)
    stage = Stage(1, Mixing({}, listed={"news": 1.0}, beside=2), rows=1)
    planned = next(plan(pool, stage))[0][0]
    own, *near = pool.draw_list(planned, stage.mixing, random.Random(4))
    assert tokenizer.decode(own.features.ids[own.start : own.end + 1]) == "ada"
    assert [(row.start, row.end) for row in near] == [(0, 0), (0, 0)]
    shown = {tokenizer.decode(row.features.ids[row.features.passage :]) for row in near}
    assert len(shown) == 2
    assert all(any(text.lower().split()[0] in one for text in texts) for one in shown)
    lost = replace(stage.mixing, lost=1.0)
    rows = pool.draw_list(planned, lost, random.Random(4))
    assert [(row.start, row.end) for row in rows] == [(0, 0), (0, 0)]


def random_batch(certain: tuple[int, ...]) -> Batch:
    allowed = np.ones((5, 6), dtype=np.int64)
    allowed[:, 1] = 0
    gold = np.array([[0, 0], [3, 4], [0, 0], [0, 0], [2, 2]])
    question = np.array([0, 0, 0, 1, 2])  # a list with an answer; two rows by themselves
    unused = np.zeros((5, 6), dtype=np.int64)
    return Batch.of((unused, unused, unused, allowed, gold, question, np.array(certain)))


def test_rows_of_one_question_compete_for_one_share_of_no_answer() -> None:
    scores = np.random.default_rng(8).normal(size=(5, 6, 2)).astype(np.float32)
    batch = random_batch(certain=(1, 1, 1))
    gold = batch.gold.numpy()
    margins = (scores - scores[:, :1])[:, 2:]  # of what may be a start or an end
    expected = 0.0
    for column in (0, 1):
        listed = np.log(1 + np.exp(margins[:3, :, column]).sum())
        expected += (listed - margins[1, gold[1, column] - 2, column]) / 2
        for row, right in ((3, 0.0), (4, margins[4, 0, column])):
            expected += (np.log(1 + np.exp(margins[row, :, column]).sum()) - right) / 2
    assert float(span_loss(torch.from_numpy(scores), batch)) == pytest.approx(expected, rel=1e-5)


def test_a_taught_reader_has_nothing_to_learn_where_it_says_what_its_teacher_does() -> None:
    batch = random_batch(certain=(0, 0, 0))
    taught = torch.randn(5, 6, 2, generator=torch.Generator().manual_seed(1))
    same = taught.clone().requires_grad_()
    taught_loss(same, taught, batch).backward()
    assert same.grad is not None
    assert float(same.grad.abs().max()) < 1e-6
    other = torch.randn(5, 6, 2, generator=torch.Generator().manual_seed(2), requires_grad=True)
    before = taught_loss(other, taught, batch)
    before.backward()
    assert other.grad is not None
    with torch.no_grad():
        after = taught_loss(other - 0.05 * other.grad, taught, batch)
    assert taught_loss(taught, taught, batch) < after < before


def test_gold_spans_count_for_questions_that_are_certain_alone() -> None:
    taught = torch.randn(5, 6, 2, generator=torch.Generator().manual_seed(1))
    logits = torch.randn(5, 6, 2, generator=torch.Generator().manual_seed(2))
    none, second = (
        float(taught_loss(logits, taught, random_batch(certain=certain)))
        for certain in ((0, 0, 0), (0, 1, 0))
    )
    margins = (logits - logits[:, :1])[3, 2:]  # the second question's row, without an answer
    alone = float(torch.log(1 + torch.exp(margins).sum(0)).mean())
    assert second - none == pytest.approx(GOLD_SHARE * alone, rel=1e-4)


def test_an_indexing_that_was_broken_off_is_finished_by_the_next_call(tmp_path: Path) -> None:
    embedder, sources = FakeEmbedder(), [Source(str(i), text) for i, text in enumerate(FOUND)]
    for some in (sources[:1], sources):
        index = indexed(Corpus("c", some, []), tmp_path, embedder)
        assert index.store.count_documents() == len(some)
        index.close()


def test_searching_the_index_mines_what_the_program_would_read(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    index = indexed(Corpus("c", [Source(str(i), t, f"T{i}") for i, t in enumerate(FOUND)], []),
                    tmp_path, embedder)  # fmt: skip
    index.refresh()
    asked = Example("1", "news", "Who kept the lighthouse?", FOUND[0],
                    (GoldAnswer("Ada", FOUND[0].index("Ada")),), "T0")  # fmt: skip
    without = replace(asked, id="2", answers=())
    found = search_index([asked, without], index, embedder)
    index.close()
    for name in ("news/1", "news/2"):
        assert {found.passages[i].title for i in found.of[name]} == {"T1", "T2"}  # T0 is their own
    mined = misses(found, [asked, without])
    shown = {name: {mined.passages[i].title for i in near} for name, near in mined.of.items()}
    assert shown == {"news/1": {"T2"}}  # T1 holds the answer
    both = joined(Mined((Shown("x"),), {"news/1": (0,), "zre/1": (0,)}), mined)
    assert both.of["zre/1"] == (0,)
    assert {both.passages[i].title for i in both.of["news/1"]} == {"T2"}
