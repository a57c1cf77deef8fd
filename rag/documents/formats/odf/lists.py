"""The numbers of an OpenDocument text's lists and headings, which no text in it holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.documents.formats.odf.archive import Styles, count_of, value_of
from rag.documents.formats.shared.list_numbers import written_number

_DEEPEST = 10  # levels that a list has
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip


@dataclass(slots=True)
class Numbered:
    """A list that is being read: its style, and how far each level has counted."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _DEEPEST)


class ListNumbers:
    """Counts the items of lists, and the headings that the outline numbers."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_style = dict[str, Numbered]()
        self._by_id = dict[str, Numbered]()
        self._outline = Numbered("")

    def opened(self, element: Any, outer: Numbered | None) -> Numbered:
        """Begin a list, or go on with the one that it continues."""
        style = value_of(element, "text:style-name") or (outer.style if outer else "")
        if outer:
            return outer if style == outer.style else Numbered(style, outer.counts)
        earlier = self._by_id.get(value_of(element, "text:continue-list"))
        if earlier is None and value_of(element, "text:continue-numbering") == "true":
            earlier = self._by_style.get(style)
        found = earlier or Numbered(style)
        self._by_style[style] = self._by_id[value_of(element, "xml:id")] = found
        return found

    def is_bulleted(self, numbered: Numbered, depth: int) -> bool:
        """Say whether a level of a list (0: the first) has marks, not numbers."""
        level = _level(self._styles.list_style(numbered.style), depth)
        return level is None or not level.tag.endswith("}list-level-style-number")

    def label(self, numbered: Numbered, depth: int, item: Any) -> str:
        """Count an item and give its number, such as "2.1."; "" of one that shows none."""
        style = self._styles.list_style(numbered.style)
        start = value_of(item, "text:start-value")
        return _counted(style, numbered.counts, depth, int(start) if start.isdecimal() else None)

    def heading(self, element: Any, depth: int) -> str:
        """Count a heading that stands in no list, and give its number; "" where it has none."""
        name = value_of(element, "text:style-name")
        named = (
            one.get(key)
            for one in self._styles.chain("paragraph", name)
            for key in one.attrib
            if key.endswith("}list-style-name")
        )
        if value_of(element, "text:is-list-header") == "true" or next(named, None) == "":
            return ""
        return _counted(self._styles.outline, self._outline.counts, depth, None)


def _counted(style: Any, counts: list[int | None], depth: int, start: int | None) -> str:
    depth = min(depth, _DEEPEST - 1)
    level = _level(style, depth)
    before = counts[depth]
    if start is None:
        start = before + 1 if before is not None else _first(level)
    counts[depth:] = [start, *[None] * (_DEEPEST - depth - 1)]
    if level is None or not value_of(level, "style:num-format"):
        return ""
    first = max(depth + 1 - count_of(level, "text:display-levels"), 0)
    text = ".".join(_written(style, counts, at) for at in range(first, depth + 1))
    return value_of(level, "style:num-prefix") + text + value_of(level, "style:num-suffix")


def _written(style: Any, counts: Sequence[int | None], depth: int) -> str:
    level, count = _level(style, depth), counts[depth]
    form = value_of(level, "style:num-format") if level is not None else "1"
    return written_number(_first(level) if count is None else count, _FORMS.get(form, "decimal"))


def _first(level: Any) -> int:
    return 1 if level is None else count_of(level, "text:start-value")


def _level(style: Any, depth: int) -> Any | None:
    levels = () if style is None else style
    return next((one for one in levels if count_of(one, "text:level", 0) == depth + 1), None)
