"""Read what stands before a document's text: front matter, or lines such as "Date: 2024-01-29".

Lines stay text that can be found and cited, apart from the document's own, but for the title and a
date on the line that the text begins on. So do the keys of front matter, but for those that each
citation shows (title, day, address), those without a value, and those that only say how and where
a page is shown. The headers of a mail give its day and its subject.

A value that does not hold (no such day, an address that is none) is not metadata. Front matter
that is not valid YAML is read line by line instead; what cannot be read at all is text as any
other, so no document is lost for its metadata.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rag.documents.dates import ISO_DATE, parse_date
from rag.documents.front_matter import find_front_matter, joined_lines
from rag.documents.mail_headers import mail_day, mail_subject, read_mail_fields
from rag.types import Span

_FIELDS = {
    "title": "title",
    "headline": "title",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "published on": "published",
    "pubdate": "published",
    "posted": "published",
    "url": "url",
    "link": "url",
    "source": "url",
    "canonical": "url",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "by": "author",
}
# Other keys that programs write, by which front matter is known.
_USUAL_KEY = re.compile(
    r"\s*(?:alias(?:es)?|categor(?:y|ies)|created|cssclass(?:es)?|draft|lastmod|layout|modified"
    r"|permalink|publish|slug|tags?|updated)\s*\Z",
    re.IGNORECASE,
)
# The line may go on with text after the date: "date 2024-01-29 In a scene from ..."
_DATED_TEXT = re.compile(
    rf"\s*+(?P<key>date|published|posted)(?:\s+on)?[ \t]*[: \t][ \t]*"
    rf"(?P<date>{ISO_DATE})(?=[ \t\r\n]|\Z)(?P<rest>[^\r\n]{{0,100}})",
    re.IGNORECASE,
)
# Markdown may have the key in bold: "**Date:** 2024-01-29", "**Date**: 2024-01-29".
_HEADER = re.compile(
    r"\s*+(?P<line>(?P<bold>\*\*|__)?(?P<key>[A-Za-z][A-Za-z _-]{0,20}?)[ \t]*"
    r"(?(bold)(?:(?P=bold):|:(?P=bold))|:)[ \t]*(?P<value>[^\r\n]{1,500}))(?=[\r\n]|\Z)"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]*\Z")
_TEXT_FOLLOWS = re.compile(r"[ \t]*\S")
_NOTHING = ("null", "~")  # how YAML writes that there is no value
_LONGEST_TITLE = 300
_LONGEST_AUTHOR = 200


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, where its text begins, and which `lines` before it stay."""

    title: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    text_start: int = 0
    lines: tuple[Span, ...] = ()


def read_metadata(text: str) -> Metadata:
    """Return the metadata at the head of `text`; `text_start` is 0 when there is none."""
    return _front_matter(text) or _mail(text) or _header_lines(text)


def _front_matter(text: str) -> Metadata | None:
    block = find_front_matter(text)
    if block is None or not _are_metadata(block.values):
        return None
    found = Metadata(text_start=block.end)
    for key, value in block.values.items():
        found = _with_value(found, key, value) or found
    said = (span for key, span in block.lines if not _is_shown(found, _field(key)))
    return replace(found, lines=tuple(joined_lines(text, said)))


def _is_shown(found: Metadata, field: str | None) -> bool:
    """Say whether each citation shows a field: as a text it would answer for every document."""
    return field in ("title", "published", "url") and getattr(found, field) is not None


def _are_metadata(values: Mapping[str, object]) -> bool:
    """Tell front matter from prose between two rules, such as "Note: handle with care"."""
    usual = any(_field(key) or _USUAL_KEY.match(key) for key in values)
    return usual or all(map(_IDENTIFIER.match, values))


def _field(key: str) -> str | None:
    return _FIELDS.get(re.sub(r"[\s_-]+", " ", key).strip().lower())


def _mail(text: str) -> Metadata | None:
    fields = read_mail_fields(text)
    if not fields:
        return None
    title = _checked_text("title", mail_subject(fields["subject"]))
    return Metadata(title=title, published=mail_day(fields["date"]))


def _header_lines(text: str) -> Metadata:
    found, lines = Metadata(), list[Span]()
    for key, value, start, end in _leading_fields(text):
        updated = _with_value(found, key, value)
        if updated is None:
            break
        found = replace(updated, text_start=end)
        if _field(key) != "title" and not _TEXT_FOLLOWS.match(text, end):
            lines.append(Span(start, end))
    return replace(found, lines=tuple(joined_lines(text, lines)))


def _leading_fields(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield the fields before the text: key, value, and where each begins and ends."""
    position = 0
    while True:
        if dated := _DATED_TEXT.match(text, position):
            start = dated.start("key")
            # A time and a zone that follow the date are not text yet.
            with_time = dated["rest"] and parse_date(dated["date"] + dated["rest"])
            position = dated.end("rest" if with_time else "date")
            yield "date", dated["date"], start, position
            if _TEXT_FOLLOWS.match(text, position):
                return  # the text itself begins on this line
        elif header := _HEADER.match(text, position):
            yield header["key"], header["value"], header.start("line"), header.end()
            position = header.end()
        else:
            return


def _with_value(found: Metadata, key: str, value: object) -> Metadata | None:
    """Return `found` with one value more, or None when it is not known, valid and new."""
    field = _field(key)
    if field is None or getattr(found, field) is not None:
        return None
    if field == "published":
        day = parse_date(value)
        return replace(found, published=day) if day else None
    checked = _checked_text(field, value)
    if checked is None:
        return None
    if field == "title":
        return replace(found, title=checked)
    return replace(found, url=checked) if field == "url" else replace(found, author=checked)


def _checked_text(field: str, value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value if isinstance(item, str))
    if not isinstance(value, str) or value in _NOTHING:
        return None
    text = _joined_surrogates(" ".join(value.split()))
    if text is None:
        return None
    if field == "url":
        return text if _WEB_ADDRESS.match(text) else None
    longest = _LONGEST_TITLE if field == "title" else _LONGEST_AUTHOR
    return text if 0 < len(text) <= longest else None


def _joined_surrogates(text: str) -> str | None:
    """Return `text` with characters for pairs of surrogates; None where half a pair is left.

    JSON writes an emoji as such a pair of escapes, and YAML reads each escape by itself.
    """
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None
