"""What stands in an OpenDocument file -> HTML: paragraphs, lists, tables, notes, text boxes.

Deleted text, comments and pictures are left out; of fields what they show is read.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from rag.documents.formats.odf.archive import Package, count_of, name_of, qualified, value_of
from rag.documents.formats.odf.lists import ListNumbers, Numbered
from rag.documents.formats.shared.list_numbers import marked
from rag.documents.formats.shared.room import TAGS

_LEFT_OUT = frozenset({
    "text:tracked-changes", "office:annotation", "office:annotation-end", "office:forms",
    "text:table-of-content", "text:alphabetical-index", "text:illustration-index",
    "text:table-index", "text:object-index", "text:ruby-text", "text:script", "text:number",
    "draw:image", "draw:object", "draw:object-ole", "svg:title", "svg:desc", "draw:glue-point",
    "table:covered-table-cell", "text:variable-decls", "text:user-field-decls", "office:scripts",
})  # fmt: skip
_FLOATING = frozenset({"draw:frame", "draw:custom-shape", "draw:rect", "draw:g"})
_DEEPEST_HEADING = 6
_MOST_COPIES = 100  # of a cell or a row that is written once for several
_TEXT = "style:text-properties"
_SPANS = (
    ("colspan", "table:number-columns-spanned"),
    ("rowspan", "table:number-rows-spanned"),
)


def html_of(element: Any, package: Package) -> str:
    """Write what is within an element, and the notes to it below.

    Raises `DocumentError` where cells are repeated too often.
    """
    return _Writer(package).whole(element)


class _Writer:
    """Keeps what belongs elsewhere than where it stands: notes, boxes, the number of an item."""

    def __init__(self, package: Package) -> None:
        self._styles, self._copies = package.styles, package.copies
        self._numbers = ListNumbers(package.styles)
        self._notes, self._boxes = list[str](), list[str]()
        self._lists, self._label = list[Numbered](), ""
        self._writers: Mapping[str, Callable[[Any], str]] = {
            "text:p": self._paragraph,
            "text:h": self._heading,
            "text:span": self._span,
            "text:s": lambda one: " ",
            "text:tab": lambda one: " ",
            "text:line-break": lambda one: "<br>",
            "text:note": self._note,
            "text:list": self._list,
            "text:section": self._section,
            "text:hidden-text": self._hidden,
            "text:hidden-paragraph": self._hidden,
            "table:table": self._table,
            **dict.fromkeys(_FLOATING, self._box),
        }

    def whole(self, element: Any) -> str:
        text = self._within(element)
        notes = "".join(f"<li>{note}</li>" for note in self._notes)
        return text + (f"<ol>{notes}</ol>" if notes else "")

    def _within(self, element: Any) -> str:
        parts = [escape(element.text or "", quote=False)]
        for one in element:
            name = name_of(one)
            if name not in _LEFT_OUT:
                parts.append(self._writers.get(name, self._within)(one))
            parts.append(escape(one.tail or "", quote=False))
        return "".join(parts)

    def _paragraph(self, element: Any) -> str:
        style = value_of(element, "text:style-name")
        text = self._labelled(element)
        if self._is_hidden("paragraph", style):
            text = ""
        elif self._styles.has_name("paragraph", style, "Title"):
            text = f"<h1>{text}</h1>"
        elif text.strip() and self._styles.is_bold("paragraph", style):
            text = f"<p><strong>{text}</strong></p>"
        else:
            text = f"<p>{text}</p>"
        return text + self._floated()

    def _heading(self, element: Any) -> str:
        level = max(count_of(element, "text:outline-level"), 1)
        if not self._lists:
            self._label = self._numbers.heading(element, level - 1)
        text, tag = self._labelled(element), f"h{min(level, _DEEPEST_HEADING)}"
        return (f"<{tag}>{text}</{tag}>" if text.strip() else "") + self._floated()

    def _labelled(self, element: Any) -> str:
        """Write a paragraph's text, after the number of the item that it is the first of."""
        label, self._label = self._label, ""
        text = self._within(element)
        return marked(escape(label)) + text if label and text.strip() else text

    def _floated(self) -> str:
        """Give the boxes that are anchored in a paragraph, which stand below it."""
        boxes, self._boxes = self._boxes, []
        return "".join(boxes)

    def _box(self, element: Any) -> str:
        outer, self._boxes = self._boxes, []
        label, self._label = self._label, ""
        text = self._within(element) + self._floated()
        self._boxes, self._label = outer, label
        parent = element.getparent()
        while parent is not None and name_of(parent) not in ("text:p", "text:h"):
            parent = parent.getparent()
        if parent is None:
            return text
        self._boxes.append(text)
        return ""

    def _span(self, element: Any) -> str:
        style = value_of(element, "text:style-name")
        if self._is_hidden("text", style):
            return ""
        text = self._within(element)
        position = self._styles.property("text", style, _TEXT, "style:text-position").split()
        if position and position[0] != "sub" and not position[0].startswith(("-", "0")):
            text = f"<sup>{text}</sup>"
        return f"<strong>{text}</strong>" if self._styles.is_bold("text", style) else text

    def _is_hidden(self, family: str, style: str) -> bool:
        return self._styles.property(family, style, _TEXT, "text:display") == "none"

    def _hidden(self, element: Any) -> str:
        return "" if value_of(element, "text:is-hidden") == "true" else self._within(element)

    def _section(self, element: Any) -> str:
        return "" if value_of(element, "text:display") == "none" else self._within(element)

    def _note(self, element: Any) -> str:
        body = element.find(qualified("text:note-body"))
        if body is not None:
            lists, self._lists = self._lists, []
            self._notes.append(self._within(body))
            self._lists = lists
        return ""

    def _list(self, element: Any) -> str:
        """Write a list; one of headings is a way to number them."""
        numbered = self._numbers.opened(element, self._lists[-1] if self._lists else None)
        depth = len(self._lists)
        plain = next(element.iter(qualified("text:h")), None) is not None
        tag = "ul" if self._numbers.is_bulleted(numbered, depth) else "ol"
        self._lists.append(numbered)
        items = list[str]()
        for item in element:
            counted = name_of(item) == "text:list-item"
            nested = len(item) > 0 and name_of(item[0]) == "text:list"
            if counted and not nested:
                self._label = self._numbers.label(numbered, depth, item)
            text = self._within(item)
            self._label = ""
            items.append(text if plain else f"<li>{_tight(text)}</li>" if text.strip() else "")
        self._lists.pop()
        return "".join(items) if plain else f"<{tag}>{''.join(items)}</{tag}>"

    def _table(self, element: Any) -> str:
        lists, self._lists = self._lists, []
        label, self._label = self._label, ""
        rows = "".join(self._rows(element, head=False))
        self._lists, self._label = lists, label
        return f"<table>{rows}</table>"

    def _rows(self, element: Any, *, head: bool) -> Iterator[str]:
        named = value_of(element, "table:use-first-row-styles") == "true"  # slides say it so
        for one in element:
            name = name_of(one)
            if name == "table:table-row":
                row = "".join(self._cells(one, "th" if head or named else "td"))
                named = False
                copies = min(count_of(one, "table:number-rows-repeated"), _MOST_COPIES)
                yield f"<tr>{row}</tr>" * self._copies.make(copies, len(row) + TAGS)
            elif name == "table:table-header-rows":
                yield f"<thead>{''.join(self._rows(one, head=True))}</thead>"
            elif name in ("table:table-rows", "table:table-row-group"):
                yield from self._rows(one, head=head)

    def _cells(self, row: Any, tag: str) -> Iterator[str]:
        for cell in row.iterfind(qualified("table:table-cell")):
            spans = "".join(
                f' {name}="{count}"'
                for name, key in _SPANS
                if (count := min(count_of(cell, key), _MOST_COPIES)) > 1
            )
            copies = min(count_of(cell, "table:number-columns-repeated"), _MOST_COPIES)
            text = self._within(cell)
            yield f"<{tag}{spans}>{text}</{tag}>" * self._copies.make(copies, len(text) + TAGS)


def _tight(item: str) -> str:
    """Take an item's only paragraph for its text, so that no empty line parts it from others."""
    if item.startswith("<p>") and item.count("<p>") == 1:
        return item.removeprefix("<p>").replace("</p>", "", 1)
    return item
