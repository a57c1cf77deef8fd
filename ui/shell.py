"""The page's frame: header, Documents view, history, and the viewer of a whole document.

The frame itself is fixed; what changes in it comes from the server functions below, as HTML
made by pure functions, and from what the browser keeps. The script is static/shell.js.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from rag import InputError, KnowledgeBase, Span
from ui.chat import sending_html
from ui.document_view import document_html, missing_html
from ui.feedback import read_feedback
from ui.library import MOST_AT_ONCE, Library
from ui.options import PASSAGES, STRICTNESS
from ui.talking import Talk

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame asks of the server apart from the documents' list."""

    kb: KnowledgeBase

    def view_document(self, given: dict[str, Any]) -> str:
        """Show a document with a stretch of it marked."""
        name = str(given.get("id", ""))
        try:
            mark = str(given.get("mark") or "")
            return document_html(self.kb.document(name), _span(given), mark)
        except InputError:
            return missing_html(name)

    def export_feedback(self, _: Any = None) -> str:
        """Give the verdicts as JSON lines."""
        return read_feedback(self.kb.folder)


def shell(talk: Talk) -> gr.HTML:
    """Make the frame's component."""
    library, frame = Library(talk.kb), Frame(talk.kb)
    html = (STATIC / "shell.html").read_text(encoding="utf-8")
    passages = _choices({n or "": f"{n} passages" if n else "as many as needed" for n in PASSAGES})
    strictness = _choices({name: name for name in STRICTNESS}, chosen="balanced")
    return gr.HTML(
        "",
        html_template=html.replace("@passages", passages)
        .replace("@strictness", strictness)
        .replace("@sending", sending_html())
        .replace("@most", str(MOST_AT_ONCE))
        .replace("@index", index_mark(talk.kb)),
        js_on_load=(STATIC / "shell.js").read_text(encoding="utf-8"),
        elem_id="shell",
        apply_default_css=False,
        server_functions=[
            _plain(talk.welcome),
            _plain(library.library),
            _plain(library.add_upload),
            _plain(library.add_progress),
            _plain(library.remove_document),
            _plain(frame.view_document),
            _plain(frame.export_feedback),
        ],
    )


def index_mark(kb: KnowledgeBase) -> str:
    """Name the index without telling where it is: a browser keeps things for each by itself."""
    return hashlib.sha256(str(kb.folder.resolve()).encode("utf-8", "replace")).hexdigest()[:12]


def _plain(method: Any) -> Any:
    """Wrap a method as a function of its name: Gradio marks what it serves, and methods refuse.

    What is no mapping comes from no page, and counts as an empty one.
    """

    def call(given: Any = None) -> Any:
        return method(given if isinstance(given, Mapping) else {})

    call.__name__ = method.__name__
    return call


def _choices(labels: Mapping[Any, str], chosen: Any = "") -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>'
        f"{label.capitalize()}</option>"
        for value, label in labels.items()
    )


def _span(given: dict[str, Any]) -> Span | None:
    """Read a stretch from a permalink, which anybody may have written."""
    try:
        return Span(int(given["start"]), int(given["end"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
