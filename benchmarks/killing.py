"""Kill a sync at random moments, reopen, finish it, and compare with an uninterrupted one.

    python -m benchmarks.killing --moments 200 [--quick]

Each round syncs a few hundred small documents in a process of its own, kills it (SIGKILL) at
a moment drawn from its whole duration, opens what is left, searches it, syncs again and
compares: the same documents, the same ten best for 50 questions, and no passage embedded
that had been committed. With `--quick` each begins with provisional vectors. The embedder is a
bag of words, so that the moments fall on storing rather than on embedding.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag import KnowledgeBase
from rag.models.embedding import Vectors

DIMENSION = 256
WORDS = [
    "river",
    "market",
    "bridge",
    "harbour",
    "garden",
    "tower",
    "council",
    "school",
    "winter",
    "summer",
    "train",
    "letter",
    "window",
    "mountain",
    "village",
    "doctor",
]
Content = tuple[list[tuple[str, str]], dict[str, list[tuple[str, float]]]]


class BagOfWords:
    """Counts words into buckets; remembers how many texts it has embedded."""

    name = "bag-of-words"
    dimension = DIMENSION

    def __init__(self, words: int | None = None) -> None:
        self.embedded = 0
        self._words = words  # of a text that are read; None is all

    @property
    def quick(self) -> "BagOfWords":
        """The stand-in of a quick start, which reads less."""
        return BagOfWords(20)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts: (len(texts), dimension), unit rows."""
        self.embedded += len(texts)
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split()[: self._words]:
                row[zlib.crc32(word.encode()) % DIMENSION] += 1
            row[0] += not row.any()
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def embed_query(self, text: str) -> Vectors:
        """Embed one query: (dimension,)."""
        vector: Vectors = self.embed_passages([text])[0]
        self.embedded -= 1
        return vector

    def fits(self, text: str) -> bool:
        """Take every text."""
        return True


def write_documents(folder: Path, count: int) -> list[str]:
    """Write `count` documents of one to three passages; give 50 questions about them."""
    draw = random.Random(3)
    folder.mkdir()
    questions = list[str]()
    for n in range(count):
        sentences = [
            f"{' '.join(draw.choices(WORDS, k=9)).capitalize()} {n}."
            for _ in range(draw.randint(12, 30))
        ]
        (folder / f"{n:04}.txt").write_text(" ".join(sentences), encoding="utf-8")
        questions.append(sentences[0])
    return draw.sample(questions, 50)


def content(kb: KnowledgeBase, questions: Sequence[str]) -> Content:
    """Give what can be seen of an index: its documents, and the ten best for each question."""
    hits = {q: [(h.passage.id, round(h.score, 6)) for h in kb.search(q)] for q in questions}
    return [(document.id, document.text) for document in kb.documents], hits


def sync(folder: Path, index: Path, *, quick: bool) -> None:
    """Sync in this process: what is killed."""
    with KnowledgeBase.open(index, embedder=BagOfWords()) as kb:
        print("opened", flush=True)
        kb.sync(folder, quick=quick)


def killed(folder: Path, index: Path, seconds: float, *, quick: bool) -> bool:
    """Sync in another process and kill it `seconds` after it has opened the index."""
    command = [sys.executable, "-m", "benchmarks.killing", "--sync", str(folder), str(index)]
    command += ["--quick"] * quick
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.returncode != 0


def main() -> None:
    """Run the rounds; leave with an error at the first that differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--quick", action="store_true", help="begin with a quick start")
    parser.add_argument("--sync", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sync:
        sync(*options.sync, quick=options.quick)
        return
    with tempfile.TemporaryDirectory() as scratch:
        _rounds(Path(scratch), options.documents, options.moments, quick=options.quick)


def _rounds(scratch: Path, documents: int, moments: int, *, quick: bool) -> None:
    folder = scratch / "docs"
    questions = write_documents(folder, documents)
    begun = time.perf_counter()
    with KnowledgeBase.open(scratch / "whole", embedder=BagOfWords()) as kb:
        kb.sync(folder, quick=quick)
        took = time.perf_counter() - begun
        expected, passages = content(kb, questions), kb.status().passages
    print(f"{documents} documents, {passages} passages, {took:.1f} s uninterrupted")
    draw, kills, partial = random.Random(17), 0, 0
    for n in range(moments):
        index, embedder = scratch / f"index{n}", BagOfWords()
        kills += killed(folder, index, draw.uniform(0, took), quick=quick)
        with KnowledgeBase.open(index, embedder=embedder) as kb:
            status = kb.status()
            committed = status.passages - status.provisional
            partial += 0 < committed < passages
            if status.passages and len(kb.search(questions[0])) == 0:
                raise SystemExit(f"round {n}: {status.passages} passages, none is found")
            kb.sync(folder)
            if embedder.embedded > passages - committed:
                raise SystemExit(f"round {n}: embedded twice what was committed")
            if content(kb, questions) != expected:
                raise SystemExit(f"round {n}: not what an uninterrupted sync gives")
        if n + 1 == moments or not (n + 1) % 10:
            print(
                f"{n + 1} rounds, {kills} killed before their end, {partial} with a part committed",
                flush=True,
            )


if __name__ == "__main__":
    main()
