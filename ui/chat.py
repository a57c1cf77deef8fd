"""The conversation: turns and how they are shown.

Everything here is a pure function from data to HTML. A turn keeps its answer already
rendered, with its evidence, so that the [n] of an older answer still shows what it cited
even after the documents have changed. Only buttons written here can be clicked: a "[1]"
in a document or a question is plain text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from rag import Answer, Citation, Conversation, Exchange, Span, Statement
from ui.evidence import section_html
from ui.markup import count, day_text, escape, shorten
from ui.statements import model_html, quote_text, said_html, said_text

SHOWN_QUESTION = 600  # characters of a question repeated in the conversation
SHOWN_MEANT = 160  # of the one that it was understood as; its field has all


@dataclass(eq=False, slots=True)
class Halt:
    """Whether a question was given up or gone on from; its thread looks here before it shows it."""

    asked: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what became of it; `reply` and `evidence` are finished HTML."""

    number: int  # from 1 within the conversation
    question: str
    state: Literal["waiting", "answered", "failed", "stopped"] = "waiting"
    reply: str = ""
    evidence: str = ""
    exchange: Exchange | None = None  # what later questions may lean on
    record: Mapping[str, Any] = field(default_factory=dict)  # for the browser to keep
    halt: Halt = field(default_factory=Halt, repr=False, compare=False)

    @property
    def verdict(self) -> str:
        """Give the user's verdict on the answer: like, dislike or none."""
        return str(self.record.get("verdict", "none"))


def searching(turn: Turn, status: str) -> Turn:
    """Say what is being done for a waiting turn."""
    return replace(turn, reply=status)


def answered(turn: Turn, answer: Answer, record: Mapping[str, Any], *, lost: int = 0) -> Turn:
    """Complete a turn with its answer and the evidence of it, which has `lost` quotes less now."""
    asks = Conversation.asks_documents(answer.question)  # else there is no evidence, or to lean on
    undated = record.get("undated", 0)
    return replace(
        turn,
        state="answered",
        reply=reply_html(turn.number, answer, turn.question, undated=undated, lost=lost),
        evidence=section_html(turn.number, answer) if asks else "",
        exchange=Conversation.exchange(turn.question, answer) if asks else None,
        record=record,
    )


def failed(turn: Turn, message: str, *, in_documents: bool = False) -> Turn:
    """Complete a turn that could not be answered, with a sentence for the user.

    What is to be mended in the Documents view has a button that leads there.
    """
    leads = '<button type="button" data-view="documents">Open Documents</button>'
    again = _again(turn.question, leads if in_documents else "")
    reply = f'<p class="problem" dir="auto">{escape(message)}</p>{again}'
    return replace(turn, state="failed", reply=reply)


def stopped(turn: Turn) -> Turn:
    """Complete a turn that the user stopped."""
    reply = f'<p class="muted">Stopped.</p>{_again(turn.question)}'
    return replace(turn, state="stopped", reply=reply)


def judged(turn: Turn, verdict: str) -> Turn:
    """Note the user's verdict on an answer."""
    return replace(turn, record={**turn.record, "verdict": verdict})


def chat_html(turns: Sequence[Turn], welcome: str) -> str:
    """Show the conversation, or the welcome while there is none."""
    return "".join(_turn_html(turn) for turn in turns) if turns else welcome


def sending_html() -> str:
    """Give the turn that the browser shows, with the question in it, until the server knows it."""
    return _turn_html(Turn(0, "", reply="Sending"))


def reply_html(
    turn: int, answer: Answer, typed: str | None = None, *, undated: int = 0, lost: int = 0
) -> str:
    """Show an answer: its statements with clickable markers, its status and its buttons.

    Where the question answered is not the one typed, it is shown below and can be edited.
    `undated` counts the documents that a bound of dates left out of a refusal, `lost` the quotes
    whose documents changed since.
    """
    match answer.status:
        case "courtesy":
            return f"<p>{escape(str(answer))}</p>"
        case "not_found":
            body = f"<p>The documents do not say.</p>{_nearest(answer)}{_left_out(undated)}"
            body += _alternatives(turn, answer, "Less likely")
        case "conflicting":
            items = _items(turn, answer, [*answer.statements, *answer.alternatives])
            body = f'<p class="notice">The documents differ.</p><ul class="sides">{items}</ul>'
        case "answered":
            body = f"{_said(turn, answer)}{_unanswered(answer)}{_alternatives(turn, answer)}"
    meant = "" if typed is None or typed.strip() == answer.meant else _meant(answer.meant)
    return f"{body}{model_html(answer)}{_lost(lost)}{meant}{_tools(turn, answer)}"


def plain_text(answer: Answer) -> str:
    """Give an answer as text to paste: the statements, then each quote with its source."""
    lines = [_quoted(citation) for citation in answer.citations]
    return "\n".join([said_text(answer), *([""] if lines else []), *lines])


def _quoted(citation: Citation) -> str:
    number, source = citation.number, _source(citation)
    lines = quote_text(citation.document, Span(citation.start, citation.end))
    return (
        f"[{number}] “{citation.quote}” ({source})"
        if lines is None
        else f"[{number}] {source}:\n{lines}"
    )


