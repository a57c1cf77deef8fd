"""The tokens of Rich Text Format -> HTML: a machine whose state each group keeps to itself."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from rag.documents.formats.rtf.blocks import DEEPEST_TABLE, Block, Blocks, CellForm
from rag.documents.formats.rtf.words import (
    KNOWN,
    LETTERS,
    PASSED_OVER,
    SETS,
    SIGNS,
    Token,
    charset_codec,
)
from rag.documents.formats.shared.code_pages import CONTROLS, USUAL, page_codec
from rag.documents.formats.shared.list_numbers import marked

_DEEPEST = 500  # groups within each other
_NO_HEADING = 9  # level of the outline
_DEEPEST_HEADING = 6
_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_FIRST_LETTER = 32  # below it stand control characters
_PLACES = {
    **dict.fromkeys(PASSED_OVER, "nowhere"),
    "fonttbl": "fonts",
    "stylesheet": "styles",
    "listtext": "label",
    "pntext": "label",
}
_TEXTS = {"footnote": "note", "shptxt": "box"}


class UnreadableError(Exception):
    """Raised where groups do not end, or are too deep."""


@dataclass(slots=True)
class _Group:
    """What holds up to the end of a group: where its letters go, and how they look."""

    place: str = "text"
    opened: str = ""  # a text of its own
    codec: str | None = None  # of the font that was chosen
    skipped: int = 1  # letters that stand for one in Unicode
    bold: bool = False
    raised: bool = False
    left_out: bool = False  # hidden
    deleted: bool = False
    style: int = 0
    level: int = _NO_HEADING
    item: int = 0  # level in a list
    depth: int = 0  # of the table that it is in


@dataclass(slots=True)
class _Text:
    """A text of its own: the body, a note or a box, and its paragraph that is being read."""

    blocks: Blocks = field(default_factory=Blocks)
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)  # letters, bold, raised
    label: str = ""
    boxes: list[str] = field(default_factory=list)


class Reader:
    """Reads the tokens of one file."""

    def __init__(self) -> None:
        self._group, self._outer = _Group(), list[_Group]()
        self._text, self._texts, self._notes = _Text(), list[_Text](), list[str]()
        self._codec, self._styles = USUAL, dict[int, str]()
        self._fonts, self._font, self._usual_font = dict[int, str | None](), 0, 0
        self._bytes, self._left = bytearray(), 0  # how many letters are still to be skipped
        self._begins, self._starred = False, False
        self._forms, self._form, self._is_head = list[CellForm](), CellForm(), False

    def html(self, found: Iterable[Token]) -> str:
        """Read tokens up to the end of the outermost group; raises `UnreadableError`."""
        for token in found:
            if token.text:
                self._letters(token.text)
                continue
            self._decode()
            self._left = 0
            if token.brace == "{":
                self._begin()
            elif token.brace:
                if len(self._outer) == 1:
                    return self._whole()
                self._end()
            elif token.sign == "*":
                self._starred = self._begins
            elif token.sign:
                self._put(SIGNS.get(token.sign, ""))
            elif self._group.place != "nowhere":
                self._word(token.word, token.number)
        raise UnreadableError

    def _whole(self) -> str:
        self._end_paragraph()
        notes = "".join(f"<li>{note}</li>" for note in self._notes)
        return self._text.blocks.html() + (f"<ol>{notes}</ol>" if notes else "")

    def _begin(self) -> None:
        if len(self._outer) == _DEEPEST:
            raise UnreadableError
        self._outer.append(self._group)
        self._group = replace(self._group, opened="")
        self._begins, self._starred = True, False

    def _end(self) -> None:
        if kind := self._group.opened:
            self._end_paragraph()
            html = self._text.blocks.html()
            self._text = self._texts.pop()
            kept = html if self._is_shown(self._outer[-1]) else ""
            if kept:
                (self._notes if kind == "note" else self._text.boxes).append(kept)
        self._group = self._outer.pop()
        self._begins = False

    def _is_shown(self, group: _Group) -> bool:
        return not (group.left_out or group.deleted)

    def _letters(self, data: bytes) -> None:
        self._begins = False
        if self._group.place != "nowhere":
            self._bytes += data[self._left :]
            self._left = max(self._left - len(data), 0)

    def _decode(self) -> None:
        if self._bytes:
            codec = self._group.codec or self._fonts.get(self._usual_font) or self._codec
            text = self._bytes.decode(codec, "replace").translate(CONTROLS)
            self._bytes.clear()
            self._put(text)

    def _put(self, text: str) -> None:
        """Put letters where those of the group go."""
        group, self._begins = self._group, False
        if group.place == "text" and self._is_shown(group):
            self._text.runs.append((text, group.bold, group.raised))
        elif group.place == "label":
            self._text.label += text
        elif group.place == "styles":
            self._styles[group.style] = self._styles.get(group.style, "") + text

    def _word(self, word: str, number: int | None) -> None:
        begins, starred = self._begins, self._starred
        self._begins = self._starred = False
        if begins and (word in _PLACES or word in _TEXTS or (starred and word not in KNOWN)):
            self._goes_to(word)
        elif word == "u":
            letter = chr((number or 0) & 0xFFFF)
            self._put(letter if ord(letter) >= _FIRST_LETTER else "")
            self._left = self._group.skipped
        elif word in LETTERS:
            self._put(LETTERS[word])
        elif word == "line":
            self._put("\n")
        elif word in ("par", "sect"):
            self._end_paragraph()
        else:
            on = number != 0
            self._letters_look(word, number or 0, on=on)
            self._paragraph_looks(word, number or 0)
            self._table_looks(word, number or 0)
            self._file_says(word, number or 0)

    def _goes_to(self, word: str) -> None:
        """Begin what goes elsewhere than the text around it."""
        group = self._group
        if word not in _TEXTS:
            group.place = _PLACES.get(word, "nowhere")
        elif group.place == "text":
            self._texts.append(self._text)
            self._text = _Text()
            self._group = _Group(opened=_TEXTS[word], codec=group.codec, skipped=group.skipped)

    def _letters_look(self, word: str, number: int, *, on: bool) -> None:
        group = self._group
        match word:
            case "b":
                group.bold = on
            case "super":
                group.raised = on
            case "up":
                group.raised = number > 0
            case "nosupersub" | "sub":
                group.raised = False
            case "v":
                group.left_out = on
            case "deleted":
                group.deleted = on
            case "f" if group.place != "fonts":
                group.codec = self._fonts.get(number) or self._codec
            case "uc":
                group.skipped = max(number, 0)
            case "plain":
                group.bold = group.raised = group.left_out = group.deleted = False
                group.codec = None

    def _paragraph_looks(self, word: str, number: int) -> None:
        group = self._group
        match word:
            case "pard" if group.place == "text":
                group.style = group.item = group.depth = 0
                group.level = _NO_HEADING
            case "s":
                group.style = number
            case "outlinelevel":
                group.level = number
            case "ilvl":
                group.item = max(number, 0)
            case "intbl":
                group.depth = max(group.depth, 1)
            case "itap":
                group.depth = min(max(number, 0), DEEPEST_TABLE)

    def _table_looks(self, word: str, number: int) -> None:
        depth = max(self._group.depth, 2) if word.startswith("nest") else 1
        match word:
            case "trowd":
                self._forms, self._form, self._is_head = [], CellForm(), False
            case "trhdr":
                self._is_head = True
            case "clvmrg":
                self._form.above = True
            case "clmrg":
                self._form.before = True
            case "cellx":
                self._form.right = number
                self._forms.append(self._form)
                self._form = CellForm()
            case "cell" | "nestcell":
                self._end_paragraph(depth)
                self._text.blocks.end_cell(depth)
            case "row" | "nestrow":
                self._text.blocks.end_row(depth, self._forms, is_head=self._is_head)

    def _file_says(self, word: str, number: int) -> None:
        match word:
            case "ansicpg":
                self._codec = page_codec(number)
            case "mac" | "pc" | "pca":
                self._codec = SETS[word]
            case "deff":
                self._usual_font = number
            case "f" if self._group.place == "fonts":
                self._font = number
            case "fcharset":
                self._fonts[self._font] = charset_codec(number)
            case "cpg":
                self._fonts[self._font] = page_codec(number)

    def _end_paragraph(self, depth: int | None = None) -> None:
        """Put the paragraph that was read, and the boxes in it, where they belong."""
        group, text = self._group, self._text
        place = group.depth if depth is None else depth
        html, label = _inline(text.runs), text.label.strip()
        boxes, text.runs, text.label, text.boxes = text.boxes, [], "", []
        if html.strip():
            text.blocks.add(self._block(html, label, group), place)
        for box in boxes:
            text.blocks.add(Block(box), place)

    def _block(self, html: str, label: str, group: _Group) -> Block:
        name = self._styles.get(group.style, "").strip("; ")
        named = _HEADING.match(name)
        level = int(named[1]) if named else group.level + 1 if group.level < _NO_HEADING else 0
        if name.lower() == "title":
            return Block(f"<h1>{html}</h1>")
        if level > 0:
            tag = f"h{min(level, _DEEPEST_HEADING)}"
            return Block(f"<{tag}>{marked(escape(label)) if label else ''}{html}</{tag}>")
        return Block(html, group.item, escape(label)) if label else Block(f"<p>{html}</p>")


def _inline(runs: Sequence[tuple[str, bool, bool]]) -> str:
    parts = list[str]()
    for (bold, raised), found in groupby(runs, lambda run: run[1:]):
        text = escape("".join(run[0] for run in found), quote=False).replace("\n", "<br>")
        text = f"<sup>{text}</sup>" if raised and text.strip() else text
        parts.append(f"<strong>{text}</strong>" if bold and text.strip() else text)
    return "".join(parts)
