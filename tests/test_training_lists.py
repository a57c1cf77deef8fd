"""Training on lists: what search finds for a question, read together."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from fake_embedder import FakeEmbedder

from rag.evaluation.questions import Source
from rag.models import packaged_tokenizer
from rag.training.batches import Batch, span_loss
from rag.training.corpora import Corpus, indexed
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import Mined, Shown, joined, key, mine_index
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


def test_rows_of_one_question_compete_for_one_share_of_no_answer() -> None:
    rng = np.random.default_rng(8)
    scores = rng.normal(size=(5, 6, 2)).astype(np.float32)
    allowed = np.ones((5, 6), dtype=np.int64)
    allowed[:, 1] = 0
    gold = np.array([[0, 0], [3, 4], [0, 0], [0, 0], [2, 2]])
    question = np.array([0, 0, 0, 1, 2])  # a list with an answer; two rows by themselves
    unused = np.zeros((5, 6), dtype=np.int64)
    batch = Batch.of((unused, unused, unused, allowed, gold, question))
    margins = (scores - scores[:, :1])[:, 2:]  # of what may be a start or an end
    expected = 0.0
    for column in (0, 1):
        listed = np.log(1 + np.exp(margins[:3, :, column]).sum())
        expected += (listed - margins[1, gold[1, column] - 2, column]) / 2
        for row, right in ((3, 0.0), (4, margins[4, 0, column])):
            expected += (np.log(1 + np.exp(margins[row, :, column]).sum()) - right) / 2
    assert float(span_loss(torch.from_numpy(scores), batch)) == pytest.approx(expected, rel=1e-5)


def test_searching_the_index_mines_what_the_program_would_read(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    index = indexed(Corpus("c", [Source(str(i), t, f"T{i}") for i, t in enumerate(FOUND)], []),
                    tmp_path, embedder)  # fmt: skip
    index.refresh()
    asked = Example("1", "news", "Who kept the lighthouse?", FOUND[0],
                    (GoldAnswer("Ada", FOUND[0].index("Ada")),), "T0")  # fmt: skip
    without = replace(asked, id="2", answers=())
    mined = mine_index([asked, without], index, embedder)
    index.close()
    shown = {name: {mined.passages[i].title for i in near} for name, near in mined.of.items()}
    assert shown == {"news/1": {"T2"}}  # T1 holds the answer, T0 is its own
    both = joined(Mined((Shown("x"),), {"news/1": (0,), "zre/1": (0,)}), mined)
    assert both.of["zre/1"] == (0,)
    assert {both.passages[i].title for i in both.of["news/1"]} == {"T2"}
