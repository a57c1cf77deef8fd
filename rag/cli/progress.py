"""A progress bar for a sync: files done, passages per second, time left.

Drawn on stderr, and only on a terminal.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from rag.cli.text import shortened
from rag.sync_report import OnProgress, Progress


@contextmanager
def progress_bar() -> Iterator[OnProgress | None]:
    """Give what `KnowledgeBase.sync` calls as it goes; None where there is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich import progress

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("files, {task.fields[passages]} passages", markup=False),
        progress.TextColumn("{task.fields[rate]:.0f}/s", markup=False),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[file]}", markup=False),
    )
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("sync", total=None, passages=0, rate=0.0, file="")

        def show(now: Progress) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(
                task,
                completed=now.done,
                total=now.total,
                passages=now.passages,
                rate=now.passages / elapsed if elapsed else 0.0,
                file=shortened(now.document_id, 40),
            )

        yield show
