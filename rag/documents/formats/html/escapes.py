"""Signs that Markdown made of HTML has a backslash before, though nothing else would be read.

A dash, a star or a number that begins a paragraph reads the same without; "# 1 choice" would be a
heading, and keeps it. Code has no such backslashes, but its own.
"""

import re

from rag.text.blocks import closed_fences

_BEGINS = re.compile(
    r"^([ >]*(?:(?:[-+*]|\d{1,9}[.)]) +)*)(?:(\d{1,9})\\(?=[.)])|\\(?=[-+*](?![-+*])))"
)
_DOUBLED = re.compile(r"\\\\(?=[!-/:-@\[-`{-~])")


def without_escapes(text: str) -> str:
    r"""Undo the backslashes that nothing needs.

    >>> without_escapes("\\- 5 degrees\n2024\\. was good\n\\# 1 choice\n\\---")
    '- 5 degrees\n2024. was good\n\\# 1 choice\n\\---'
    """
    if "\\" not in text:
        return text
    lines = text.split("\n")
    code = {at for first, last in closed_fences(lines).items() for at in range(first, last + 1)}
    return "\n".join(
        line if at in code or "`" in line or "\\" not in line else _plain(line)
        for at, line in enumerate(lines)
    )


def _plain(line: str) -> str:
    return _DOUBLED.sub(r"\\", _BEGINS.sub(lambda one: one[1] + (one[2] or ""), line))
