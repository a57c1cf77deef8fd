"""The web chat: a conversation and, beside it, the evidence of each answer.

    import ui

    ui.launch("index")

It uses only the public names of `rag`. Importing this loads neither Gradio nor a model;
both are loaded when the page is built.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rag import KnowledgeBase

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["build", "launch"]

# Read by Gradio and huggingface_hub when they are imported; nothing may leave this machine.
OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


def build(kb: KnowledgeBase) -> "gr.Blocks":
    """Build the page over an open knowledge base, not yet served."""
    os.environ.update(OFFLINE)
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
) -> None:
    """Serve the chat over the index in this folder until interrupted.

    `auth` is "user:password" to ask for; `root_path` is where a proxy shows the page. Raises
    IndexMissing and the other errors of `KnowledgeBase.open`, and InputError when the host, the
    port or the login cannot be used.
    """
    os.environ.update(OFFLINE)
    from ui.serving import check_address, read_auth, serve

    check_address(host, port)
    wanted = read_auth(auth)
    with KnowledgeBase.open(index, create=False) as kb:
        page = build(kb)
        url = serve(
            page,
            host=host,
            port=port,
            open_browser=open_browser,
            auth=wanted,
            root_path=root_path,
        )
        print(f"The chat is at {url} (Ctrl-C ends it)", flush=True)
        page.block_thread()
