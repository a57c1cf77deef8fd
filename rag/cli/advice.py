"""The commands that messages advise, completed by the index that was asked.

The library names commands over the usual index, for it does not know how it came by another.
"""

import re
import shlex
from contextvars import ContextVar
from pathlib import Path

_COMMAND = re.compile(
    r"\brag (?:(?:list|status|sync(?: FOLDER)?)\b|remove ID\.\.\.)(?! FOLDER| --index)"
)
_index: ContextVar[str | None] = ContextVar("index", default=None)


def note_index(folder: Path | None) -> None:
    """Keep which index this command was given; None for the usual one."""
    _index.set(None if folder is None else str(folder))


def completed(text: str) -> str:
    """Name the index in the commands of a text: "see: rag list" -> "see: rag list --index ix"."""
    index = _index.get()
    if index is None:
        return text
    return _COMMAND.sub(lambda found: f"{found[0]} --index {shlex.quote(index)}", text)
