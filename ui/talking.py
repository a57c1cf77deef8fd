"""What happens when somebody asks, stops, judges, clears or comes back to a conversation.

The handlers hold no conversation, only the knowledge base: turns travel in Gradio's state. They
give values for the outputs that `ui.app` lists, in its order.
"""

import logging
import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from rag import Answer, Conversation, InputError, KnowledgeBase, RagError
from ui.chat import Turn, answered, chat_html, failed, judged, searching, stopped
from ui.evidence import panel_html
from ui.examples import Examples
from ui.feedback import VERDICTS, judge
from ui.followups import answerable, candidates, unasked
from ui.markup import escape, shorten
from ui.options import MendedInDocuments, Options, read_options
from ui.records import MOST_TURNS, from_record, lost_of, to_record
from ui.welcome import named_index, nothing_html, welcome_html

STATUS_QUESTION = 90  # characters of a standalone question in the status line

STAGES = {
    "searching": "Searching for “{asked}”",
    "reading": "Reading the best passages",
    "wording": "Wording the answer",
}

Turns = tuple[Turn, ...]
Shown = tuple[Any, ...]  # values for the outputs that an event lists, in their order
# Leaves the five outputs alone; where a generator gives nothing at its end, Gradio shows what it
# gave before once more.
UNCHANGED: Shown = (gr.skip(),) * 5


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation's event handlers."""

    kb: KnowledgeBase
    examples: Examples = field(default_factory=Examples)

    def welcome(self, _: Any = None) -> str:
        """Greet with what is indexed now."""
        held = self.kb.contents()
        if not held.documents:
            return nothing_html(named_index(self.kb.folder))
        return welcome_html(held.documents, held.passages, self.examples.of(self.kb, held))

    def greet(self, records: Sequence[Any] | None) -> Shown:
        """Show what is indexed when a page is opened, or what this tab talked about before."""
        return self._taken_up(records or ())

    def converse(self, turns: Turns, options: Options, event: gr.EventData) -> Iterator[Shown]:
        """Show the question at once, then what is being done for it, then its answer.

        The question is the one typed, or the one of what was clicked: an example, a follow-up, or
        one to be tried again. While one waits, others are ignored. What is in the box is the
        browser's (static/composing.js). One that was given up meanwhile changes nothing any more:
        Gradio may cancel it too late.
        """
        question = str(getattr(event, "question", ""))
        as_is = bool(getattr(event, "as_is", False))
        busy = bool(turns) and turns[-1].state == "waiting"
        if busy or not question.strip():
            yield UNCHANGED
            return
        _give_up(turns)
        turn = Turn(len(turns) + 1, question)
        yield (_working(), (*turns, turn), *self.shown((*turns, turn)), "")
        work = _Work(self, turns, turn, options, as_is=as_is)
        for status in work.statuses():
            if turn.halt.asked:
                break
            waiting = (*turns, searching(turn, status))
            yield (gr.skip(), gr.skip(), chat_html(waiting, ""), gr.skip(), gr.skip())
        turns = (*turns, work.result)
        done = (_idle(), turns, *self.shown(turns), gr.skip())
        yield UNCHANGED if turn.halt.asked else done

    def suggest(self, turns: Turns, options: Options) -> Any:
        """Offer questions to go on with that the documents answer; none after a refusal.

        Where the conversation has gone on meanwhile, what is offered by now stays.
        """
        if not turns or turns[-1].state != "answered":
            return ""
        try:
            _, answer = from_record(self.kb, turns[-1].record)
            if answer.status == "not_found" or not Conversation.asks_documents(answer.question):
                return ""
            before = [
                said for turn in turns for said in (turn.question, turn.record.get("asked", ""))
            ]
            asked = unasked(candidates(answer.question, answer.citations), before)
            offered = answerable(self.chat(turns, options), asked, answer)
            return gr.skip() if turns[-1].halt.asked else suggestions_html(offered)
        except RagError:
            return ""  # the documents changed meanwhile: no suggestions is the right thing to show

    def stop(self, turns: Turns) -> Shown:
        """Leave the waiting question unanswered."""
        _give_up(turns)
        turns = tuple(stopped(turn) if turn.state == "waiting" else turn for turn in turns)
        return (_idle(), turns, *self.shown(turns), "")

    def clear(self, turns: Turns) -> Shown:
        """Begin a new conversation."""
        _give_up(turns)
        return (_idle(), (), *self.shown(()), "")

    def judge(self, turns: Turns, event: gr.EventData) -> Shown:
        """Keep a verdict on an answer, beside the index.

        While a question waits they are ignored: its answer comes to the turns as they were then.
        """
        number, verdict = getattr(event, "turn", None), getattr(event, "verdict", None)
        waiting = bool(turns) and turns[-1].state == "waiting"
        if waiting or not isinstance(number, int) or verdict not in VERDICTS:
            return (gr.skip(), gr.skip())
        if not 0 < number <= len(turns) or not turns[number - 1].record:
            return (gr.skip(), gr.skip())
        try:
            judge(self.kb.folder, dict(turns[number - 1].record), verdict)
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error
        turns = (*turns[: number - 1], judged(turns[number - 1], verdict), *turns[number:])
        return (turns, self.shown(turns)[0])

    def restore(self, turns: Turns, event: gr.EventData) -> Shown:
        """Take up a conversation that the browser kept; its quotes are read from the index."""
        _give_up(turns)
        return self._taken_up(getattr(event, "records", None))

    def _taken_up(self, given: Any) -> Shown:
        turns: list[Turn] = []
        records: Sequence[Any] = given if isinstance(given, list) else []
        try:
            for record in records[:MOST_TURNS]:
                question, answer = from_record(self.kb, record)
                turn = Turn(len(turns) + 1, question)
                verdict, undated = record.get("verdict"), record.get("undated")
                kept = {
                    **to_record(question, answer),
                    "verdict": verdict if verdict in VERDICTS else "none",
                    **({"undated": undated} if isinstance(undated, int) and undated > 0 else {}),
                }
                turns.append(answered(turn, answer, kept, lost=lost_of(record, answer)))
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return (_idle(), tuple(turns), *self.shown(tuple(turns)), "")

    def set_options(self, event: gr.EventData) -> Options:
        """Take over the settings of the Documents view."""
        try:
            return read_options(getattr(event, "options", None))
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def chat(self, turns: Turns, options: Options, **others: Any) -> Conversation:
        """Take up the conversation of some turns.

        Of the documents chosen to answer from, those removed since are left out. Raises InputError
        where none of them is left.
        """
        said = [turn.exchange for turn in turns if turn.exchange]
        try:
            return self.kb.chat(history=said, **options.for_chat(), **others)
        except InputError:
            held = {document.id for document in self.kb.list_documents()}
            left = options.only(held)
            if left == options:
                raise
            return self.kb.chat(history=said, **left.for_chat(), **others)

    def shown(self, turns: Turns) -> tuple[str, str]:
        """Give the HTML of the conversation and of its evidence."""
        chat = chat_html(turns, "" if turns else self.welcome())
        return chat, panel_html([turn.evidence for turn in turns if turn.evidence])


