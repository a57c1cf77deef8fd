"""The recipe's commands: each reads what the one before it wrote into the work folder.

near.jsonl                near misses                     prepare
found.jsonl               what search finds, on a device  prepare
losses.jsonl              how hard the questions are      weigh --start READER (may be left out)
checkpoint.safetensors    weights and progress            train (goes on where it stopped)
lists, ... .safetensors   weights at the end of a stage   train (lists-start: at its beginning)
teacher, taught, likewise, and -checkpoint, -average      train --device cuda
reader.int8.onnx          the exported reader             export
second_look.int8.onnx     its second look, from the second-train's end or else the same  export
reader.json               calibration, limits and hash    calibrate
report.json               figures of the exported file    evaluate

`train --device cuda` trains a teacher, and both looks on what it says. Where a machine has an
accelerator and neither the data nor a network, `pack` writes a folder that `train --device cuda
--parcel FOLDER` reads there; its taught-average.safetensors is `export`'s taught.safetensors here,
and so is that of second-look.

Apart from these, `rank` fits the weights by which retrieval ranks passages, and `static` the
vectors of a quick start (static_vectors.npz).
The network of the second look is trained by commands of its own, see
`rag.training.second_look.commands`: second-teach, -lists, -label, -train, -known and -settle, or
`second` for all; afterwards `export` and `calibrate` once more.
The term model of follow-up questions has commands of its own, see `rag.training.terms.commands`:
terms-train, terms-export, terms-evaluate, or `terms` for all three.
"""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.atomic import replacing
from rag.errors import InputError
from rag.models.packaged import packaged_tokenizer
from rag.reading.beliefs import Beliefs
from rag.reading.spans import SECOND_LOOK
from rag.training import near_misses, recipe, stages
from rag.training.examples import Example
from rag.training.second_look import commands as second_look
from rag.training.terms import commands as terms
from rag.training.written import siblings

if TYPE_CHECKING:
    from rag.training.pool import Pool, Row
    from rag.training.state import State
    from rag.training.two_looks import TwoLooks


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command, or all in turn."""
    commands: dict[str, Callable[[argparse.Namespace], None]] = {
        "prepare": prepare,
        "train": train,
        "export": export,
        "calibrate": calibrate,
        "evaluate": evaluate,
    }
    terms_alone: dict[str, Callable[[argparse.Namespace], None]] = {
        "terms-train": terms.train,
        "terms-export": terms.export,
        "terms-evaluate": terms.evaluate,
    }
    every = commands | terms_alone | second_look.COMMANDS | {"rank": rank, "static": static}
    every |= {"pack": pack, "weigh": weigh}
    several = {"all": commands, "terms": terms_alone, "second": second_look.COMMANDS}
    options = _parser([*every, *several]).parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    for name in several.get(options.command, [options.command]):
        every[name](options)


def _parser(choices: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag.training", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("command", choices=choices)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"), help="the data folder")
    parser.add_argument("--work", type=Path, default=Path("build/reader"), help="output folder")
    parser.add_argument("--start", type=Path, help="an exported reader that training goes on from")
    parser.add_argument("--device", default="cpu", help="what trains: cpu or cuda")
    parser.add_argument("--parcel", type=Path, help="the folder that `pack` writes or train reads")
    parser.add_argument(
        "--seconds", type=_limit, nargs="+", metavar="STAGE=SECONDS",
        help="on a device, the stages to run (teacher, taught, second-look), and how long instead "
        "of the recipe's steps",
    )  # fmt: skip
    parser.add_argument("--workers", type=int, default=2, help="processes that train, or draw rows")
    parser.add_argument("--threads", type=int, default=2, help="threads that read")
    return parser


def _limit(given: str) -> tuple[str, float]:
    """Read a stage's limit, e.g. `teacher=240`."""
    name, _, seconds = given.partition("=")
    if name not in stages.DEVICE_STAGES:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(stages.DEVICE_STAGES)}")
    return name, float(seconds)


