"""What stands where a conversation will: what is indexed, or how to begin.

Pure functions from data to HTML, and one that looks where the index is.
"""

import shlex
from collections.abc import Sequence
from pathlib import Path

from ui.markup import count, escape

DEFAULT_INDEX = "index"  # which `rag sync` takes where it is told none


def named_index(folder: Path) -> str:
    """Give an index's path below the working folder; "" for one elsewhere: no page tells where."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return ""


def nothing_html(index: str) -> str:
    """Greet where nothing is indexed: by adding files, or a command for the index named."""
    option = f" --index {escape(shlex.quote(index))}" if index else " --index INDEX"
    option = "" if index == DEFAULT_INDEX else option
    which = "" if index else "; INDEX is the folder of the index that this page was started with"
    return (
        '<div class="welcome"><h2>No documents yet</h2><p>Add files, or drop them anywhere on this '
        "page, and ask about what they say.</p>"
        '<div class="examples"><button type="button" class="example first" data-view="documents">'
        "Add documents</button></div>"
        "<p>Or index a whole folder by a command in a terminal, then reload this page: "
        f"<code>rag sync FOLDER{option}</code>{which}</p></div>"
    )


def welcome_html(documents: int, passages: int, examples: Sequence[str]) -> str:
    """Greet: what is indexed, and questions to begin with."""
    held = f"{count(documents, 'document')}, {count(passages, 'passage')}"
    buttons = "".join(
        f'<button type="button" class="example" dir="auto" data-ask="{escape(question)}">'
        f"{escape(question)}</button>"
        for question in examples
    )
    return (
        f'<div class="welcome"><h2>Ask your documents</h2><p>{held}. Each answer quotes them, '
        "with a [n] that shows where.</p>"
        f'<div class="examples" role="group" aria-label="Example questions">{buttons}</div></div>'
    )
