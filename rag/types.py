"""The data that pass between the parts: Document -> Passage -> Hit -> Citation -> Answer.

Every stretch of text is a pair of character offsets into `Document.text`; a quote is a
slice of it, computed on demand and never stored, so a quote that the document does not
contain cannot be represented. All offsets count Python characters (code points), `end`
exclusive. Scores: higher is better. This module holds no behaviour beyond derived
properties and knows nothing of files, models or storage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, Literal

Status = Literal["answered", "not_found", "conflicting", "courtesy"]
FENCE = "```"  # before and after code (CommonMark 0.31, 4.5)
_BRIEF = 60  # characters of a text in a `repr`


def _brief(text: str) -> str:
    """Give the beginning of a text as a literal on one line: 'The bridge opened …'."""
    start = " ".join(text[: 2 * _BRIEF].split())
    whole = len(text) <= 2 * _BRIEF and len(start) <= _BRIEF
    return repr(start if whole else f"{start[:_BRIEF].rstrip()}…")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, in characters: start inclusive, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Document:
    """One stored text with its metadata.

    `text` is the decoded file as it stands, without a byte order mark and otherwise
    unchanged, or the Markdown made of a file that is more than text; `content` holds the
    stretches of it that may be embedded and cited, in order and disjoint: metadata and lines
    without content lie outside of them.
    """

    id: str  # the path relative to the folder, with "/" between its parts
    text: str = field(repr=False)
    title: str
    content: tuple[Span, ...] = field(repr=False)
    content_hash: str = field(repr=False)  # SHA-256 of the file's bytes, in hexadecimal
    media_type: str = "text/plain"
    published: date | None = None
    url: str | None = None
    author: str | None = None

    def page_of(self, offset: int) -> int | None:
        """Give the page of a place, from 1; None in a text without form feeds between pages."""
        return self.text.count("\f", 0, offset) + 1 if "\f" in self.text else None

    def to_dict(self) -> dict[str, Any]:
        """Give the metadata as JSON types; the text is left out."""
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "author": self.author,
        }


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """What a list shows of a document, which need not be read for it."""

    id: str
    title: str
    published: date | None
    passages: int  # how many

    def to_dict(self) -> dict[str, Any]:
        """Give what is shown, with the date as YYYY-MM-DD or None."""
        return {
            "id": self.id,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "passages": self.passages,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of whole sentences of one document: what is embedded, ranked and read.

    `document.text[start:end] == text`; `sentences` are spans in the document, in order,
    each inside [start, end).
    """

    document_id: str
    ordinal: int  # position among the document's passages, from 0
    start: int
    end: int
    text: str
    tokens: int  # by the index's token encoding
    sentences: tuple[Span, ...]

    @property
    def id(self) -> str:
        """Name the passage by document and offsets, e.g. `news/a.txt:120-860`."""
        return f"{self.document_id}:{self.start}-{self.end}"

    def __repr__(self) -> str:
        return f"Passage({self.id!r}, {_brief(self.text)})"

    def to_dict(self) -> dict[str, Any]:
        """Give the passage as JSON types."""
        return {"id": self.id, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with its document and how each search ranked it."""

    document: Document
    passage: Passage
    score: float  # of the final ranking; comparable within one query only
    rank: int  # from 1
    dense_score: float | None = None  # cosine similarity, -1..1; None when not found so
    dense_rank: int | None = None
    lexical_score: float | None = None  # BM25, 0..; None when not found so
    lexical_rank: int | None = None
    copy_of: str | None = None  # the id of a better hit's document that this one nearly repeats

    def __repr__(self) -> str:
        return f"Hit(rank={self.rank}, score={self.score:.3g}, passage={self.passage!r})"

    def to_dict(self) -> dict[str, Any]:
        """Give the hit as JSON types: what `rag search --json` prints."""
        return {
            "rank": self.rank,
            "score": self.score,
            "dense": {"score": self.dense_score, "rank": self.dense_rank},
            "lexical": {"score": self.lexical_score, "rank": self.lexical_rank},
            "copy_of": self.copy_of,
            "document": self.document.to_dict(),
            "passage": self.passage.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """The quote that supports a statement: offsets into the document, numbered from 1."""

    number: int
    document: Document
    passage: Passage
    start: int
    end: int
    # The reader's, comparable within one answer; None where a language model chose the quote.
    score: float | None

    @property
    def quote(self) -> str:
        """Slice the quote out of the stored document."""
        return self.document.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        """Give the page that the quote begins on, from 1; None in a text without pages."""
        return self.document.page_of(self.start)

    def __repr__(self) -> str:
        place = f"{self.document.id}:{self.start}-{self.end}"
        return f"Citation({self.number}, {place!r}, {_brief(self.quote)})"

    def to_dict(self) -> dict[str, Any]:
        """Give the citation as JSON types; `start` and `end` are offsets in the document."""
        return {
            "number": self.number,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "page": self.page,
            "score": self.score,
            "document": self.document.to_dict(),
            "passage": self.passage.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One part of an answer and the numbers of the citations that support it.

    `text` stands in the quotes, `note` says what was derived from them ("last Friday" and
    "that is January 26, 2024, counted from the document's date") or stands above them ("Ida: none"
    beside "Flu | 2018 | none").
    """

    text: str
    citations: tuple[int, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        """Word it on one line, as prose ends its lines where a page is full; code keeps its own."""
        note = f"({self.note})" if self.note else ""
        markers = "".join(f"[{number}]" for number in self.citations)
        if FENCE in self.text:
            return f"{self.text.strip()}\n{note}{markers}".rstrip()
        return " ".join([*self.text.split(), *filter(None, (note, markers))])

    def to_dict(self) -> dict[str, Any]:
        """Give the statement as JSON types."""
        return {"text": self.text, "note": self.note, "citations": list(self.citations)}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say to a question, or that they do not say it.

    A refusal is an `Answer` with status `not_found`, no statements and no citations;
    `hits` then shows what came nearest. The reply to "thanks" or "help" is a `courtesy`, in one
    statement of no document. `confidence` is in 0..1, `timings` are
    milliseconds by stage, of which `lexical` runs beside `embed` and `dense`; they make no
    difference between two answers. `read_as` is the
    question in the documents' words: typing errors are corrected and abbreviations spelt out;
    empty means as asked. `unanswered` are those of several questions in one to which the
    documents say nothing. `worded_by` is the language model whose words the statements are, empty
    where they are the documents' own; `remark` says why one that was to word them did not.
    """

    question: str
    status: Status
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    hits: tuple[Hit, ...] = ()
    alternatives: tuple[Statement, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict, compare=False)
    read_as: str = ""
    unanswered: tuple[str, ...] = ()
    worded_by: str = ""
    remark: str = ""

    @property
    def meant(self) -> str:
        """Give the question that was answered: in the documents' words, if it had others."""
        return self.read_as or self.question

    @property
    def text(self) -> str:
        """Give the answer without markers; empty when nothing was found."""
        return " ".join(statement.text for statement in self.statements)

    def __str__(self) -> str:
        if self.status == "not_found":
            return "The documents do not say."
        missing = [f"The documents do not say: {question}" for question in self.unanswered]
        parts = [*map(str, self.statements), *missing]
        return ("\n" if FENCE in self.text else " ").join(parts)

    def __repr__(self) -> str:
        said, cited = _brief(str(self)), len(self.citations)
        return (
            f"Answer({_brief(self.question)}, {self.status!r}, {said}, "
            f"confidence={self.confidence:.2f}, citations={cited})"
        )

    def _repr_html_(self) -> str:
        """Show the answer and its quotes in a notebook."""
        quotes = "".join(
            f'<li value="{cited.number}"><q>{escape(cited.quote)}</q> '
            f"{escape(cited.document.title)} ({escape(cited.document.id)})</li>"
            for cited in self.citations
        )
        return f"<p>{escape(str(self))}</p>" + (f"<ol>{quotes}</ol>" if quotes else "")

    def to_dict(self) -> dict[str, Any]:
        """Give the answer as JSON types: the one schema that every front end uses."""
        return {
            "question": self.question,
            "read_as": self.meant,
            "status": self.status,
            "answer": str(self),
            "confidence": self.confidence,
            "statements": [statement.to_dict() for statement in self.statements],
            "citations": [citation.to_dict() for citation in self.citations],
            "alternatives": [statement.to_dict() for statement in self.alternatives],
            "unanswered": list(self.unanswered),
            "worded_by": self.worded_by,
            "remark": self.remark,
            "hits": [hit.to_dict() for hit in self.hits],
            "timings_ms": dict(self.timings),
        }
