"""Text files of records, plain or compressed -> numbered lines, with errors that name them.

Knows nothing of what the records mean.
"""

import bz2
import gzip
import json
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NoReturn

from rag.errors import InputError

EXAMPLE = (
    'a line looks like {"question": "When did it open?", "answers": ["1999"], "documents": '
    '["a.txt"]}, with "answers": [] where the documents do not say'
)
_Opener = Callable[..., IO[str]]
_OPENERS: dict[str, _Opener] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}
UNREADABLE = (OSError, UnicodeDecodeError, lzma.LZMAError, EOFError, zlib.error)


def format_of(path: Path) -> str:
    """Give the extension in lower case, compression apart: "a.JSONL.xz" -> ".jsonl"."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in _OPENERS:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Read the lines that are not blank with their numbers, from 1.

    Raises InputError when the file cannot be read as UTF-8 text.
    """
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
    except UNREADABLE as error:
        raise unreadable(path, error, f" after line {number}" if number else "") from error


def unreadable(path: Path, error: Exception, where: str = "") -> InputError:
    """Say why a file cannot be read: it cannot be opened, or holds other things than text."""
    if isinstance(error, OSError) and error.strerror:
        return InputError(f"cannot read {path}{where}: {error.strerror}; check the path")
    return InputError(f"cannot read {path}{where}: {error}; it must be UTF-8 text")


def whole_json(path: Path) -> Any:
    """Read a file that is one JSON document."""
    try:
        with _opened(path) as file:
            return json.load(file)
    except UNREADABLE as error:
        raise unreadable(path, error) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}, line {error.lineno}: not JSON ({error.msg}, column {error.colno}); "
            "one JSON object a line belongs in a file that ends in .jsonl"
        ) from error


def json_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read a JSONL file: numbered JSON objects, one a line."""
    for number, line in numbered_lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            bad_line(path, number, f"not JSON ({error.msg}, column {error.colno})")
        if not isinstance(row, dict):
            bad_line(path, number, f"a JSON object is wanted, this is {_name(row)}")
        yield number, row


def text_file(path: Path) -> IO[str]:
    """Open a file for reading whole; newlines are left as they are, for the csv module."""
    return _opened(path, newline="")


def bad_line(path: Path, number: int, problem: str, wanted: str = EXAMPLE) -> NoReturn:
    """Raise InputError naming the file, the line, what is wrong and what is wanted."""
    raise InputError(f"{path}, line {number}: {problem}; {wanted}")


def _opened(path: Path, newline: str | None = None) -> IO[str]:
    opener = _OPENERS.get(path.suffix.lower(), open)
    file: IO[str] = opener(path, "rt", encoding="utf-8-sig", newline=newline)
    return file


def _name(value: object) -> str:
    return {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a number")
