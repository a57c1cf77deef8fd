"""Tables of Markdown that HTML gave no head -> lines of names and values, unless they have one."""

import re

from rag.documents.formats.html.plain_tables import NAME, NAME_END, PAIRS
from rag.documents.formats.shared.cells import Row, cell_of
from rag.documents.formats.shared.heads import own_head
from rag.documents.formats.shared.markdown_tables import name_and_value

_MARKED = re.compile(rf"^\| {PAIRS}.*\n\|[ |:-]+\n(?:\|.*(?:\n|\Z))*", re.MULTILINE)
_MARK = re.compile(f"{PAIRS} *")
_BAR = re.compile(r"(?<!\\)\|")
_MARKS = str.maketrans("", "", NAME + NAME_END + PAIRS)


def with_pairs(text: str) -> str:
    """Write the marked tables as a sheet's are: where no row is a head, names with their values."""
    return _MARK.sub("", _MARKED.sub(_written, text)) if PAIRS in text else text


def _written(found: re.Match[str]) -> str:
    first, _, *others = found[0].rstrip("\n").split("\n")
    cells = [_BAR.split(line)[1:3] for line in (first, *others)]
    rows: list[Row] = [
        {
            at: cell_of(plain, bold=NAME_END in text)
            for at, text in enumerate(row)
            if (plain := _plain(text))
        }
        for row in cells
    ]
    if own_head([row for row in rows if len(row) > 1]):
        return found[0]
    lines = [name_and_value(*(_plain(text) for text in row)) for row in cells]
    return "\n".join(filter(None, lines)) + "\n"


def _plain(text: str) -> str:
    return text.translate(_MARKS).replace("\\|", "|").strip()
