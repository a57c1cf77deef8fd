"""The recipe's commands on a few examples: from data files to a calibrated int8 reader."""

import json
import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from rag.errors import InputError
from rag.models.packaged import packaged_tokenizer, sha256_of
from rag.reading import SpanReader
from rag.training import invented, near_misses, stages, train_device
from rag.training.command_line import main
from rag.training.examples import Example, GoldAnswer, in_holdout
from rag.training.model import MINILM, ReaderNetwork, Shape, load_start_weights
from rag.training.pool import Draw, Mixing, Pool, build_pool
from rag.training.predict import Predictor
from rag.training.schedule import Stage
from rag.training.state import State, trained
from rag.training.train import faster_type, train

KEEPERS = ("Ada Quill", "Tom Berrin", "Ida Moss", "Leo Farn", "Una Vale", "Max Orrin")
SHORT = Stage(
    steps=4, mixing=Mixing({}, near_misses=0.2, perturbed=0.2), warm_up=1, rows=4, micro_tokens=256
)


def made_up(count: int) -> list[Example]:
    made: list[Example] = []
    for number in range(count):
        keeper = KEEPERS[number % len(KEEPERS)]
        context = f"Lighthouse {number} stands on cape {number}. It was kept by {keeper} for years."
        gold = GoldAnswer(keeper, context.index(keeper))
        for kind, question, answers in (
            ("who", f"Who kept lighthouse {number}?", (gold,)),
            ("cost", f"What did lighthouse {number} cost?", ()),
        ):
            made.append(
                Example(
                    f"{number}-{kind}", "news", question, context, answers, "Lights", None,
                    group=f"document {number}",
                )
            )  # fmt: skip
    return made


def write(path: Path, examples: list[Example]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "id": e.id, "dataset": e.dataset, "title": e.title, "context": e.context,
            "question": e.question, "doc_id": e.group, "date": "2022-05-01",
            "answers": [{"text": a.text, "start": a.start} for a in e.answers],
        }
        for e in examples
    ]  # fmt: skip
    path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))


def write_folders(path: Path, count: int) -> Path:
    rows = []
    for number in range(count):
        text = f"Mill {number} was built by {KEEPERS[number % len(KEEPERS)]}."
        start = text.index("by ") + 3
        asked = [["who built it", 0, start, len(text) - 1], ["who sold it"]]
        documents = [{"title": "Mills", "date": None, "text": text}]
        rows.append(
            {"set": invented.FOLDERS, "name": f"m-{number}", "documents": documents, "asked": asked}
        )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def pool() -> Pool:
    return build_pool(packaged_tokenizer(), made_up(12))


@pytest.fixture
def network() -> ReaderNetwork:
    torch.manual_seed(0)
    made = ReaderNetwork()
    load_start_weights(made)
    return made


@pytest.mark.slow
def test_one_command_makes_a_calibrated_int8_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "STAGES", {"final": SHORT, "mild": SHORT, "lists": SHORT})
    monkeypatch.setattr(invented, "FILE", write_folders(tmp_path / "folders.jsonl", 30))
    examples = made_up(60)
    assert 0 < sum(map(in_holdout, examples)) < 20
    data, work = tmp_path / "data", tmp_path / "work"
    write(data / "train/news.jsonl.xz", examples[:80])
    write(data / "train/mix.jsonl.xz", examples[80:])
    write(data / "train/conversations.jsonl.xz", [])
    write(data / "dev/news.jsonl.xz", examples[:10])
    corpus = [
        {"id": e.group, "title": "Lights", "date": "2022-05-01", "text": e.context}
        for e in examples[::2]
    ]
    (data / "news").mkdir()
    (data / "news/corpus.jsonl.xz").write_bytes(
        lzma.compress("\n".join(map(json.dumps, corpus)).encode())
    )
    main(["all", "--data", str(data), "--work", str(work)])
    described = json.loads((work / "reader.json").read_text(encoding="utf-8"))
    report = json.loads((work / "report.json").read_text(encoding="utf-8"))
    assert described["sha256"] == report["sha256"] == sha256_of(work / "reader.int8.onnx")
    assert {"thresholds", "reliability"} <= set(described["calibration"])
    assert set(described["beliefs"]) == {"margin", "lead", "coverage", "alone", "bias"}
    news = sum(in_holdout(e) for e in examples[:80])
    assert described["confidence"]["questions"] > news  # held-out folders are asked too
    reader = SpanReader(model=work / "reader.int8.onnx")
    second = sha256_of(work / "second_look.int8.onnx")
    assert described["second_look"] == second
    assert reader.name == f"span@{report['sha256'][:12]}+{second[:12]}"
    assert report["news"]["with_titles"]["examples"] == 10
    assert 20e6 < report["bytes"] < 26e6
    assert State.load(work / "checkpoint.safetensors").step == 12


