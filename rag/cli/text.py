"""Untrusted text -> text that a terminal shows and does not obey.

Documents, file names and questions may hold escape sequences that recolour, overwrite or
retitle a terminal, and characters that reverse the order of what is read.
"""

import re
import unicodedata

from rag.text.shortening import shorten
from rag.types import FENCE

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Cc: control, escape sequences among them; Cs: lone surrogates, which cannot be encoded.
_NEVER_SHOWN = ("Cc", "Cs")
_BREAK = re.compile(r"\s*[^\S ]\s*")  # white space with more than spaces in it
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Put text on one line and replace what a terminal would obey.

    "a\\n b\\x1b[31m" -> "a b\N{REPLACEMENT CHARACTER}[31m"
    """
    return _tamed(" ".join(text.split()))


def printable_lines(text: str) -> list[str]:
    """Make text printable, on one line but for code, which keeps its own."""
    if FENCE not in text:
        return [printable(text)]
    return [_tamed(line.expandtabs(4)) for line in text.strip().splitlines()]


def one_line(text: str) -> str:
    """Make a message printable that names files: runs of spaces are left in it."""
    return _tamed(_BREAK.sub(" ", text.strip()))


def named(document_id: str) -> str:
    """Show an id on one line so that it can be typed: "a  b\\tc" -> "a  b\\\\tc"."""
    return _tamed("".join(map(_escaped, document_id)))


def shortened(text: str, limit: int) -> str:
    """Make text printable and cut it at a word, to at most `limit` characters."""
    return shorten(printable(text), limit)


def _tamed(line: str) -> str:
    return "".join(REPLACEMENT if _is_obeyed(character) else character for character in line)


def _escaped(character: str) -> str:
    unusual = character.isspace() and character != " "
    return character.encode("unicode_escape").decode("ascii") if unusual else character


def _is_obeyed(character: str) -> bool:
    return character in _DIRECTION or unicodedata.category(character) in _NEVER_SHOWN
