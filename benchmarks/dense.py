"""Which FAISS index for many vectors: recall against exact search, time, size, side by side.

    python -m benchmarks.dense --index FOLDER [--kinds "IVF2048,SQfp16" "HNSW32,SQ8"]

The vectors are those of an index (see benchmarks.scale_index), the queries titles and
sentences of its documents. Each kind is built from them, then searched on one thread, in
memory and mapped from its file.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from benchmarks.scale import exact, queries_from
from rag.index.index import TRUTH
from rag.index.store import Store
from rag.models.embedding import load_embedder

KINDS = (
    "SQfp16",
    "SQ8",
    "IVF1024,SQ8",
    "IVF2048,SQ8",
    "IVF2048,SQfp16",
    "IVF2048,PQ48,RFlat",
    "IVF2048,RaBitQ,Refine(SQfp16)",
    "HNSW32,SQfp16",
)
PROBED = (1 / 64, 1 / 32, 1 / 16, 1 / 8)  # of the cells
EF = (64, 128, 256)  # of HNSW
SAMPLE = 100_000
WANTED = 50  # as retrieval takes


def variants(index: Any, kind: str) -> list[tuple[str, str, float]]:
    """Give (label, parameter, value) for each setting to try."""
    if "IVF" in kind:
        cells = faiss.extract_index_ivf(index).nlist
        return [(f"{round(cells * s)} cells", "nprobe", round(cells * s)) for s in PROBED]
    if "HNSW" in kind:
        return [(f"ef {ef}", "efSearch", ef) for ef in EF]
    return [("all", "", 0)]


def report(index: Any, label: str, kind: str, queries: np.ndarray, truth: list[list[int]]) -> None:
    """Print recall and time of each setting of one index."""
    for setting, parameter, value in variants(index, kind):
        if parameter:
            faiss.ParameterSpace().set_index_parameter(index, parameter, value)
        times, shares = [], []
        for query, wanted in zip(queries, truth, strict=True):
            begun = time.perf_counter()
            _, keys = index.search(query[np.newaxis], WANTED)
            times.append((time.perf_counter() - begun) * 1000)
            shares.append(len(set(keys[0][:10].tolist()) & set(wanted)) / 10)
        median, late = np.percentile(times, [50, 95])
        print(
            f"{kind:30} {label:7} {setting:10} recall@10 {np.mean(shares):.4f}, "
            f"median {median:.1f} ms, p95 {late:.1f} ms",
            flush=True,
        )


def main() -> None:
    """Build and search every kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--kinds", nargs="*", default=KINDS)
    options = parser.parse_args()
    embedder, store = load_embedder(), Store(options.index / TRUTH)
    queries = np.stack(
        [embedder.embed_query(q) for q in queries_from(options.index, options.queries)]
    )
    truth = exact(store, list(queries), 10)
    batches = list(store.vectors(store.keys()))
    keys = np.concatenate([some for some, _ in batches])
    vectors = np.concatenate([some for _, some in batches])
    places = {int(key): place for place, key in enumerate(keys)}
    near = [[places[key] for key in row] for row in truth]
    for kind in options.kinds:
        _measure(kind, vectors, queries, near)


def _measure(kind: str, vectors: np.ndarray, queries: np.ndarray, near: list[list[int]]) -> None:
    index = faiss.index_factory(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(0).permutation(len(vectors))[:SAMPLE]
    begun = time.perf_counter()
    index.train(vectors[sample])
    index.add(vectors)
    took = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "index.faiss"
        faiss.write_index(index, str(file))
        size = file.stat().st_size / len(vectors)
        print(f"{kind}: built in {took:.0f} s, {size:.0f} B a vector")
        faiss.omp_set_num_threads(1)
        report(index, "memory", kind, queries, near)
        report(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC), "mapped", kind, queries, near)
        faiss.omp_set_num_threads(2)


if __name__ == "__main__":
    main()