class _Work:
    """One question being answered in a thread of its own, which says what it is doing."""

    def __init__(
        self, talk: Talk, turns: Turns, turn: Turn, options: Options, *, as_is: bool
    ) -> None:
        self.result = turn
        self._talk, self._turns, self._turn, self._options = talk, turns, turn, options
        self._as_is = as_is
        self._asked = turn.question  # the standalone question, once it is known
        self._told: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def statuses(self) -> Iterator[str]:
        """Answer; give each status as it changes, until `result` is the completed turn."""
        threading.Thread(target=self._run, name="question", daemon=True).start()
        while (status := self._told.get()) is not None:
            yield status

    def _run(self) -> None:
        try:
            self._check_documents()
            answer = self._answer()
            record = {**to_record(self._turn.question, answer), **self._left_out(answer)}
            self.result = answered(self._turn, answer, record)
        except RagError as error:
            mended = isinstance(error, MendedInDocuments)
            self.result = failed(self._turn, _sentence(str(error)), in_documents=mended)
        except Exception:
            # The outermost call of this front end: the conversation goes on, the log says why.
            logging.getLogger(__name__).exception("a question could not be answered")
            message = "Something went wrong in here; the server's log says what."
            self.result = failed(self._turn, message)
        finally:
            self._told.put(None)

    def _check_documents(self) -> None:
        """Raise MendedInDocuments where a question is one for documents, and there are none."""
        asks = Conversation.asks_documents(self._turn.question)
        if asks and not self._talk.kb.contents().documents:
            raise MendedInDocuments(
                "there are no documents yet; add some in Documents, and ask again"
            )

    def _answer(self) -> Answer:
        try:
            return self._answer_once()
        except InputError:
            # A chosen document was removed since the conversation was taken up: it is left out
            # now, or none is left, which the page has words of its own for. Any other is met again.
            return self._answer_once()

    def _answer_once(self) -> Answer:
        chat = self._talk.chat(self._turns, self._options, on_stage=self._stage)
        if self._as_is:
            return chat.ask(self._turn.question, as_is=True)
        resolved = chat.resolve(self._turn.question)
        self._asked = resolved.standalone
        return chat.answer(resolved)

    def _left_out(self, answer: Answer) -> dict[str, int]:
        """Say in the record of a refusal how many documents were left out for want of a date."""
        if answer.status != "not_found" or not self._options.dated:
            return {}
        undated = self._options.undated(self._talk.kb.list_documents())
        return {"undated": undated} if undated else {}

    def _stage(self, stage: str) -> None:
        asked = shorten(self._asked, STATUS_QUESTION)
        self._told.put(STAGES[stage].format(asked=asked))


def suggestions_html(questions: Sequence[str]) -> str:
    """Show questions to go on with as buttons."""
    return "".join(
        f'<button type="button" class="chip" dir="auto" data-ask="{escape(question)}">'
        f"{escape(question)}</button>"
        for question in questions
    )


def _give_up(turns: Turns) -> None:
    """Tell those who answer, or think of what to go on with, that nobody waits for it any more."""
    for turn in turns:
        turn.halt.asked = True


def _working() -> dict[str, Any]:
    """Let the composer stop the question that is being answered."""
    return gr.update(submit_btn=False, stop_btn="Stop")


def _idle() -> dict[str, Any]:
    """Make the composer ready for a question."""
    return gr.update(submit_btn="Ask", stop_btn=False)


def _sentence(message: str) -> str:
    """Make an error text a sentence: "the question is empty" -> "The question is empty."."""
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."
