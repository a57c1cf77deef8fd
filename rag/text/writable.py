"""Texts that can be written down: half a surrogate pair has no bytes in UTF-8.

Such halves come from JSON ("\\ud800") and from file names that are not UTF-8. What must be found
again as it stands, an id or a path, is refused by whoever knows what it is for.
"""

import re

from rag.errors import InputError

_HALF = re.compile("[\ud800-\udfff]")


def writable(name: str, text: object) -> str:
    """Put U+FFFD for halves of surrogate pairs: "a\\ud800" -> "a\\ufffd".

    Raises InputError, with the `name` of what was given, for what is no text.
    """
    if not isinstance(text, str):
        raise InputError(f"{name} is {text!r}; give a text (str)")
    return _HALF.sub("\ufffd", text)


def is_writable(text: str) -> bool:
    """Say whether a text has no half of a surrogate pair."""
    return not _HALF.search(text)