def prepare(options: argparse.Namespace) -> None:
    """Mine near misses over the training contexts and the corpus."""
    examples = recipe.training_examples(options.data)
    path = options.data / recipe.CORPUS_FILE
    articles = near_misses.read_corpus(path) if path.exists() else {}
    corpus = [shown for article in articles.values() for shown in article]
    mined = near_misses.mine(examples, corpus, recipe.MINED_SOURCES)
    folders = recipe.invented_passages()
    mined = near_misses.joined(mined, siblings(examples, articles | folders))
    found = _search_news(examples, options) if corpus else near_misses.NOTHING_MINED
    near_misses.save(found, options.work / "found.jsonl")
    mined = near_misses.joined(mined, near_misses.misses(found, examples))
    near_misses.save(mined, options.work / "near.jsonl")
    print(f"{len(mined.of)} questions, {len(mined.passages)} passages", flush=True)


def _search_news(examples: Sequence[Example], options: argparse.Namespace) -> near_misses.Mined:
    """Search the whole news corpus for the questions about it, as the program does."""
    from rag.models.embedding import load_embedder
    from rag.models.packaged import PACKAGED_NAME
    from rag.training.corpora import indexed, news

    embedder = load_embedder(PACKAGED_NAME)
    index = indexed(news(options.data), options.work / "ranking", embedder)
    index.refresh()
    asked = [e for e in examples if e.source in recipe.SEARCHED_SOURCES]
    found = near_misses.search_index(asked, index, embedder)
    index.close()
    return found


def weigh(options: argparse.Namespace) -> None:
    """Find how hard the questions are for the exported reader that training goes on from."""
    from rag.training import difficulty
    from rag.training.pool import build_pool
    from rag.training.predict import Predictor

    if options.start is None:
        raise InputError("weigh needs an exported reader: --start FILE")
    examples, _ = recipe.split(recipe.training_examples(options.data))
    predictor = Predictor(options.start, packaged_tokenizer(), threads=options.threads)
    pool = build_pool(packaged_tokenizer(), examples)
    difficulty.save(difficulty.losses(predictor, pool), options.work / difficulty.FILE)


def pack(options: argparse.Namespace) -> None:
    """Write what a device needs to train into the parcel."""
    from rag.training import teaching

    if options.parcel is None:
        raise InputError("pack needs a folder to write: --parcel FOLDER")
    teaching.pack(*_taught_rows(options), options.parcel, _start_folder(options))


def train(options: argparse.Namespace) -> None:
    """Run the recipe's stages, from the checkpoint on when there is one.

    With `--start FILE` the last stage alone is run, from an exported reader's weights.
    """
    if options.device != "cpu":
        _train_on_device(options)
        return
    from rag.training import difficulty
    from rag.training.means import mean_of
    from rag.training.recipe_pool import recipe_pool
    from rag.training.train import train as run
    from rag.training.weights import fresh_network

    times = difficulty.read_times(options.work / difficulty.FILE)
    pool = recipe_pool(options.data, options.work, times)
    checkpoint = options.work / "checkpoint.safetensors"
    network = fresh_network()  # the weights are the state's
    state = _state(checkpoint, options.start)
    names = list(stages.STAGES)
    for name in names[names.index(state.stage) if state.stage else 0 :]:
        if state.stage != name:
            if name in stages.FROM_MEAN:
                mean = mean_of(options.work, stages.FROM_MEAN[name])
                state.weights.copy_(mean)
                state.average.copy_(mean)
            state.begin(name)
        if not state.done:
            state.save(options.work / f"{name}-start.safetensors")
        run(state, network, pool, stages.STAGES[name], checkpoint, workers=options.workers)
        state.save(options.work / f"{name}.safetensors")


