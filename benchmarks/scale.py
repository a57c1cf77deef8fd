"""Load figures of a large index: recall, times, opening, memory, disk, adding one file.

    python -m benchmarks.scale_index --source INDEX --index FOLDER --passages 300000
    python -m benchmarks.scale --index FOLDER

Queries are titles and sentences of its own documents. Opening and memory are measured in
processes of their own; adding writes one small file to the index and removes it again.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from rag import KnowledgeBase
from rag.index.index import TRUTH
from rag.index.segments import Found
from rag.index.store import Store
from rag.models.embedding import load_embedder
from rag.retrieval import retrieve
from rag.stopwatch import Stopwatch

STAGES = ("embed", "dense", "lexical", "fuse")
ADDED = "The town of Quillmark has opened a museum of umbrellas in the year 2031, number {}."

OPENING = """
import sys, time
begun = time.perf_counter()
from rag import KnowledgeBase
with KnowledgeBase.open(sys.argv[1], create=False) as kb:
    kb.search("who won the election?")
    print(time.perf_counter() - begun)
"""

SERVING = """
import json, sys
from rag import KnowledgeBase
queries = json.load(sys.stdin)
with KnowledgeBase.open(sys.argv[1], create=False) as kb:
    for query in queries:
        kb.search(query)
    for query in queries[:20]:
        kb.ask(query)
    lines = open("/proc/self/status").read().splitlines()
    sizes = {l.split(":")[0]: int(l.split()[1]) / 1000 for l in lines if l.endswith("kB")}
    print(json.dumps({name: sizes[name] for name in ("VmRSS", "RssAnon", "RssFile")}))
"""


def queries_from(index: Path, count: int) -> list[str]:
    """Draw titles and sentences of the documents, half of each."""
    draw, store = random.Random(1), Store(index / TRUTH)
    ids = [state.document_id for state in store.files()]
    chosen = [store.document(name) for name in draw.sample(ids, min(count, len(ids)))]
    found = list[str]()
    for document in filter(None, chosen):
        sentences = [s for s in re.split(r"(?<=[.?!])\s+", document.text) if 40 < len(s) < 200]
        wants_title = len(found) % 2 or not sentences
        found.append(document.title if wants_title else draw.choice(sentences))
    store.close()
    return found


def exact(store: Store, queries: Sequence[np.ndarray], limit: int) -> list[list[int]]:
    """Find the nearest passages of each query over the whole truth."""
    best: list[Found] = [[] for _ in queries]
    for keys, vectors in store.vectors(store.keys()):
        scores = np.stack(queries) @ vectors.T  # (queries, passages)
        for row, kept in zip(scores, best, strict=True):
            top = np.argpartition(-row, min(limit, len(row) - 1))[:limit]
            kept += [(int(keys[i]), float(row[i])) for i in top]
            kept.sort(key=lambda pair: (-pair[1], pair[0]))
            del kept[limit:]
    return [[key for key, _ in kept] for kept in best]


def report_recall(kb: KnowledgeBase, queries: Sequence[str]) -> None:
    """Compare FAISS's ten nearest with those of exact search."""
    embedder, index = load_embedder(), kb._index
    vectors = [embedder.embed_query(query) for query in queries]
    shares = [
        len(set(truth) & {key for key, _ in index.dense.search(vector, 50)[:10]}) / 10
        for vector, truth in zip(vectors, exact(index.store, vectors, 10), strict=True)
    ]
    print(f"recall@10 against exact search: {np.mean(shares):.4f} ({len(queries)} queries)")


def report_times(kb: KnowledgeBase, queries: Sequence[str]) -> None:
    """Time searches, whole and by stage."""
    embedder = load_embedder()
    whole, stages = list[float](), {stage: list[float]() for stage in STAGES}
    for query in queries:
        watch, begun = Stopwatch(), time.perf_counter()
        retrieve(query, kb._index, embedder, limit=10, stopwatch=watch)
        whole.append((time.perf_counter() - begun) * 1000)
        for stage, times in stages.items():
            times.append(watch.milliseconds[stage])
    for name, times in {"retrieval": whole, **stages}.items():
        p95 = np.percentile(times, 95)
        print(f"{name}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")


def report_adding(kb: KnowledgeBase, rounds: int) -> None:
    """Add one file and search until it is found, then remove it."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(rounds):
            file = Path(folder) / f"quillmark{n}.txt"
            file.write_text(ADDED.format(n), encoding="utf-8")
            begun = time.perf_counter()
            kb.add(file)
            hits = kb.search(f"Quillmark museum of umbrellas number {n}")
            times.append(time.perf_counter() - begun)
            assert any(hit.document.id == file.name for hit in hits)
            kb.remove(file.name)
    shown = " ".join(f"{seconds:.2f}" for seconds in times)
    print(f"adding one file until it is found: median {statistics.median(times):.2f} s [{shown}]")


def report_processes(index: Path, queries: Sequence[str], rounds: int) -> None:
    """Open in new processes, then measure the memory of one that has answered."""
    run = [sys.executable, "-c"]
    opened = sorted(
        float(subprocess.run([*run, OPENING, str(index)], check=True, capture_output=True).stdout)
        for _ in range(rounds)
    )
    shown = " ".join(f"{seconds:.2f}" for seconds in opened)
    print(f"opening until the first result: median {statistics.median(opened):.2f} s [{shown}]")
    served = subprocess.run(
        [*run, SERVING, str(index)], input=json.dumps(queries).encode(), check=True,
        capture_output=True,
    )  # fmt: skip
    print("memory, MB:", served.stdout.decode().strip())


def main() -> None:
    """Print every figure, or those asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--only", nargs="*", default=["disk", "recall", "times", "adding", "processes"]
    )
    options = parser.parse_args()
    queries = queries_from(options.index, options.queries)
    if "processes" in options.only:
        report_processes(options.index, queries, options.rounds)
    with KnowledgeBase.open(options.index, create=False) as kb:
        kb.search("warm up")
        if "disk" in options.only:
            status = kb.status()
            each = status.bytes / status.passages
            print(f"disk: {status.bytes / 1e6:.0f} MB, {each:.0f} B a passage")
            print(f"passages: {status.passages:,}, documents: {status.documents:,}")
        if "times" in options.only:
            report_times(kb, queries)
        if "adding" in options.only:
            report_adding(kb, options.rounds)
        if "recall" in options.only:
            report_recall(kb, queries)


if __name__ == "__main__":
    main()
