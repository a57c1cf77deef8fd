"""Follow-up questions: are their passages found, and are they put as a person would?

    python -m benchmarks.conversations [--data ../shared/qa] [--index build/news-index]

Each follow-up is asked six ways: the last message alone, everything said before it, resolved by
rules, resolved by the packaged term model, so and searched with what was said last too (the chat),
and as a person put it alone. Recall@5: a passage of
the right document that holds the answer's words is among the first five. Conversations written
for this project, over the seeds and the documents in tests/data/conversations, need no data, nor
do turns of all kinds, changes of topic among them (`rewrites.py`); with `--data` the development
conversations are asked over the news corpus too (indexed by `python -m benchmarks.news`), and
rewrites are scored against CANARD's held-back fifth.
"""

import argparse
import hashlib
import json
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import rewrites
from rag import Exchange, KnowledgeBase
from rag.conversation import Resolver, TermMarker
from rag.conversation.exchanges import said_before
from rag.evaluation.answer_metrics import token_f1
from rag.questions.queries import LONGEST_QUESTION
from rag.training.examples import read_lines
from rag.training.terms.examples import (
    CANARD,
    DEV_CONVERSATIONS,
    from_canard,
    held_for_measuring,
)
from rag.training.terms.measure import Rewriter, joined, raw, resolved_by, rewrite_f1
from rag.training.terms.rules import RuleMarker

ROOT = Path(__file__).parent.parent
OWN = ROOT / "tests" / "data" / "conversations.jsonl"
OWN_FOLDERS = (ROOT / "seeds", ROOT / "tests" / "data" / "conversations")
FOUND_AMONG = 5  # passages
OTHERS = 6  # documents like each of our own, under other names
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")  # in the middle of a sentence
_NAME_OR_NUMBER = re.compile(r"\b(?:[A-Z][a-z]+|\d[\d,]*\d|\d)\b")
_KEPT_TEXT = """
january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday"""
_KEPT = frozenset(_KEPT_TEXT.split())
_SPOKEN = """ka lo mir ten sa vel dor an bri us ol fen gar hild wy tor"""
_SYLLABLES = _SPOKEN.split()
Asked = tuple[str, str]  # a question, and the context that it is searched with
Way = Callable[["Turn", Sequence[Exchange]], Asked]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation, a person's rewrite of it, and where its answer stands."""

    question: str
    answer: str
    rewrite: str
    document: str
    quote: str


def own_conversations() -> list[list[Turn]]:
    """Read the conversations written for this project."""
    rows = map(json.loads, OWN.read_text(encoding="utf-8").splitlines())
    return [[Turn(**turn) for turn in row["turns"]] for row in rows]


def index_own(kb: KnowledgeBase) -> None:
    """Index the documents of those conversations, among others that differ in names and numbers.

    Without the others any of the few passages is among the first five; with them only a question
    that says what it is about finds its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(OWN_FOLDERS[1].iterdir()):
            for number in range(OTHERS):
                text = renamed(path.read_text(encoding="utf-8"), number)
                (Path(folder) / f"{number}-{path.name}").write_text(text, encoding="utf-8")
        for one in (*OWN_FOLDERS, folder):
            kb.add(one)


def renamed(text: str, number: int) -> str:
    """Give every name in a text another one, and every number; the same text for a number."""
    head, mark, body = text.rpartition("---\n")
    names = {name for name in _NAME.findall(body) if name.lower() not in _KEPT}

    def other(match: re.Match[str]) -> str:
        if match[0][0].isdigit():
            return f"{int(match[0].replace(',', '')) + number + 1:,}"
        if match[0] not in names:
            return match[0]
        letters = hashlib.sha256(f"{number} {match[0]}".encode()).digest()
        return "".join(_SYLLABLES[letter % len(_SYLLABLES)] for letter in letters[:3]).capitalize()

    title = re.sub(r"\b[A-Z][a-z]+\b", other, head)
    return f"{title}{mark}{_NAME_OR_NUMBER.sub(other, body)}"


def news_conversations(data: Path) -> list[list[Turn]]:
    """Read the development conversations; the answer's words stand in their document."""
    return [
        [
            Turn(t["question"], t["answer"], t["rewrite"], f"{row['doc_id']}.md", t["answer"])
            for t in row["turns"]
        ]
        for row in read_lines(data / DEV_CONVERSATIONS)
    ]


