"""`rag chat`: a conversation on the terminal, or over a pipe, one question a line."""

import json
import sys
from collections.abc import Iterator

import typer

from rag.cli.advice import completed
from rag.cli.show import show_answer, show_meant, show_undated
from rag.cli.text import one_line
from rag.conversation import Conversation
from rag.conversation.small_talk import is_farewell
from rag.errors import QuestionError

PROMPT = "> "
END = frozenset({"exit", "quit"})  # or a farewell


def converse(chat: Conversation, *, as_json: bool, undated: int) -> None:
    """Answer each line of the input until it ends; a question that cannot be asked is said so.

    A refusal is told with how many documents are left out, because they are `undated`.
    """
    for question in _lines():
        try:
            answer = chat.ask(question)
        except QuestionError as error:
            typer.echo(f"error: {one_line(completed(str(error)))}", err=True)
            continue
        if as_json:
            typer.echo(json.dumps(answer.to_dict()))
            continue
        show_meant(answer, question)
        show_answer(answer)
        if answer.status == "not_found":
            show_undated(undated)
        typer.echo()


def _lines() -> Iterator[str]:
    """Give the lines that are not empty; on a terminal, after a prompt each."""
    prompted = sys.stdin.isatty()
    while True:
        if prompted:
            typer.echo(PROMPT, nl=False)
        line = sys.stdin.readline()
        if not line or line.strip().lower() in END or is_farewell(line):
            return
        if line.strip():
            yield line.strip()
