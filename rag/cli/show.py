"""Answers, hits, reports and status -> lines on a terminal, or one JSON document.

Everything that comes from a document goes through `printable`; nothing is read as markup.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from rag.cli.advice import completed
from rag.cli.text import named, one_line, printable, printable_lines, shortened
from rag.counted import counted
from rag.text.excerpts import excerpt
from rag.types import Answer, Citation, Document, Hit, ListedDocument

if TYPE_CHECKING:
    from rag.index.signatures import Groups
    from rag.status import IndexStatus
    from rag.sync.report import SyncReport

_PASSAGE_SHOWN = 240  # characters
_TITLE_SHOWN = 80  # characters
_NEAREST_SHOWN = 3  # passages under a refusal
_KINDS_SHOWN = 8  # of files that are left out
_GROUPS_SHOWN = 10  # of documents alike, and of stale files
PLANNED = ("added", "updated", "renamed", "removed", "unchanged", "stale", "skipped")

Styled = tuple[str, str]  # text, style of Rich


def show_json(data: Any) -> None:
    """Print one JSON document, in ASCII: safe for any terminal and any encoding."""
    typer.echo(json.dumps(data, indent=2))


def show_answer(answer: Answer) -> None:
    """Print an answer with its citations, or a refusal with the nearest passages."""
    for line in _answer_lines(answer):
        _print(line)
    for citation in answer.citations:
        _print([])
        for line in _citation_lines(citation):
            _print(line)
    if answer.status == "not_found":
        _show_nearest(answer.hits[:_NEAREST_SHOWN], answer.meant)
    if answer.remark:
        typer.echo(f"note: {one_line(answer.remark)}", err=True)


def show_meant(answer: Answer, typed: str) -> None:
    """Print the question that was answered, where it is not the one typed."""
    if answer.meant != typed.strip():
        _print([(f"({printable(answer.meant)})", "dim")])


def show_hits(hits: Sequence[Hit], query: str) -> None:
    """Print ranked passages, each by its stretch that fits the query best, or that there are none.

    Scores compare the hits of one query, for which two decimals are enough.
    """
    if not hits:
        _print([(completed("No passage matches; what the index holds: rag status"), "")])
    for hit in hits:
        text = hit.document.text
        sentences = [text[one.start : one.end] for one in hit.passage.sentences]
        _print(_heading(f"{hit.rank}.", hit.document, f"score {hit.score:.2f}"))
        _print([("   " + printable(excerpt(sentences, query, _PASSAGE_SHOWN)), "")])


def show_undated(count: int) -> None:
    """Print how many documents a bound of dates has left out for want of a date, if any."""
    if count:
        has, is_ = ("has", "is") if count == 1 else ("have", "are")
        undated = f"{counted(count, 'document')} {has} no date and {is_} left out"
        _print([(f"{undated} by --after and --before", "")])


def show_documents(documents: Sequence[ListedDocument], part: str = "") -> None:
    """Print the documents, one a line, or that none has `part` in its id or title."""
    if not documents:
        none = f"No document has {part!r} in its id or title; all of them: rag list"
        none = none if part else "No documents yet; add some: rag sync FOLDER"
        _print([(printable(completed(none)), "")])
    for document in documents:
        date = [document.published.isoformat()] if document.published else []
        facts = " · ".join([named(document.id), *date, counted(document.passages, "passage")])
        _print([(shortened(document.title, _TITLE_SHOWN), "bold"), (f" · {facts}", "dim")])


def show_report(report: "SyncReport") -> None:
    """Print what a sync did, then the files it could not use."""
    _print([(str(report), "")])
    _show_mirrored(report, "this index mirrored {folder} until now; {its} removed")
    _show_left_out(report.left_out)
    _show_taken(report.taken)
    _show_unusable("stale: ", report.stale.values())
    _show_unusable("skipped: ", report.skipped.values())


def show_plan(report: "SyncReport") -> None:
    """Print what a sync would do, one file a line."""
    signs = (("+", report.added), ("~", report.updated), (">", report.renamed))
    for sign, ids in (*signs, ("-", report.removed)):
        for name in ids:
            _print([(f"{sign} ", "bold"), (named(name), "")])
    counts = [(kind, len(getattr(report, kind))) for kind in PLANNED]
    said = ", ".join(f"{count} {kind}" for kind, count in counts if count)
    would = f"leave {said}" if report.changed else "change nothing"
    more = f" ({said})" if said and not report.changed else ""
    _print([(f"nothing written; a sync would {would}{more}", "")])
    _show_mirrored(report, "this index mirrors {folder}; {its} to be removed")
    _show_left_out(report.left_out)
    _show_taken(report.taken)
    _show_unusable("stale: ", report.stale.values())
    _show_unusable("skipped: ", report.skipped.values())


def show_status(status: "IndexStatus") -> None:
    """Print what an index holds, one thing a line."""
    rows = (
        ("index", f"{status.folder} (revision {status.revision}, {_size(status.bytes)})"),
        ("documents", f"{status.documents:,}"),
        ("passages", _passages(status)),
        ("embedder", status.embedder),
        ("chunker", status.chunker),
        ("folder", status.source or "none synced"),
        ("stale", f"{len(status.stale):,}"),
        ("skipped", f"{len(status.skipped):,}"),
        ("duplicates", _grouped(status.exact_duplicates)),
        ("near-copies", _grouped(status.near_duplicates)),
    )
    for name, value in rows:
        _print([(f"{name:<12}", "dim"), (printable(value), "")])
    stale = [f"{named(name)}: {how}" for name, how in status.stale.items()]
    near = [group for group in status.near_duplicates if group not in status.exact_duplicates]
    _show_some("stale: ", stale)
    _show_some("equal: ", [", ".join(map(named, group)) for group in status.exact_duplicates])
    _show_some("alike: ", [", ".join(map(named, group)) for group in near])
    _show_unusable("skipped: ", status.skipped.values())
    _show_left_out(status.left_out)


def _answer_lines(answer: Answer) -> Iterator[list[Styled]]:
    """Word the answer; sides that disagree stand one a line."""
    if answer.status == "conflicting":
        yield [("The documents differ:", "")]
        for statement in answer.statements:
            yield [("- ", ""), (printable(str(statement)), "bold")]
    else:
        yield from ([(line, "bold")] for line in printable_lines(str(answer)))
    if answer.worded_by:
        yield [(f"Worded by {printable(answer.worded_by)} from what is quoted", "dim")]
    if answer.alternatives:
        others = "; ".join(printable(str(statement)) for statement in answer.alternatives)
        yield [(f"Less likely: {others}", "dim")]


def _citation_lines(citation: Citation) -> Iterator[list[Styled]]:
    page = [f"page {citation.page}"] if citation.page else []
    yield _heading(f"[{citation.number}]", citation.document, *page)
    first, *others = printable_lines(citation.quote)
    yield [("    “", "dim"), (first, "bold yellow"), ("" if others else "”", "dim")]
    for number, line in enumerate(others, 1):
        yield [(f"    {line}", "bold yellow"), ("”" if number == len(others) else "", "dim")]


def _show_nearest(hits: Sequence[Hit], question: str) -> None:
    if not hits:
        _print([(completed("No passage came near; what the index holds: rag status"), "")])
        return
    _print([])
    _print([("What I did find:", "")])
    show_hits(hits, question)


def _heading(number: str, document: Document, *more: str) -> list[Styled]:
    """Name a document: its title, then its date if it has one, then its id."""
    date = [document.published.isoformat()] if document.published else []
    facts = " · ".join([*date, named(document.id), *more])
    return [
        (f"{number} ", "bold cyan"),
        (printable(document.title), "bold"),
        (f" · {facts}", "dim"),
    ]


def _show_unusable(label: str, reasons: Iterable[str]) -> None:
    """Print why files were left out or kept as they were; each reason names its file."""
    for reason in reasons:
        _print([(label, "yellow"), (one_line(reason), "")])


def _show_mirrored(report: "SyncReport", wording: str) -> None:
    """Print whose documents give way, where the folder is another than that of the last sync."""
    if report.mirrored is None:
        return
    count = len(report.removed)
    its = f"its {counted(count, 'document')} {'is' if count == 1 else 'are'}"
    said = wording.format(folder=report.mirrored, its=its)
    _print([(printable(f"{said}: rag add keeps documents of several folders"), "yellow")])


def _show_left_out(left_out: Mapping[str, int]) -> None:
    """{".csv": 1, ".pdf": 2} -> "3 files of other kinds left out (.csv, .pdf)"."""
    if not left_out:
        return
    count = sum(left_out.values())
    files = "1 file of another kind" if count == 1 else f"{count:,} files of other kinds"
    kinds = [suffix or "no suffix" for suffix in left_out]
    more = [f"{len(kinds) - _KINDS_SHOWN} more"] if len(kinds) > _KINDS_SHOWN else []
    shown = ", ".join([*kinds[:_KINDS_SHOWN], *more])
    _print([(printable(f"{files} left out ({shown})"), "")])


def _show_taken(taken: Mapping[str, str]) -> None:
    """Print which documents have another name than their files, and why."""
    for new, name in taken.items():
        why = f"{named(new)}, because {named(name)} is another document"
        _print([("named: ", "yellow"), (why, "")])


def _grouped(groups: "Groups") -> str:
    """(("a", "b"), ("c", "d", "e")) -> "5 documents in 2 groups"."""
    if not groups:
        return "none"
    return f"{sum(map(len, groups)):,} documents in {counted(len(groups), 'group')}"


def _show_some(label: str, lines: Sequence[str]) -> None:
    """Print the first lines under a label, and how many are left out."""
    for line in lines[:_GROUPS_SHOWN]:
        _print([(label, "yellow"), (one_line(line), "")])
    if len(lines) > _GROUPS_SHOWN:
        _print([(label, "yellow"), (f"and {len(lines) - _GROUPS_SHOWN:,} more: --json", "")])


def _passages(status: "IndexStatus") -> str:
    """76149, 300 -> "76,149, of which 300 wait to be embedded (rag sync)"."""
    if not status.provisional:
        return f"{status.passages:,}"
    waiting = completed(f"{status.provisional:,} wait to be embedded (rag sync)")
    return f"{status.passages:,}, of which {waiting}"


def _size(count: int) -> str:
    """1234567 -> "1.2 MB"."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count / 1e3:.1f} kB"


def _print(line: Sequence[Styled]) -> None:
    """Print a line with its styles on a terminal, plain anywhere else."""
    if not sys.stdout.isatty():
        typer.echo("".join(text for text, _ in line))
        return
    from rich.console import Console
    from rich.text import Text

    Console().print(Text.assemble(*line), soft_wrap=True, highlight=False)
