"""Answer -> the evidence panel: each quote highlighted in its place in the document.

Everything here is a pure function from data to HTML. Quotes and their surroundings are
slices of the stored text by offsets, never searched for. Card ids are `card-TURN-NUMBER`.
"""

from collections.abc import Iterable, Sequence

from rag import Answer, Citation, Document, Hit, Span
from ui.document_view import permalink
from ui.markdown import is_markdown, show
from ui.markup import date_html, escape, shorten, source_html
from ui.painting import Kind, Stretch
from ui.places import mark_of

CONTEXT = 180  # characters shown before and after the passage
SURE = "how well these words answer the question; to compare within one answer"
ALIKE = "how near the passage is to the question in meaning, 1 at most"
RANKED = "how high the passage stands in both searches; higher is nearer"
EMPTY_PANEL = (
    '<div class="panel-empty"><h2>Evidence</h2>'
    "<p>Each answer is quoted from your documents. Its sources appear here, with the quoted "
    "words highlighted where they stand.</p></div>"
)


def panel_html(sections: Sequence[str]) -> str:
    """Lay the evidence of all answers into one panel; the last one is shown, the others wait."""
    if not sections:
        return EMPTY_PANEL
    close = (
        '<button type="button" class="panel-close" data-close-panel>'
        '<span aria-hidden="true">×</span><span class="sr-only">Close the evidence</span></button>'
    )
    hidden = "".join(f"<div hidden>{section}</div>" for section in sections[:-1])
    return f"{close}{hidden}<div>{sections[-1]}</div>"


def section_html(turn: int, answer: Answer) -> str:
    """Show the evidence of one answer: its citations, or what came nearest to the question."""
    used = {citation.passage.id for citation in answer.citations}
    rest = [hit for hit in answer.hits if hit.passage.id not in used]
    cards = "".join(citation_card(turn, citation) for citation in answer.citations)
    if answer.citations:
        body = cards + _folded("Found but not used", rest)
    else:
        body = "".join(hit_card(hit) for hit in rest) or '<p class="muted">Nothing came near.</p>'
    return (
        f'<section class="evidence" data-turn="{turn}" aria-labelledby="evidence-{turn}">'
        f'<h2 id="evidence-{turn}">{_heading(answer)}</h2>'
        f'<p class="muted asked" dir="auto">{escape(shorten(answer.question, 120))}</p>'
        f"{body}</section>"
    )


def citation_card(turn: int, citation: Citation) -> str:
    """Show one citation: its document, and the quote marked in its surroundings."""
    number, score = citation.number, citation.score
    measure = "" if score is None else _measure(f"score {score:.2f}", SURE)
    back = (
        f'<button type="button" class="number" data-back="{turn}-{number}" '
        f'title="Back to the answer" aria-label="[{number}] back to the answer">{number}</button>'
    )
    passage = Span(citation.passage.start, citation.passage.end)
    quote = Span(citation.start, citation.end)
    return (
        f'<article class="card" id="card-{turn}-{number}" tabindex="-1" '
        f'aria-label="Citation {number}">'
        f"{_card_head(citation.document, back, measure)}"
        f"{_quoted(citation.document, passage, quote)}"
        f"{_card_foot(citation.document, quote)}</article>"
    )


def hit_card(hit: Hit) -> str:
    """Show a passage that was found and not cited."""
    passage = Span(hit.passage.start, hit.passage.end)
    if hit.dense_score is None:
        measure = _measure(f"score {hit.score:.3f}", RANKED)
    else:
        measure = _measure(f"similarity {hit.dense_score:.2f}", ALIKE)
    return (
        f'<article class="card hit">{_card_head(hit.document, "", measure)}'
        f"{_quoted(hit.document, passage, None)}"
        f"{_card_foot(hit.document, passage)}</article>"
    )


