"""Read one file as a document: bytes, text, metadata, and the stretches that are content."""

import hashlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from rag.documents.boilerplate import boilerplate_spans
from rag.documents.comments import comment_spans
from rag.documents.dates import head_date, heading_date, name_date
from rag.documents.decoding import decode
from rag.documents.encoded import encoded_spans
from rag.documents.formats import MEDIA_TYPES, SUFFIXES, Source, converter
from rag.documents.headlines import headline, paper_day
from rag.documents.metadata import Metadata, read_metadata
from rag.documents.titles import heading_title, sentence_title
from rag.errors import DocumentError, RagError
from rag.types import Document, Span

LARGEST_FILE = 200_000_000  # bytes; text is held in memory whole
# The rules by which a file's text becomes a title, dates, sentences, passages and headings. Where
# they change, this is raised: the next sync then reads all files again, and keeps the vectors of
# passages that stay the same.
READING = "8"
_TEXT = "text/plain"
_PAGE, _MARKDOWN = "text/html", "text/markdown"


def read_document(path: Path, *, root: Path, called: str = "") -> Document:
    """Read the file at `path`; its id is the path relative to `root`, with "/" between parts.

    Raises `DocumentError` naming the file, the reason and the remedy when it is missing, not
    readable, over 200 MB, of another kind, damaged, or holds no text but encoded data. It names
    the file as it is `called`, or by its path: not everybody who is told may see where files are.
    """
    called = called or str(path)
    try:
        return _document(path, root, called)
    except (RagError, MemoryError):
        raise
    except Exception as error:  # whatever a parser stumbles over: one file ends no sync
        raise DocumentError(
            f"cannot read {called} ({type(error).__name__}: {error}); "
            "leave it out, or change what is unusual in it"
        ) from error


def _document(path: Path, root: Path, called: str) -> Document:
    name = _document_id(path, root, called)
    data = _read_bytes(path, called)
    kind = MEDIA_TYPES.get(path.suffix.lower())
    if kind is None:
        raise DocumentError(
            f"{called} is of a kind that is not read; save it as one that is,"
            f" with a name that ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        )
    source = _source(data, path.suffix, called)
    text, metadata = source.text, source.metadata
    if not text.strip():
        raise DocumentError(f"{called} has no text; write some or leave it out")
    heading = heading_title(text, metadata.text_start) if kind != _TEXT else None
    body = _content(text, metadata, kind)
    content = body or metadata.lines  # by which the text gets its title and its day
    if not content:
        beside = "encoded data" if encoded_spans(text) else "its metadata"
        raise DocumentError(f"{called} has no text beside {beside}; write some or leave it out")
    title = metadata.title or heading or source.loose_title or headline(text, content[0].start)
    return Document(
        id=name,
        text=text,
        title=title or sentence_title(text, content),
        content=(*metadata.lines, *body),
        content_hash=hashlib.sha256(data).hexdigest(),
        media_type=kind,
        published=metadata.published
        or heading_date(heading or "")
        or name_date(path.stem)
        or head_date(text[content[0].start :])
        or paper_day(text, content[0].start),
        url=metadata.url,
        author=metadata.author,
    )


def _source(data: bytes, suffix: str, called: str) -> Source:
    """Read the text and what it says of itself."""
    if convert := converter(suffix.lower()):
        return convert(data, called)
    text = decode(data, called)
    return Source(text, read_metadata(text))


def _document_id(path: Path, root: Path, called: str) -> str:
    name = path.relative_to(root).as_posix()
    try:
        name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"the name of {called!a} is not valid UTF-8; rename the file"
        ) from error
    return name


def _read_bytes(path: Path, called: str) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # reading a pipe would wait for ever
            raise DocumentError(f"{called} is not a regular file; name a file that holds the text")
        size = found.st_size
        if size > LARGEST_FILE:
            raise DocumentError(
                f"{called} has {size / 1e6:.0f} MB, over the limit of {LARGEST_FILE / 1e6:.0f} MB;"
                " split it into smaller files"
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"cannot read {called} ({error.strerror}); check that it exists and may be read"
        ) from error


def _content(text: str, metadata: Metadata, kind: str) -> tuple[Span, ...]:
    web_page = kind == _PAGE or metadata.url is not None
    encoded = encoded_spans(text, metadata.text_start)
    everything = tuple(_between(text, metadata.text_start, encoded))
    furniture = boilerplate_spans(text, metadata.text_start, web_page=web_page)
    comments = comment_spans(text, metadata.text_start) if kind == _MARKDOWN else []
    kept = tuple(_between(text, metadata.text_start, sorted([*furniture, *encoded, *comments])))
    return kept or everything  # a page that is furniture only is cited as it stands


def _between(text: str, start: int, left_out: Iterable[Span]) -> Iterator[Span]:
    """Yield the stretches from `start` on that `left_out` leaves, without the spaces around."""
    for gap in (*left_out, Span(len(text), len(text))):
        stretch = text[start : gap.start]
        stripped = stretch.strip()
        if stripped:
            begin = start + len(stretch) - len(stretch.lstrip())
            yield Span(begin, begin + len(stripped))
        start = max(start, gap.end)  # a comment may hold lines of furniture
