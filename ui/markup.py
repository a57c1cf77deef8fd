"""Text -> HTML that shows it and does nothing else.

Documents, titles, file names and questions are untrusted. Every one of them reaches the
page through `escape`; the rest of the markup is written in this package.
"""

import html
from datetime import date
from urllib.parse import urlsplit


def escape(text: str) -> str:
    """Make text safe inside an element or a quoted attribute.

    Carriage returns become references: a browser would drop them, and a quote shown must
    be the quote stored.
    """
    return html.escape(text, quote=True).replace("\r", "&#13;")


def prose(text: str) -> str:
    """Make a document's text safe inside an element, the ends of its pages shown as lines."""
    return escape(text).replace("\f", '<span class="page-end">\f</span>')


def shorten(text: str, limit: int) -> str:
    """Cut text to at most `limit` characters, at a word where there is one.

    "A long title about nothing", 12 -> "A long…"
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return f"{head.rsplit(' ', 1)[0]}…"


def count(number: int, noun: str) -> str:
    """Give a number with its noun: 1,204, "passage" -> "1,204 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day_text(day: date) -> str:
    """Write a day as the page does everywhere: 2024-01-29 -> "29 January 2024"."""
    return f"{day.day} {day:%B %Y}"


def date_html(day: date | None) -> str:
    """Show a date of publication; nothing when it is not known.

    2024-01-29 -> <time datetime="2024-01-29">29 January 2024</time>
    """
    if day is None:
        return ""
    return f'<time datetime="{day.isoformat()}">{day_text(day)}</time>'


def source_html(name: str, url: str | None) -> str:
    """Show where a document comes from; a link only when its address is http or https."""
    shown = escape(name)
    if url is None or not _is_web_address(url):
        return f'<span class="source">{shown}</span>'
    return (
        f'<a class="source" href="{escape(url)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{shown}</a>'
    )


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
