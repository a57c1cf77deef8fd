"""The numbers that Word gives to paragraphs, which stand nowhere in their text (WordprocessingML).

Each paragraph of a numbered level raises that level's counter and sets the deeper ones back; its
label is made of a pattern such as "%1.%2" (ISO/IEC 29500-1, 17.9). Knows nothing of Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rag.documents.formats.shared.list_numbers import NO_NUMBER, written_number

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None  # 0: never; else below which level, counted from 1
    style: str | None = None
    legal: bool = False  # all numbers in figures


@dataclass(slots=True)
class _List:
    """The levels of a numbering, and which of them begin anew when it is first used."""

    abstract: str
    levels: dict[int, _Level]
    anew: dict[int, int] = field(default_factory=dict)


def labels(document: Any, numbering: Any, styles: Any) -> Iterator[tuple[Any, str]]:
    """Yield the paragraphs of a document that have a number, and what it is shown as.

    All three are roots of parts as lxml has them; `styles` may be None.
    """
    by_style = dict(_styles(styles)) if styles is not None else {}
    lists = dict(_lists(numbering, by_style))
    counters, used = dict[str, dict[int, int]](), set[str]()
    for paragraph in document.iter("{*}p"):
        if not paragraph.tag.endswith("main}p") or _is_no_text(paragraph):
            continue
        found = _place(paragraph, by_style, lists)
        if found is None:
            continue
        name, at = found
        one = lists[name]
        counts = counters.setdefault(one.abstract, {})
        if name not in used:
            used.add(name)
            for level, start in one.anew.items():
                counts[level] = start - 1
        _count(counts, at, one.levels)
        if label := _label(counts, at, one.levels):
            yield paragraph, label


def _is_no_text(paragraph: Any) -> bool:
    """Say whether a paragraph is deleted, or stands a second time for programs that are newer."""
    if next(paragraph.iterancestors("{*}Choice"), None) is not None:
        return True
    deleted = paragraph.find("{*}pPr/{*}rPr/{*}del") is not None
    return deleted and next(paragraph.iter("{*}t"), None) is None


def _place(
    paragraph: Any, by_style: dict[str, tuple[str | None, int | None]], lists: dict[str, _List]
) -> tuple[str, int] | None:
    """Give the list of a paragraph and its level in it, by itself or by its style."""
    style = _value(paragraph, "{*}pPr/{*}pStyle") or ""
    name = _value(paragraph, "{*}pPr/{*}numPr/{*}numId")
    level = _number(paragraph, "{*}pPr/{*}numPr/{*}ilvl")
    of_style, level_of_style = by_style.get(style, (None, None))
    name = of_style if name is None else name
    if name is None or name not in lists:
        return None
    if level is None:
        named = (at for at, one in lists[name].levels.items() if one.style == style)
        level = next(named, level_of_style or 0)
    return (name, level) if level in lists[name].levels else None


def _count(counts: dict[int, int], at: int, levels: dict[int, _Level]) -> None:
    counts[at] = counts.get(at, levels[at].start - 1) + 1
    for above in range(at):
        if above in levels:
            counts.setdefault(above, levels[above].start)
    for below in range(at + 1, _LEVELS):
        restart = levels[below].restart if below in levels else None
        if restart is None or at < restart:
            counts.pop(below, None)


def _label(counts: dict[int, int], at: int, levels: dict[int, _Level]) -> str:
    level = levels[at]
    if level.form in NO_NUMBER:
        return ""

    def shown(place: re.Match[str]) -> str:
        of = int(place[1]) - 1
        form = "decimal" if level.legal or of not in levels else levels[of].form
        return written_number(counts.get(of, 1), form)

    return " ".join(_PLACE.sub(shown, level.pattern).split())


def _lists(
    numbering: Any, by_style: dict[str, tuple[str | None, int | None]]
) -> Iterator[tuple[str, _List]]:
    abstract = {_own(one, "abstractNumId"): one for one in numbering.iterfind("{*}abstractNum")}
    nums = {_own(one, "numId"): one for one in numbering.iterfind("{*}num")}
    for name, num in nums.items():
        place = _value(num, "{*}abstractNumId")
        linked = _value(abstract[place], "{*}numStyleLink") if place in abstract else None
        of_style = by_style.get(linked or "", (None, None))[0]
        if of_style in nums:
            place = _value(nums[of_style], "{*}abstractNumId")
        if name is None or place is None or place not in abstract:
            continue
        levels = dict(_levels(abstract[place]))
        found = _List(place, levels)
        for change in num.iterfind("{*}lvlOverride"):
            at = int(_own(change, "ilvl") or 0)
            levels.update((at, level) for _, level in _levels(change))
            start = _number(change, "{*}startOverride")
            if start is not None:
                found.anew[at] = start
        yield name, found


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for one in parent.iterfind("{*}lvl"):
        start = _number(one, "{*}start")
        yield (
            int(_own(one, "ilvl") or 0),
            _Level(
                1 if start is None else start,
                _value(one, "{*}numFmt") or "decimal",
                _value(one, "{*}lvlText") or "",
                _number(one, "{*}lvlRestart"),
                _value(one, "{*}pStyle"),
                one.find("{*}isLgl") is not None,
            ),
        )


def _styles(styles: Any) -> Iterator[tuple[str, tuple[str | None, int | None]]]:
    """Yield for each style the list that its paragraphs are in and their level, or None."""
    found = {_own(one, "styleId"): one for one in styles.iterfind("{*}style")}
    for name, style in found.items():
        seen, one = set[str | None](), style
        while one is not None and one.find("{*}pPr/{*}numPr/{*}numId") is None:
            above = _value(one, "{*}basedOn")
            one = None if above in seen else found.get(above)
            seen.add(above)
        if name is not None and one is not None:
            level = _number(one, "{*}pPr/{*}numPr/{*}ilvl")
            yield name, (_value(one, "{*}pPr/{*}numPr/{*}numId"), level)


def _value(element: Any, path: str) -> str | None:
    found = element.find(path)
    return None if found is None else _own(found, "val")


def _number(element: Any, path: str) -> int | None:
    text = _value(element, path)
    return int(text) if text and text.isdecimal() else None


def _own(element: Any, name: str) -> str | None:
    """Give an attribute, whose namespace is another in strict files."""
    return next((v for key, v in element.items() if key.rpartition("}")[2] == name), None)
