"""Likes and dislikes, kept beside the index as JSON lines; nothing leaves this machine.

One line a verdict: question, asked (the standalone question), answer, statements (the answer
without markers and notes), verdict, citations, time.
The last line about a question and its answer counts. They make an evaluation set.
"""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag import StorageError

FILE = "feedback.jsonl"
VERDICTS = ("like", "dislike", "none")
_LOCK = threading.Lock()  # lines of several pages must not run into each other


def judge(folder: Path, record: dict[str, Any], verdict: str) -> None:
    """Append a verdict on an answer, given as its record; see `ui.records`.

    Raises StorageError where the folder cannot be written to.
    """
    line = {
        "question": record["question"],
        "asked": record["asked"],
        "answer": record["answer"],
        "statements": record["statements"],
        "status": record["status"],
        "verdict": verdict,
        "citations": record["citations"],
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    try:
        # Half a surrogate pair, which JSON may bring, has no bytes.
        with _LOCK, (folder / FILE).open("a", encoding="utf-8", errors="replace") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StorageError(
            f"the verdict is not kept, because {FILE} cannot be written to: "
            f"{error.strerror}; check the permissions of the index folder"
        ) from error


def read_feedback(folder: Path) -> str:
    """Give all verdicts as they are stored; empty when there are none."""
    path = folder / FILE
    return path.read_text(encoding="utf-8") if path.is_file() else ""
