"""Conversations with human rewrites -> follow-up questions with a label for every word.

Labels come from comparing a question with its rewrite: a word of the history that the rewrite
adds is a term; a word of the question that the rewrite drops gives way. Dialogues are held out
whole, by a hash of their name.
"""

import difflib
import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rag.conversation.exchanges import Exchange, spoken
from rag.conversation.word_keys import content_keys, find_words, keys
from rag.training.examples import read_lines
from rag.training.terms.connectives import CONNECTIVES

CONVERSATIONS = "train/conversations.jsonl.xz"
CANARD = "dev/canard.jsonl.xz"  # four fifths are trained on; the last fifth measures
DEV_CONVERSATIONS = "dev/conversations.jsonl.xz"
_HELD_TENTHS = 1  # of the training dialogues, for the threshold


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question, what was said before it (oldest first), and how a person put it alone.

    `titles` come before everything that was said; `rewritten` is the history with the human
    rewrites in place of the questions.
    """

    dialogue: str
    question: str
    rewrite: str
    history: tuple[Exchange, ...]
    rewritten: tuple[Exchange, ...]
    titles: tuple[str, ...] = ()

    @property
    def stands_alone(self) -> bool:
        """Say whether the person changed nothing."""
        return keys(self.question) == keys(self.rewrite)


def from_conversations(path: Path) -> list[FollowUp]:
    """Read a file of conversations: `turns` of question, answer and rewrite."""
    made: list[FollowUp] = []
    for row in read_lines(path):
        said: list[Exchange] = []
        rewritten: list[Exchange] = []
        for turn in row["turns"]:
            question, rewrite = turn["question"], turn["rewrite"]
            made.append(FollowUp(row["id"], question, rewrite, tuple(said), tuple(rewritten)))
            said.append(Exchange(question, turn["answer"]))
            rewritten.append(Exchange(rewrite, turn["answer"]))
    return made


def from_canard(path: Path) -> list[FollowUp]:
    """Read CANARD (Elgohary et al. 2019): a history that begins with a title and a section."""
    rewrites: dict[tuple[str, str], str] = {}
    made: list[FollowUp] = []
    for row in read_lines(path):
        dialogue = row["id"].rsplit("_", 1)[0]
        said = row["history"]
        pairs = [Exchange(q, a) for q, a in zip(said[2::2], said[3::2], strict=True)]
        rewritten = [
            replace(pair, question=rewrites.get((dialogue, pair.question), pair.question))
            for pair in pairs
        ]
        rewrites[dialogue, row["question"]] = row["rewrite"]
        made.append(
            FollowUp(
                dialogue, row["question"], row["rewrite"], tuple(pairs), tuple(rewritten),
                tuple(said[:2]),
            )
        )  # fmt: skip
    return made


def held_for_measuring(dialogue: str) -> bool:
    """Say whether a dialogue of CANARD belongs to the fifth that is never trained on."""
    return _tenth(f"canard {dialogue}") >= 8


def held_for_threshold(dialogue: str) -> bool:
    """Say whether a training dialogue is kept back to choose the threshold with."""
    return _tenth(f"threshold {dialogue}") < _HELD_TENTHS


def training_follow_ups(data: Path) -> list[FollowUp]:
    """Read all follow-ups that may be trained on, those for the threshold included."""
    canard = from_canard(data / CANARD) if (data / CANARD).exists() else []
    kept = [row for row in canard if not held_for_measuring(row.dialogue)]
    return [row for row in from_conversations(data / CONVERSATIONS) if row.history] + kept


def varied(rows: Sequence[FollowUp], rng: random.Random) -> Iterator[FollowUp]:
    """Vary the rows for one epoch: history as it was typed or as it was meant; new topics.

    The program meets its own rewrites in the history, good ones and bad ones. One row in ten
    is followed by a question that stands alone from another dialogue: a change of topic.
    """
    alone = [row.question for row in rows if row.stands_alone]
    for row in rows:
        history = row.rewritten if rng.random() < 0.6 else row.history
        yield replace(row, history=history)
        if alone and rng.random() < 0.1:
            question = rng.choice(alone)
            if not content_keys(question) & content_keys(row.question):
                yield replace(row, question=question, rewrite=question, history=history)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a row teaches: the terms' keys, the question's words that go, the joining word."""

    terms: frozenset[str]
    gone: frozenset[int]  # places of the question's words
    connective: int | None  # of CONNECTIVES; None when nothing was added at the end


def labels(question: str, rewrite: str) -> Labels:
    """Compare a question with its rewrite.

    "Who's the principal?", "Who's the principal of West Side School?" -> terms west, side,
    school; nothing gone; joined by "of".
    """
    asked, meant = keys(question), keys(rewrite)
    gone: set[int] = set()
    added: list[str] = []
    connective: int | None = None
    matcher = difflib.SequenceMatcher(None, asked, meant, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            gone.update(range(i, j))
        if kind in ("insert", "replace"):
            added += meant[k:m]
        if kind == "insert" and i == len(asked):
            connective = CONNECTIVES.index(meant[k]) if meant[k] in CONNECTIVES else 0
    terms = content_keys(rewrite) & set(added) - set(asked)
    return Labels(frozenset(terms), frozenset(gone), connective)


def word_starts(question: str) -> dict[int, int]:
    """Map each character of a question's words to the word's place."""
    return {
        at: place
        for place, word in enumerate(find_words(question))
        for at in range(word.start, word.end)
    }


def said_before(row: FollowUp) -> list[str]:
    """List what was said before, latest first, titles last."""
    return [*spoken(row.history), *reversed(row.titles)]


def split_for_threshold(rows: Iterable[FollowUp]) -> tuple[list[FollowUp], list[FollowUp]]:
    """Part follow-ups into those trained on and those kept back."""
    trained: list[FollowUp] = []
    held: list[FollowUp] = []
    for row in rows:
        (held if held_for_threshold(row.dialogue) else trained).append(row)
    return trained, held


def _tenth(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0] % 10
