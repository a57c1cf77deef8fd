"""Find the front matter of a text: YAML between lines of "---", or TOML between lines of "+++".

YAML that is not valid is read line by line. This module knows which keys only steer programs, and
nothing of what the others mean.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.documents.encoded import encoded_spans
from rag.types import Span

_BLOCK = re.compile(
    r"\A\s*+(?P<mark>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<block>.{0,65536}?)(?:\r\n|\r|\n)"
    r"(?:(?P=mark)|\.\.\.)[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)
_TOML = "+++"
_LINE = re.compile(r"[^\r\n]+")
_TOP = re.compile(r"(?P<key>[^\s#\-\[{}\]][^:=\r\n]{0,60}?)[ \t]*(?P<mark>[:=])(?P<value>.*)")
_LOOSE = re.compile(
    r"\s*+(?P<key>[A-Za-z][A-Za-z _-]{0,20}?)[ \t]*:[ \t]*(?P<value>[^\r\n]{1,500})(?=[\r\n]|\Z)"
)
_KEY = re.compile(r"[^\W\d_][\w -]{0,40}:[ \t]*(?P<value>.*)")
# How a page is to be shown and where: nothing that a reader would ask for.
_STEERS = re.compile(
    r"(?:cssclass(?:es)?|draft|layout|permalink|publish|sidebar(?:_\w+)?|slug|toc)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the marks: `lines` are the keys that say something, and where."""

    values: Mapping[str, object]
    lines: tuple[tuple[str, Span], ...]
    end: int


def find_front_matter(text: str) -> FrontMatter | None:
    """Return what `text` begins with; None where nothing is there, or it cannot be read."""
    match = _BLOCK.match(text)
    if match is None:
        return None
    block = match["block"]
    values = _toml(block) if match["mark"] == _TOML else _yaml(block) or _loose_values(block)
    if not values:
        return None
    lines = tuple(_saying(text, match.start("block"), match.end("block")))
    return FrontMatter(values, lines, match.end())


def _toml(block: str) -> Mapping[str, object] | None:
    try:
        return tomllib.loads("\n".join(block.splitlines()))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(block: str) -> Mapping[str, object] | None:
    """Read YAML, every scalar as it is written: a title may be "2024-01-29", "Off" or "12:30"."""
    import yaml  # type: ignore[import-untyped] # its stubs would be a package more

    try:
        values = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: "\UFFFFFFFF" in quotes
        return None
    return values if isinstance(values, dict) else None


def _loose_values(block: str) -> Mapping[str, str] | None:
    """Read `key: value` lines that YAML refuses, e.g. a title with a colon in it."""
    written = [line for line in re.split(r"\r\n|\r|\n", block) if line.strip()]
    lines = list(_outermost(written))
    matches = [match for line in lines if (match := _LOOSE.match(line))]
    if 2 * len(matches) < len(lines):
        return None
    return {match["key"]: match["value"].strip().strip("\"'") for match in matches}


def _outermost(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines but for lists, and what else stands below its key, and such keys."""
    above: re.Match[str] | None = None
    for line in lines:
        item = line.startswith("-") and above is not None and not above["value"]
        if item or (above is not None and line[0].isspace()):
            continue
        above = _KEY.match(line)
        if above is None or above["value"]:
            yield line


def joined_lines(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Join the spans of lines that have nothing between them."""
    before: Span | None = None
    for span in lines:
        if before and text[before.end : span.start].strip():
            yield before
            before = None
        before = Span(before.start if before else span.start, span.end)
    if before:
        yield before


def _saying(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Yield the keys with their lines, but for those without a value, or that steer programs."""
    groups = list[tuple[str, bool, Span]]()  # key, whether it has a value, its lines
    for line in _LINE.finditer(text, start, end):
        top = _TOP.match(line[0])
        if top or not groups:
            key, valued = (top["key"], bool(top["value"].strip())) if top else ("", True)
            groups.append((key.strip("\"'"), valued, Span(line.start(), line.end())))
        elif line[0].strip():
            key, _, span = groups[-1]
            groups[-1] = (key, True, Span(span.start, line.end()))
    for key, valued, span in groups:
        if valued and not _STEERS.match(key) and not encoded_spans(text[span.start : span.end]):
            yield key, span
