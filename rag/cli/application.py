"""What all commands share: the options, how errors end a command, the exit codes.

0 done, 1 the task failed, 2 usage, 130 interrupted, 141 whoever read the output has gone. A refusal
to answer is a normal answer, hence 0.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from rag.cli.advice import completed, note_index
from rag.cli.naming import meant
from rag.cli.text import one_line
from rag.errors import InputError, RagError
from rag.generation.endpoint import ChatModel
from rag.knowledge_base import KnowledgeBase
from rag.options import first_day, last_day
from rag.text.paths import checked_path
from rag.version import __version__

FAILED = 1
MISUSED = 2
STORING = frozenset({"sync", "add", "remove"})  # the commands that write to an index
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
UNREAD = 141  # 128 + SIGPIPE, by which other programs end when `head` has seen enough


class UsageError(InputError):
    """Options that do not go together, or cannot be read: told in one line, exit code 2."""


class Commands(TyperGroup):
    """The commands, each of whose failures ends in one line on stderr."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read what was typed; the help and the version are printed meanwhile."""
        with _output_ends_quietly():
            return super().make_context(*args, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; RagError ends it with 1, Ctrl-C with 130."""
        note_index(None)
        with _output_ends_quietly(), _errors_in_one_line(ctx):
            return super().invoke(ctx)


@contextlib.contextmanager
def _errors_in_one_line(ctx: Any) -> Iterator[None]:
    try:
        yield
    except RagError as error:
        typer.echo(f"error: {one_line(completed(str(error)))}", err=True)
        raise typer.Exit(MISUSED if isinstance(error, UsageError) else FAILED) from error
    except KeyboardInterrupt as error:
        kept = "; what was stored until now is kept" if ctx.invoked_subcommand in STORING else ""
        typer.echo(f"interrupted{kept}", err=True)
        raise typer.Exit(INTERRUPTED) from error


@contextlib.contextmanager
def _output_ends_quietly() -> Iterator[None]:
    """End where output cannot be written: what is read and stored has errors of its own.

    Nobody is told that whoever read it has gone, of other reasons one line tells.
    """
    try:
        yield
    except OSError as error:
        unread = error.errno == errno.EPIPE
        for stream in (sys.stdout, sys.stderr) if unread else (sys.stdout,):
            with contextlib.suppress(OSError, AttributeError):  # what it still holds goes nowhere
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not unread:
            named = error.filename or "the output cannot be written"
            typer.echo(f"error: {one_line(str(named))}: {error.strerror}", err=True)
        raise typer.Exit(UNREAD if unread else FAILED) from error


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rag {__version__}")
        raise typer.Exit


def common_options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def open_closed_streams() -> None:
    """Read nothing and write to nowhere where a stream was closed, as by `>&-`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))


def tolerate_other_encodings() -> None:
    """Let a terminal without some character show its escape instead of ending the command.

    Bytes of the input that are not of its encoding are read as U+FFFD.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a stream put there by a test or a host
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    with contextlib.suppress(AttributeError):
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]


def _day_of(read: Callable[[str], date]) -> Callable[[str], date]:
    """Read the day of an option; one that is none is an error of usage."""

    def day(written: str) -> date:
        try:
            return read(written)
        except InputError as error:
            raise typer.BadParameter(str(error)) from error

    return day


def whole_number(least: int, most: int | None = None) -> Callable[[object], int]:
    """Read a whole number within bounds."""
    wanted = f"{least} or more" if most is None else f"{least} to {most}"

    def number(written: object) -> int:
        try:
            read = int(str(written))
        except ValueError:
            read = least - 1
        if read < least or (most is not None and read > most):
            raise typer.BadParameter(f"{written!r} is not taken; give a whole number, {wanted}")
        return read

    return number


def path_of(name: str) -> Callable[[str], Path]:
    """Read the path of an option or argument, which an unset variable leaves empty."""

    def path(written: str) -> Path:
        return checked_path(name, written)

    return path


def named_index(ctx: typer.Context, folder: Path | None) -> Path | None:
    """Note an index that was given on the command line, for the commands that are advised."""
    source = ctx.get_parameter_source("index")
    note_index(folder if source is not None and source.name == "COMMANDLINE" else None)
    return folder


INDEX = Path("index")
IndexOption = Annotated[
    Path,
    typer.Option(
        "--index",
        metavar="FOLDER",
        envvar="RAG_INDEX",
        parser=path_of("--index"),
        callback=named_index,
        help="The folder of the index.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document instead.")]
LlmOption = Annotated[
    str,
    typer.Option(
        "--llm",
        metavar="ADDRESS",
        envvar="RAG_LLM",
        help="Let a language model word answers: http://localhost:11434/v1, or any like OpenAI's.",
    ),
]
LlmModelOption = Annotated[
    str,
    typer.Option(
        "--llm-model",
        metavar="NAME",
        envvar="RAG_LLM_MODEL",
        help="Which one, where several are served; a key is read from RAG_LLM_KEY.",
    ),
]
DocumentOption = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="ID", help="Only this document; may be repeated."),
]
AfterOption = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        parser=_day_of(first_day),
        help="Published on this day (2024-01-31; 2024-01, 2024) or later; leaves out the undated.",
    ),
]
BeforeOption = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        parser=_day_of(last_day),
        help="Published on this day or earlier; leaves out the undated.",
    ),
]


def language_model(address: str, model: str) -> ChatModel | None:
    """Give the language model of the options; none without an address.

    A name that stands in the environment waits there for an address.
    """
    if not address.strip():
        if model and model != os.environ.get("RAG_LLM_MODEL"):
            raise UsageError("--llm-model needs the address of what serves it: --llm ADDRESS")
        return None
    return ChatModel(address, model=model, key=os.environ.get("RAG_LLM_KEY", ""))


def filters(
    kb: KnowledgeBase, documents: list[str] | None, after: date | None, before: date | None
) -> dict[str, Any]:
    """Give the keyword arguments of `search` and `ask` for the filter options."""
    return {
        "documents": meant(kb, documents) if documents else None,
        "after": after,
        "before": before,
    }
