"""Answers on held-out documents: small folders of two articles, asked as their readers would ask.

    python -m benchmarks.pairs [--pairs tests/data/pairs] [--reader FILE] [--failures]

Each folder is indexed by itself: the articles report one thing weeks apart, and most answers have
rivals of their kind. `tests/data/everyday` are pairs of what people keep in folders,
`tests/data/owners` six folders of five to seven longer documents each. Nothing of these sets was
trained on.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rag import KnowledgeBase
from rag.answering import Readers
from rag.evaluation import evaluate, read_questions
from rag.evaluation.rows import Row
from rag.models.embedding import load_embedder
from rag.reading import SpanReader
from rag.reading.sentence_reader import SentenceReader

ANSWERABLE = ("right", "wrong", "missed")
OTHERS = ("refused", "invented")


def ask(pairs: Path, reader: Path | None) -> Iterator[tuple[str, Row]]:
    """Ask each folder's questions of its own two articles; give each row with the folder's name."""
    embedder = load_embedder()
    spans = SpanReader(model=reader)
    readers = Readers(SentenceReader(embedder), spans)
    for folder in sorted(path.parent for path in pairs.glob("*/questions.jsonl")):
        with (
            tempfile.TemporaryDirectory() as index,
            KnowledgeBase.open(index, embedder=embedder, readers=readers) as kb,
        ):
            kb.sync(folder)
            report = evaluate(kb, read_questions(folder / "questions.jsonl"))
            for row in report.rows:
                yield folder.name, row


def main() -> None:
    """Print how many were right, and refused where the articles do not say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, default=Path("tests/data/pairs"))
    parser.add_argument("--reader", type=Path, help="an exported reader, else the shipped one")
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    outcomes: Counter[str] = Counter()
    for name, row in ask(options.pairs, options.reader):
        outcomes[row.outcome] += 1
        if options.failures and row.failed:
            print(f"{name} {row.outcome}: {row.question} -> {row.answer} (gold: {row.golds})")
    for best, group in ((ANSWERABLE[0], ANSWERABLE), (OTHERS[0], OTHERS)):
        total = sum(outcomes[one] for one in group)
        counts = ", ".join(f"{one} {outcomes[one]}" for one in group)
        print(f"{best} {outcomes[best] / max(1, total):.1%} of {total}: {counts}")


if __name__ == "__main__":
    main()
