"""Rate of reading and cutting, on ordinary text and on texts made to be slow.

    python -m benchmarks.chunking [--texts FOLDER]

Linear time shows as the same rate in every size of a row.
"""

import argparse
import hashlib
import time
from pathlib import Path

from rag.chunking import Chunker
from rag.documents import find_files, read_document
from rag.text.tokens import load_encoding
from rag.types import Document, Span

HOSTILE = {
    "one word": "a",
    "one line of words": "word ",
    "stops": ". ",
    "fences": "```\n",
    "short lines": "a\n",
    "ideographs": "漢",
}
SIZES = (250_000, 500_000, 1_000_000)  # characters


def main() -> None:
    """Print megabytes a second for the folder's files and for each hostile text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=Path("seeds"))
    folder = parser.parse_args().texts
    chunker = Chunker(load_encoding())
    files = find_files(folder)
    begun = time.perf_counter()
    documents = [read_document(path, root=folder) for path in files]
    read = time.perf_counter()
    passages = sum(len(chunker.split(document)) for document in documents)
    cut = time.perf_counter()
    size = sum(len(document.text) for document in documents) / 1e6
    print(f"{len(files)} files: read {size / (read - begun):.1f} MB/s")
    print(f"{passages} passages: cut {size / (cut - read):.1f} MB/s")
    for name, unit in HOSTILE.items():
        rates = " ".join(f"{_rate(chunker, unit, size):5.1f}" for size in SIZES)
        print(f"{name:20} {rates}  MB/s at {', '.join(f'{size:,}' for size in SIZES)} characters")


def _rate(chunker: Chunker, unit: str, size: int) -> float:
    text = unit * (size // len(unit))
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("hostile.txt", text, "hostile", (Span(0, len(text.rstrip())),), digest)
    begun = time.perf_counter()
    chunker.split(document)
    return len(text) / (time.perf_counter() - begun) / 1e6


if __name__ == "__main__":
    main()
