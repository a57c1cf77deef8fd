"""Chats over folders that people keep: how many turns are answered right, and how many could be.

    python -m benchmarks.chats [--part held] [--show]

Invented conversations in tests/data/chats, each over a folder of a few documents. Every turn lists
words of which one must stand in its answer (none: it must be refused), and the question as a
person would put it alone. Turns are asked as they come, answers right or wrong
behind them, and as a person put them, which is what the reader could do. The rules were mended
with `seen` and `made` open, whose turns after the first are all fragments that nobody put
alone, and `held` is only ever measured.
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
PARTS = (*HALVES, "made")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as typed, the words of right answers, and how it was put alone if it was."""

    question: str
    answers: tuple[str, ...]
    alone: str | None

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
    """A turn with its answer in the conversation, and to the question put alone if it was."""

    turn: Turn
    is_first: bool
    answer: Answer
    alone: Answer | None


def read_chats(part: str) -> list[Chat]:
    """Read the conversations of one of `PARTS`."""
    rows = map(json.loads, (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Chat(
            FOLDER / part / row["folder"],
            tuple(Turn(t["question"], tuple(t["answers"]), t.get("alone")) for t in row["turns"]),
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
                    Asked(
                        turn,
                        number == 0,
                        talk.ask(turn.question),
                        None if turn.alone is None else kb.ask(turn.alone),
                    )
                    for number, turn in enumerate(chat.turns)
                ]
    return asked


def measure(asked: Iterable[Asked]) -> dict[str, int]:
    """Count the follow-ups, those answered right, and those that are so when put alone."""
    later = [one for one in asked if not one.is_first]
    alone = [one.turn.is_right(one.alone) for one in later if one.alone is not None]
    return {
        "follow-ups": len(later),
        "right": sum(one.turn.is_right(one.answer) for one in later),
    } | ({"right alone": sum(alone)} if alone else {})


def main() -> None:
    """Measure one part or all, and print one line a part; with `--show`, each turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--show", action="store_true", help="print each turn of it")
    options = parser.parse_args()
    for part in (options.part,) if options.part else PARTS:
        asked = ask_all(read_chats(part))
        for one in asked if options.show else ():
            answers = filter(None, (one.answer, one.alone))
            marks = "".join("+" if one.turn.is_right(answer) else "-" for answer in answers)
            print(f"{marks} {one.turn.question} -> {one.answer.question}: {one.answer.text[:80]}")
        print(f"{part}:", ", ".join(f"{name} {count}" for name, count in measure(asked).items()))


if __name__ == "__main__":
    main()
