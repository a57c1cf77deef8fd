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

_LAYOUT = (
    'SQuAD\'s is {"data": [{"title": "...", "paragraphs": [{"context": "...", "qas": '
    '[{"question": "...", "answers": [{"text": "..."}]}]}]}]}'
)


def is_squad(content: object) -> bool:
    """Say whether a JSON document is laid out as SQuAD's are."""
    return isinstance(content, Mapping) and isinstance(content.get("data"), list)


def squad_questions(path: Path, *, contexts: bool) -> Iterator[Question]:
    """Read the questions; with `contexts`, each one's article is its relevant document."""
    for a, article in enumerate(_articles(path)):
        for p, paragraph in enumerate(_paragraphs(path, article, a)):
            where = f"data[{a}].paragraphs[{p}].qas"
            for q, row in enumerate(_objects(path, where, paragraph.get("qas", []))):
                documents = {"documents": [_title(article, a)]} if contexts else {}
                try:
                    yield from read_record({**row, **documents}, q + 1)
                except BadRecord as error:
                    raise InputError(f"{path}, {where}[{q}]: {error}") from error


def squad_corpus(path: Path) -> Iterator[Source]:
    """Read the articles."""
    for a, article in enumerate(_articles(path)):
        paragraphs = [str(p.get("context", "")) for p in _paragraphs(path, article, a)]
        title = _title(article, a)
        yield Source(title, "\n\n".join(paragraphs), title.replace("_", " "))


def _articles(path: Path) -> list[Mapping[str, Any]]:
    content = whole_json(path)
    if not is_squad(content):
        raise InputError(
            f'{path} is JSON of an unknown form; SQuAD\'s has a list under "data", and one JSON '
            "object a line belongs in a file that ends in .jsonl"
        )
    return _objects(path, "data", content["data"])


def _paragraphs(path: Path, article: Mapping[str, Any], number: int) -> list[Mapping[str, Any]]:
    return _objects(path, f"data[{number}].paragraphs", article.get("paragraphs", []))


def _objects(path: Path, where: str, found: object) -> list[Mapping[str, Any]]:
    """Give what stands there if it is a list of JSON objects; else raise InputError."""
    if not isinstance(found, list):
        raise InputError(f"{path}, {where}: a list is wanted; {_LAYOUT}")
    for number, each in enumerate(found):
        if not isinstance(each, Mapping):
            raise InputError(f"{path}, {where}[{number}]: an object is wanted; {_LAYOUT}")
    return found


def _title(article: Mapping[str, Any], number: int) -> str:
    return str(article.get("title") or f"article-{number}")
