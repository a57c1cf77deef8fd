"""Rows -> the list of questions: sortable, filterable, each to be opened for its quotes.

Questions, answers and quotes are untrusted: all of them are escaped here.
"""

from collections.abc import Iterable
from html import escape

from rag.counted import counted
from rag.evaluation.rows import OUTCOMES, Cited, Row

SHOWN = 2000  # questions; those that failed come first
_LONGEST = 600  # characters of a quote
_COLUMNS = (
    ("order", "Question"),
    ("kind", "Kind"),
    ("outcome", "Outcome"),
    ("f1", "F1"),
    ("confidence", "Conf."),
    ("rank", "MRR"),
)


def questions_html(rows: Iterable[Row], total: int) -> str:
    """List the questions, failures first; at most `SHOWN`, and say so when there are more."""
    failed, others = list[Row](), list[Row]()
    for row in rows:
        kept = failed if row.failed else others
        if len(kept) < SHOWN:
            kept.append(row)
    shown = [*failed, *others][:SHOWN]
    more = (
        f'<p class="muted">The first {len(shown):,} of {total:,} questions; all of them are in '
        "questions.jsonl beside this page.</p>"
        if len(shown) < total
        else ""
    )
    items = "".join(_item(i, row) for i, row in enumerate(shown))
    return f"{_controls(shown)}{more}{_heading()}<div id='questions'>{items}</div>"


def _controls(rows: list[Row]) -> str:
    counts = {name: sum(row.outcome == name for row in rows) for name in OUTCOMES}
    buttons = "".join(
        f'<button type="button" class="chip" data-outcome="{name}" aria-pressed="false">'
        f'<span class="swatch {outcome.colour}"></span>{escape(outcome.label)} '
        f"<b>{counts[name]:,}</b></button>"
        for name, outcome in OUTCOMES.items()
        if counts[name]
    )
    return (
        '<div class="controls"><input type="search" id="find" placeholder="Find in questions '
        'and answers" aria-label="Find in questions and answers">'
        f'<div class="chips">{buttons}</div></div>'
        f'<p class="muted" id="shown" aria-live="polite">{counted(len(rows), "question")}</p>'
    )


def _heading() -> str:
    cells = "".join(
        f'<button type="button" class="sort {name}" data-sort="{name}">{escape(label)}</button>'
        for name, label in _COLUMNS
    )
    return f'<div class="q-head">{cells}</div>'


def _item(order: int, row: Row) -> str:
    f1, rank = row.scores.get("f1"), _rank_score(row)
    outcome = OUTCOMES[row.outcome]
    data = {
        "order": order,
        "kind": row.kind,
        "outcome": row.outcome,
        "f1": -1.0 if f1 is None else f1,
        "confidence": row.confidence,
        "rank": -1.0 if rank is None else rank,
    }
    attributes = " ".join(f'data-{name}="{escape(str(value))}"' for name, value in data.items())
    said = escape(row.answer) if row.answer else "<i>refused</i>" if row.status else ""
    return (
        f'<details class="q" {attributes}><summary><span class="order"><span class="asked" '
        f'dir="auto">{escape(row.question)}</span><span class="said" dir="auto">{said}</span>'
        f'</span><span class="kind">{escape(row.kind)}</span><span class="outcome pill '
        f'{outcome.colour}">{escape(outcome.label)}</span><span class="f1">{_number(f1)}</span>'
        f'<span class="confidence">{_number(row.confidence if row.status else None)}</span>'
        f'<span class="rank">{_number(rank)}</span></summary>{_body(row)}</details>'
    )


def _body(row: Row) -> str:
    facts = [("id", escape(row.id))]
    if row.golds is not None:
        golds = " · ".join(map(escape, row.golds)) or "<i>the documents do not say</i>"
        facts.append(("gold", golds))
    if row.relevant:
        facts.append(("relevant", " · ".join(map(escape, row.relevant))))
    if row.timings.get("total"):
        facts.append(("time", f"{row.timings['total']:.0f} ms"))
    facts += [("note", escape(note)) for note in row.notes]
    listed = "".join(f"<dt>{name}</dt><dd dir='auto'>{value}</dd>" for name, value in facts)
    quotes = "".join(_quote(number, cited, row) for number, cited in enumerate(row.citations, 1))
    return f'<div class="body"><dl>{listed}</dl>{quotes}</div>'


def _quote(number: int, cited: Cited, row: Row) -> str:
    quote = cited.quote if len(cited.quote) <= _LONGEST else f"{cited.quote[:_LONGEST]}…"
    right = "relevant" if cited.document in row.relevant else "other" if row.relevant else ""
    return (
        f'<blockquote class="{right}" dir="auto"><b>[{number}]</b> {escape(quote)}'
        f"<footer>{escape(cited.document)}, characters {cited.start:,} to {cited.end:,}"
        f"</footer></blockquote>"
    )


def _rank_score(row: Row) -> float | None:
    found = (row.scores.get(f"document.{name}.RR@10") for name in ("hybrid", "run"))
    return next((value for value in found if value is not None), None)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
