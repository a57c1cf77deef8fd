"""A progress bar for a sync: files done, passages per second, time left; then the rest's.

Drawn on stderr, and only on a terminal.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from rag.cli.text import shortened
from rag.counted import counted
from rag.sync.report import OnProgress, Progress

_SEARCHABLE = "All of it can be searched and asked now; embedding it makes the answers better."


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
        progress.TextColumn("{task.description}", markup=False),
        progress.TextColumn("{task.fields[rate]:.0f}/s", markup=False),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[file]}", markup=False),
    )
    with progress.Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, progress.TaskID] = {}  # by stage

        def show(now: Progress) -> None:
            if now.stage not in tasks:
                for former in tasks.values():
                    bar.remove_task(former)
                if now.stage == "refining":
                    console.print(_SEARCHABLE, highlight=False)
                tasks[now.stage] = bar.add_task("", total=None, rate=0.0, file="")
            elapsed = bar.tasks[-1].elapsed or 0.0
            indexing = now.stage == "indexing"
            files = f"files, {counted(now.passages, 'passage')}"
            bar.update(
                tasks[now.stage],
                description=files if indexing else "passages embedded",
                completed=now.done,
                total=now.total,
                rate=now.passages / elapsed if elapsed else 0.0,
                file=shortened(now.document_id, 40),
            )

        yield show
