"""The documents: their list, additions and removals, as HTML and as the page's server calls.

An addition reads only files that the page itself uploaded.
"""

import errno
import logging
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag import (
    DocumentError,
    IndexBusy,
    IndexContents,
    InputError,
    KnowledgeBase,
    ListedDocument,
    Progress,
    RagError,
)
from ui.markup import date_html, escape, shorten

MOST_LISTED = 1000  # rows; others are found by name
LARGEST_UPLOAD = "50mb"
ORIGIN = "upload"  # the folder in the name of a document whose file name another has
MOST_AT_ONCE = 50  # files dropped at a time
UNKNOWN = '<span class="unknown">unknown</span>'  # left out where there is little room
_LONGEST_NAME = 110  # characters of a file's name in what is said about it
_REFUSALS = {
    errno.ENAMETOOLONG: "its name is too long; give it a shorter one",
    errno.EISDIR: "its name is that of a folder; give it another",
    errno.ENOSPC: "the disk is full; free some space",
}


@dataclass(frozen=True, slots=True)
class Library:
    """What the Documents view asks of the server; answers are HTML or JSON types."""

    kb: KnowledgeBase
    _embedded: dict[str, int] = field(default_factory=dict)  # passages, by path, while it is added

    def library(self, given: Mapping[str, Any] | None = None) -> str:
        """List the documents, or those whose title or id contains what is given."""
        containing = str((given or {}).get("containing", "")).strip()
        documents = self.kb.list_documents(containing, limit=MOST_LISTED + 1)
        return list_html(documents, self.kb.contents())

    def add_upload(self, given: dict[str, Any]) -> dict[str, Any]:
        """Add an uploaded file under its own name; say in words what happened."""
        name, sent = _name(given), str(given.get("path", ""))

        def tell(now: Progress) -> None:
            self._embedded[sent] = now.passages

        try:
            uploaded = _uploaded(Path(sent))
            with ExitStack() as kept:
                path = _copied(uploaded, name or uploaded.name, kept)
                report = self.kb.add(path, origin=_origin(given), on_progress=tell)
        except DocumentError as error:  # it names the file
            return {"ok": False, "message": str(error)}
        except RagError as error:
            message = f"{shorten(name, _LONGEST_NAME)}: {_reason(error)}"
            busy = {"busy": True} if isinstance(error, IndexBusy) else {}  # the page keeps the file
            return {"ok": False, "message": message, **busy}
        finally:
            self._embedded.pop(sent, None)
            _discard(given)
        if report.skipped:
            return {"ok": False, "message": "; ".join(report.skipped.values())}
        if report.unchanged:
            return {"ok": True, "message": f"{name} is here already, unchanged."}
        passages = self._passages(*report.added, *report.updated)
        if report.updated:
            done = f"{name} updated, {passages}; it was uploaded before"
        elif report.taken:
            done = f"{name} added as {next(iter(report.taken))}, {passages}; another has its name"
        else:
            done = f"{name} added, {passages}"
        return {"ok": True, "message": f"{done}."}

    def add_progress(self, given: Mapping[str, Any]) -> int:
        """Count the passages embedded so far of an uploaded file that is being added."""
        return self._embedded.get(str(given.get("path", "")), 0)

    def _passages(self, *document_ids: str) -> str:
        """Count what is stored of documents; one may have been removed again meanwhile."""
        found = [d for name in document_ids for d in self.kb.list_documents(name)]
        stored = sum(d.passages for d in found if d.id in document_ids)
        return f"{stored:,} passage{'' if stored == 1 else 's'}"

    def remove_document(self, given: dict[str, Any]) -> dict[str, Any]:
        """Remove a document from the index."""
        try:
            self.kb.remove(str(given.get("id", "")))
        except RagError as error:
            return {"ok": False, "message": _reason(error)}
        return {"ok": True, "message": "Removed."}


