"""Train the teacher on an accelerator, then both looks of the reader on what the teacher says.

Each stage leaves its end in the work folder, so that a run that broke off goes on; each may be
given a limit in seconds. Once the teacher has ended, the looks may be trained side by side.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load, load_file, save_file
from torch import Tensor

from rag.errors import InputError
from rag.models.packaged import verified_weights
from rag.reading.spans import MODEL, SECOND_LOOK
from rag.training.model import ReaderNetwork, fill, new_head
from rag.training.parcel import pack_pool, pack_weights, unpack_pool, unpack_weights
from rag.training.pool import Pool, Row
from rag.training.second_look import listed
from rag.training.stages import DEVICE_STAGES
from rag.training.state import State
from rag.training.teacher import MPNET, fill_teacher, published_teacher
from rag.training.train_device import Drawing, train_on

TEACHER, TAUGHT, LOOK = "teacher", "taught", "second-look"  # the stages
LOOKS = {TAUGHT: MODEL, LOOK: SECOND_LOOK}  # and the files that they are exported to
_ROWS, _LISTS = "rows.xz", "lists.npz"
_READER, _TEACHER = "reader.safetensors", "teacher.safetensors"


@dataclass(frozen=True, slots=True)
class Material:
    """What the stages train from: rows to draw, and networks with their start weights."""

    pool: Pool
    lists: Sequence[Sequence[Row]]  # of quotes, for the second look
    networks: Mapping[str, ReaderNetwork]  # by stage

    def pool_of(self, stage: str) -> Pool:
        """Give what a stage draws from: the second look has its lists too."""
        return listed.ListPool(self.lists, self.pool) if stage == LOOK else self.pool


def material(pool: Pool, lists: Sequence[Sequence[Row]], start: Path | None = None) -> Material:
    """Take what to draw from, and the networks' start weights.

    Both looks go on from the exported files in the folder `start`, or else begin with the weights
    of the packaged MiniLM; the teacher always begins with its published ones.
    """
    weights = None if start else load_file(verified_weights())
    return Material(pool, lists, _networks(load(published_teacher()), weights, start))


def pack(
    pool: Pool, lists: Sequence[Sequence[Row]], folder: Path, start: Path | None = None
) -> None:
    """Write the same into a folder, for `unpack` on another machine."""
    folder.mkdir(parents=True, exist_ok=True)
    pack_pool(pool, folder / _ROWS)
    if lists:
        listed.save(lists, folder / _LISTS)
    pack_weights(load(published_teacher()), folder / _TEACHER)
    if start is None:
        pack_weights(load_file(verified_weights()), folder / _READER)
    else:
        for name in LOOKS.values():
            shutil.copy(start / name, folder / name)


def unpack(folder: Path) -> Material:
    """Read what `pack` wrote."""
    teacher, packed = unpack_weights(folder / _TEACHER), folder / _READER
    weights = unpack_weights(packed) if packed.exists() else None
    lists = listed.load(folder / _LISTS) if (folder / _LISTS).exists() else []
    return Material(unpack_pool(folder / _ROWS), lists, _networks(teacher, weights, folder))


def teach(
    given: Material,
    work: Path,
    device: str,
    *,
    workers: int,
    seconds: Mapping[str, float] | None = None,
) -> None:
    """Run the stages that have not ended; leave the looks' averaged weights.

    `seconds` limits stages by name; those it does not name are left for another run. Beside each
    stage's state, its averaged weights are written in half precision, e.g. to
    `taught-average.safetensors`, an eighth of the size; under the state's name `export` takes them.

    Raises InputError when a look is to be trained and the teacher has not ended.
    """
    ends = {name: work / f"{name}.safetensors" for name in DEVICE_STAGES}
    limits: Mapping[str, float | None] = seconds or dict.fromkeys(DEVICE_STAGES)
    if TEACHER not in limits and not ends[TEACHER].exists():
        raise InputError(f"no {ends[TEACHER]}; the teacher is trained first")
    states = {
        name: _state(name, given.networks[name], work) for name in limits if not ends[name].exists()
    }
    drawings = {
        name: Drawing(given.pool_of(name), DEVICE_STAGES[name], state.done, workers, limits[name])
        for name, state in states.items()
    }  # all of them before the device wakes: they fork
    for name, state in states.items():
        if name != TEACHER:
            State.load(ends[TEACHER]).fill(given.networks[TEACHER], averaged=True)
        train_on(
            device, state, given.networks[name], DEVICE_STAGES[name], drawings[name],
            _checkpoint(name, work), teacher=None if name == TEACHER else given.networks[TEACHER],
        )  # fmt: skip
        state.save(ends[name])
        average = {"average": state.average.half()}
        save_file(average, work / f"{name}-average.safetensors")


def _networks(
    teacher: Mapping[str, Tensor], weights: Mapping[str, Tensor] | None, start: Path | None
) -> dict[str, ReaderNetwork]:
    """Make a network for each stage; the looks' from published weights or exported files."""
    torch.manual_seed(0)  # the heads' start values
    networks = {TEACHER: ReaderNetwork(MPNET), TAUGHT: ReaderNetwork(), LOOK: ReaderNetwork()}
    new_head(networks[TEACHER])
    fill_teacher(networks[TEACHER], teacher)
    for name, file in LOOKS.items():
        if weights is not None:
            new_head(networks[name])
            fill(networks[name], weights)
        elif start is not None:
            from rag.training.reopen import reopen

            reopen(networks[name], start / file)
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
