"""A path that a caller gave, checked: a text or a Path, and not empty.

`Path("")` is the current folder, so that the empty value of an unset variable would stand for it.
"""

from pathlib import Path

from rag.errors import InputError


def checked_path(name: str, given: object) -> Path:
    """Give the path; raises InputError, with its `name`, for an empty one and for what is none."""
    if given == "":
        raise InputError(f"{name} is empty; name one, the current folder as '.'")
    if not isinstance(given, str | Path):
        raise InputError(f"{name} is {given!r}; give one path, a text (str) or a Path")
    return Path(given)