def _train_on_device(options: argparse.Namespace) -> None:
    from rag.training import teaching

    if options.parcel is not None:
        given = teaching.unpack(options.parcel)
    else:
        given = teaching.material(*_taught_rows(options), _start_folder(options))
    limits = dict(options.seconds) if options.seconds else None
    teaching.teach(given, options.work, options.device, workers=options.workers, seconds=limits)


def _taught_rows(options: argparse.Namespace) -> "tuple[Pool, list[list[Row]]]":
    """Build the pool that a teacher and its reader are trained from; read lists of quotes, if any.

    The lists are those of `second-lists`.
    """
    from rag.training.recipe_pool import taught_pool
    from rag.training.second_look import listed

    lists = options.work / second_look.LISTS
    pool = taught_pool(options.data, options.work)
    return pool, listed.load(lists) if lists.exists() else []


def _start_folder(options: argparse.Namespace) -> Path | None:
    """Give the folder of the exported reader, beside which its second look is."""
    return None if options.start is None else options.start.parent


def export(options: argparse.Namespace) -> None:
    """Write both networks as int8 ONNX; the reader's looks again too where there is no other."""
    from rag.training.export import export as write
    from rag.training.weights import averaged_network

    network = averaged_network(options.work)
    write(network, options.work / "reader.int8.onnx")
    write(second_look.network(options.work, network), options.work / SECOND_LOOK)


def calibrate(options: argparse.Namespace) -> None:
    """Fit the exported reader's probabilities on the held-out documents."""
    from rag.training.beliefs import describe_beliefs
    from rag.training.holdout import calibrate_reader

    _, held = recipe.split(recipe.training_examples(options.data))
    model = options.work / "reader.int8.onnx"
    described: dict[str, Any] = {}
    if (options.data / recipe.CORPUS_FILE).exists():
        described = describe_beliefs(options.data, options.work / "ranking", model, held)
    reader = _two_looks(options, described)
    _write_json(options.work / "reader.json", calibrate_reader(model, reader, held) | described)


def _two_looks(options: argparse.Namespace, described: Mapping[str, Any]) -> "TwoLooks":
    from rag.training.two_looks import EVENLY, TwoLooks

    beliefs = Beliefs(**described["beliefs"]) if "beliefs" in described else EVENLY
    model = options.work / "reader.int8.onnx"
    return TwoLooks(model, packaged_tokenizer(), beliefs, threads=options.threads)


def evaluate(options: argparse.Namespace) -> None:
    """Score the exported reader on the development files, and time it."""
    from rag.training.evaluate import report
    from rag.training.holdout import ALL

    described = json.loads((options.work / "reader.json").read_text(encoding="utf-8"))
    fitted = described["calibration"]["thresholds"]
    files = {
        options.data / "dev" / f"{name}.jsonl.xz": fitted.get(held, fitted[ALL])
        for name, held in recipe.REPORTED.items()
    }
    scores = report(
        options.work / "reader.int8.onnx",
        _two_looks(options, described),
        {file: threshold for file, threshold in files.items() if file.exists()},
    )
    _write_json(options.work / "report.json", scores)
    print(json.dumps(scores, indent=1))


def rank(options: argparse.Namespace) -> None:
    """Fit the weights of `rag.retrieval.ranking` and print them; the reader has no part in this."""
    from rag.training.ranking import fit_ranking

    fit_ranking(options.data, options.work / "ranking")


def static(options: argparse.Namespace) -> None:
    """Fit the word pieces' vectors of a quick start."""
    from rag.training.static import build_table

    build_table(options.data, options.work)


def _state(checkpoint: Path, start: Path | None) -> "State":
    from rag.training.state import State
    from rag.training.weights import fresh_network

    if checkpoint.exists():
        return State.load(checkpoint)
    state = State.fresh(fresh_network(start))
    if start is not None:
        state.begin(list(stages.STAGES)[-1])
    return state


def _write_json(path: Path, content: dict[str, Any]) -> None:
    with replacing(path) as part:
        part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
