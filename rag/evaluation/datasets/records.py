"""One record of a question file, from JSON or from a table -> Question.

The field's own names are read beside ours: `query`, `user_input` and `prompt` for the
question, `reference` and `ground_truth` for the answers, and so on. Knows nothing of files.
"""

import contextlib
import difflib
import functools
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rag.evaluation.questions import Question, Source

QUESTION = ("question", "query", "user_input", "prompt", "text")
ANSWERS = (
    "answers",
    "answer",
    "gold_answers",
    "expected_answer",
    "expected_output",
    "ground_truths",
    "ground_truth",
    "reference",
    "gold",
)
DOCUMENTS = ("documents", "document", "doc_ids", "doc_id", "document_id", "source_file", "file")
IDS = ("id", "_id", "qid", "question_id", "query_id", "source_id")
HISTORY = ("history", "chat_history")
REJECTED = ("rejected",)
VERDICT = ("verdict", "liked", "feedback")
_LIKED = frozenset({"like", "liked", "up", "good", "right", "true", "1", "yes", "+1", "👍"})
_DISLIKED = frozenset(
    {"dislike", "disliked", "down", "bad", "wrong", "false", "0", "-1", "no", "👎"}
)

_MARKERS = re.compile(r"(?:\s*\[\d+\])+")  # of citations: "January 24, 2024 [1][2]"
_NOTE = re.compile(r"\s*\((?:that is |“).*\)$", re.DOTALL)  # "Friday (that is January 26, 2024)"


_LIKE = 0.85  # how like a field's name one must be to be called misspelt, 0..1
_OURS = {names[0]: names for names in (QUESTION, ANSWERS, DOCUMENTS, HISTORY, REJECTED)}


class BadRecord(ValueError):
    """What is wrong with a record; the reader of the file adds where it stands."""


def read_record(
    row: Mapping[str, Any], number: int, *, contexts: bool = False
) -> Iterator[Question]:
    """Read the question of a record, or the questions of a record with `turns`.

    With `contexts`, a record that brings its passage and names no document is taken to be
    answered by that passage, as `context_source` names it. Without an id it is named by `number`.
    """
    if isinstance(row.get("source_info"), Mapping):  # RAGTruth nests the question
        row = {**row["source_info"], **{k: v for k, v in row.items() if k != "source_info"}}
    _check_spelling(row)
    for question in _read(row, number, contexts=contexts):
        yield question if _has_id(row) else replace(question, numbered=True)


def _check_spelling(row: Mapping[str, Any]) -> None:
    """Raise BadRecord for "documnts"; fields that are like none of ours are left alone."""
    for field in row:
        meant = _misspelt(str(field))
        if meant and not any(name in row for name in _OURS[meant]):
            raise BadRecord(f'"{field}" is no field that is read; did you mean "{meant}"?')


@functools.lru_cache(maxsize=1024)
def _misspelt(field: str) -> str | None:
    """Give the field that another's name is nearly."""
    if any(field in names for names in (*_OURS.values(), IDS, VERDICT)):
        return None
    return next(iter(difflib.get_close_matches(field, _OURS, 1, _LIKE)), None)


def _read(row: Mapping[str, Any], number: int, *, contexts: bool) -> Iterator[Question]:
    if isinstance(row.get("turns"), list):
        yield from _turns(row, number)
        return
    if contexts and not _relevance(row) and (source := context_source(row)):
        row = {**row, DOCUMENTS[0]: [source.id]}
    text = _question(row)
    id_ = _id(row, number)
    history = _history(row)
    if _first(row, VERDICT) is not None:
        yield _judged(row, id_, text, history)
        return
    yield Question(id_, text, _answers(row), _relevance(row), history, _rejected(row))


def split_cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """Read the cells of a table that may hold several values; a judged answer is one.

    {"question": "q", "answers": "1999 | in 1999"} -> {"question": "q", "answers": ["1999", ...]}
    """
    judged = _first(row, VERDICT) is not None
    several = (*DOCUMENTS, *HISTORY, *REJECTED, *(() if judged else ANSWERS))
    return {name: _listed(cell) if name in several else cell for name, cell in row.items()}


def context_source(row: Mapping[str, Any]) -> Source | None:
    """Give the passage that a record brings as a document named by its hash; None without one."""
    text = row.get("context")
    if not isinstance(text, str) or not text.strip():
        return None
    name = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    title = str(row.get("title") or "").replace("_", " ")
    return Source(f"context-{name}", text, title, row.get("date"))


def names_questions(header: Sequence[str]) -> bool:
    """Say whether the header of a table names a column of questions."""
    return any(name in QUESTION for name in header)


def _question(row: Mapping[str, Any]) -> str:
    text = _first(row, QUESTION)
    if text is None:
        known = ", ".join(map(str, row)) or "none"
        raise BadRecord(f'there is no "question" (fields: {known})')
    if not isinstance(text, str) or not text.strip():
        raise BadRecord('"question" must be a text that is not empty')
    return text.strip()


