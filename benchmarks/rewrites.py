"""Turns of all kinds: is what needs nothing left as typed, and the rest put as it is meant?

Invented conversations in tests/data/turns: follow-ups, "and X?", "and then?", corrections,
thanks, and questions on another topic. Each turn but the first lists the standalone questions
that count as right; a turn that lists itself needs nothing. The rules were mended with `seen`
open, and `held` is only ever measured. Nothing is searched: what a turn is taken to mean is
compared with what it means. Run by `python -m benchmarks.conversations`.
"""

import json
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag import Conversation, Exchange
from rag.conversation import Resolution, Resolver, TermMarker
from rag.conversation.small_talk import is_small_talk
from rag.evaluation.answer_metrics import token_f1
from rag.training.terms.rules import RuleMarker
from rag.types import Answer

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "turns"
HALVES = ("seen", "held")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, its answer, and the standalone questions that count as right."""

    question: str
    answer: str
    wanted: tuple[str, ...]

    @property
    def needs_nothing(self) -> bool:
        """Say whether it is right as it was typed."""
        return self.question in self.wanted


def read_turns(half: str) -> list[list[Turn]]:
    """Read the conversations of a half, "seen" or "held"."""
    rows = map(json.loads, (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        [Turn(t["question"], t["answer"], tuple(t["wanted"])) for t in row["turns"]] for row in rows
    ]


def resolvers() -> dict[str, Resolver | None]:
    """Name the ways a turn is understood; None takes it as typed."""
    return {
        "last message": None,
        "rules": Resolver(RuleMarker()),
        "model": Resolver(TermMarker()),
    }


def understand(
    conversations: Iterable[Sequence[Turn]], resolver: Resolver | None
) -> Iterator[tuple[Turn, Resolution]]:
    """Resolve every turn but the first; the history holds what was understood, and the answers."""
    for turns in conversations:
        said: list[Exchange] = []
        for turn in turns:
            meant = Resolution(turn.question, turn.question)
            if said and resolver is not None:
                meant = Conversation(_unasked, resolver, said).resolve(turn.question)
            if said:
                yield turn, meant
            if not is_small_talk(turn.question):
                said.append(Exchange(meant.standalone, turn.answer, turn.question))


def measure(understood: Iterable[tuple[Turn, Resolution]]) -> dict[str, float]:
    """Score turns, in percent: those that need nothing and are left so, token F1 of the others.

    The program also tries a question as typed where it doubts: "tried" counts those too.
    """
    left: list[bool] = []
    tried: list[bool] = []
    scores: list[float] = []
    for turn, meant in understood:
        if turn.needs_nothing:
            left.append(meant.standalone == turn.question)
            tried.append(turn.question in (meant.standalone, meant.other))
        else:
            scores.append(token_f1(meant.standalone, turn.wanted))
    return {
        "turns": len(left) + len(scores),
        "as typed": 100 * statistics.mean(left),
        "tried": 100 * statistics.mean(tried),
        "rewrite F1": 100 * statistics.mean(scores),
    }


def _unasked(question: str, *, context: str = "") -> Answer:
    """Answer nothing: what a turn means is told without the documents."""
    return Answer(question, "not_found")
