"""docutils' tree of a document -> Markdown. Knows nothing of how the tree was made."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes

from rag.documents.formats.html.raised import with_powers
from rag.documents.formats.rst.inline import UNSEEN, inline_text
from rag.documents.formats.rst.tables import table_text

_BULLET = "- "
_DEEPEST = 6  # levels of headings in Markdown
_ERROR = 3  # docutils' level of what it could not read
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50),
    ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_ENDS = (".", "?", "!", ":", ",", ";")
_UNDERLINE = re.compile(r"([^\w\s])\1{2,}\s*\Z")
_TICKS = re.compile("`+")
_PARAMETER = re.compile(r"(?:param|parameter|arg|argument|key|keyword)\s(?:.*\s)?(\S+)\Z")
_TYPE = re.compile(r"type\s(\S+)\Z")


def markdown_of(document: nodes.document) -> str:
    """Write a document; sections are headings by their depth."""
    blocks = _blocks(document.children, document, 1)
    return with_powers("\n\n".join(blocks)).strip() + "\n"


def fields_of(node: nodes.Node, document: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the names of a field list with their values' first paragraphs."""
    for field in node.children:
        name, body = field.children
        first = body.children[0] if body.children else None
        plain = isinstance(first, nodes.paragraph)
        yield inline_text(name, document), inline_text(first, document) if plain else ""


def _blocks(children: Iterable[nodes.Node], document: nodes.document, depth: int) -> Iterator[str]:
    for node in children:
        text = _block(node, document, depth)
        if text.strip():
            yield text


def _block(node: Any, document: nodes.document, depth: int) -> str:
    if isinstance(node, UNSEEN):
        return ""
    if isinstance(node, nodes.section):
        return "\n\n".join(_blocks(node.children, document, depth + 1))
    if isinstance(node, nodes.title):
        return f"{'#' * min(max(depth - 1, 1), _DEEPEST)} {inline_text(node, document)}"
    if isinstance(node, nodes.rubric):
        return f"**{inline_text(node, document)}**"
    if isinstance(node, nodes.system_message):
        return _unread(node)
    if isinstance(node, (nodes.literal_block, nodes.doctest_block, nodes.math_block)):
        return _literal(node)
    if isinstance(node, nodes.table):
        return table_text(node, lambda one: _cell(one, document))
    if isinstance(node, nodes.line_block):
        return "\n".join(_lines(node, document))
    if isinstance(node, nodes.attribution):
        return f"— {inline_text(node, document)}"
    if isinstance(node, nodes.TextElement):
        return _paragraph(node, document)
    if isinstance(node, (nodes.bullet_list, nodes.enumerated_list)):
        return _list(node, document, depth)
    if isinstance(node, (nodes.definition_list, nodes.field_list, nodes.option_list)):
        return _named_items(node, document, depth)
    if isinstance(node, (nodes.footnote, nodes.citation)):
        return _note(node, document, depth)
    if isinstance(node, nodes.Admonition):
        return _admonition(node, document, depth)
    if isinstance(node, (nodes.topic, nodes.sidebar)):
        return _topic(node, document, depth)
    return "\n\n".join(_blocks(node.children, document, depth))


def _paragraph(node: Any, document: nodes.document) -> str:
    text = inline_text(node, document)
    seen = [one for one in node.children if not isinstance(one, (nodes.target, *UNSEEN))]
    bold = len(seen) == 1 and isinstance(seen[0], nodes.strong)
    return f"**{text}**" if bold and text else text


def _literal(node: Any) -> str:
    """Fence code; a formula is its letters."""
    text = str(node.astext()).strip("\n")
    if isinstance(node, nodes.math_block):
        return text
    classes = node.get("classes", [])
    language = classes[1] if classes[:1] == ["code"] and len(classes) > 1 else ""
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language if language.isalnum() else ''}\n{text}\n{fence}"


def _unread(message: Any) -> str:
    """Keep what docutils could not read, such as a table with a line too long, as it stands."""
    block = next(iter(message.findall(nodes.literal_block)), None)
    if block is None or message.get("level", 0) < _ERROR:
        return ""
    lines = block.astext().strip("\n").split("\n")
    titled = [line.strip() for line in lines if not _UNDERLINE.match(line)]
    if len(titled) == 1 and len(lines) > 1:  # a heading where there can be none
        return f"**{titled[0]}**"
    return _literal(block)


def _lines(node: Any, document: nodes.document) -> Iterator[str]:
    for one in node.children:
        if isinstance(one, nodes.line_block):
            yield from _lines(one, document)
        else:
            yield inline_text(one, document)


def _list(node: Any, document: nodes.document, depth: int) -> str:
    numbers = isinstance(node, nodes.enumerated_list)
    first = node.get("start", 1)
    items = []
    for at, item in enumerate(node.children):
        mark = f"{_number(first + at, node)} " if numbers else _BULLET
        items.append(_below(mark, _item(item, document, depth), len(mark)))
    return "\n".join(items)


