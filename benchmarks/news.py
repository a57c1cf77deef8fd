"""Answers end to end over a news corpus: nothing is given but the question.

    python -m benchmarks.news --data ../shared/qa [--limit 400] [--index FOLDER] [--output FOLDER]

What `--index` lacks of the corpus's articles is indexed, then the development questions are
asked, as `rag eval` does; with `--output` its report is written too.
"""

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rag import KnowledgeBase
from rag.evaluation import Report, evaluate, read_questions
from rag.evaluation.datasets.corpus import written_corpus
from rag.evaluation.questions import Source

QUESTIONS = Path("dev") / "news.jsonl.xz"
CORPUS = Path("news") / "corpus.jsonl.xz"


def articles(path: Path) -> Iterator[Source]:
    """Read the articles of the corpus."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            article: dict[str, Any] = json.loads(line)
            yield Source(article["id"], article["text"], article["title"], article["date"])


def measure(data: Path, index: Path, limit: int | None, output: Path | None) -> Report:
    """Index what is not indexed yet of the corpus, and ask."""
    questions = read_questions(data / QUESTIONS)
    if limit is not None:
        questions = questions.sample(limit)
    documents = index.with_name(f"{index.name}-documents")
    with KnowledgeBase.open(index) as kb:
        with written_corpus(articles(data / CORPUS), documents) as folder:
            indexing = kb.sync(folder, quick=False)
        report = evaluate(kb, questions, folder=output, indexing=indexing)
    if output is not None:
        report.save(output)
    return report


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"))
    parser.add_argument("--index", type=Path, default=Path("build/news-index"))
    parser.add_argument("--limit", type=int, help="ask only so many questions, drawn at random")
    parser.add_argument("--output", type=Path, help="write the report here; a stopped run goes on")
    options = parser.parse_args()
    print(measure(options.data, options.index, options.limit, options.output))


if __name__ == "__main__":
    main()
