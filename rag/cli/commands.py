"""The commands: sync, add, remove, ask, chat, search, list, status, eval, ui."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from rag.cli.advice import completed
from rag.cli.application import (
    INDEX,
    Commands,
    IndexOption,
    JsonOption,
    LlmModelOption,
    LlmOption,
    common_options,
    language_model,
    open_closed_streams,
    path_of,
    tolerate_other_encodings,
    whole_number,
)
from rag.cli.asking import ask, chat, search
from rag.cli.evaluating import evaluation
from rag.cli.helping import Command
from rag.cli.listing import list_documents
from rag.cli.naming import meant
from rag.cli.show import show_json, show_plan, show_report, show_status
from rag.cli.storing import (
    added,
    find_before_making,
    follow_folder,
    make_where_missing,
    mirrored,
    planned,
    read_before_making,
    store,
)
from rag.cli.text import printable
from rag.documents import find_files, is_folder
from rag.errors import DocumentError
from rag.knowledge_base import KnowledgeBase

app = typer.Typer(
    cls=Commands,
    help="Ask your own documents: exact answers with citations that are true by construction.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: a panel of boxes costs 0.1 s and reads no better
    pretty_exceptions_enable=False,
)


app.callback()(common_options)


def main() -> None:
    """Run the command line and leave with its exit code."""
    open_closed_streams()
    tolerate_other_encodings()
    app(prog_name="rag")


@app.command(cls=Command)
def sync(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            parser=path_of("FOLDER"),
            help="The documents: text, PDF, Office, HTML, mail.",
        ),
    ],
    index: IndexOption = INDEX,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on following the folder, until Ctrl-C.")
    ] = False,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Empty the index first, whatever is wrong with it."),
    ] = False,
    quick: Annotated[
        bool | None,
        typer.Option(
            "--quick/--no-quick",
            help="Make all searchable before any is embedded; by default for a large new folder.",
        ),
    ] = None,
    later: Annotated[
        bool, typer.Option("--later", help="Leave what then waits to `rag ui` or the next sync.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make the index mirror a folder.

    New, changed and moved files are indexed, deleted ones dropped; others are not read. After a
    quick start answers are a little worse until everything is embedded.

    \b
    Example:
      rag sync seeds
    """
    if dry_run and (watch or rebuild):
        raise typer.BadParameter("--dry-run goes with neither --watch nor --rebuild")
    if watch and later:
        raise typer.BadParameter("--later does not go with --watch, which embeds what waits")
    if dry_run:
        report = planned(folder, index)
        show_json(report.to_dict()) if as_json else show_plan(report)
        return
    if rebuild:
        find_files(folder)  # raises before anything is deleted
    if watch:
        follow_folder(folder, index, as_json, quick=quick, anew=rebuild)
        return
    find_before_making(folder, index, may_be_empty=True)
    work = partial(mirrored, folder=folder, quick=quick, later=later)
    store(work, index, as_json, anew=rebuild)


@app.command(cls=Command)
def add(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", parser=path_of("PATH"), help="A document, or a folder of documents."
        ),
    ],
    index: IndexOption = INDEX,
    as_json: JsonOption = False,
) -> None:
    """Add a file or a folder's files.

    What the index holds stays, and a later sync of a folder leaves what was added. A file added
    again is updated; one whose name another document has is named by more of its path.

    \b
    Example:
      rag add notes/meeting.md
    """
    if is_folder(path):
        find_before_making(path, index)
    elif not path.exists():
        raise DocumentError(f"there is no {path}; check the path")
    else:
        read_before_making(path, index)
    store(partial(added, path=path), index, as_json)


@app.command(cls=Command)
def remove(
    document_ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Document ids, as `rag list` shows them.")
    ],
    index: IndexOption = INDEX,
    as_json: JsonOption = False,
) -> None:
    """Remove documents.

    One from a synced folder comes back with the next sync.

    \b
    Example:
      rag remove meeting.md
    """
    with KnowledgeBase.open(index, create=False) as kb:
        report = kb.remove(*meant(kb, document_ids))
    show_json(report.to_dict()) if as_json else show_report(report)


app.command(cls=Command)(ask)
app.command(cls=Command)(chat)
app.command(cls=Command)(search)
app.command("list", cls=Command)(list_documents)


@app.command(cls=Command)
def status(
    index: IndexOption = INDEX,
    check: Annotated[
        bool, typer.Option("--check", help="Read and compare all that tells if it was altered.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what the index holds.

    Also what it was made with, which files have changed since or could not be used, and which
    documents are copies of each other.

    \b
    Example:
      rag status --json
    """
    with KnowledgeBase.open(index, create=False) as kb:
        if check:
            kb.check()
        found = kb.status()
    show_json(found.to_dict()) if as_json else show_status(found)


app.command("eval", cls=Command)(evaluation)


@app.command(cls=Command)
def ui(
    index: IndexOption = INDEX,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="N", parser=whole_number(1, 65535), help="The port there.")
    ] = 7860,
    show: Annotated[bool, typer.Option("--open", help="Show it in the browser too.")] = False,
    auth: Annotated[
        str | None,
        typer.Option(
            metavar="USER:PASSWORD", envvar="RAG_AUTH", help="Ask for these; none by default."
        ),
    ] = None,
    root_path: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Where a proxy shows the page, such as https://a.example/rag."
        ),
    ] = None,
    llm: LlmOption = "",
    llm_model: LlmModelOption = "",
) -> None:
    """Open the web chat, until Ctrl-C.

    Where there is no index, one without documents is made: add them on the page, or sync a folder.

    \b
    Example:
      rag ui --port 8000
    """
    import ui as chat

    model = language_model(llm, llm_model)
    if make_where_missing(index):
        where = printable(str(index))
        advice = "add documents on the page, or with: rag sync FOLDER"
        typer.echo(completed(f"Made an index without documents in {where}; {advice}"))
    chat.launch(
        index,
        host=host,
        port=port,
        open_browser=show,
        auth=auth,
        root_path=root_path,
        llm=model,
    )
