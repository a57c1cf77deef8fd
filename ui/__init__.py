"""The web chat: a conversation and, beside it, the evidence of each answer.

    import ui

    ui.launch("index")

It uses only the public names of `rag`. Importing this loads neither Gradio nor a model;
both are loaded when the page is built.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rag import KnowledgeBase, LanguageModel
from ui.interrupts import interrupts_noted, wait_for_interrupt
from ui.starting import embed_what_waits, load_gradio, warm_up

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["build", "launch"]


def build(kb: KnowledgeBase) -> "gr.Blocks":
    """Build the page over an open knowledge base, not yet served."""
    load_gradio()
    from ui.app import build_page

    return build_page(kb)


def launch(
    index: str | Path = "index",
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    auth: str | None = None,
    root_path: str | None = None,
    llm: LanguageModel | None = None,
) -> None:
    """Serve the chat over the index in this folder until interrupted.

    `auth` is "user:password" to ask for; without it, a host that other machines reach is warned
    of on stderr. `root_path` is where a proxy shows the page, a whole address or a path; pages of
    other sites are not answered (`ui.callers`). An `llm` words the answers. Raises IndexMissing and
    the other errors of `KnowledgeBase.open`, and InputError when the host, the port, the login or
    `root_path` cannot be used.
    """
    with interrupts_noted() as interrupted:
        load_gradio()
        from ui.serving import check_address, check_root_path, exposure, read_auth, serve

        check_address(host, port)
        check_root_path(root_path)
        wanted = read_auth(auth)
        with KnowledgeBase.open(index, create=False, llm=llm) as kb:
            page = build(kb)
            url = serve(
                page,
                host=host,
                port=port,
                open_browser=open_browser,
                auth=wanted,
                root_path=root_path,
            )
            if warning := exposure(host, wanted):
                print(warning, file=sys.stderr, flush=True)
            warm_up(kb)
            embed_what_waits(kb)
            print(f"The chat is at {url} (Ctrl-C ends it)", flush=True)
            wait_for_interrupt(interrupted)
            page.close()