def excerpt_html(document: Document, passage: Span, quote: Span | None) -> str:
    """Show a passage with some text around it, and the quote, if any, as `<mark>`.

    The surroundings end at word boundaries. Stretches of the document that carry no content
    are shown as an ellipsis, except inside the quote, which is shown exactly as stored.
    """
    inner = passage
    if quote is not None:
        inner = Span(min(passage.start, quote.start), max(passage.end, quote.end))
    window = _widen(document, inner, CONTEXT if quote is not None else 0)
    if quote is None:
        stretches = _stretches(document, window)
    else:
        stretches = [
            *_stretches(document, Span(window.start, inner.start), "around"),
            *_stretches(document, Span(inner.start, quote.start)),
            Stretch(quote.start, quote.end, "mark"),
            *_stretches(document, Span(quote.end, inner.end)),
            *_stretches(document, Span(inner.end, window.end), "around"),
        ]
    before = "… " if any(content.start < window.start for content in document.content) else ""
    after = " …" if any(content.end > window.end for content in document.content) else ""
    return show(document, stretches, before, after)


def _quoted(document: Document, passage: Span, quote: Span | None) -> str:
    laid = ' class="markdown"' if is_markdown(document) else ""
    return f'<blockquote{laid} dir="auto">{excerpt_html(document, passage, quote)}</blockquote>'


def _widen(document: Document, span: Span, context: int) -> Span:
    """Add up to `context` characters of content on both sides, cutting no word at the edges."""
    text = document.text
    first = min([span.start, *(content.start for content in document.content)])
    last = max([span.end, *(content.end for content in document.content)])
    start, end = max(first, span.start - context), min(last, span.end + context)
    while first < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < last and not text[end].isspace():
        end -= 1
    return Span(start, end)


def _stretches(document: Document, span: Span, kind: Kind = "plain") -> list[Stretch]:
    """Part the content inside a span from what lies between, which is a gap if it says anything."""
    found: list[Stretch] = []
    position = span.start
    for content in [*document.content, Span(span.end, span.end)]:
        start, end = max(content.start, position), min(content.end, span.end)
        if position < start <= span.end:
            gap = document.text[position:start].strip()
            found.append(Stretch(position, start, "gap" if gap else kind))
        if start < end:
            found.append(Stretch(start, end, kind))
            position = end
    return found


def _card_head(document: Document, badge: str, measure: str) -> str:
    title = escape(shorten(document.title, 110))
    return (
        f'<header>{badge}<div class="about"><h3 dir="auto">{title}</h3>'
        f'<p class="muted">{date_html(document.published)}'
        f"{measure}</p></div></header>"
    )


def _measure(shown: str, meaning: str) -> str:
    """Show a number with what it means, to be pointed at or heard."""
    said = f'<span class="sr-only">: {escape(meaning)}</span>'
    return f'<span class="measure" title="{escape(meaning)}">{shown}{said}</span>'


def _card_foot(document: Document, span: Span) -> str:
    source = source_html(document.id, document.url)
    number, quote = document.page_of(span.start), document.text[span.start : span.end]
    link = permalink(document.id, span, quote)
    page = f"page {number}, " if number else ""
    return (
        f'<footer class="muted">{source}'
        f"<span>{page}characters {span.start:,}\N{EN DASH}{span.end:,}</span></footer>"
        '<div class="card-tools">'
        f'<button type="button" data-open="{escape(document.id)}" data-start="{span.start}" '
        f'data-end="{span.end}" data-mark="{mark_of(quote)}">Show in document</button>'
        f'<button type="button" data-copy-link="{escape(link)}">Copy link'
        "</button></div>"
    )


def _folded(label: str, hits: Iterable[Hit]) -> str:
    cards = [hit_card(hit) for hit in hits]
    if not cards:
        return ""
    return (
        f'<details class="unused"><summary>{escape(label)} ({len(cards)})</summary>'
        f"{''.join(cards)}</details>"
    )


def _heading(answer: Answer) -> str:
    if not answer.citations:
        return "What came nearest"
    return "Sources that differ" if answer.status == "conflicting" else "Evidence"