def _turn_html(turn: Turn) -> str:
    shown = turn.question[:SHOWN_QUESTION]
    if len(turn.question) > SHOWN_QUESTION:
        shown = f"{shown}… ({len(turn.question):,} characters)"
    if turn.state == "waiting":
        reply = (
            f'<p class="waiting" dir="auto">{escape(turn.reply or "Searching the documents")}</p>'
        )
    else:
        reply = _pressed(turn.reply, turn.verdict)
    record = f' data-record="{escape(json.dumps(turn.record))}"' if turn.record else ""
    return (
        f'<div class="turn" data-turn="{turn.number}" data-state="{turn.state}" '
        f'data-verdict="{turn.verdict}"{record}>'
        f'<div class="asked-row"><button type="button" class="edit" '
        f'data-edit="{escape(turn.question)}">Edit</button>'
        '<div class="question" role="heading" aria-level="2" dir="auto">'
        '<span class="sr-only">You asked: </span>'
        f"{escape(shown)}</div></div>"
        f'<div class="reply">{reply}</div></div>'
    )


def _meant(question: str) -> str:
    """Show the standalone question, with a form to correct it."""
    shown = question if len(question) <= SHOWN_MEANT else shorten(question, SHOWN_MEANT)
    whole = "" if shown == question else f' title="{escape(question)}"'
    return (
        f'<details class="meant"><summary>Understood as <q dir="auto"{whole}>{escape(shown)}</q>'
        '<span class="hint">Edit</span></summary>'
        '<form data-ask-as-is><label><span class="sr-only">The standalone question</span>'
        f'<input type="text" name="question" dir="auto" autocomplete="off" '
        f'value="{escape(question)}"></label>'
        '<button type="submit">Ask this</button></form></details>'
    )


def _said(turn: int, answer: Answer) -> str:
    """Show the statements of an answer: in a paragraph those that are running text."""
    parts = [said_html(answer, one, _markers(turn, answer, one)) for one in answer.statements]
    shown = ""
    for in_blocks, together in groupby(parts, key=itemgetter(1)):
        said = " ".join(html for html, _ in together)
        shown += said if in_blocks else f'<p dir="auto">{said}</p>'
    return shown


def _items(turn: int, answer: Answer, statements: Sequence[Statement]) -> str:
    shown = (said_html(answer, one, _markers(turn, answer, one)) for one in statements)
    return "".join(f'<li dir="auto">{html}</li>' for html, _ in shown)


def _markers(turn: int, answer: Answer, statement: Statement) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    return "".join(_marker(turn, cited[n]) for n in statement.citations if n in cited)


def _nearest(answer: Answer) -> str:
    if not answer.hits:
        return ""
    return (
        '<p class="muted">The passages that came nearest are listed as evidence; '
        "none of them is sure to answer.</p>"
    )


def _left_out(undated: int) -> str:
    if not undated:
        return ""
    left_out = f"{count(undated, 'document')} without a date {'is' if undated == 1 else 'are'}"
    return f'<p class="muted">{left_out} left out by the dates set in Documents.</p>'


def _lost(quotes: int) -> str:
    if not quotes:
        return ""
    one = "A source of this answer has changed or was removed"
    more = f"{quotes} sources of this answer have changed or were removed"
    return (
        f'<p class="muted">{one if quotes == 1 else more} since; ask again for what holds now.</p>'
    )


def _unanswered(answer: Answer) -> str:
    return "".join(
        f'<p class="muted" dir="auto">The documents do not say: {escape(question)}</p>'
        for question in answer.unanswered
    )


def _marker(turn: int, citation: Citation) -> str:
    label = f"[{citation.number}] show the quote from {shorten(citation.document.title, 80)}"
    return (
        f'<button type="button" class="cite" data-cite="{turn}-{citation.number}" '
        f'aria-controls="card-{turn}-{citation.number}" aria-label="{escape(label)}">'
        f"[{citation.number}]</button>"
    )


def _alternatives(turn: int, answer: Answer, label: str = "Other readings") -> str:
    if not answer.alternatives:
        return ""
    items = _items(turn, answer, answer.alternatives)
    return f"<details><summary>{label}</summary><ul>{items}</ul></details>"


def _tools(turn: int, answer: Answer) -> str:
    sources = len({citation.document.id for citation in answer.citations})
    label = count(sources, "source") if sources else "Nearest passages"
    listed = bool(answer.citations or answer.hits)
    shown = f'<button type="button" data-show="{turn}">{label}</button>' if listed else ""
    total = answer.timings.get("total")
    took = "" if total is None else f'<span class="took">{total:.0f} ms</span>'
    return (
        f'<div class="tools muted">{shown}'
        f'<button type="button" data-copy="{escape(plain_text(answer))}">Copy</button>'
        f'<button type="button" data-ask="{escape(answer.question)}" data-as-is>Retry</button>'
        f"{_verdicts(turn)}{took}</div>"
    )


def _verdicts(turn: int) -> str:
    """Offer the two verdicts; which one is pressed is said when the turn is shown."""
    return "".join(
        f'<button type="button" class="verdict" data-judge="{verdict}" aria-pressed="false" '
        f'data-of="{turn}" aria-label="{label}" title="{label}">'
        '<span aria-hidden="true"></span></button>'
        for verdict, label in (("like", "Good answer"), ("dislike", "Bad answer"))
    )


def _pressed(reply: str, verdict: str) -> str:
    """Say which verdict is pressed; no text can look like a button, its quotes are escaped."""
    button = f'data-judge="{verdict}" aria-pressed='
    return reply.replace(f'{button}"false"', f'{button}"true"')


def _again(question: str, before: str = "") -> str:
    return (
        f'<div class="tools muted">{before}<button type="button" data-ask="{escape(question)}">'
        "Try again</button></div>"
    )


def _source(citation: Citation) -> str:
    document = citation.document
    day = f", {day_text(document.published)}" if document.published else ""
    return f"{shorten(document.title, 80)}{day}"
