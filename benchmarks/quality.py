"""The table of quality: retrieval, reading, and answers end to end, on standard sets.

    python -m benchmarks.quality --data ../shared/qa [--work build/quality] [--limit N]

Retrieval (nDCG@10 by dense, lexical and hybrid search) on the BEIR folders of the data,
reading with the passage given on its `dev` files, and answers over the news corpus. Indexes
and reports stay in `--work`; a second run goes on from there.
"""

import argparse
from pathlib import Path

import numpy as np

from benchmarks import news
from rag import KnowledgeBase
from rag.evaluation import Report, evaluate, read_questions
from rag.evaluation.datasets.corpus import written_corpus
from rag.evaluation.significance import Difference, paired_difference
from rag.training.evaluate import score
from rag.training.examples import read_examples
from rag.training.two_looks import shipped

MEASURE = "nDCG@10"
SINGLE = ("dense", "lexical")
READER_SETS = ("squad2", "nq", "news")


def retrieval(folder: Path, work: Path, limit: int | None) -> Report:
    """Evaluate the rankings on a BEIR folder; what is indexed of it already stays."""
    questions = read_questions(folder)
    if limit is not None:
        questions = questions.sample(limit)
    with KnowledgeBase.open(work / f"{folder.name}-index") as kb:
        assert questions.corpus is not None
        with written_corpus(questions.corpus(), work / f"{folder.name}-documents") as corpus:
            kb.sync(corpus, quick=False)
        report = evaluate(kb, questions, answers=False, folder=work / folder.name)
    report.save(work / folder.name)
    return report


def gain(report: Report) -> tuple[str, Difference]:
    """Compare the hybrid ranking with the better of the two that it is made of."""
    names = {ranker: f"document.{ranker}.{MEASURE}" for ranker in (*SINGLE, "hybrid")}
    better = max(SINGLE, key=lambda ranker: report[names[ranker]])
    pairs = [
        (row.scores[names[better]], row.scores[names["hybrid"]])
        for row in report.rows
        if names["hybrid"] in row.scores
    ]
    first, second = np.array(pairs).T
    return better, paired_difference(first, second)


def print_retrieval(data: Path, work: Path, limit: int | None) -> None:
    """Print a line a set: the three rankings, and what fusing them gains."""
    print(f"{MEASURE:12} {'queries':>8} {'dense':>8} {'lexical':>8} {'hybrid':>8}   against better")
    for folder in sorted(path for path in (data / "beir").iterdir() if path.is_dir()):
        report = retrieval(folder, work, limit)
        cells = [100 * report[f"document.{ranker}.{MEASURE}"] for ranker in (*SINGLE, "hybrid")]
        better, d = gain(report)
        print(
            f"{folder.name:12} {report.summary.questions:8,} "
            + " ".join(f"{cell:8.1f}" for cell in cells)
            + f"   {100 * d.mean:+.1f} ({100 * d.low:+.1f} to {100 * d.high:+.1f}) on {better}",
            flush=True,
        )


def print_reading(data: Path, limit: int | None) -> None:
    """Print a line a set: the reader with the passage given, never refusing."""
    print(f"\n{'reading':12} {'questions':>9} {'F1':>8} {'exact':>8}   answerable questions")
    reader = shipped()
    for name in READER_SETS:
        examples = read_examples(data / "dev" / f"{name}.jsonl.xz")[:limit]
        found = score(examples, reader.predict(examples, titles=True), -np.inf)
        print(
            f"{name:12} {found.examples:9,} {found.answerable_f1 or 0:8.1f} "
            f"{found.answerable_exact or 0:8.1f}",
            flush=True,
        )


def main() -> None:
    """Measure all three, a table each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"))
    parser.add_argument("--work", type=Path, default=Path("build/quality"))
    parser.add_argument("--limit", type=int, help="ask only so many questions of each set")
    options = parser.parse_args()
    print_retrieval(options.data, options.work, options.limit)
    print_reading(options.data, options.limit)
    print()
    output = options.work / "news"
    print(news.measure(options.data, options.work / "news-index", options.limit, output))


if __name__ == "__main__":
    main()
