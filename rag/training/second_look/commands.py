"""The second look's commands: each reads what the one before it wrote into the work folder.

second-teacher.safetensors   the larger network that teaches     second-teach (goes on)
second-lists.npz             lists of quotes                      second-lists
second-teacher.int8.onnx     the teacher, exported                second-label
second-labels.npz            what it says of the lists            second-label
second-look.safetensors      the network that learned from it     second-train
second-known-N.npz           lists whose right answer is known    second-known
second-settled-N.safetensors the network after these              second-settle

`second-lists` and `second-known` need an exported reader; `second-teach` and `second-lists` need
the near misses of `prepare`.
"""

import argparse
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import InputError
from rag.models.packaged import packaged_tokenizer
from rag.training import recipe
from rag.training.examples import Example
from rag.training.recipe_pool import recipe_pool

if TYPE_CHECKING:
    from rag.training.model import ReaderNetwork
    from rag.training.pool import Row
    from rag.training.second_look.plan import Round

TEACHER, LISTS, LABELS = "second-teacher", "second-lists.npz", "second-labels.npz"
LOOK = "second-look.safetensors"
KNOWN, SETTLED = "second-known-{}.npz", "second-settled-{}.safetensors"  # by their round
_CHECKPOINT = "-checkpoint.safetensors"


def teach(options: argparse.Namespace) -> None:
    """Train the teacher, from its checkpoint on when there is one."""
    from rag.training.second_look.plan import TEACHER as STAGE
    from rag.training.state import State
    from rag.training.teacher import fresh_teacher
    from rag.training.train import train

    network = fresh_teacher()
    checkpoint = options.work / f"{TEACHER}{_CHECKPOINT}"
    state = State.load(checkpoint) if checkpoint.exists() else State.fresh(network)
    train(
        state,
        network,
        recipe_pool(options.data, options.work),
        STAGE,
        checkpoint,
        workers=options.workers,
    )
    state.save(options.work / f"{TEACHER}.safetensors")


def lists(options: argparse.Namespace) -> None:
    """List the quotes that the first look finds for questions on news, and others."""
    from rag.training.second_look import listed
    from rag.training.second_look import lists as made
    from rag.training.second_look.plan import DRAWN, SEARCHED

    rng = random.Random(5)
    searched = list(islice(_searched(options, rng), SEARCHED))
    listed.save(
        [*searched, *made.drawn(recipe_pool(options.data, options.work), DRAWN, rng)],
        options.work / LISTS,
    )


def _searched(options: argparse.Namespace, rng: random.Random) -> Iterator["list[Row]"]:
    """List what the first look finds in the indexed corpus, question by question."""
    from rag.models.embedding import load_embedder
    from rag.models.packaged import PACKAGED_NAME
    from rag.reading.spans import SpanReader
    from rag.training.corpora import indexed, news
    from rag.training.second_look.lists import searched

    embedder = load_embedder(PACKAGED_NAME)
    reader = SpanReader(threads=options.threads, model=options.work / "reader.int8.onnx")
    with closing(indexed(news(options.data), options.work / "ranking", embedder)) as index:
        index.refresh()
        yield from searched(_asked(options.data, rng), index, embedder, reader)


def _asked(data: Path, rng: random.Random) -> Iterator[Example]:
    """Give the training questions on the indexed corpus, each wording once, at random."""
    from rag.training.second_look.plan import SEARCHED_SOURCES

    examples, _ = recipe.split(recipe.training_examples(data))
    asked = {e.question: e for e in examples if e.source in SEARCHED_SOURCES}
    yield from rng.sample(list(asked.values()), len(asked))


def label(options: argparse.Namespace) -> None:
    """Export the teacher, and write what it says of the lists."""
    from rag.training.export import export
    from rag.training.second_look import labels, listed
    from rag.training.state import State
    from rag.training.teacher import fresh_teacher

    end = options.work / f"{TEACHER}.safetensors"
    if not end.exists():
        raise InputError(f"no {end}; run: python -m rag.training second-teach")
    network = fresh_teacher()  # with the bias by distance, which is not trained
    State.load(end).fill(network, averaged=True)
    exported = options.work / f"{TEACHER}.int8.onnx"
    export(network, exported)
    rows = list(chain.from_iterable(listed.load(options.work / LISTS)))
    said = labels.label(rows, exported, packaged_tokenizer(), threads=options.threads)
    labels.save(said, options.work / LABELS)


