"""The words of a paragraph in docutils' tree, on one line, as its page shows them."""

import re
from typing import Any

from docutils import nodes

from rag.documents.formats.html.raised import raised

UNSEEN = (
    nodes.comment, nodes.image, nodes.substitution_definition, nodes.pending, nodes.raw,
    nodes.meta, nodes.decoration,
)  # fmt: skip
_TICKS = re.compile("`+")
# Words that lead on to a note's mark, which is left out elsewhere.
_LEADING_ON = re.compile(r"(?:^|\b(?:and|by|cf\.?|from|in|of|or|see|to|with)|[(,;])\s*\Z", re.I)


def inline_text(node: Any, document: Any) -> str:
    """Write the words of a paragraph or a title on one line, code in backticks."""
    return " ".join(_inline(node, document).split())


def _inline(node: Any, document: Any) -> str:
    if isinstance(node, nodes.Text):
        return str(node.astext())
    if isinstance(node, UNSEEN):
        return ""
    if isinstance(node, nodes.substitution_reference):
        return _substituted(node, document)
    text = ""
    for child in node.children:
        if isinstance(child, nodes.footnote_reference):
            mark = child.astext().strip()
            needed = mark and _LEADING_ON.search(text[-20:])
            text = f"{text}[{mark}]" if needed else text.rstrip()
        else:
            text += _inline(child, document)
    if isinstance(node, nodes.superscript):
        return raised(text)
    if isinstance(node, nodes.literal) and text.strip():
        longest = max(map(len, _TICKS.findall(text)), default=0)
        ticks = "`" * (longest + 1)
        return f"{ticks}{text}{ticks}"
    return f"[{text}]" if isinstance(node, nodes.citation_reference) else text


def _substituted(node: Any, document: Any) -> str:
    """Write what a name stands for; the name where nothing says that, as Sphinx's own ones."""
    name = node.get("refname", "")
    key = (
        name
        if name in document.substitution_defs
        else document.substitution_names.get(nodes.fully_normalize_name(name))
    )
    found = document.substitution_defs.get(key)
    if found is None or any(found.findall(nodes.substitution_reference)):  # it may be itself
        return str(node.astext())
    return "".join(_inline(child, document) for child in found.children)
