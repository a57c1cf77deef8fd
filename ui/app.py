"""The page: Gradio blocks and what happens when somebody asks, stops or clears.

Questions go to a `KnowledgeBase`; what the page shows is made by `ui.chat` and
`ui.evidence`. A conversation is kept as long as its page is open, no longer.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import api

from rag import InputError, KnowledgeBase, RagError
from ui.chat import Turn, answered, chat_html, failed, stopped, welcome_html
from ui.evidence import panel_html
from ui.examples import example_questions

TITLE = "Ask your documents"
AT_ONCE = 4  # questions answered at the same time; more wait in line
MOST_READ_FOR_EXAMPLES = 500  # documents; a larger collection gets no example questions
# Run where the conversation is shown; `trigger` hands a clicked question to the server.
ON_CHAT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('submit', {question: button.dataset.ask});
});
watch('value', () => document.dispatchEvent(new Event('chat-changed')));
"""
# For what only the page itself triggers: not part of the API, no spinner over the text.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Turns = tuple[Turn, ...]
Shown = tuple[Any, ...]  # values for the outputs that an event lists, in their order


@dataclass(frozen=True, slots=True)
class Page:
    """The event handlers of one page; they hold no conversation, only the knowledge base."""

    kb: KnowledgeBase

    def welcome(self) -> str:
        """Greet with what is indexed now."""
        status = self.kb.status()
        return welcome_html(status.documents, status.passages, self.examples(status.documents))

    def examples(self, documents: int) -> list[str]:
        """Give questions to begin with, where the collection is small enough to look through."""
        return example_questions(self.kb.documents) if documents <= MOST_READ_FOR_EXAMPLES else []

    def ask(self, question: str) -> dict[str, Any]:
        """Answer a question from the documents, with citations."""
        try:
            return self.kb.ask(question).to_dict()
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def search(self, query: str, limit: int = 10) -> list[dict[str, Any]]:
        """Find the passages nearest to a query, best first."""
        try:
            return [hit.to_dict() for hit in self.kb.search(query, limit=limit)]
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def greet(self, turns: Turns) -> str:
        """Show what is indexed when a page is opened, later than when it was built."""
        return self._shown(turns)[0]

    def converse(self, typed: str, turns: Turns, event: gr.EventData) -> Iterator[Shown]:
        """Show the question at once, then its answer; an error becomes a reply.

        The question is the one typed, or the one of the button clicked in the conversation:
        an example, or one to be tried again. While a question waits, others are ignored.
        """
        question = str(event.question) if isinstance(event.target, gr.HTML) else typed
        busy = bool(turns) and turns[-1].state == "waiting"
        if busy or not question.strip():
            yield (gr.skip(),) * 4  # without any value Gradio would show the first ones again
            return
        turn = Turn(len(turns) + 1, question)
        yield (_working(), (*turns, turn), *self._shown((*turns, turn)))
        turns = (*turns, self._answered(turn))
        failed_text = question if turns[-1].state == "failed" else None
        yield (_idle(failed_text), turns, *self._shown(turns))

    def stop(self, turns: Turns) -> Shown:
        """Leave the waiting question unanswered."""
        turns = tuple(stopped(turn) if turn.state == "waiting" else turn for turn in turns)
        return (_idle(), turns, *self._shown(turns))

    def clear(self) -> Shown:
        """Begin a new conversation."""
        return (_idle(""), (), *self._shown(()))

    def _shown(self, turns: Turns) -> tuple[str, str]:
        chat = chat_html(turns, "" if turns else self.welcome())
        return chat, panel_html([turn.evidence for turn in turns if turn.evidence])

    def _answered(self, turn: Turn) -> Turn:
        try:
            return answered(turn, self.kb.ask(turn.question))
        except RagError as error:
            return failed(turn, _sentence(str(error)))
        except Exception:
            # The outermost call of this front end: the conversation goes on, the log says why.
            logging.getLogger(__name__).exception("a question could not be answered")
            return failed(turn, "Something went wrong in here; the server's log says what.")

    def _holds(self, document_id: str) -> bool:
        try:
            self.kb.document(document_id)
        except InputError:
            return False
        return True


def build_page(kb: KnowledgeBase) -> gr.Blocks:
    """Lay out the page and connect its events; nothing is served yet."""
    page = Page(kb)
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        turns = gr.State(())
        with gr.Row(elem_id="top"):
            gr.HTML('<h1><span aria-hidden="true">❝</span>rag</h1>', apply_default_css=False)
            new = gr.Button("New conversation", size="sm", elem_id="new")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                chat = _chat(page.welcome())
                composer = _composer()
            with gr.Column(elem_id="side"):
                panel = _panel()
        blocks.load(page.greet, [turns], chat, queue=False, **QUIET)
        _connect(page, turns, chat, panel, composer, new)
        api(page.ask, api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="kb")
        api(page.search, api_name="search", concurrency_limit=AT_ONCE, concurrency_id="kb")
    return blocks


def _chat(welcome: str) -> gr.HTML:
    return gr.HTML(
        welcome,
        html_template='<div role="log" aria-label="Conversation">${value}</div>',
        js_on_load=ON_CHAT,
        elem_id="chat",
        apply_default_css=False,
    )


def _composer() -> gr.Textbox:
    return gr.Textbox(
        elem_id="composer",
        label="Your question",
        placeholder="Ask about your documents",
        show_label=False,
        container=False,
        autofocus=True,
        lines=1,
        max_lines=6,
        submit_btn="Ask",
    )


def _panel() -> gr.HTML:
    return gr.HTML(
        panel_html(()),
        html_template='<aside aria-label="Evidence">${value}</aside>',
        elem_id="panel",
        apply_default_css=False,
    )


def _connect(
    page: Page,
    turns: gr.State,
    chat: gr.HTML,
    panel: gr.HTML,
    composer: gr.Textbox,
    new: gr.Button,
) -> None:
    """Connect the events; stopping and clearing end an answer on its way."""
    outputs = [composer, turns, chat, panel]
    asking = gr.on(
        [composer.submit, chat.submit],
        page.converse,
        [composer, turns],
        outputs,
        concurrency_limit=AT_ONCE,
        concurrency_id="kb",
        trigger_mode="multiple",  # one question at a time, but that is `converse`'s to decide
        **QUIET,
    )
    for event, handle, given in ((composer.stop, page.stop, [turns]), (new.click, page.clear, [])):
        event(handle, given, outputs, cancels=asking, queue=False, **QUIET)


def _working() -> dict[str, Any]:
    """Empty the composer and let it stop the question that is being answered."""
    return gr.update(value="", submit_btn=False, stop_btn="Stop")


def _idle(text: str | None = None) -> dict[str, Any]:
    """Make the composer ready for a question; put a text into it, or leave what is there."""
    given: dict[str, Any] = {} if text is None else {"value": text}
    return gr.update(submit_btn="Ask", stop_btn=False, **given)


def _sentence(message: str) -> str:
    """Make an error text a sentence: "the question is empty" -> "The question is empty."."""
    return f"{message[:1].upper()}{message[1:].rstrip('.')}."
