"""Markdown -> HTML that shows tables as tables, headings as headings and lists as lists.

Every stored character stays in its place and order; those that only lay out, such as the bars of a
table, are hidden by a class, so that a quote marked or copied is the quote stored. Follows GitHub
Flavored Markdown 0.29 for tables and CommonMark 0.31 for the rest, but for what could take away
from what is said: "- 5" and "> 90" keep their signs, and line ends stay but in paragraphs that were
wrapped. No block holds others but lists; HTML is text. Emphasis is read where people wrote
Markdown: what is made into it has none.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from rag import Document, Span
from ui.emphasis import write_inline
from ui.markdown_lines import Code, lines_of
from ui.markdown_tables import Write, begins_table, goes_on_above, rows_of, write_table
from ui.painting import Painter, Stretch
from ui.plain import write_plain
from ui.wrapping import is_wrapped

PLAIN = "text/plain"
WRITTEN = "text/markdown"
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:(?P<bullet>[-*+])|\d{1,9}[.)])[ \t]+(?=\S)")
_QUOTED = re.compile(r" {0,3}>[ \t]*")
_WORD = re.compile(r"\W{0,20}[^\W\d]")  # before anything else, a sign may be one of a number
_INDENT, _DEEPEST = 2, 4  # characters of a list's level, and how many levels are told apart
_BELOW, _LOWEST = 3, 6  # the levels of the page's own headings; the lowest there is


def is_markdown(document: Document) -> bool:
    """Say whether a document's text is Markdown, written or made."""
    return document.media_type != PLAIN


def show(
    document: Document,
    stretches: Sequence[Stretch],
    before: str = "",
    after: str = "",
    *,
    scrolls: bool = False,
) -> str:
    """Show stretches of a document that follow each other, laid out where it is Markdown.

    `before` and `after` are HTML at their ends; `scrolls` lets code be reached by keys, where the
    page gives it less room than it takes. Takes linear time.
    """
    stretches = [stretch for stretch in stretches if stretch.start < stretch.end]
    if not stretches:
        return ""
    painter = Painter(document.text, stretches, before, after)
    if is_markdown(document):
        _Layout(document, painter, scrolls=scrolls).write()
    else:
        write_plain(painter, _first_of(document))
    return painter.html()


def in_blocks(document: Document, span: Span) -> bool:
    """Say whether a slice is more than running text: several items or rows, a block of code."""
    if not len(span) or not is_markdown(document):
        return False
    painter = Painter(document.text, [Stretch(span.start, span.end)])
    return _Layout(document, painter).in_blocks()


def show_in_line(document: Document, span: Span) -> str:
    """Show a slice of Markdown as running text, with its emphasis where it is not code."""
    painter = Painter(document.text, [Stretch(span.start, span.end)])
    _Layout(document, painter).write_in_line()
    return painter.html()


