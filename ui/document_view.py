"""A whole document as it was stored, with one stretch of it marked: what a permalink opens.

Pure functions from data to HTML; everything shown is a slice of the stored text.
"""

from urllib.parse import urlencode

from rag import Document, Span
from ui.markdown import is_markdown, show
from ui.markup import date_html, escape, source_html
from ui.painting import Stretch
from ui.places import mark_of, marked_place

SHOWN = 400_000  # characters; of a longer document the surroundings of the marked stretch
SHOWN_OF_TABLES = 100_000  # the same where there are many cells, which a browser takes long to lay
MANY_CELLS = 20_000
CHANGED = (
    '<p class="changed" role="status">This document has changed: the quoted words are not in it '
    "any more.</p>"
)


def permalink(document_id: str, span: Span | None, quote: str = "") -> str:
    """Give the address of a document's view within the page, and by a mark what it says there.

    "a.txt", 15..21, "Monday" -> "?document=a.txt&start=15&end=21&mark=2d7fef2e02d8a158"
    """
    place: dict[str, int | str] = {"start": span.start, "end": span.end} if span else {}
    if span and quote:
        place["mark"] = mark_of(quote)
    return "?" + urlencode({"document": document_id, **place})


def document_html(document: Document, span: Span | None, mark: str = "") -> str:
    """Show a document with its title, date and source, and the span as `<mark>`.

    Where a mark is given and the text has changed, what it stands for is marked where it is now;
    where that is gone, nothing is, and the reader is told so.
    """
    changed = ""
    if span and mark and (span := marked_place(document.text, span, mark)) is None:
        changed = CHANGED
    facts = (
        f'<p class="muted facts">{date_html(document.published)}'
        f"{source_html(document.id, document.url)}</p>"
    )
    quote = document.text[span.start : span.end] if span else ""
    link = escape(permalink(document.id, span, quote))
    laid = " markdown" if is_markdown(document) else ""
    return (
        f'<header class="view-head"><div><h2 id="view-title" dir="auto">{escape(document.title)}'
        f'</h2>{facts}</div><div class="view-tools">'
        f'<button type="button" class="quiet" data-copy-link="{link}">Copy link</button>'
        '<button type="button" class="round" data-close-view aria-label="Close the document">'
        '<span aria-hidden="true">×</span></button></div></header>'
        f'{changed}<div class="view-text{laid}" dir="auto" tabindex="0" role="region" '
        f'aria-labelledby="view-title">{_text_html(document, span)}</div>'
    )


def missing_html(document_id: str) -> str:
    """Say that a permalink leads to nothing that is indexed."""
    return (
        '<header class="view-head"><div><h2 id="view-title">Not in the index</h2></div>'
        '<div class="view-tools"><button type="button" class="round" data-close-view '
        'aria-label="Close"><span aria-hidden="true">×</span></button></div></header>'
        f'<div class="view-text"><p>There is no document <code>{escape(document_id)}</code> in '
        "the index; it may have been removed or renamed.</p></div>"
    )


def _text_html(document: Document, span: Span | None) -> str:
    size, limit = len(document.text), _limit(document)
    if span is None or span.end > size or not len(span):
        return show(document, [Stretch(0, min(size, limit))], after="…" if size > limit else "")
    first = max(0, min(span.start - limit // 2, size - limit))
    last = min(size, max(first + limit, span.end))
    stretches = [
        Stretch(first, span.start),
        Stretch(span.start, span.end, "mark"),
        Stretch(span.end, last),
    ]
    return show(document, stretches, "…" if first else "", "…" if last < size else "")


def _limit(document: Document) -> int:
    """Give how many characters are shown at most."""
    tables = is_markdown(document) and document.text.count("|") > MANY_CELLS
    return SHOWN_OF_TABLES if tables else SHOWN