def list_html(documents: Sequence[ListedDocument], held: IndexContents) -> str:
    """Show the documents as a table with a box to choose each, and the files that failed.

    One more than `MOST_LISTED` stands for all that are left out.
    """
    if not held.documents and not held.skipped:
        return '<p class="none">No documents yet. Choose files above, or drop them here.</p>'
    rows = "".join(_row(document) for document in documents[:MOST_LISTED])
    table = (
        '<table><thead><tr><th scope="col"><span class="sr-only">Answer from</span></th>'
        '<th scope="col">Document</th><th scope="col">Date</th><th scope="col">Passages</th>'
        '<th scope="col"><span class="sr-only">Actions</span></th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
    if len(documents) > MOST_LISTED:
        table += (
            f'<p class="muted">The first {MOST_LISTED:,} are shown; '
            "find others by their name or title above.</p>"
        )
    none = '<p class="none">No document has this in its name or title.</p>'
    failed = "".join(
        f'<li><span class="state bad">not read</span> {escape(reason)}</li>'
        for reason in held.skipped.values()
    )
    return (
        _waiting(held.provisional, held.passages)
        + (table if documents else none if held.documents else "")
        + (
            f'<h3>Files that could not be used</h3><ul class="failed">{failed}</ul>'
            if failed
            else ""
        )
    )


def _waiting(passages: int, of: int) -> str:
    if not passages:
        return ""
    return (
        f'<p class="muted">{passages:,} of {of:,} passages are still being embedded; until then '
        "answers may be a little worse.</p>"
    )


def _row(document: ListedDocument) -> str:
    name, title = escape(document.id), escape(shorten(document.title, 110))
    return (
        f'<tr data-id="{name}"><td><label class="tick"><input type="checkbox" class="choose" '
        f'value="{name}" aria-label="Answer from {title}"></label></td>'
        f'<td class="name"><button type="button" class="link" data-open="{name}" dir="auto">{title}'
        f'</button><span class="muted">{name}</span></td>'
        f'<td class="day">{date_html(document.published) or UNKNOWN}</td>'
        f'<td class="size">{document.passages:,}</td>'
        f'<td class="act"><details><summary aria-label="Remove {title}">Remove</summary>'
        f'<p>Remove it from the index?</p><button type="button" class="danger" '
        f'data-remove="{name}" aria-label="Yes, remove {title}">Yes, remove</button>'
        f'<button type="button" class="quiet" data-keep aria-label="Keep {title}">Keep</button>'
        "</details></td></tr>"
    )


def _reason(error: RagError) -> str:
    """Say what was wrong with a request; what is wrong with the index would tell where that is."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, IndexBusy):
        return (
            "not done yet, because documents are being synced just now; "
            "wait until the sync has ended, then try again"
        )
    logging.getLogger(__name__).error("%s", error)
    return "the index cannot be changed now; try again, or see the server's log"


def _name(given: Mapping[str, Any]) -> str:
    """Give the name of an uploaded file, with "?" for half a character: no reply can hold one."""
    return Path(str(given.get("name", "")).encode("utf-8", "replace").decode("utf-8")).name


def _origin(given: Mapping[str, Any]) -> str:
    """Stand for where a file came from: those of two folders are two, though of the same name."""
    folder = str(given.get("folder", "")).encode("utf-8", "replace").decode("utf-8")
    return "/".join([ORIGIN, *(part for part in folder.split("/") if part.strip(" ."))])


def _uploaded(path: Path) -> Path:
    """Give a file's real path; raises InputError unless this page's server stored it."""
    from gradio.utils import get_upload_folder

    folder = Path(get_upload_folder()).resolve()
    try:
        real = path.resolve()
        here = real.is_relative_to(folder) and real.is_file()
    except (OSError, ValueError):  # a path that no file can have
        here = False
    if not here:
        raise InputError("this file was not uploaded here; drop it on the page again")
    return real


def _copied(uploaded: Path, name: str, kept: ExitStack) -> Path:
    """Copy an upload to a file of this name, deleted when `kept` ends.

    Raises InputError, with the reason, where the name or the disk does not allow it.
    """
    try:
        path = Path(kept.enter_context(tempfile.TemporaryDirectory())) / name
        shutil.copyfile(uploaded, path)
    except (OSError, ValueError) as error:
        raise InputError(f"it cannot be stored: {_refusal(error)}, then drop it again") from error
    return path


def _refusal(error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "its name has a character that no file name can have; give it another"
    reason = f"{error.strerror or error}; check the disk and the file's name"
    return _REFUSALS.get(error.errno or 0, reason)


def _discard(given: dict[str, Any]) -> None:
    """Delete the uploaded copy: what is needed of it is in the index now."""
    try:
        _uploaded(Path(str(given.get("path", "")))).unlink(missing_ok=True)
    except InputError:
        return
