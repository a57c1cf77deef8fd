"""A Jupyter notebook (nbformat 3 and 4) -> Markdown: its texts, its code, what that wrote."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rag.documents.decoding import decode
from rag.documents.formats.html.page import read_part
from rag.documents.formats.shared.source import Source, title_of_file
from rag.documents.metadata import Metadata, read_metadata
from rag.errors import DocumentError

_MOST_LINES, _LONGEST = 20, 2_000  # lines and characters of what a cell wrote
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_PICTURE = re.compile(
    r"!\[[^\[\]\n]*+\]\((?:attachment|data):(?:[^()\n]|\([^()\n]*+\))*+\)|<img\b[^<>]*+>",
    re.IGNORECASE,
)
# What Python writes of an object that has no words of its own.
_OBJECT = re.compile(
    r"\[?<[\w.](?=[^<>\n]*(?::| at 0x[0-9a-f]|\baxes))[^<>\n]*+>\]?", re.IGNORECASE
)
_TICKS = re.compile("`{3,}")
_FRONT = re.compile(r"\s*---[ \t]*\n")


def read_ipynb(data: bytes, name: str) -> Source:
    """Read a notebook from above to below, without pictures; see `converter`."""
    damaged = DocumentError(
        f"{name} is not a notebook or is damaged; open it in Jupyter and save it again"
    )
    try:
        notebook = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise damaged from error
    cells = _cells(notebook)
    if cells is None:
        raise damaged
    said = _mapping(notebook.get("metadata"))
    language = _language(said)
    text = "\n\n".join(part for cell in cells for part in _parts(cell, language) if part) + "\n"
    found = read_metadata(text)
    title, author = said.get("title"), _author(said)
    return Source(
        text,
        Metadata(
            title=found.title or (title if isinstance(title, str) and title.strip() else None),
            published=found.published,
            url=found.url,
            author=found.author or author,
            text_start=found.text_start,
            lines=found.lines,
        ),
        loose_title=title_of_file(name),
    )


def _cells(notebook: object) -> list[Any] | None:
    """Give the cells; those of format 3 stand in worksheets."""
    if not isinstance(notebook, dict):
        return None
    if isinstance(cells := notebook.get("cells"), list):
        return cells
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    return [one for sheet in sheets for one in _list(_mapping(sheet).get("cells"))]


def _language(said: Mapping[str, Any]) -> str:
    info, kernel = _mapping(said.get("language_info")), _mapping(said.get("kernelspec"))
    named = info.get("name") or kernel.get("language") or "python"
    return named if isinstance(named, str) and named.isalnum() else ""


def _author(said: Mapping[str, Any]) -> str | None:
    """Name those whom JupyterLab notes as authors."""
    people = (_mapping(one).get("name") for one in _list(said.get("authors")))
    return ", ".join(name for name in people if isinstance(name, str) and name.strip()) or None


def _parts(cell: Any, language: str) -> Iterator[str]:
    cell = _mapping(cell)
    kind, text = cell.get("cell_type"), _text(cell.get("source", cell.get("input")))
    if kind == "code":
        yield _fenced(text, language)
        for output in _joined(map(_mapping, _list(cell.get("outputs")))):
            yield _output(output)
    elif kind == "heading":  # format 3
        level = cell.get("level", 1)
        yield f"{'#' * min(max(level if isinstance(level, int) else 1, 1), 6)} {text.strip()}"
    elif kind == "raw" and not _FRONT.match(text):
        yield _fenced(text, "")
    else:
        yield _PICTURE.sub("", text).strip()


def _joined(outputs: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Join what was written piece by piece."""
    said = ""
    for output in outputs:
        if output.get("output_type") == "stream":
            said += _text(output.get("text"))
            continue
        yield {"text": said}
        said = ""
        yield output
    yield {"text": said}


def _output(output: Mapping[str, Any]) -> str:
    """Write what a cell put out: its table, else its text, shortened; an error by its last line."""
    if "ename" in output:
        return _fenced(f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}", "")
    shown = _mapping(output.get("data", output))
    kinds = {key.partition("/")[0] for key in shown if isinstance(key, str)}
    rich = _text(shown.get("text/html", shown.get("html")))
    if "<table" in rich.lower():
        return _shortened(read_part(rich).strip(), "rows")
    if marked := _text(shown.get("text/markdown")):
        return _shortened(_PICTURE.sub("", marked).strip(), "lines")
    text = _COLOURS.sub("", _text(shown.get("text/plain", shown.get("text"))))
    if kinds & {"image", "png", "jpeg", "svg"} or _OBJECT.fullmatch(text.strip()):
        return ""
    return _fenced(_shortened(text.strip("\n"), "lines"), "")


def _shortened(text: str, what: str) -> str:
    """Keep the first lines, and say how many more there are."""
    kept, size = list[str](), 0
    lines = [line.rstrip() for line in text.split("\n")]
    for line in lines[:_MOST_LINES]:
        size += len(line)
        if size > _LONGEST and kept:
            break
        kept.append(line[:_LONGEST])
    more = len(lines) - len(kept)
    return "\n".join([*kept, f"... ({more} more {what})"] if more else kept)


def _fenced(text: str, language: str) -> str:
    code = text.strip("\n").rstrip()
    if not code.strip():
        return ""
    longest = max(map(len, _TICKS.findall(code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _text(value: object) -> str:
    """Join what is kept as lines."""
    if isinstance(value, list):
        return "".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
