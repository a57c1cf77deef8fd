"""How the second look is trained: lists of quotes, what a teacher says of them, and both looks."""

import random
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from rag import KnowledgeBase
from rag.models.embedding import load_embedder
from rag.models.packaged import PACKAGED_NAME, packaged_tokenizer
from rag.reading import SpanReader
from rag.reading.beliefs import Beliefs
from rag.reading.inputs import InputRow
from rag.reading.spans import MODEL, SECOND_LOOK
from rag.training import invented, quotes
from rag.training.batches import Scoring, collate, taught_loss
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import NOTHING_MINED
from rag.training.pool import Row, build_pool
from rag.training.predict import Predictor
from rag.training.schedule import plan
from rag.training.second_look import labels, listed, lists, settled
from rag.training.second_look.commands import LOOK, SETTLED
from rag.training.second_look.commands import network as mixed
from rag.training.second_look.listed import ListPool
from rag.training.second_look.plan import ROUNDS, SHARE, TAUGHT
from rag.training.state import State
from rag.training.train import train
from rag.training.two_looks import EVENLY, TwoLooks, shipped
from rag.training.weights import fresh_network

PACKAGED = Path(str(resources.files("rag").joinpath("data")))
TEXT = (
    "The lighthouse on Cape Sund was built in 1921. Ada Quill was its first keeper. "
    "The lighthouse was painted white by Tom Quill. There were four rooms below the lamp. "
    "Ships were warned of the reef by a bell. The tower was closed after a storm."
)
ASKED = (
    ("When was the lighthouse on Cape Sund built?", "1921"),
    ("Who was the first keeper?", "Ada Quill"),
    ("How many rooms were there?", "four"),
    ("What did the bell cost?", None),
)


def examples() -> list[Example]:
    return [
        Example(
            str(number), "news", question, TEXT,
            () if answer is None else (GoldAnswer(answer, TEXT.index(answer)),), "Lights",
        )
        for number, (question, answer) in enumerate(ASKED)
    ]  # fmt: skip


def drawn() -> list[list[Row]]:
    quoted, beside = quotes.make(examples(), NOTHING_MINED, {"news": 1.0})
    pool = build_pool(packaged_tokenizer(), quoted, beside)
    return list(lists.drawn(pool, 10, random.Random(0)))


def in_words(row: Row) -> str:
    return packaged_tokenizer().decode(list(row.features.ids))


def same(one: Sequence[Sequence[Row]], other: Sequence[Sequence[Row]]) -> bool:
    return [[described(row) for row in rows] for rows in one] == [
        [described(row) for row in rows] for rows in other
    ]


def described(row: Row) -> tuple[object, ...]:
    f = row.features
    return (
        f.ids.tolist(),
        f.segments.tolist(),
        f.passage,
        f.passage_end,
        row.start,
        row.end,
        (row.certain),
    )


def test_lists_are_drawn_of_single_sentences_and_kept_as_they_are(tmp_path: Path) -> None:
    made = drawn()
    assert len(made) == len(ASKED)
    assert {len(one) for one in made} <= {quotes.BESIDE, quotes.BESIDE + 1}
    listed.save(made, tmp_path / "lists.npz")
    assert same(listed.load(tmp_path / "lists.npz"), made)


