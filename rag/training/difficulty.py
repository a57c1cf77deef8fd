"""How often a question is asked in an epoch, by how hard the reader to go on from finds it.

What it already answers moves no weights: on 42 % of the training questions with an answer, and 70 %
of those without, the loss of the weights that "contrasts" began from was under 0.2 (of 127,000
drawn at random). Such are asked more seldom (importance sampling; Katharopoulos & Fleuret 2018), as
are the few that it contradicts most, many of which are wrong themselves. Questions that were not
weighed are asked as often as their set is.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import torch

from rag.training import quotes
from rag.training.batches import collate, question_losses
from rag.training.pool import Draw, Mixing, Pool, Row
from rag.training.predict import Predictor

FILE = "losses.jsonl"  # of a work folder: [name, whether it has an answer, loss] a line
_LIMIT = 160  # passage tokens shown
_TOGETHER = 64  # rows
_HARD = {True: 0.5, False: 0.25}  # loss of questions with and without an answer, in full from there
_DOUBTFUL = 5.0  # loss: of those above about two in a hundred questions with an answer
_SELDOM = 0.3

Loss = tuple[str, bool, float]  # a question's name, whether it has an answer, and its loss


def losses(predictor: Predictor, pool: Pool) -> Iterator[Loss]:
    """Read each question's own passage alone, in the pool's order."""
    rng, plain = random.Random(0), Mixing({}, retyped=False)
    for begin in range(0, len(pool.items), _TOGETHER):
        items = pool.items[begin : begin + _TOGETHER]
        drawn = [
            pool.draw(Draw(begin + at, _LIMIT, titled=True), plain, rng) for at in range(len(items))
        ]
        for item, loss in zip(items, _losses(predictor, drawn), strict=True):
            yield item.name, bool(item.spans), loss


def _losses(predictor: Predictor, rows: list[Row]) -> list[float]:
    batch = collate([[row] for row in rows])
    logits = torch.zeros(*batch.ids.shape, 2)
    for at, ends in enumerate(predictor.logits([row.features for row in rows])):
        for column, values in enumerate(ends):
            logits[at, : len(values), column] = torch.from_numpy(values)
    found: list[float] = question_losses(logits, batch).tolist()
    return found


def save(found: Iterable[Loss], path: Path) -> None:
    """Write losses as they come."""
    with path.open("w", encoding="utf-8") as file:
        for name, has_answer, loss in found:
            file.write(json.dumps([name, has_answer, round(loss, 3)]) + "\n")


def read_times(path: Path) -> dict[str, float]:
    """Say how often each weighed question is asked, beside others of its set; {} without a file.

    A question is asked of single sentences as often as of its passage.
    """
    if not path.exists():
        return {}
    weighed = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    times = {name: _times(loss, has_answer=has_answer) for name, has_answer, loss in weighed}
    return times | _of_sentences(times)


def _times(loss: float, *, has_answer: bool) -> float:
    if loss > _DOUBTFUL:
        return _SELDOM
    return max(_SELDOM, min(1.0, loss / _HARD[has_answer]))


def _of_sentences(times: Mapping[str, float]) -> dict[str, float]:
    """Name the questions as `rag.training.quotes` names those that it makes of them."""
    return {f"{quotes.SOURCE}/{name.replace('/', '-', 1)}": often for name, often in times.items()}
