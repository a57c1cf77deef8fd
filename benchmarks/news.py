"""Answers end to end over a news corpus: nothing is given but the question.

    python -m benchmarks.news --data ../shared/qa [--limit 400] [--index FOLDER]

The corpus's articles are indexed (once, into `--index`), then every development question is
asked. Refusing an answerable question scores 0. The figures: token F1 and exact match as
SQuAD defines them, citations that hold a gold answer, refusals, and what the confidence is
worth (area under the risk-coverage curve, reliability).
"""

import argparse
import json
import lzma
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag import Answer, KnowledgeBase
from rag.evaluation.answer_metrics import exact_match, token_f1

BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One question, what was answered, and what that was worth."""

    question: str
    golds: tuple[str, ...]
    answer: Answer

    @property
    def answered(self) -> bool:
        """Say whether anything was answered."""
        return self.answer.status != "not_found"

    @property
    def f1(self) -> float:
        """Score the answer's text, 0..1; a refusal is worth 1 where there is no answer."""
        if not self.golds or not self.answered:
            return float(not self.golds and not self.answered)
        return token_f1(self.answer.statements[0].text, self.golds)

    @property
    def exact(self) -> float:
        """Score as `f1` does, all or nothing."""
        if not self.golds or not self.answered:
            return self.f1
        return exact_match(self.answer.statements[0].text, self.golds)

    @property
    def cited(self) -> bool:
        """Say whether a cited quote holds a gold answer."""
        quotes = [citation.quote for citation in self.answer.citations]
        return any(gold in quote for gold in self.golds for quote in quotes)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read a compressed JSONL file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def write_corpus(data: Path, folder: Path) -> None:
    """Write the articles as Markdown files with their titles and dates in front matter."""
    for article in lines(data / "news" / "corpus.jsonl.xz"):
        head = f"---\ntitle: {json.dumps(article['title'])}\ndate: {article['date']}\n---\n\n"
        path = folder / f"{article['id']}.md"
        path.write_text(f"{head}{article['text']}\n", encoding="utf-8")


def asked(kb: KnowledgeBase, questions: list[dict[str, Any]]) -> list[Row]:
    """Ask every question."""
    return [
        Row(q["question"], tuple(a["text"] for a in q["answers"]), kb.ask(q["question"]))
        for q in questions
    ]


def report(rows: list[Row]) -> dict[str, float]:
    """Sum up: shares in percent, times in milliseconds."""
    answerable = [row for row in rows if row.golds]
    said = [row for row in answerable if row.answered]
    refused = [row for row in rows if not row.answered]
    right_refusals = sum(not row.golds for row in refused)
    unanswerable = len(rows) - len(answerable)
    return {
        "questions": len(rows),
        "answerable F1": 100 * statistics.mean(row.f1 for row in answerable),
        "answerable exact match": 100 * statistics.mean(row.exact for row in answerable),
        "answered share": 100 * len(said) / len(answerable),
        "cited gold, of answered": 100 * statistics.mean(row.cited for row in said),
        "refusal precision": 100 * right_refusals / max(len(refused), 1),
        "refusal recall": 100 * right_refusals / max(unanswerable, 1),
        "refusal F1": 200 * right_refusals / max(len(refused) + unanswerable, 1),
        "area under risk-coverage": 100 * risk_coverage_area(rows),
        "conflicting": sum(row.answer.status == "conflicting" for row in rows),
        "read p50 ms": statistics.median(row.answer.timings["read"] for row in rows),
        "total p50 ms": statistics.median(row.answer.timings["total"] for row in rows),
    }


def risk_coverage_area(rows: list[Row]) -> float:
    """Average, over every coverage, the risk (1 - F1) of the surest answers; lower is better.

    Refused questions count by what they would have been worth: nothing.
    """
    worth = [row.f1 if row.golds and row.answered else 0.0 for row in _surest_first(rows)]
    risks = [1 - sum(worth[:n]) / n for n in range(1, len(worth) + 1)]
    return statistics.mean(risks)


def reliability(rows: list[Row]) -> Iterator[str]:
    """Write, for answers of like confidence, how many were right (F1 of at least a half)."""
    for i in range(BINS):
        low, high = i / BINS, (i + 1) / BINS
        some = [r for r in rows if low <= r.answer.confidence < high + (i == BINS - 1)]
        if some:
            mean = statistics.mean(row.answer.confidence for row in some)
            right = statistics.mean(bool(r.golds) and r.answered and r.f1 >= 0.5 for r in some)
            yield f"  confidence {mean:.2f}: right {right:.2f} of {len(some)}"


def _surest_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row.answer.confidence)


def main() -> None:
    """Index the corpus where that has not been done, ask, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/qa"))
    parser.add_argument("--index", type=Path, default=Path("build/news-index"))
    parser.add_argument("--limit", type=int, help="ask only the first so many questions")
    parser.add_argument("--rows", type=Path, help="write what was answered, one JSON a line")
    options = parser.parse_args()
    with KnowledgeBase.open(options.index) as kb:
        if not kb.status().documents:
            with tempfile.TemporaryDirectory() as folder:
                write_corpus(options.data, Path(folder))
                print(kb.sync(folder))
        questions = list(lines(options.data / "dev" / "news.jsonl.xz"))[: options.limit]
        rows = asked(kb, questions)
    for name, figure in report(rows).items():
        print(f"{name:26} {figure:8.1f}")
    print("\n".join(reliability(rows)))
    if options.rows:
        text = "".join(json.dumps(_row(row)) + "\n" for row in rows)
        options.rows.write_text(text, encoding="utf-8")


def _row(row: Row) -> dict[str, Any]:
    return {
        "question": row.question,
        "golds": row.golds,
        "answer": str(row.answer),
        "confidence": row.answer.confidence,
        "f1": row.f1,
        "cited": row.cited,
    }


if __name__ == "__main__":
    main()
