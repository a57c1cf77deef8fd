"""Quotations of HTML that stand in one another very deep are quoted no deeper.

Each level is written before every line below it, so that a small page would fill the memory.
"""

import re

_DEEPEST = 50
_QUOTATION = re.compile(r"<(?P<end>/?)blockquote(?=[\s/>])[^<>]*>", re.IGNORECASE)


def with_shallow_quotations(html: str) -> str:
    """Make blocks of the quotations that are over 50 deep.

    >>> with_shallow_quotations("<blockquote>" * 51 + "a")[-18:]
    '<blockquote><div>a'
    """
    if html.lower().count("<blockquote") <= _DEEPEST:
        return html
    parts, done, depth = list[str](), 0, 0
    for found in _QUOTATION.finditer(html):
        depth = max(0, depth - 1) if found["end"] else depth + 1
        if depth + bool(found["end"]) > _DEEPEST:
            parts += [html[done : found.start()], f"<{found['end']}div>"]
            done = found.end()
    return "".join([*parts, html[done:]])