class _Layout:
    """Writes the blocks of a document that a painter shows, in turn."""

    def __init__(self, document: Document, painter: Painter, *, scrolls: bool = False) -> None:
        self._painter = painter
        self._scrolls = scrolls
        self._lines = lines_of(document.text, painter.start, painter.end)
        self._code = Code(document.text)
        self._first = _first_of(document)
        self._written = document.media_type == WRITTEN
        self._inline: Write = partial(write_inline, painter) if self._written else painter.write
        self._amid_table = goes_on_above(document.text, self._lines[0])
        self._last_kind = (-1, "")
        self._blocks: dict[str, Callable[[int], int]] = {
            "code": self._code_block,
            "heading": self._heading,
            "items": self._items,
            "quoted": self._quoted,
            "rule": self._rule,
            "table": self._table,
            "text": self._paragraph,
        }

    def write(self) -> None:
        """Write all blocks; the empty lines between them are hidden."""
        following = 0
        while True:
            at = self._below(following)
            for line in self._lines[following:at]:
                self._painter.write(line.start, line.next, syntax=True)
            if at == len(self._lines):
                return
            following = self._blocks[self._kind(at)](at)

    def in_blocks(self) -> bool:
        """Say whether any line but the first is more than running text that goes on."""
        if self._kind(0) == "table":
            return rows_of(self._lines, 0) > 1
        below = range(1, len(self._lines))
        return any(not self._lines[at].blank and self._kind(at) != "text" for at in below)

    def write_in_line(self) -> None:
        """Write all as running text."""
        write = self._painter.write if self._kind(0) == "code" else self._inline
        write(self._painter.start, self._painter.end)

    def _kind(self, at: int) -> str:
        """Name the block that a line begins which is not empty."""
        if self._last_kind[0] != at:  # asked for again where a block ends
            self._last_kind = (at, self._told(at))
        return self._last_kind[1]

    def _told(self, at: int) -> str:
        line = self._lines[at]
        if line.start < self._first:
            return "text"
        if self._code.around(line.start):
            return "code"
        if begins_table(self._lines, at) or (at == 0 and self._amid_table):
            return "table"
        if _HEADING.match(line.text):
            return "heading"
        if line.sign and line.sign in "-*_":
            return "rule"
        if _ITEM.match(line.text):
            return "items"
        quoted = _QUOTED.match(line.text)
        return "quoted" if quoted and _WORD.match(line.text, quoted.end()) else "text"

    def _below(self, at: int) -> int:
        """Give the first line from here on that is not empty."""
        while at < len(self._lines) and self._lines[at].blank:
            at += 1
        return at

    def _is(self, at: int, kind: str) -> bool:
        """Say whether a line goes on with a block of a kind that the line above is of."""
        if at >= len(self._lines) or self._lines[at].blank or self._lines[at - 1].ends_page:
            return False
        return self._kind(at) == kind and (self._lines[at - 1].start < self._first) == (
            self._lines[at].start < self._first
        )

    def _block(self, tag: str, at: int, begin: int, end: int, following: int) -> int:
        """Write lines: their text from `begin` to `end`; what else they have is hidden."""
        self._painter.tag(f"<{tag}>")
        self._painter.write(self._lines[at].start, begin, syntax=True)
        self._inline(begin, end)
        self._painter.write(end, self._lines[following - 1].next, syntax=True)
        self._painter.tag(f"</{tag.split()[0]}>")
        return following

    def _heading(self, at: int) -> int:
        line = self._lines[at]
        found = _HEADING.match(line.text)
        assert found  # that is how a heading is told
        text = line.text.rstrip()
        bare = text.rstrip("#")
        text = bare.rstrip() if bare[-1:].isspace() else text
        begin = line.start + found.end()
        tag = _heading_tag(len(found[1]))
        return self._block(tag, at, begin, max(begin, line.start + len(text)), at + 1)

    def _paragraph(self, at: int) -> int:
        end = at + 1
        while self._is(end, "text"):
            end += 1
        first, last = self._lines[at], self._lines[end - 1]
        if first.start < self._first:
            self._painter.tag("<p>")
            self._painter.write(first.start, last.end)
            self._painter.write(last.end, last.next, syntax=True)
            self._painter.tag("</p>")
            return end
        if self._written and end == at + 2 and last.sign == "=":
            return self._block(_heading_tag(1), at, first.start, first.end, end)
        ruled = end == at + 1 and self._is(end, "rule") and self._lines[end].sign == "-"
        if self._written and ruled:
            return self._block(_heading_tag(2), at, first.start, first.end, end + 1)
        tag = 'p class="flow"' if self._flows(at, end) else "p"
        return self._block(tag, at, first.start, last.end, end)

    def _flows(self, at: int, end: int) -> bool:
        lines = [line.text for line in self._lines[at:end]]
        return is_wrapped(lines, written=self._written)

    def _rule(self, at: int) -> int:
        end = self._lines[at].next
        return self._block('div class="rule"', at, end, end, at + 1)

    def _items(self, at: int) -> int:
        self._painter.tag('<ul class="items">')
        following = at
        while following == at or self._is_item(following):
            following = self._item(following)
        self._painter.tag("</ul>")
        return following

    def _is_item(self, at: int) -> bool:
        return at < len(self._lines) and not self._lines[at].blank and self._kind(at) == "items"

    def _item(self, at: int) -> int:
        line = self._lines[at]
        found = _ITEM.match(line.text)
        assert found  # that is how an item is told
        end = at + 1
        while self._is(end, "text"):
            end += 1
        bullet = found["bullet"] and _WORD.match(line.text, found.end())
        begin = line.start + (found.end() if bullet else len(found["indent"]))
        level = min(len(found["indent"].expandtabs(4)) // _INDENT, _DEEPEST)
        flows = " flow" if self._flows(at, end) else ""
        tag = f'li class="in-{level}{" bullet" if bullet else ""}{flows}"'
        below = self._below(end)
        following = below if self._is_item(below) else end
        return self._block(tag, at, begin, self._lines[end - 1].end, following)

    def _quoted(self, at: int) -> int:
        stop = at + 1
        while self._is(stop, "quoted"):
            stop += 1
        texts = [_QUOTED.sub("", line.text, count=1) for line in self._lines[at:stop]]
        flows = " flow" if is_wrapped(texts, written=self._written) else ""
        self._painter.tag(f'<div class="quoted{flows}">')
        for end in range(at, stop):
            line = self._lines[end]
            found = _QUOTED.match(line.text)
            assert found  # that is how a quotation is told
            self._painter.write(line.start, line.start + found.end(), syntax=True)
            self._inline(line.start + found.end(), line.end)
            self._painter.write(line.end, line.next, syntax=end + 1 == stop)
        self._painter.tag("</div>")
        return stop

    def _code_block(self, at: int) -> int:
        first = self._lines[at]
        code = self._code.around(first.start)
        assert code  # that is how code is told
        end = at
        while end < len(self._lines) and self._lines[end].start < code.end:
            end += 1
        last = self._lines[end - 1]
        begin = first.next if first.start == code.start else first.start
        stop = max(begin, last.start - 1 if last.end == code.end else last.end)
        reached = ' role="group" aria-label="Code" tabindex="0"' if self._scrolls else ""
        self._painter.tag(f'<div class="code"{reached}>')
        self._painter.write(first.start, begin, syntax=True)
        self._painter.write(begin, stop)
        self._painter.write(stop, last.next, syntax=True)
        self._painter.tag("</div>")
        return end

    def _table(self, at: int) -> int:
        end = rows_of(self._lines, at)
        write_table(self._painter, self._lines[at:end], self._inline)
        return end


def _first_of(document: Document) -> int:
    """Give where a document's content begins; above is metadata."""
    return document.content[0].start if document.content else 0


def _heading_tag(level: int) -> str:
    shown = min(level + _BELOW, _LOWEST)
    return f'div class="head head-{level}" role="heading" aria-level="{shown}"'