def _answers(row: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Read the gold answers; None when the record has no such field."""
    if row.get("is_impossible") is True or row.get("answerable") is False:
        return ()
    if not any(name in row for name in ANSWERS):
        return None
    found = _first(row, ANSWERS)
    if isinstance(found, Mapping) and isinstance(found.get("text"), list):
        found = found["text"]  # SQuAD as Hugging Face lays it out
    if isinstance(found, str):
        found = _texts(found)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise BadRecord('"answers" must be a list of texts')
    texts = list[str]()
    for item in found:
        text = item.get("text") if isinstance(item, Mapping) else item
        if not isinstance(text, str):
            raise BadRecord('each of "answers" must be a text, or an object with a "text"')
        texts.append(text)
    return tuple(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _relevance(row: Mapping[str, Any]) -> dict[str, int]:
    """Read the relevant documents: a list of ids, one id, or ids with grades."""
    found = _first(row, DOCUMENTS)
    if isinstance(found, str):
        found = _texts(found)
    if found is None:
        return {}
    if isinstance(found, Mapping):
        if not all(isinstance(grade, int) for grade in found.values()):
            raise BadRecord('the grades of "documents" must be whole numbers')
        return {str(id_): grade for id_, grade in found.items()}
    if not isinstance(found, list) or not all(isinstance(id_, str) for id_ in found):
        raise BadRecord('"documents" must be a list of document ids')
    return dict.fromkeys(found, 1)


def _history(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the user's earlier turns: texts, or messages of which the user's are kept."""
    found = _first(row, HISTORY)
    if found is None or found == "":
        return ()
    if isinstance(found, str) and found.lstrip().startswith("["):
        found = _texts(found)  # a list within a text
    if not isinstance(found, list):
        raise BadRecord('"history" must be a list of the earlier questions, oldest first')
    turns = []
    for turn in found:
        if isinstance(turn, Mapping):
            if turn.get("role", "user") != "user":
                continue
            turn = turn.get("question", turn.get("content"))
        if not isinstance(turn, str) or not turn.strip():
            raise BadRecord('each of "history" must be a question that is not empty')
        turns.append(turn.strip())
    return tuple(turns)


def _turns(row: Mapping[str, Any], number: int) -> Iterator[Question]:
    """Give each turn of a conversation with the turns before it as its history."""
    conversation, asked = _id(row, number), list[str]()
    for i, turn in enumerate(row["turns"], 1):
        if not isinstance(turn, Mapping):
            raise BadRecord(f"turn {i} must be an object with a question")
        text = _question(turn)
        relevance = _relevance(turn) or _relevance(row)
        yield Question(f"{conversation}/{i}", text, _answers(turn), relevance, tuple(asked))
        asked.append(text)


def _judged(row: Mapping[str, Any], id_: str, text: str, history: tuple[str, ...]) -> Question:
    """Read a like or a dislike: a liked answer is gold, a disliked one must not come again."""
    verdict = str(_first(row, VERDICT)).strip().lower()
    if verdict in _LIKED:
        return Question(id_, text, _said(row, sides=True), _relevance(row), history)
    if verdict in _DISLIKED:  # of a refusal: the empty answer must not come again
        return Question(id_, text, None, {}, history, _said(row, sides=False) or ("",))
    raise BadRecord(f'"verdict" is {verdict!r}; "like" or "dislike" is wanted')


def _said(row: Mapping[str, Any], *, sides: bool) -> tuple[str, ...]:
    """Give the answer that a verdict is on, one whatever bars it holds; none of a refusal.

    With `sides`, the two sides of a conflict are given apart, since either is right.
    """
    answer, status = _first(row, ANSWERS), row.get("status")
    if status == "not_found":
        return ()
    if not isinstance(answer, str):
        wordings = (_MARKERS.sub("", wording) for wording in _answers(row) or ())
        return tuple(filter(None, wordings))
    said = [text for text in map(str.strip, _statements(row, answer)) if text] or [answer.strip()]
    return tuple(filter(None, said if sides and status == "conflicting" else [" ".join(said)]))


def _statements(row: Mapping[str, Any], answer: str) -> list[str]:
    """Read the statements of an answer without markers and notes, as answers are compared.

    Lines that the chat wrote before it kept them apart are split at their markers.
    """
    found = row.get("statements")
    if not found:
        *marked, rest = _MARKERS.split(answer)
        return [*(_NOTE.sub("", part) for part in marked), rest]
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise BadRecord('"statements" must be a list of objects with a "text"')
    return [str(one.get("text", "")) for one in found]


def _rejected(row: Mapping[str, Any]) -> tuple[str, ...]:
    found = _first(row, REJECTED) or []
    found = _texts(found) if isinstance(found, str) else found
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise BadRecord('"rejected" must be a list of texts')
    return tuple(found)


def _texts(text: str) -> list[str]:
    """Take a text for one value, whatever is in it, or for the JSON list of texts that it is."""
    with contextlib.suppress(json.JSONDecodeError):
        found = json.loads(text)
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return found
    return [text] if text.strip() else []


def _listed(cell: str) -> list[Any]:
    """Read a cell of several values: a JSON list, or values between bars: "1999 | in 1999"."""
    if cell.strip().startswith("["):
        try:
            found = json.loads(cell)
        except json.JSONDecodeError as error:
            raise BadRecord(f"{cell[:40]!r} looks like a JSON list and is none") from error
        return list(found)
    return [part.strip() for part in cell.split("|") if part.strip()]


def _id(row: Mapping[str, Any], number: int) -> str:
    """Give a record's name, which may be the number 0, or one by its place."""
    return str(_first(row, IDS)) if _has_id(row) else f"q{number}"


def _has_id(row: Mapping[str, Any]) -> bool:
    return _first(row, IDS) not in (None, "")


def _first(row: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)
