"""What `rag sync` and `rag add` do with an index: plan, follow, store.

It knows the library and how a report is shown; options are parsed in rag.cli.commands.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import typer

from rag.cli.application import FAILED
from rag.cli.progress import progress_bar
from rag.cli.show import show_documents, show_json, show_report
from rag.cli.text import one_line
from rag.counted import counted
from rag.documents import find_files, is_folder, read_document
from rag.errors import DocumentError
from rag.index.index import TRUTH
from rag.knowledge_base import KnowledgeBase
from rag.sync.plan import plan
from rag.sync.report import OnProgress, SyncReport
from rag.sync.watching import follow


class Work(Protocol):
    """A sync or an addition of which all but the knowledge base is settled."""

    def __call__(self, kb: KnowledgeBase, /, *, on_progress: OnProgress | None) -> SyncReport:
        """Do it."""


def planned(folder: Path, index: Path) -> SyncReport:
    """Say what a sync would do, without making the index when there is none."""
    if not (index / TRUTH).is_file():
        return SyncReport() if _is_empty(folder) else plan([], folder, index=index)
    with KnowledgeBase.open(index, create=False) as kb, _telling_what_stays(kb, folder):
        return kb.plan(folder)


def mirrored(
    kb: KnowledgeBase,
    *,
    folder: Path,
    quick: bool | None,
    later: bool = False,
    on_progress: OnProgress | None = None,
) -> SyncReport:
    """Sync; a folder that has lost all its documents changes nothing, and that is told.

    The mirror of an empty folder in an index without documents is that index.
    """
    if _is_empty(folder) and not kb.contents().documents:
        return SyncReport()
    with _telling_what_stays(kb, folder):
        return kb.sync(folder, quick=quick, later=later, on_progress=on_progress)


def added(kb: KnowledgeBase, *, path: Path, on_progress: OnProgress | None) -> SyncReport:
    """Add a file or a folder's files; a file that cannot be used is named by its path as given."""
    try:
        return kb.add(path, on_progress=on_progress)
    except DocumentError:
        if not is_folder(path):
            read_document(path, root=path.parent)  # raises the same, with that name
        raise


@contextmanager
def _telling_what_stays(kb: KnowledgeBase, folder: Path) -> Iterator[None]:
    try:
        yield
    except DocumentError as error:
        count = kb.contents().documents
        if not count or not is_folder(folder):
            raise
        held = f"the {counted(count, 'document')} of the index in {kb.folder}"
        raise DocumentError(
            f"{error}; until then answers come from {held}: to drop some, rag remove ID...; "
            "to drop all, delete that folder"
        ) from error


def follow_folder(
    folder: Path, index: Path, as_json: bool, *, quick: bool | None, anew: bool
) -> None:
    """Sync at every change, telling of each that did something or found other unusable files."""
    find_before_making(folder, index, may_be_empty=True)
    with KnowledgeBase.open(index, anew=anew) as kb:
        told = SyncReport()

        def tell(report: SyncReport) -> None:
            nonlocal told
            unusable = (report.stale, report.skipped) != (told.stale, told.skipped)
            told = report
            if as_json:
                typer.echo(json.dumps(report.to_dict()))  # one a line
            elif report.changed or unusable:
                show_report(report)

        follow(
            folder,
            lambda: mirrored(kb, folder=folder, quick=quick),
            on_report=tell,
            on_error=lambda error: typer.echo(f"error: {one_line(str(error))}", err=True),
        )


def find_before_making(folder: Path, index: Path, *, may_be_empty: bool = False) -> None:
    """Raise what is wrong with the folder before a new index is made for it.

    One of other files than documents is hardly the one meant, an empty one may be filled later.
    """
    if not (index / TRUTH).is_file() and not (may_be_empty and _is_empty(folder)):
        find_files(folder)


def read_before_making(file: Path, index: Path) -> None:
    """Raise what is wrong with a file before a new index is made for it."""
    if not (index / TRUTH).is_file():
        read_document(file, root=file.parent)


def _is_empty(folder: Path) -> bool:
    """Say whether a folder can be listed and holds nothing but what is hidden."""
    try:
        return is_folder(folder) and all(entry.name.startswith(".") for entry in folder.iterdir())
    except OSError:
        return False  # what is wrong is told where its files are looked for


def make_where_missing(index: Path) -> bool:
    """Make an index without documents where there is none, and say whether it was made."""
    if (index / TRUTH).is_file():
        return False
    KnowledgeBase.open(index).close()
    return True


def store(work: Work, index: Path, as_json: bool, *, anew: bool = False) -> None:
    """Run a sync or an addition under a progress bar; fail when no file could be used."""
    with KnowledgeBase.open(index, anew=anew) as kb, progress_bar() as on_progress:
        report = work(kb, on_progress=on_progress)
        empty = not kb.contents().documents and not report.removed
    show_json(report.to_dict()) if as_json else show_report(report)
    if empty and not as_json and not report.skipped:
        show_documents([])  # says how to fill the index
    used = (report.added, report.updated, report.renamed, report.unchanged)
    if (report.skipped or report.stale) and not any(used):
        raise typer.Exit(FAILED)
