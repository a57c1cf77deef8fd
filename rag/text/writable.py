"""Texts without halves of surrogate pairs, which UTF-8 cannot write down.

Such halves come from JSON ("\\ud800") and from file names that are not UTF-8. A caller that must
find a text again as it is, such as an id or a path, refuses one that has them (`is_writable`);
others replace them (`writable`).
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
