"""Many clients asking one process while another syncs: errors, wrong answers, rate, p95.

    python -m benchmarks.concurrency --clients 32 --seconds 60 [--search]

The folder holds a fact a document. Half of the documents never change, and every question
about one of them must cite it; the others are edited again and again by the syncing process,
and a question about one must find some version that was written.
"""

import argparse
import itertools
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from rag import KnowledgeBase

DOCUMENTS = 200
NAMES = [f"{a}{b}" for a in ("Bal", "Cor", "Dun", "Fen", "Gar") for b in ("mont", "wick", "ford")]


def place(n: int) -> str:
    """Name the subject of document `n`."""
    return f"{NAMES[n % len(NAMES)]} {n}"


def write(folder: Path, n: int, version: int) -> None:
    """Write document `n`: its number of inhabitants is its version."""
    text = (
        f"The town of {place(n)} lies by the river. "
        f"In {place(n)} there live {1000 + version} people today. The market is held in May."
    )
    scratch = folder / f".{n}.new"
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(folder / f"{n:03}.txt")


def keep_syncing(folder: Path, index: Path) -> None:
    """Edit the second half of the documents, a few at a time, and sync after each edit."""
    with KnowledgeBase.open(index) as kb:
        for version in itertools.count(1):
            for n in random.Random(version).sample(range(DOCUMENTS // 2, DOCUMENTS), 10):
                write(folder, n, version)
            kb.sync(folder)
            print(version, flush=True)


class Clients:
    """Threads that ask one knowledge base, and what became of their questions."""

    def __init__(self, kb: KnowledgeBase, until: float, *, reading: bool) -> None:
        self.kb, self.until, self.reading = kb, until, reading
        self.times = list[float]()
        self.wrong = list[str]()

    def ask(self, seed: int) -> None:
        """Ask until the time is up."""
        draw = random.Random(seed)
        while time.perf_counter() < self.until:
            n, begun = draw.randrange(DOCUMENTS), time.perf_counter()
            try:
                fault = self.fault(n)
            except Exception as error:
                fault = repr(error)
            self.times.append(time.perf_counter() - begun)
            if fault:
                self.wrong.append(fault)

    def fault(self, n: int) -> str | None:
        """Say what is wrong with the answer about document `n`, if anything is."""
        question = f"How many people live in {place(n)}?"
        hits = self.kb.ask(question).hits if self.reading else self.kb.search(question)
        own = [hit for hit in hits if hit.document.id == f"{n:03}.txt"]
        if not own:
            return f"{n}: its document was not found"
        if len({hit.document.content_hash for hit in own}) > 1:
            return f"{n}: two versions of one document"
        if n < DOCUMENTS // 2 and "1000 people" not in own[0].document.text:
            return f"{n}: not the text that was written"
        return None


def main() -> None:
    """Sync once, then ask and sync at the same time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--search", action="store_true", help="search only, without reading")
    parser.add_argument("--sync", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.sync:
        keep_syncing(*options.sync)
        return
    with tempfile.TemporaryDirectory() as scratch:
        _measure(Path(scratch) / "docs", Path(scratch) / "index", options)


def _measure(folder: Path, index: Path, options: argparse.Namespace) -> None:
    folder.mkdir()
    for n in range(DOCUMENTS):
        write(folder, n, 0)
    with KnowledgeBase.open(index) as kb:
        kb.sync(folder)
        kb.ask("How many people live there?")
        syncing_of = ["--sync", str(folder), str(index)]
        command = [sys.executable, "-m", "benchmarks.concurrency", *syncing_of]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as syncing:
            clients = Clients(kb, time.perf_counter() + options.seconds, reading=not options.search)
            threads = [
                threading.Thread(target=clients.ask, args=(n,)) for n in range(options.clients)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            syncing.terminate()
            syncs = len((syncing.stdout or sys.stdin).read().split())
    middle, late = np.percentile(clients.times, [50, 95])
    rate = len(clients.times) / options.seconds
    print(f"{options.clients} clients: {rate:.1f} questions a second, {syncs} syncs meanwhile")
    print(f"{len(clients.times)} questions, p50 {middle:.2f} s, p95 {late:.2f} s")
    print(f"{len(clients.wrong)} wrong: {clients.wrong[:5]}")


if __name__ == "__main__":
    main()