def test_the_averaged_stages_weigh_as_they_should_in_what_is_exported(
    tmp_path: Path, network: ReaderNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[torch.Tensor] = []
    monkeypatch.setattr(
        "rag.training.export.export", lambda made, _: written.append(made.head.bias.clone())
    )
    monkeypatch.setattr(stages, "AVERAGED", {"final": 1.0, "long": 2.0, "absent": 5.0})
    for name, bias in (("final", 1.0), ("long", 4.0), ("checkpoint", 100.0)):
        with torch.no_grad():
            network.head.bias.fill_(bias)
        State.fresh(network).save(tmp_path / f"{name}.safetensors")
    main(["export", "--work", str(tmp_path)])
    (tmp_path / "final.safetensors").unlink()
    main(["export", "--work", str(tmp_path)])
    both = 2 * [[3.0, 3.0]] + 2 * [[4.0, 4.0]]  # no other network was trained to look again
    assert [bias.tolist() for bias in written] == both
    with torch.no_grad():
        network.head.bias.fill_(14.0)
    State.fresh(network).save(tmp_path / "second-look.safetensors")
    main(["export", "--work", str(tmp_path)])
    assert [bias.tolist() for bias in written[-2:]] == [[4.0, 4.0], pytest.approx([10.0, 10.0])]
    (tmp_path / "long.safetensors").unlink()
    with pytest.raises(InputError, match=r"run: python -m rag\.training train"):
        main(["export", "--work", str(tmp_path)])


def test_training_lowers_the_loss_and_two_workers_agree_with_one(
    tmp_path: Path, pool: Pool, network: ReaderNetwork
) -> None:
    weights = []
    for workers in (1, 2):
        state = State.fresh(network)
        train(state, network, pool, SHORT, tmp_path / "checkpoint.safetensors", workers=workers)
        weights.append(state.weights.clone())
    # Equal but for rounding: Adam divides by the gradient's size, so tiny ones may differ.
    assert (weights[0] - weights[1]).abs().mean() < 2e-5
    assert (weights[0] - State.fresh(network).weights).abs().mean() > 1e-4


def test_an_interrupted_stage_goes_on_where_it_stopped(
    tmp_path: Path, pool: Pool, network: ReaderNetwork
) -> None:
    path = tmp_path / "checkpoint.safetensors"
    whole = State.fresh(network)
    train(whole, network, pool, SHORT, path, workers=1)
    halted = State.fresh(network)
    train(halted, network, pool, replace(SHORT, steps=2), path, workers=1)
    resumed = State.load(path)
    assert (resumed.step, resumed.done) == (2, 2)
    train(resumed, network, pool, SHORT, path, workers=1)
    assert resumed.step == 4
    assert torch.allclose(resumed.weights, whole.weights, atol=1e-6)


def test_dropout_is_the_stages_own(tmp_path: Path, pool: Pool, network: ReaderNetwork) -> None:
    path, moved = tmp_path / "checkpoint.safetensors", []
    for dropout in (0.0, 0.0, 0.3):
        state = State.fresh(network)
        torch.manual_seed(1)
        train(state, network, pool, replace(SHORT, dropout=dropout), path, workers=1)
        moved.append(state.weights)
    assert torch.allclose(moved[0], moved[1], atol=1e-6)
    assert not torch.allclose(moved[0], moved[2], atol=1e-6)


def test_a_stage_may_begin_from_the_mean_of_others_ends(
    tmp_path: Path, network: ReaderNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: dict[str, float] = {}

    def ends_at(
        state: State, _: ReaderNetwork, pool: Pool, stage: Stage, *rest: object, **more: object
    ) -> None:
        begun[state.stage] = float(state.weights[-1])
        state.average.fill_(stage.rate)

    three = {name: replace(SHORT, rate=rate) for name, rate in (("a", 2.0), ("b", 4.0), ("c", 8.0))}
    monkeypatch.setattr(stages, "STAGES", three)
    monkeypatch.setattr(stages, "FROM_MEAN", {"c": {"a": 1.0, "b": 1.0}})
    monkeypatch.setattr(stages, "AVERAGED", dict.fromkeys("abc", 1.0))
    monkeypatch.setattr("rag.training.train.train", ends_at)
    write(tmp_path / "train/news.jsonl.xz", made_up(4))
    for name in ("mix", "conversations"):
        write(tmp_path / f"train/{name}.jsonl.xz", [])
    near_misses.save(near_misses.NOTHING_MINED, tmp_path / "near.jsonl")
    main(["train", "--data", str(tmp_path), "--work", str(tmp_path)])
    assert begun["c"] == 3.0


@pytest.mark.parametrize("taught", [False, True])
def test_a_device_takes_the_same_steps(
    tmp_path: Path, pool: Pool, network: ReaderNetwork, taught: bool
) -> None:
    path = tmp_path / "checkpoint.safetensors"
    expected, state = State.fresh(network), State.fresh(network)
    start = expected.weights.clone()
    torch.manual_seed(2)
    teacher = ReaderNetwork() if taught else None
    train(expected, network, pool, SHORT, path, workers=1, teacher=teacher)
    drawing = train_device.Drawing(pool, SHORT, state.done, workers=2)
    train_device.train_on("cpu", state, network, SHORT, drawing, path, teacher=teacher)
    assert (state.step, State.load(path).step) == (4, 4)
    moved, wanted = state.weights - start, expected.weights - start
    assert torch.nn.functional.cosine_similarity(moved, wanted, dim=0) > 0.9


def test_a_stage_ends_with_its_time(tmp_path: Path, pool: Pool, network: ReaderNetwork) -> None:
    state, long = State.fresh(network), replace(SHORT, steps=100_000)
    train(state, network, pool, long, tmp_path / "checkpoint.safetensors", workers=2, seconds=1.0)
    assert 0 < state.done < 1_000
    assert State.load(tmp_path / "checkpoint.safetensors").done == state.done


TEACHER = Shape(width=64, heads=4, layers=2, inner=64, epsilon=1e-5, distances=32)


@pytest.mark.parametrize("shape", [MINILM, TEACHER], ids=["reader", "teacher"])
def test_an_exported_network_computes_what_it_did(
    shape: Shape, tmp_path: Path, pool: Pool, network: ReaderNetwork
) -> None:
    """Oracle: our own forward pass in float32, on padded rows."""
    import random

    from rag.training.batches import collate
    from rag.training.export import export

    made = network if shape is MINILM else at_random(shape)
    rows = [pool.draw(Draw(i, 80, True), Mixing({}), random.Random(i)) for i in range(6)]
    batch = collate([[row] for row in rows])
    with torch.no_grad():
        expected = made(batch.ids, batch.segments, batch.mask).numpy()
    export(made, tmp_path / "reader.onnx")
    predictor = Predictor(tmp_path / "reader.onnx", packaged_tokenizer())
    for i, (start, end) in enumerate(predictor.logits([row.features for row in rows])):
        for got, wanted in ((start, expected[i, :, 0]), (end, expected[i, :, 1])):
            assert np.corrcoef(got, wanted[: len(got)])[0, 1] > 0.95


def at_random(shape: Shape) -> ReaderNetwork:
    """Make a network whose bias by distance matters as much as its other weights."""
    torch.manual_seed(1)
    made = ReaderNetwork(shape)
    for name, parameter in made.named_parameters():
        if not name.endswith(("norm.weight", "bias")):
            torch.nn.init.normal_(parameter, std=0.3)
    made.distances.normal_(std=3.0)
    return made


def test_frozen_blocks_stay_as_they_are(tmp_path: Path, pool: Pool, network: ReaderNetwork) -> None:
    state = State.fresh(network)
    train(state, network, pool, replace(SHORT, frozen=5), tmp_path / "checkpoint", workers=1)
    before = dict(trained(network))
    after = ReaderNetwork()
    state.fill(after, averaged=False)
    moved = {
        name.split(".")[1] if name.startswith("blocks") else name.split(".")[0]
        for name, parameter in trained(after)
        if not torch.equal(parameter, before[name])
    }
    assert moved == {"5", "head"}


def test_training_can_go_on_from_an_exported_reader(tmp_path: Path, network: ReaderNetwork) -> None:
    from rag.training.export import export
    from rag.training.reopen import reopen

    with torch.no_grad():
        network.head.bias.copy_(torch.tensor([0.25, -0.5]))
        network.blocks[1].up.bias[7] = 30.0  # a neuron that is damped in the graph
    export(network, tmp_path / "reader.onnx")
    again = ReaderNetwork()
    reopen(again, tmp_path / "reader.onnx")
    for name, wanted in network.state_dict().items():
        got = again.state_dict()[name]
        scale = wanted.abs().max() / (30 if wanted.ndim > 1 else 1e6)
        assert (got - wanted).abs().max() <= scale, name


@pytest.mark.parametrize(("bfloat", "single"), [(1.0, 2.0), (2.0, 1.0)])
def test_the_faster_number_type_is_used(
    bfloat: float, single: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = {torch.bfloat16: bfloat, torch.float32: single}
    monkeypatch.setattr("rag.training.train._seconds", seconds.__getitem__)
    assert seconds[faster_type.__wrapped__()] == 1.0