def _number(number: int, node: Any) -> str:
    """Write an item's number as the list does: "1." "b)" "(iv)"."""
    kind = node.get("enumtype", "arabic")
    text = str(number)
    if kind.endswith("alpha"):
        text = chr(ord("a") + (number - 1) % 26)
    elif kind.endswith("roman"):
        text = _roman(number)
    text = text.upper() if kind.startswith("upper") else text
    return f"{node.get('prefix', '')}{text}{node.get('suffix', '.')}"


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN:
        text, number = text + letters * (number // value), number % value
    return text


def _item(item: Any, document: nodes.document, depth: int) -> str:
    """Join the blocks of an item, a list directly below the words above it."""
    text = ""
    for node in item.children:
        block = _block(node, document, depth)
        if block.strip():
            close = isinstance(node, (nodes.bullet_list, nodes.enumerated_list))
            text += ("\n" if close else "\n\n") * bool(text) + block
    return text


def _below(mark: str, text: str, width: int) -> str:
    """Indent the lines of a text below its first, which has the mark."""
    first, *others = text.split("\n")
    indent = " " * width
    return "\n".join([mark + first, *(indent + line if line else "" for line in others)])


def _named_items(node: Any, document: nodes.document, depth: int) -> str:
    """Write names with what is said of each: on its line where that is a paragraph."""
    written = [_named(item, document, depth) for item in node.children]
    close = all("\n\n" not in one for one in written)
    definitions = isinstance(node, nodes.definition_list)
    return ("\n" if close and not definitions else "\n\n").join(filter(None, written))


def _named(item: Any, document: nodes.document, depth: int) -> str:
    *names, body = item.children
    name = _name(names, document)
    said = list(body.children)
    first = said[0] if said else None
    blocks = list(_blocks(said, document, depth))
    if isinstance(first, nodes.paragraph) and blocks and not name.endswith(_ENDS[:3]):
        return _item_text(f"{name.rstrip(': ')}: {blocks[0]}", said, blocks)
    if blocks and (isinstance(item, nodes.field) or name.endswith(":")):
        name = name.removesuffix(":")
        return _item_text(f"{name}:", [first, *said], ["", *blocks])
    return "\n\n".join([f"**{name}**" if blocks else name, *blocks])


def _item_text(line: str, said: list[Any], blocks: list[str]) -> str:
    """Put the other blocks below the line, a list directly."""
    lists = (nodes.bullet_list, nodes.enumerated_list)
    if len(blocks) > 1 and len(said) == len(blocks) and isinstance(said[1], lists):
        return "\n\n".join(["\n".join([line, blocks[1]]), *blocks[2:]])
    return "\n\n".join([line, *blocks[1:]])


def _name(names: list[Any], document: nodes.document) -> str:
    """Join a term with its kinds, or the ways to write an option."""
    first, *kinds = names
    if isinstance(first, nodes.option_group):
        return ", ".join(option.astext() for option in first.children)
    terms = [
        inline_text(one, document)
        for one in names
        if isinstance(one, (nodes.term, nodes.field_name))
    ]
    said = [inline_text(one, document) for one in kinds if isinstance(one, nodes.classifier)]
    if isinstance(first, nodes.field_name):
        return _TYPE.sub(r"type of \1", _PARAMETER.sub(r"\1", terms[0]))
    return ", ".join(terms) + (f" ({', '.join(said)})" if said else "")


def _note(node: Any, document: nodes.document, depth: int) -> str:
    label, others = "", node.children
    if others and isinstance(others[0], nodes.label):
        label, others = others[0].astext(), others[1:]
    text = "\n\n".join(_blocks(others, document, depth))
    return f"[{label}] {text}" if label else text


def _admonition(node: Any, document: nodes.document, depth: int) -> str:
    """Write "Note: ..." before the words of a note."""
    title, said = node.tagname.capitalize(), list(node.children)
    if said and isinstance(said[0], nodes.title):
        title, said = inline_text(said[0], document), said[1:]
    blocks = list(_blocks(said, document, depth))
    if not blocks or not isinstance(_first(said), nodes.paragraph):
        return "\n\n".join([f"**{title}**" if blocks else f"{title}.", *blocks])
    return "\n\n".join([f"{title}: {blocks[0]}", *blocks[1:]])


def _first(said: list[Any]) -> Any:
    first = said[0]
    return _first(first.children) if isinstance(first, nodes.container) else first


def _topic(node: Any, document: nodes.document, depth: int) -> str:
    if "contents" in node.get("classes", []):
        return ""
    titles = [one for one in node.children if isinstance(one, (nodes.title, nodes.subtitle))]
    heads = [f"**{inline_text(one, document)}**" for one in titles]
    others = [one for one in node.children if one not in titles]
    return "\n\n".join([*heads, *_blocks(others, document, depth)])


def _cell(entry: Any, document: nodes.document) -> str:
    """Join the words of a cell's blocks."""
    if isinstance(entry, nodes.TextElement):
        return inline_text(entry, document)
    return " ".join(_blocks(entry.children, document, 1)).replace("\n", " ")
