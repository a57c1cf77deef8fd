"""XHTML -> HTML: elements that are closed as they are opened, which HTML would leave open."""

import re

_SEEN = 1024  # characters in which a page says that it is XHTML
_XHTML = re.compile(r"\s*<\?xml\b|[^\0]*?<html\b[^>]*\bxmlns\s*=", re.IGNORECASE)
# Their contents are letters to a reader of HTML, up to an end that does not come.
_OPEN = re.compile(
    r"<(?P<closed>title|script|style|iframe|textarea|noscript)"
    r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*+)\s*/>"
    r"|<(?P<raw>script|style)\b[^<>]*>.*?(?:</(?P=raw)|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def is_xhtml(text: str) -> bool:
    """Say whether a page begins as XHTML does."""
    return _XHTML.match(text[:_SEEN]) is not None


def as_html(text: str) -> str:
    """Close what XHTML has closed.

    >>> as_html('<title/><script src="a.js"/><p/>')
    '<title></title><script src="a.js"></script><p/>'
    """
    return _OPEN.sub(_closed, text)


def _closed(found: re.Match[str]) -> str:
    tag = found["closed"]
    return f"<{tag}{found['attributes']}></{tag}>" if tag else found[0]
