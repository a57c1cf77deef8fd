"""SQuAD 1.1 and 2.0 as published: `data` -> articles -> paragraphs -> questions.

https://rajpurkar.github.io/SQuAD-explorer/. An article is one document: its paragraphs,
separated by blank lines. Knows nothing of how questions are asked.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rag.errors import InputError
from rag.evaluation.datasets.lines import whole_json
from rag.evaluation.datasets.records import BadRecord, read_record
from rag.evaluation.questions import Question, Source

_WHERE = "data[{article}].paragraphs[{paragraph}].qas[{question}]"


def is_squad(content: object) -> bool:
    """Say whether a JSON document is laid out as SQuAD's are."""
    return isinstance(content, Mapping) and isinstance(content.get("data"), list)


def squad_questions(path: Path, *, contexts: bool) -> Iterator[Question]:
    """Read the questions; with `contexts`, each one's article is its relevant document."""
    for a, article in enumerate(_articles(path)):
        for p, paragraph in enumerate(article.get("paragraphs", [])):
            for q, row in enumerate(paragraph.get("qas", [])):
                documents = {"documents": [_title(article, a)]} if contexts else {}
                try:
                    yield from read_record({**row, **documents}, q + 1)
                except BadRecord as error:
                    where = _WHERE.format(article=a, paragraph=p, question=q)
                    raise InputError(f"{path}, {where}: {error}") from error


def squad_corpus(path: Path) -> Iterator[Source]:
    """Read the articles."""
    for a, article in enumerate(_articles(path)):
        paragraphs = [str(p.get("context", "")) for p in article.get("paragraphs", [])]
        title = _title(article, a)
        yield Source(title, "\n\n".join(paragraphs), title.replace("_", " "))


def _articles(path: Path) -> list[dict[str, Any]]:
    content = whole_json(path)
    if not is_squad(content):
        raise InputError(
            f'{path} is JSON of an unknown form; SQuAD\'s has a list under "data", and one JSON '
            "object a line belongs in a file that ends in .jsonl"
        )
    articles: list[dict[str, Any]] = content["data"]
    return articles


def _title(article: Mapping[str, Any], number: int) -> str:
    return str(article.get("title") or f"article-{number}")
