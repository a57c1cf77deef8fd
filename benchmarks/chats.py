"""Chats over folders that people keep: how many turns are answered right, and how many could be.

    python -m benchmarks.chats [--half held] [--show]

Invented conversations in tests/data/chats, each over a folder of a few documents. Every turn lists
words of which one must stand in its answer (none: it must be refused), and the question as a
person would put it alone. Turns are asked as they come, answers right or wrong
behind them, and as a person put them, which is what the reader could do. The rules were mended
with `seen` open, and `held` is only ever measured.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rewrites import HALVES
from rag import Answer, KnowledgeBase

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "chats"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as typed, the words that a right answer may hold, and the question put alone."""

    question: str
    answers: tuple[str, ...]
    alone: str

    def is_right(self, answer: Answer) -> bool:
        """Say whether an answer holds one of the words, or is a refusal where there are none."""
        if not self.answers:
            return answer.status == "not_found"
        said = answer.text.lower()
        return answer.status != "not_found" and any(a.lower() in said for a in self.answers)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation over a folder of a half of the data."""

    folder: Path
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn with its answer in the conversation, and to the question put alone."""

    turn: Turn
    is_first: bool
    answer: Answer
    alone: Answer


def read_chats(half: str) -> list[Chat]:
    """Read the conversations of a half, "seen" or "held"."""
    rows = map(json.loads, (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Chat(
            FOLDER / half / row["folder"],
            tuple(Turn(t["question"], tuple(t["answers"]), t["alone"]) for t in row["turns"]),
        )
        for row in rows
    ]


def ask_all(chats: Iterable[Chat]) -> list[Asked]:
    """Ask the turns of all chats, each folder indexed on its own."""
    asked: list[Asked] = []
    chats = list(chats)
    for folder in sorted({chat.folder for chat in chats}):
        with tempfile.TemporaryDirectory() as index, KnowledgeBase.open(index) as kb:
            kb.sync(folder)
            for chat in (chat for chat in chats if chat.folder == folder):
                talk = kb.chat()
                asked += [
                    Asked(turn, number == 0, talk.ask(turn.question), kb.ask(turn.alone))
                    for number, turn in enumerate(chat.turns)
                ]
    return asked


def measure(asked: Iterable[Asked]) -> dict[str, int]:
    """Count the follow-ups, those answered right, and those that are so when put alone."""
    later = [one for one in asked if not one.is_first]
    return {
        "follow-ups": len(later),
        "right": sum(one.turn.is_right(one.answer) for one in later),
        "right alone": sum(one.turn.is_right(one.alone) for one in later),
    }


def main() -> None:
    """Measure one half or both, and print one line a half; with `--show`, each turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", action="store_true", help="print each turn of it")
    options = parser.parse_args()
    for half in (options.half,) if options.half else HALVES:
        asked = ask_all(read_chats(half))
        for one in asked if options.show else ():
            marks = "".join("+" if one.turn.is_right(a) else "-" for a in (one.answer, one.alone))
            print(f"{marks} {one.turn.question} -> {one.answer.question}: {one.answer.text[:80]}")
        print(f"{half}:", ", ".join(f"{name} {count}" for name, count in measure(asked).items()))


if __name__ == "__main__":
    main()