def test_what_the_first_look_holds_likeliest_is_listed(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    gold = "February 20, 2024"
    (hit, *_) = [h for h in seeds_kb.search(question, limit=8) if gold in h.passage.text]
    text = hit.passage.text
    asked = Example("1", "news", question, text, (GoldAnswer(gold, text.index(gold)),))
    index, embedder = seeds_kb._index, seeds_kb._embedder
    (made,) = lists.searched([asked], index, embedder, SpanReader())
    assert 1 < len(made) <= 6
    marked = [row for row in made if row.start]
    assert marked
    for row in marked:
        span = row.features.ids[row.start : row.end + 1]
        assert packaged_tokenizer().decode(list(span)) == gold.lower()
    assert all("winning released" in in_words(row) for row in made)
    assert all(
        row.certain == ("february 20, 2024" not in in_words(row)) for row in made if not row.start
    )


def test_of_what_is_listed_with_its_answer_one_quote_is_right(tmp_path: Path) -> None:
    (folder, *_) = [f for f in invented.read_folders(invented.FILE) if f.dataset == invented.TWINS]
    asked = list(invented.examples([folder]))[:12]
    embedder = load_embedder(PACKAGED_NAME)
    made = list(settled.in_folders([folder], {folder.name: asked}, embedder, SpanReader()))
    assert len(made) == len({one.question for one in asked})
    assert all(sum(row.start > 0 for row in rows) <= 1 for rows in made)
    answered = {one.question for one in asked if one.answers}
    assert 0 < sum(any(row.start for row in rows) for rows in made) <= len(answered)
    assert list(settled.in_folders([folder], {}, embedder, SpanReader())) == []


def test_a_passage_is_asked_by_itself() -> None:
    first = Predictor(PACKAGED / MODEL, packaged_tokenizer())
    made = list(settled.of_passages(examples(), first))
    golds = [
        [packaged_tokenizer().decode(list(r.features.ids[r.start : r.end + 1])) for r in rows
         if r.start]
        for rows in made
    ]  # fmt: skip
    assert golds == [["1921"], ["ada quill"], ["four"], []]
    assert all(row.certain for rows in made for row in rows)


def test_of_a_corpus_only_what_is_certain_is_kept() -> None:
    right, *others = next(rows for rows in drawn() if rows[0].start)
    unsure = replace(others[0], certain=False)
    sure = replace(others[1], certain=True)
    kept = list(settled.certain([[right, unsure, sure, replace(right)], [sure, unsure]]))
    assert [[row is right or row is sure for row in rows] for rows in kept] == [[True, True]]


def test_as_many_of_each_set_are_drawn_as_are_wanted() -> None:
    many = [replace(one, id=f"{one.id}{n}") for n in range(3) for one in examples()]
    some = settled.sampled(many, {"news": 5, "nq": 2}, seed=1)
    assert len(some) == 5
    assert some == settled.sampled(many, {"news": 5}, seed=1)
    assert len(settled.sampled(many, {"news": 99}, seed=1)) == len(many)


def test_what_is_exported_is_a_mean_of_the_reader_and_what_was_learned(tmp_path: Path) -> None:
    reader = fresh_network()
    begun = State.fresh(reader).average
    moved = {LOOK: begun + 1, SETTLED.format(1): begun + 3, SETTLED.format(2): begun + 5}
    assert torch.equal(State.fresh(mixed(tmp_path, reader)).average, begun)
    for name, average in moved.items():
        save_file({"average": average}, tmp_path / name)
    first, second = (one.share for one in ROUNDS)
    expected = SHARE
    for rounds, moved_to, share in ((0, 0, 0.0), (1, 3, first), (2, 5, second), (None, 5, 0.0)):
        expected += share * (moved_to - expected)
        by = State.fresh(mixed(tmp_path, reader, rounds=rounds)).average - begun
        assert by.mean().item() == pytest.approx(expected, abs=1e-4)


def test_labels_are_found_by_the_rows_that_they_are_of(tmp_path: Path) -> None:
    rows = [row for one in drawn() for row in one]
    said = labels.label(rows, PACKAGED / MODEL, packaged_tokenizer(), threads=2)
    labels.save(said, tmp_path / "labels.npz")
    known = labels.Labels(rows, labels.load(tmp_path / "labels.npz"))
    batch = collate([rows[::-1]])
    taught = known(batch.ids, batch.segments, batch.mask).numpy()
    wanted = Predictor(PACKAGED / MODEL, packaged_tokenizer()).logits([r.features for r in rows])
    for row, (starts, ends) in zip(taught[::-1], wanted, strict=True):
        assert row[: len(starts), 0] == pytest.approx(starts, abs=0.02)  # half precision
        assert row[: len(ends), 1] == pytest.approx(ends, abs=0.02)
        assert not row[len(ends) :].any()


def test_the_second_look_learns_what_its_teacher_says(tmp_path: Path) -> None:
    made = drawn()
    rows = [row for one in made for row in one]
    said = labels.label(rows, PACKAGED / MODEL, packaged_tokenizer(), threads=2)
    taught = labels.Labels(rows, said)
    network, after = fresh_network(), fresh_network()
    state = State.fresh(network)
    stage = replace(TAUGHT, steps=4, rows=2, rate=5e-4, warm_up=1, cool_down=0)
    assert next(plan(ListPool(made), stage))
    train(state, network, ListPool(made), stage, tmp_path / "c", workers=1, teacher=taught)
    state.fill(after, averaged=False)
    least = loss(taught, made, taught)
    assert loss(after, made, taught) - least < 0.9 * (loss(network, made, taught) - least)


def loss(scoring: Scoring, listed: Sequence[Sequence[Row]], teacher: labels.Labels) -> float:
    batch = collate(listed)
    read = batch.ids, batch.segments, batch.mask
    with torch.no_grad():
        return float(taught_loss(scoring(*read), teacher(*read), batch))


def test_a_given_passage_is_looked_at_twice() -> None:
    model, tokenizer = PACKAGED / MODEL, packaged_tokenizer()
    first = Predictor(model, tokenizer).predict(examples())
    once = TwoLooks(model, tokenizer, replace(EVENLY, margin=1.0, alone=0.0)).predict(examples())
    assert once == first
    twice = shipped().predict(examples())
    assert [p.text for p in twice[:3]] == ["1921", "Ada Quill", "four"]
    assert [p.margin for p in twice] != pytest.approx([p.margin for p in first], abs=1e-3)


def test_the_second_margin_is_of_the_file_beside_the_first(tmp_path: Path) -> None:
    for name in (MODEL, SECOND_LOOK):
        (tmp_path / name).write_bytes((PACKAGED / MODEL).read_bytes())
    alone = Beliefs(margin=0.0, lead=0.0, coverage=0.0, alone=1.0, bias=0.0)
    tokenizer = packaged_tokenizer()
    same_twice = TwoLooks(tmp_path / MODEL, tokenizer, alone).predict(examples())
    shipped = TwoLooks(PACKAGED / MODEL, tokenizer, alone).predict(examples())
    assert [p.margin for p in same_twice] != pytest.approx([p.margin for p in shipped], abs=1e-3)


def test_rows_that_are_timed_are_read_by_both() -> None:
    row = InputRow(np.full(20, 2000), np.zeros(20, dtype=int), 3, 19)
    shipped().read([row], [row])
