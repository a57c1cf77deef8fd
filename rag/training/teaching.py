"""Train the teacher on an accelerator, then the reader on what the teacher says.

Each stage leaves its end in the work folder, so that a run that broke off goes on; each may be
given a limit in seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load, load_file, save_file

from rag.training.model import ReaderNetwork, fill, new_head
from rag.training.parcel import pack_pool, pack_weights, unpack_pool, unpack_weights
from rag.training.pool import Pool
from rag.training.stages import DEVICE_STAGES
from rag.training.state import State
from rag.training.teacher import MPNET, fill_teacher, published_teacher
from rag.training.train_device import Drawing, train_on

TEACHER, TAUGHT = "teacher", "taught"  # the stages
_ROWS, _READER, _TEACHER = "rows.xz", "reader.safetensors", "teacher.safetensors"


@dataclass(frozen=True, slots=True)
class Material:
    """What both stages train from: rows to draw, and networks with their start weights."""

    pool: Pool
    reader: ReaderNetwork
    teacher: ReaderNetwork


def material(pool: Pool, weights: Path) -> Material:
    """Take a pool, and the start weights from the packaged MiniLM's file and the teacher's."""
    return Material(pool, *_networks(load_file(weights), load(published_teacher())))


def pack(pool: Pool, weights: Path, folder: Path) -> None:
    """Write the same into a folder, for `unpack` on another machine."""
    folder.mkdir(parents=True, exist_ok=True)
    pack_pool(pool, folder / _ROWS)
    pack_weights(load_file(weights), folder / _READER)
    pack_weights(load(published_teacher()), folder / _TEACHER)


def unpack(folder: Path) -> Material:
    """Read what `pack` wrote."""
    reader, teacher = (unpack_weights(folder / name) for name in (_READER, _TEACHER))
    return Material(unpack_pool(folder / _ROWS), *_networks(reader, teacher))


def teach(
    given: Material,
    work: Path,
    device: str,
    *,
    workers: int,
    seconds: Mapping[str, float] | None = None,
) -> None:
    """Run the stages that have not ended; leave the reader's averaged weights in `taught`.

    `seconds` limits stages by name; those it does not name are left for another run. Beside each
    stage's state, its averaged weights are written in half precision, e.g. to
    `taught-average.safetensors`, an eighth of the size; under the state's name `export` takes them.
    """
    ends = {name: work / f"{name}.safetensors" for name in DEVICE_STAGES}
    networks = {TEACHER: given.teacher, TAUGHT: given.reader}
    limits: Mapping[str, float | None] = seconds or dict.fromkeys(DEVICE_STAGES)
    states = {
        name: _state(name, networks[name], work) for name in limits if not ends[name].exists()
    }
    drawings = {
        name: Drawing(given.pool, DEVICE_STAGES[name], state.done, workers, limits[name])
        for name, state in states.items()
    }  # all of them before the device wakes: they fork
    for name, state in states.items():
        if name != TEACHER:
            State.load(ends[TEACHER]).fill(given.teacher, averaged=True)
        train_on(
            device, state, networks[name], DEVICE_STAGES[name], drawings[name],
            _checkpoint(name, work), teacher=None if name == TEACHER else given.teacher,
        )  # fmt: skip
        state.save(ends[name])
        average = {"average": state.average.half()}
        save_file(average, work / f"{name}-average.safetensors")


def _networks(
    reader: Mapping[str, torch.Tensor], teacher: Mapping[str, torch.Tensor]
) -> tuple[ReaderNetwork, ReaderNetwork]:
    torch.manual_seed(0)  # the heads' start values
    networks = ReaderNetwork(), ReaderNetwork(MPNET)
    for network, weights, filling in zip(
        networks, (reader, teacher), (fill, fill_teacher), strict=True
    ):
        new_head(network)
        filling(network, weights)
    return networks


def _state(name: str, network: ReaderNetwork, work: Path) -> State:
    checkpoint = _checkpoint(name, work)
    if checkpoint.exists():
        return State.load(checkpoint)
    state = State.fresh(network)
    state.begin(name)
    return state


def _checkpoint(name: str, work: Path) -> Path:
    return work / f"{name}-checkpoint.safetensors"
