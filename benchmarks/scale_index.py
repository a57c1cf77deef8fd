"""A large index for load figures, made from a real one without embedding anything.

    python -m benchmarks.scale_index --source INDEX --index FOLDER --passages 300000

The documents of `--source` are written first as they are, then again and again with some
words replaced by others of equal length and each vector moved along the difference of two
other passages' vectors (to a cosine near 0.83 to its own), through the index's own write
path. The result measures load, not answers.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from rag.index import Index
from rag.index.index import TRUTH
from rag.index.store import Store
from rag.index.writing import FileState
from rag.models.embedding import Vectors
from rag.sync import signing
from rag.types import Document, Passage

REPLACED = 0.15  # of the words
MOVED = 0.5  # of the difference of two vectors
DOCUMENTS_A_COMMIT = 16
_WORD = re.compile(r"[^\W\d_]+")

Made = tuple[Document, list[Passage], Vectors]


def make(source: Path, target: Path, passages: int) -> None:
    """Write `passages` passages into a new index at `target`, its mirrors included."""
    store = Store(source / TRUTH)
    settings = store.settings()
    wanted = {name: settings[name] for name in ("embedder", "chunker")}
    index = Index(target, dimension=int(settings["dimension"]), settings=wanted)
    waiting, done = list[Made](), 0
    for document, its_passages, vectors in _documents(store):
        kept = its_passages[: passages - done]
        waiting.append((document, kept, vectors[: len(kept)]))
        done += len(kept)
        if len(waiting) == DOCUMENTS_A_COMMIT or done == passages:
            _write(index, waiting)
            waiting = []
        if done == passages:
            break
    signing.update(index)  # as a sync does, else the first file added waits for all
    index.refresh()
    index.close()
    store.close()


def _write(index: Index, made: list[Made]) -> None:
    with index.commit() as writing:
        for document, passages, vectors in made:
            state = FileState(document.id, document.content_hash, len(document.text), 0, True)
            writing.put(document, state, passages, vectors)


def _documents(store: Store) -> Iterator[Made]:
    """Give every document as it is, then copies without end."""
    ids = [state.document_id for state in store.files()]
    draw, noise = random.Random(0), np.random.default_rng(0)
    words = _words_by_length(store)
    every = np.concatenate([vectors for _, vectors in store.vectors(store.keys())])
    copy = 0
    while True:
        for document_id in ids:
            embedded = store.embedded(document_id)
            document = embedded[0].document
            vectors = np.stack([found.vector for found in embedded])
            if copy:
                document = _perturbed(document, copy, words, draw)
                one, other = (every[noise.integers(0, len(every), len(vectors))] for _ in "ab")
                vectors = vectors + MOVED * (one - other)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            yield document, [_moved(found.passage, document) for found in embedded], vectors
        copy += 1


def _moved(passage: Passage, document: Document) -> Passage:
    text = document.text[passage.start : passage.end]
    return replace(passage, document_id=document.id, text=text)


def _words_by_length(store: Store) -> dict[int, list[str]]:
    words = defaultdict[int, list[str]](list)
    for document in store.documents():
        for word in _WORD.findall(document.text)[:400]:
            words[len(word)].append(word)
    return words


def _perturbed(
    document: Document, copy: int, words: dict[int, list[str]], draw: random.Random
) -> Document:
    """Replace some words by others of the same length, so that all offsets stay true."""

    def other(match: re.Match[str]) -> str:
        word = match.group()
        known = words.get(len(word))
        return draw.choice(known) if known and draw.random() < REPLACED else word

    text = _WORD.sub(other, document.text)
    name = f"copy{copy}/{document.id}"
    return replace(document, id=name, text=text, content_hash=f"{copy}:{document.content_hash}")


def main() -> None:
    """Make the index that the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=300_000)
    options = parser.parse_args()
    make(options.source, options.index, options.passages)


if __name__ == "__main__":
    main()
