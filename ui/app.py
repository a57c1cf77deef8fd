"""The page: its layout in Gradio blocks, and which event calls what.

The conversation's handlers are `ui.talking`; the Documents view and the document viewer call
the server functions of `ui.shell`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import gradio as gr
from anyio import to_thread
from gradio.events import api

from rag import Hit, InputError, KnowledgeBase, RagError
from ui.evidence import panel_html
from ui.gate import Gate
from ui.options import Options
from ui.shell import index_mark, shell
from ui.talking import Talk

Result = TypeVar("Result")

TITLE = "Ask your documents"
AT_ONCE = 4  # questions answered at the same time; more wait in line
READING = "reading"  # the line of whatever reads the documents for the page, suggestions too
MOST_WAITING = 64  # questions in line; more are turned away
MOST_FOUND = 100  # passages of one search: each is a candidate that both searches must rank
MOST_OF_ONE = 8  # requests of one client of the API in line or being answered
# Run where the conversation is shown; `trigger` hands what was clicked to the server.
# Whatever is asked, typed or clicked, is asked there.
ON_CHAT = """
const submit = (asked, as_is) => {
  const question = window.composing.take(asked);
  if (question) trigger('submit', {question, as_is});
};
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  const {ask, asIs, judge, of} = button.dataset;
  if (ask !== undefined) submit(ask, asIs !== undefined);
  if (judge !== undefined) {
    const pressed = button.closest('.turn').dataset.verdict === judge;
    trigger('like', {turn: Number(of), verdict: pressed ? 'none' : judge});
  }
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  submit(new FormData(event.target).get('question').trim(), true);
});
document.addEventListener('restore-conversation', (event) =>
  trigger('apply', {records: event.detail}));
document.addEventListener('ask-question', (event) => submit(event.detail, false));
watch('value', () => document.dispatchEvent(new Event('chat-changed')));
"""
ON_NEXT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) document.dispatchEvent(new CustomEvent('ask-question', {detail: button.dataset.ask}));
});
"""
GIVE_BACK = "() => window.composing.giveBack()"
# For what only the page itself triggers: not part of the API, no spinner over the text.
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True)
class Api:
    """What programs may call over HTTP."""

    kb: KnowledgeBase
    gate: Gate = field(default_factory=lambda: Gate(at_once=AT_ONCE, each=MOST_OF_ONE))

    async def ask(self, question: str, request: gr.Request) -> dict[str, Any]:
        """Answer a question from the documents, with citations, as `rag ask --json` does.

        `status` is answered, not_found or conflicting, and courtesy for "thanks" or "help".
        """
        return await self._in_turn(request, lambda: self._answered(question))

    async def search(
        self, query: str, request: gr.Request, limit: int = 10
    ) -> list[dict[str, Any]]:
        """Find the passages nearest to a query, best first; `limit` is 100 at most."""
        hits = await self._in_turn(request, lambda: self._found(query, limit))
        return [hit.to_dict() for hit in hits]

    def _answered(self, question: str) -> dict[str, Any]:
        return self.kb.ask(question).to_dict()

    def _found(self, query: str, limit: int) -> list[Hit]:
        if isinstance(limit, int) and limit > MOST_FOUND:
            raise InputError(f"limit is {limit}; give {MOST_FOUND} or less")
        return self.kb.search(query, limit=limit)

    async def _in_turn(self, request: gr.Request, work: Callable[[], Result]) -> Result:
        """Do some work in a thread when it is this client's turn."""
        client = request.client.host if request.client else "a client without an address"
        try:
            async with self.gate.turn(client):
                return await to_thread.run_sync(work)
        except RagError as error:
            raise gr.Error(str(error), print_exception=False) from error


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read and write."""

    turns: gr.State
    options: gr.State
    chat: gr.HTML
    panel: gr.HTML
    composer: gr.Textbox
    suggested: gr.HTML
    shell: gr.HTML
    new: gr.Button


def build_page(kb: KnowledgeBase) -> gr.Blocks:
    """Lay out the page and connect its events; nothing is served yet."""
    talk, served = Talk(kb), Api(kb)
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        turns, options = gr.State(()), gr.State(Options())
        frame = shell(talk)
        new = gr.Button("New conversation", size="sm", elem_id="new")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                chat = _chat(talk.welcome())
                suggested = _suggested()
                composer = _composer()
            with gr.Column(elem_id="side"):
                panel = _panel()
        parts = Parts(turns, options, chat, panel, composer, suggested, frame, new)
        kept, records = gr.JSON(visible=False), f"() => [window.kept('{index_mark(kb)}').records()]"
        outputs = [composer, turns, chat, panel, suggested]
        blocks.load(talk.greet, kept, outputs, js=records, queue=False, **QUIET)
        _connect(talk, parts)
        api(served.ask, api_name="ask", concurrency_limit=MOST_WAITING)  # `served` has its own
        api(served.search, api_name="search", concurrency_limit=MOST_WAITING)
    blocks.queue(max_size=MOST_WAITING)
    return blocks


def _chat(welcome: str) -> gr.HTML:
    return gr.HTML(
        welcome,
        html_template='<div role="log" aria-label="Conversation">${value}</div>',
        js_on_load=ON_CHAT,
        elem_id="chat",
        apply_default_css=False,
    )


def _suggested() -> gr.HTML:
    return gr.HTML(
        "",
        html_template='<div role="group" aria-label="Suggested questions">${value}</div>',
        js_on_load=ON_NEXT,
        elem_id="next",
        apply_default_css=False,
    )


def _composer() -> gr.Textbox:
    return gr.Textbox(
        elem_id="composer",
        label="Your question",
        placeholder="Ask about your documents",
        show_label=False,
        container=False,
        interactive=True,  # what no event reads would be for show
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


def _connect(talk: Talk, parts: Parts) -> None:
    """Connect the events; stopping and clearing end an answer on its way."""
    chat, composer, turns, options = parts.chat, parts.composer, parts.turns, parts.options
    outputs = [composer, turns, chat, parts.panel, parts.suggested]
    asking = chat.submit(
        talk.converse,
        [turns, options],
        outputs,
        concurrency_limit=AT_ONCE,
        concurrency_id=READING,
        trigger_mode="multiple",  # one question at a time, but that is `converse`'s to decide
        **QUIET,
    )
    asking.failure(None, js=GIVE_BACK, **QUIET)
    offering = asking.then(
        talk.suggest,
        [turns, options],
        parts.suggested,
        concurrency_limit=AT_ONCE,
        concurrency_id=READING,
        trigger_mode="multiple",  # those after the answer before may still be looked for
        **QUIET,
    )
    ended = [asking, offering]
    # While a question waits nothing is being offered, and Gradio's client may be answered 422 when
    # it cancels what is only about to begin.
    composer.stop(talk.stop, [turns], outputs, cancels=[asking], queue=False, **QUIET)
    parts.new.click(talk.clear, [turns], outputs, cancels=ended, queue=False, **QUIET)
    chat.apply(talk.restore, [turns], outputs, cancels=ended, queue=False, **QUIET)
    chat.like(talk.judge, [turns], [turns, chat], queue=False, **QUIET)
    parts.shell.apply(talk.set_options, [], options, queue=False, **QUIET)
