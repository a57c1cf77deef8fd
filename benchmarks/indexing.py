"""Indexing rate against LangChain's FAISS store and LlamaIndex, same model, same passages, one run.

    pip install -c constraints.txt -e '.[benchmarks]'
    python -m benchmarks.indexing

Our figure is the whole path (read files, chunk, embed, store in SQLite, FAISS and tantivy);
theirs is embedding and their in-memory vector store. Each runs in a process of its own, in
turn, several rounds; the ratio of medians is what counts, the rates depend on the machine.
"""

import argparse
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rag import KnowledgeBase
from rag.models.packaged import packaged_model_folder

WORDS = 110  # in a passage


def passages(folder: Path, count: int) -> list[str]:
    """Make `count` different passages of 110 words by shuffling the sentences of the texts."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt")))
    sentences = [s.split() for text in texts for s in text.replace("\n", " ").split(". ")]
    shuffle = random.Random(0)
    made = []
    for _ in range(count):
        shuffle.shuffle(sentences)
        words = itertools.islice(itertools.chain.from_iterable(sentences), WORDS)
        made.append(" ".join(words) + ".")
    return made


def with_rag(texts: list[str]) -> int:
    """Sync a folder with one file a passage; return how many passages are searchable."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        with KnowledgeBase.open(Path(scratch) / "index") as kb:
            kb.search("warm up", limit=1)
            begun = time.perf_counter()
            kb.sync(folder)
            print(time.perf_counter() - begun)
            return kb.status().passages


def with_langchain(texts: list[str]) -> int:
    """Build LangChain's FAISS store."""
    from langchain_community.vectorstores import FAISS
    from langchain_huggingface import HuggingFaceEmbeddings

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_model_folder()))
    embeddings.embed_query("warm up")
    begun = time.perf_counter()
    store = FAISS.from_texts(texts, embeddings)
    print(time.perf_counter() - begun)
    return int(store.index.ntotal)


def with_llamaindex(texts: list[str]) -> int:
    """Build LlamaIndex's vector store index over FAISS."""
    import faiss
    from llama_index.core import Settings, StorageContext, VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.faiss import FaissVectorStore

    Settings.embed_model = HuggingFaceEmbedding(model_name=str(packaged_model_folder()))
    Settings.embed_model.get_query_embedding("warm up")
    begun = time.perf_counter()
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(384))
    context = StorageContext.from_defaults(vector_store=store)
    VectorStoreIndex([TextNode(text=text) for text in texts], storage_context=context)
    print(time.perf_counter() - begun)
    return int(store.client.ntotal)


CONTENDERS: dict[str, Callable[[list[str]], int]] = {
    "rag": with_rag,
    "langchain": with_langchain,
    "llamaindex": with_llamaindex,
}


def main() -> None:
    """Measure every contender in turn, `--rounds` times, and print rates and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--texts", type=Path, default=Path("seeds"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=sorted(CONTENDERS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = passages(options.texts, options.count)
    if options.only:
        stored = CONTENDERS[options.only](texts)
        if stored < len(texts):
            raise SystemExit(f"{options.only} holds {stored} of {len(texts)} passages")
        return
    rates: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(options.rounds):
        for name, measured in rates.items():
            measured.append(len(texts) / _seconds(name, options))
    ours = statistics.median(rates["rag"])
    for name, measured in rates.items():
        rate = statistics.median(measured)
        rounds = " ".join(f"{r:.0f}" for r in measured)
        print(f"{name:11} {rate:6.1f} passages/s, rag {ours / rate:4.1f} times   [{rounds}]")


def _seconds(name: str, options: argparse.Namespace) -> float:
    """Run one contender in a process of its own and read the seconds it prints."""
    command = [sys.executable, "-m", "benchmarks.indexing", "--only", name]
    command += ["--texts", str(options.texts), "--count", str(options.count)]
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(output.stdout.split()[-1])


if __name__ == "__main__":
    main()