def train(options: argparse.Namespace) -> None:
    """Train the second look, from the exported reader's weights, on what the teacher says."""
    from rag.training.second_look import labels, listed
    from rag.training.second_look.listed import ListPool
    from rag.training.second_look.plan import TAUGHT
    from rag.training.state import State
    from rag.training.train import train as run
    from rag.training.weights import averaged_network

    lists = listed.load(options.work / LISTS)
    teacher = labels.Labels(chain.from_iterable(lists), labels.load(options.work / LABELS))
    checkpoint = options.work / f"second-look{_CHECKPOINT}"
    network = averaged_network(options.work)
    state = State.load(checkpoint) if checkpoint.exists() else State.fresh(network)
    run(
        state, network, ListPool(lists), TAUGHT, checkpoint,
        workers=options.workers, teacher=teacher,
    )  # fmt: skip
    state.save(options.work / LOOK)


def known(options: argparse.Namespace) -> None:
    """List what the first look marks for questions whose right answer is known, of each round."""
    from rag.training.second_look import listed
    from rag.training.second_look.plan import ROUNDS

    examples, _ = recipe.split(recipe.training_examples(options.data))
    for number, one in enumerate(ROUNDS, 1):
        listed.save(list(_known(options, one, examples)), options.work / KNOWN.format(number))


def _known(
    options: argparse.Namespace, one: "Round", examples: list[Example]
) -> Iterator["list[Row]"]:
    from rag.models.embedding import load_embedder
    from rag.models.packaged import PACKAGED_NAME
    from rag.reading.spans import SpanReader
    from rag.training import invented
    from rag.training.predict import Predictor
    from rag.training.second_look import listed, settled

    model = options.work / "reader.int8.onnx"
    asked: dict[str, list[Example]] = {}
    for example in settled.sampled(examples, one.in_folders, one.seed):
        asked.setdefault(example.group, []).append(example)
    given = settled.sampled(examples, one.of_passages, one.seed + 1)
    if one.searched is None:
        yield from settled.certain(listed.load(options.work / LISTS))
    else:
        found = settled.certain(_searched(options, random.Random(one.seed)))
        yield from islice(found, one.searched)
    yield from settled.in_folders(
        invented.read_folders(invented.FILE), asked, load_embedder(PACKAGED_NAME),
        SpanReader(threads=options.threads, model=model),
    )  # fmt: skip
    first = Predictor(model, packaged_tokenizer(), threads=options.threads)
    yield from settled.of_passages(given, first)


def settle(options: argparse.Namespace) -> None:
    """Train the second look further, on lists whose right answer is known, round by round."""
    from rag.training.second_look import listed
    from rag.training.second_look.listed import ListPool
    from rag.training.second_look.plan import ROUNDS
    from rag.training.state import State
    from rag.training.train import train as run
    from rag.training.weights import averaged_network

    for number, one in enumerate(ROUNDS, 1):
        if (options.work / SETTLED.format(number)).exists():
            continue
        checkpoint = options.work / f"second-settled-{number}{_CHECKPOINT}"
        begun = network(options.work, averaged_network(options.work), rounds=number - 1)
        state = State.load(checkpoint) if checkpoint.exists() else State.fresh(begun)
        pool = ListPool(listed.load(options.work / KNOWN.format(number)))
        run(state, begun, pool, one.stage, checkpoint, workers=options.workers)
        state.save(options.work / SETTLED.format(number))


def network(work: Path, reader: "ReaderNetwork", *, rounds: int | None = None) -> "ReaderNetwork":
    """Mix what was learned with the reader's weights; where nothing was, give the reader.

    With `rounds` no more of the lists whose answer is known are counted; it is what the next round
    is trained from.
    """
    from rag.training.means import average_of
    from rag.training.second_look.plan import ROUNDS, SHARE
    from rag.training.state import State
    from rag.training.weights import with_average

    mixed = State.fresh(reader).average
    if (work / LOOK).exists():
        mixed = mixed.lerp(average_of(work / LOOK), SHARE)
    for number, one in enumerate(ROUNDS[:rounds], 1):
        if (work / SETTLED.format(number)).exists():
            mixed = mixed.lerp(average_of(work / SETTLED.format(number)), one.share)
    return with_average(mixed)


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "second-teach": teach,
    "second-lists": lists,
    "second-label": label,
    "second-train": train,
    "second-known": known,
    "second-settle": settle,
}
