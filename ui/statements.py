"""Statements of an answer -> HTML and text: running text in a line, code, lists and tables as such.

A statement is looked up in its quote, or in the passage that it was found in, and laid out as what
stands there: of a plain text nothing is. Where it stands in none (its source changed since), only
its own fences tell: what they hold is code. Knows nothing of markers, which are handed in.
"""

from collections.abc import Iterator

from rag import Answer, Document, Span, Statement
from ui.markdown import PLAIN, WRITTEN, in_blocks, is_markdown, show, show_in_line
from ui.markdown_lines import closed, has_fence
from ui.markup import escape, prose
from ui.painting import Stretch


def said_html(answer: Answer, statement: Statement, markers: str) -> tuple[str, bool]:
    """Show a statement with its note and its markers; say as well whether it is laid in blocks."""
    note = f'<span class="muted" dir="auto">({escape(statement.note)})</span> '
    behind = f"{note if statement.note else ''}{markers}"
    document, span = _place(answer, statement)
    if in_blocks(document, span):
        said = show(document, [Stretch(span.start, span.end)], scrolls=True)
        below = f'<p class="cites">{behind}</p>' if behind else ""
        return f'<div class="statement markdown" dir="auto">{said}</div>{below}', True
    said = show_in_line(document, span) if is_markdown(document) else prose(statement.text)
    return f'<span class="statement markdown">{said}</span> {behind}', False


def model_html(answer: Answer) -> str:
    """Say which language model's words these are, or why those of the one asked are not shown."""
    if answer.worded_by:
        by = f"<bdi>{escape(answer.worded_by)}</bdi>"
        said = f"Worded by {by}; what its sources do not say is left out."
    elif answer.remark:
        said = f"{escape(answer.remark[:1].upper() + answer.remark[1:])}."
    else:
        return ""
    return f'<p class="muted" dir="auto">{said}</p>'


def said_text(answer: Answer) -> str:
    """Give an answer as text, with the lines of what is laid in blocks; fences are closed."""
    if answer.status == "not_found":
        return str(answer)
    text = ""
    for said in _told(answer):
        between = "\n\n" if "\n" in said or "\n" in text.rpartition("\n\n")[2] else " "
        text += f"{between}{said}" if text else said
    return text


def quote_text(document: Document, span: Span) -> str | None:
    """Give a quote with its lines where it is laid in blocks; None where it is running text."""
    return closed(document.text[span.start : span.end]) if in_blocks(document, span) else None


def _told(answer: Answer) -> Iterator[str]:
    for statement in answer.statements:
        if in_blocks(*_place(answer, statement)):
            behind = str(Statement("", statement.citations, statement.note)).strip()
            yield f"{closed(statement.text.strip())}\n{behind}"
        else:
            yield str(statement)
    for question in answer.unanswered:
        yield f"The documents do not say: {question}"


def _place(answer: Answer, statement: Statement) -> tuple[Document, Span]:
    """Give where a statement stands, or a document of it alone."""
    text = statement.text
    for document, around in _sources(answer, statement):
        at = document.text.find(text, around.start, around.end)
        if at < 0:
            continue
        place = document, Span(at, at + len(text))
        if not is_markdown(document) or in_blocks(*place) or not has_fence(text):
            return place
    alone = Document(
        id="",
        title="",
        text=closed(text),
        content=(Span(0, len(text)),),
        content_hash="",
        media_type=WRITTEN if has_fence(text) else PLAIN,
    )
    return alone, Span(0, len(text))


def _sources(answer: Answer, statement: Statement) -> Iterator[tuple[Document, Span]]:
    cited = [one for one in answer.citations if one.number in statement.citations]
    for citation in cited:
        yield citation.document, Span(citation.start, citation.end)
    for source, passage in (
        *((one.document, one.passage) for one in cited),
        *((hit.document, hit.passage) for hit in answer.hits),
    ):
        yield source, Span(passage.start, passage.end)
