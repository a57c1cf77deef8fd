"""Questions that want sentences: is what is said what a careful person would quote?

    python -m benchmarks.open_questions [--questions tests/data/open/held_out.jsonl] [--failures]

"tell me about X", "what is it about", "what happened", "why", "how", "describe": asked of folders
of `tests/data/pairs` and of the seeds. Of each question the sentences that answer were listed by
hand, and among them one or two that anybody would quote first. The other file was written to tune
by; neither was trained on.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rag import KnowledgeBase
from rag.models.embedding import Embedder, load_embedder

_DATA = Path("tests/data")
_SHORTEST = 20  # characters of a sentence that may be a part of what was listed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the parts of sentences that answer it, and the best of these."""

    folder: str
    question: str
    good: tuple[str, ...]
    best: tuple[str, ...]


def read(path: Path) -> list[Asked]:
    """Read the questions, a JSON object a line."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Asked(row["folder"], row["question"], tuple(row["good"]), tuple(row["best"]))
        for row in rows
    ]


def holds(said: str, parts: Sequence[str]) -> bool:
    """Say whether a sentence holds one of the parts, or is a part of one."""
    text = _plain(said)
    return any(
        part in text or (len(text) >= _SHORTEST and text in part) for part in map(_plain, parts)
    )


def main() -> None:
    """Print how often something was said, a good sentence among it, and one of the best."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--questions", type=Path, default=_DATA / "open" / "held_out.jsonl")
    parser.add_argument("--failures", action="store_true", help="list what holds no good sentence")
    options = parser.parse_args()
    asked, said = read(options.questions), list[list[str]]()
    with ExitStack() as stack:
        embedder, known = load_embedder(), dict[str, KnowledgeBase]()
        for one in asked:
            if one.folder not in known:
                known[one.folder] = _open(one.folder, embedder, stack)
            answer = known[one.folder].ask(one.question)
            said.append([] if answer.status == "not_found" else [s.text for s in answer.statements])
    good = [any(holds(s, one.good) for s in says) for one, says in zip(asked, said, strict=True)]
    best = [any(holds(s, one.best) for s in says) for one, says in zip(asked, said, strict=True)]
    right = sum(
        holds(s, one.good) for one, says in zip(asked, said, strict=True) for s in says
    )  # fmt: skip
    print(f"of {len(asked)} questions answered {sum(map(bool, said))}")
    print(f"with a good sentence {sum(good)}, with one of the best {sum(best)}")
    print(f"of {sum(map(len, said))} sentences good {right}")
    if options.failures:
        for one, says, fine in zip(asked, said, good, strict=True):
            if not fine:
                print(f"{one.folder}: {one.question} -> {says or 'refused'}")


def _open(folder: str, embedder: Embedder, stack: ExitStack) -> KnowledgeBase:
    docs = Path(folder) if folder == "seeds" else _DATA / folder
    index = stack.enter_context(tempfile.TemporaryDirectory())
    kb = stack.enter_context(KnowledgeBase.open(index, embedder=embedder))
    kb.sync(docs)
    return kb


def _plain(text: str) -> str:
    """Leave out what marks text up, and fold case and white space."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "*_#>`|"), " ")).split()).casefold()


if __name__ == "__main__":
    main()
