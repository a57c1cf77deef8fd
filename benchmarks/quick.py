"""What a quick start costs in quality, and when a folder can be asked.

    python -m benchmarks.quick --data ../shared/qa [--work build/quick] [--limit N] [--sets ...]

Each corpus (the news articles, the BEIR folders of the data) is synced with a quick start and its
questions are asked twice: with the provisional vectors alone, and when all is embedded. The
reader is asked over the news only. What is lost is shown with its 95 % interval (bootstrap).
"""

import argparse
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.news import CORPUS, QUESTIONS, articles
from rag import KnowledgeBase, SyncReport
from rag.evaluation import QuestionSet, Report, evaluate, read_questions
from rag.evaluation.datasets.corpus import write_corpus
from rag.evaluation.significance import paired_difference
from rag.models.embedding import OnnxEmbedder
from rag.models.static_embedding import StaticEmbedder

NEWS = "news"
SETS = (NEWS, "squad", "cranfield", "cisi")
MEASURES = {
    "nDCG@10, hybrid": "document.hybrid.nDCG@10",
    "nDCG@10, dense": "document.dense.nDCG@10",
    "F1, answerable": "has_answer_f1",
    "gold answer in the quotes": "citation_recall",
}
RATED = 2_000  # passages


def corpus_and_questions(name: str, data: Path, folder: Path) -> QuestionSet:
    """Write a set's documents as files, and read its questions."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if name == NEWS:
        write_corpus(articles(data / CORPUS), folder)
        return read_questions(data / QUESTIONS)
    questions = read_questions(data / "beir" / name)
    assert questions.corpus is not None
    write_corpus(questions.corpus(), folder)
    return questions


def before_and_after(
    name: str, data: Path, work: Path, limit: int | None
) -> tuple[SyncReport, float, Report, Report]:
    """Start quickly, ask, embed the rest, ask again; also give the seconds that the rest took."""
    questions = corpus_and_questions(name, data, work / name)
    if limit is not None:
        questions = questions.sample(limit)
    index = work / f"{name}-index"
    shutil.rmtree(index, ignore_errors=True)
    with KnowledgeBase.open(index) as kb:
        started = kb.sync(work / name, quick=True, later=True)
        quick = evaluate(kb, questions, answers=name == NEWS)
        begun = time.perf_counter()
        kb.refine()
        took = time.perf_counter() - begun
        return started, took, quick, evaluate(kb, questions, answers=name == NEWS)


def print_difference(label: str, measure: str, quick: Report, whole: Report) -> None:
    """Print a measure of both runs and what the quick one loses; nothing if it does not apply."""
    pairs = [
        (first.scores[measure], second.scores[measure])
        for first, second in zip(quick.rows, whole.rows, strict=True)
        if measure in first.scores and measure in second.scores
    ]
    if not pairs:
        return
    first, second = 100 * np.array(pairs).T
    d = paired_difference(second, first)
    print(
        f"  {label:26} {first.mean():6.1f} {second.mean():6.1f}   "
        f"{d.mean:+.1f} ({d.low:+.1f} to {d.high:+.1f}), {len(pairs):,} questions",
        flush=True,
    )


def print_rates(index: Path) -> None:
    """Print how many passages a second both embedders embed, of the same texts."""
    with KnowledgeBase.open(index, create=False) as kb:
        hits = kb.search("what happened in the year", limit=RATED)
    texts = [hit.passage.text for hit in hits]
    embedders: dict[str, Callable[[list[str]], object]] = {
        "model": OnnxEmbedder().embed_passages,
        "quick": StaticEmbedder().embed_passages,
    }
    rates = {}
    for name, embed in embedders.items():
        embed(texts[:8])  # loads it
        begun = time.perf_counter()
        embed(texts)
        rates[name] = len(texts) / (time.perf_counter() - begun)
    shown = ", ".join(f"{name} {rate:,.0f}" for name, rate in rates.items())
    print(f"embedding alone, passages/s: {shown}; {rates['quick'] / rates['model']:.0f} times")


def main() -> None:
    """Print a block for each set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"))
    parser.add_argument("--work", type=Path, default=Path("build/quick"))
    parser.add_argument("--limit", type=int, help="ask only so many questions of each set")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    options = parser.parse_args()
    for name in options.sets:
        started, took, quick, whole = before_and_after(
            name, options.data, options.work, options.limit
        )
        print(
            f"{name}: {len(started.added):,} documents, {started.provisional:,} passages; "
            f"searchable after {started.seconds:.1f} s, embedded in {took:.1f} s more"
        )
        print(f"  {'':26} {'quick':>6} {'whole':>6}   quick loses")
        for label, measure in MEASURES.items():
            print_difference(label, measure, quick, whole)
    print_rates(options.work / f"{options.sets[0]}-index")


if __name__ == "__main__":
    main()
