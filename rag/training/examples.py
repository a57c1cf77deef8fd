"""Read question-answering data: SQuAD JSON as published, and one JSON object a line.

Conversations count too: each turn with its question made standalone.

Knows the file formats and which flaws a data set's titles have; knows nothing of tokens or
models. Every answer is checked to be the slice of its context that it claims to be.
"""

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rag.errors import InputError

# Data sets whose titles are identifiers, shop numbers or host names: no title a reader would see.
_UNTITLED = ("qamr", "squadshifts_reddit", "squadshifts_amazon", "subjqa", "policyqa")


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """An answer as written in the context, from the character `start` on."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the context it is asked of; no `answers` when the context has none."""

    id: str
    dataset: str
    question: str
    context: str
    answers: tuple[GoldAnswer, ...] = ()
    title: str = ""
    published: date | None = None
    group: str = ""  # the document the context comes from: what is held out together
    judged: bool = True  # whether anybody says which answers there are
    heading: str = ""  # what the context stands under in its document

    @property
    def source(self) -> str:
        """Name the data set without the mark of mined negatives, e.g. `zre+neg` -> `zre`."""
        return self.dataset.removesuffix("+neg")


def read_examples(path: Path) -> list[Example]:
    """Read a `.json` (SQuAD v1.1 or v2.0), `.jsonl` or `.jsonl.xz` file in its order."""
    if not path.is_file():
        raise InputError(f"no data file {path}; name the data folder with --data")
    if path.suffix == ".json":
        payload = json.loads(path.read_text(encoding="utf-8"))
        return [_checked(example) for example in _from_squad(payload["data"], path.stem)]
    rows = (one for row in read_lines(path) for one in _turns(row))
    return [_checked(_from_line(row)) for row in rows]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a `.jsonl` or `.jsonl.xz` file, one a line."""
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)


def in_holdout(example: Example, *, one_in: int = 20) -> bool:
    """Tell whether an example's whole document is kept from training, for calibration."""
    key = example.group or example.title or example.context
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % one_in == 0


def _from_squad(articles: Iterable[dict[str, Any]], name: str) -> Iterator[Example]:
    for article in articles:
        title = str(article.get("title", ""))
        for paragraph in article["paragraphs"]:
            for asked in paragraph["qas"]:
                gold = [] if asked.get("is_impossible") else asked["answers"]
                yield Example(
                    id=str(asked["id"]),
                    dataset=name,
                    question=asked["question"].strip(),
                    context=paragraph["context"],
                    answers=tuple(GoldAnswer(a["text"], a["answer_start"]) for a in gold),
                    title=title.replace("_", " "),
                    group=title,
                )


def _turns(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a question's row as it is, and a conversation's as one row a standalone question."""
    for number, turn in enumerate(row.get("turns", ())):
        start = row["context"].find(turn["answer"])
        if start >= 0:
            answers = [{"text": turn["answer"], "start": start}]
            asked = {"question": turn["rewrite"], "answers": answers, "dataset": "conversations"}
            yield {**row, **asked, "id": f"{row['id']}-{number}"}
    if "turns" not in row:
        yield row


def _from_line(row: dict[str, Any]) -> Example:
    dataset = str(row.get("dataset", ""))
    title = "" if dataset.startswith(_UNTITLED) else str(row.get("title") or "").replace("_", " ")
    published = row.get("date")
    return Example(
        id=str(row["id"]),
        dataset=dataset,
        question=row["question"].strip(),
        context=row["context"],
        answers=tuple(GoldAnswer(a["text"], a["start"]) for a in row["answers"]),
        title=title,
        published=date.fromisoformat(published[:10]) if published else None,
        group=str(row.get("doc_id") or row.get("title") or ""),
    )


def _checked(example: Example) -> Example:
    for answer in example.answers:
        found = example.context[answer.start : answer.start + len(answer.text)]
        if found != answer.text:
            raise InputError(
                f"{example.id}: the answer {answer.text!r} is not at {answer.start}, "
                f"where the context has {found!r}"
            )
    return example
