"""How often the answer is found in spite of typing errors, and once they are corrected.

    python -m benchmarks.news --data ../shared/qa --index INDEX    # makes the index
    python -m benchmarks.typing_errors --data ../shared/qa --index INDEX [--errors 2]

Training questions over the news are typed in small letters, as they are and with errors in as
many words; a passage counts that contains a gold answer.
"""

import argparse
import random
from pathlib import Path

from rag import Hit, KnowledgeBase
from rag.questions.spelling import respell
from rag.text.english import is_word
from rag.training.augment import mistype
from rag.training.corpora import news
from rag.training.examples import Example

LIMIT = 12  # passages, as many as are read
SEED = 5


def corrected(question: str, hits: list[Hit]) -> str:
    """Correct a question by what it found, as answering does before it asks the index's words."""
    texts = [f"{hit.document.title}\n{hit.passage.text}" for hit in hits]
    return respell(question, texts, is_word)


def holding(example: Example, hits: list[Hit]) -> list[bool]:
    """Say of each passage whether it contains a gold answer."""
    golds = [answer.text.lower() for answer in example.answers]
    return [any(gold in hit.passage.text.lower() for gold in golds) for hit in hits]


def main() -> None:
    """Print a line for each way of typing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"))
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--errors", type=int, default=2)
    options = parser.parse_args()
    draw = random.Random(SEED)
    found: dict[str, list[list[bool]]] = {}
    changed = 0
    with KnowledgeBase.open(options.index, create=False) as kb:
        for example, _ in news(options.data).questions[: options.questions]:
            typed = wrong = example.question.lower().rstrip("?")
            for _ in range(options.errors):
                wrong = mistype(wrong, draw)
            whole, hits = (kb.search(q, limit=LIMIT) for q in (typed, wrong))
            again = kb.search(corrected(wrong, hits), limit=LIMIT)
            changed += corrected(typed, whole) != typed
            for name, some in (("none", whole), ("errors", hits), ("corrected", again)):
                found.setdefault(name, []).append(holding(example, some))
    for name, lists in found.items():
        first, among = sum(one[0] for one in lists), sum(map(any, lists))
        print(f"{name:10} first passage {first}, among {LIMIT} {among}, of {len(lists)}")
    print(f"questions without errors that are changed: {changed}")


if __name__ == "__main__":
    main()