def ways() -> dict[str, Way]:
    """Name the ways in which a follow-up is asked."""
    rules, model = Resolver(RuleMarker()), Resolver(TermMarker())

    def chat(turn: Turn, said: Sequence[Exchange]) -> Asked:
        meant = model.resolve(turn.question, said)
        return meant.standalone, f"{meant.terms} {said_before(said)}" if meant.leans else ""

    return {
        "last message": lambda turn, _: (turn.question, ""),
        "history joined": join,
        "rules": lambda turn, said: (rules.resolve(turn.question, said).standalone, ""),
        "model": lambda turn, said: (model.resolve(turn.question, said).standalone, ""),
        "chat": chat,
        "human": lambda turn, _: (turn.rewrite, ""),
    }


def join(turn: Turn, said: Sequence[Exchange]) -> Asked:
    """Put everything that was said before the last message."""
    texts = [text for e in said for text in (e.question, e.answer) if text]
    return " ".join([*texts, turn.question]), ""


def measure(
    kb: KnowledgeBase, conversations: Iterable[Sequence[Turn]], way: Way
) -> dict[str, float]:
    """Ask all follow-ups one way: recall@5 and token F1 of the rewrite, in percent.

    The history holds each question as this way put it, and the right answers.
    """
    found: list[bool] = []
    scores: list[float] = []
    for turns in conversations:
        said: list[Exchange] = []
        for turn in turns:
            asked, context = way(turn, said) if said else (turn.question, "")
            if said:
                hits = kb.search(asked[:LONGEST_QUESTION], limit=FOUND_AMONG, context=context)
                found.append(any(_answers(turn, hit.document.id, hit.passage.text) for hit in hits))
                scores.append(token_f1(asked, [turn.rewrite]))
            put = turn.question if way is join else asked
            said.append(Exchange(put, turn.answer, turn.question))
    return {
        "follow-ups": len(found),
        "recall@5": 100 * statistics.mean(found),
        "rewrite F1": 100 * statistics.mean(scores),
    }


def milliseconds(conversations: Iterable[Sequence[Turn]]) -> float:
    """Time the understanding of one follow-up, the median over all of them."""
    resolver, times = Resolver(TermMarker()), list[float]()
    for turns in conversations:
        said: list[Exchange] = []
        for turn in turns:
            begun = time.perf_counter()
            resolver.resolve(turn.question, said)
            times += [time.perf_counter() - begun] if said else []
            said.append(Exchange(turn.rewrite, turn.answer, turn.question))
    return 1000 * statistics.median(times)


def main() -> None:
    """Measure, and print one line a way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="the data folder, for the development sets")
    parser.add_argument("--index", type=Path, default=Path("build/news-index"))
    options = parser.parse_args()
    own = own_conversations()
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder) as kb:
        index_own(kb)
        show("own conversations", {name: measure(kb, own, way) for name, way in ways().items()})
    print(f"understanding a follow-up, median: {milliseconds(own):.1f} ms")
    for half in rewrites.HALVES:
        turns = rewrites.read_turns(half)
        show(
            f"turns of all kinds, {half}",
            {
                name: rewrites.measure(rewrites.understand(turns, resolver))
                for name, resolver in rewrites.resolvers().items()
            },
        )
    if options.data is None:
        return
    with KnowledgeBase.open(options.index, create=False) as kb:
        news = news_conversations(options.data)
        figures = {name: measure(kb, news, way) for name, way in ways().items()}
        show("development conversations over the news corpus", figures)
    canard = [r for r in from_canard(options.data / CANARD) if held_for_measuring(r.dialogue)]
    rewriters: dict[str, Rewriter] = {
        "last message": raw,
        "history joined": joined,
    }
    rewriters |= {"rules": resolved_by(RuleMarker()), "model": resolved_by(TermMarker())}
    figures = {
        name: {"follow-ups": len(canard), "rewrite F1": 100 * rewrite_f1(canard, rewriter)}
        for name, rewriter in rewriters.items()
    }
    show("CANARD, the fifth held back", figures)


def show(title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """Print a table: one line a way, one column a figure."""
    print(title)
    for name, row in figures.items():
        print(f"  {name:16}" + "".join(f"{kind} {value:6.1f}   " for kind, value in row.items()))


def _answers(turn: Turn, document_id: str, passage: str) -> bool:
    return document_id == turn.document and turn.quote in passage


if __name__ == "__main__":
    main()
