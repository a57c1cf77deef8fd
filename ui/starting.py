"""What makes the first page and the first answer quick: Gradio's import, and models in advance.

Gradio is imported offline, and without a second's work that serves only its own development.
Its metaclass writes a type stub beside each component while it is imported: every source file
is parsed several times. Told that a component has no file, which it allows for, it leaves that
out: 1.2 instead of 2.2 s until it is imported, which is most of the page's start.
"""

import contextlib
import inspect
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rag import IndexClosed, KnowledgeBase, Progress, RagError

# Read by Gradio and huggingface_hub when they are imported; nothing may leave this machine.
OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

_LOWER = 10  # on the scale of `nice`


def load_gradio() -> None:
    """Import Gradio; again costs nothing."""
    os.environ.update(OFFLINE)
    with _components_without_files():
        import gradio  # noqa: F401  # what is wanted is that it is loaded


def warm_up(kb: KnowledgeBase) -> threading.Thread:
    """Load the models behind the first page, by a question; one asked meanwhile waits for them."""
    thread = threading.Thread(target=_ask, args=(kb,), name="warm-up", daemon=True)
    thread.start()
    return thread


def embed_what_waits(kb: KnowledgeBase) -> threading.Thread:
    """Go on with the embedding that a quick start has left, at a lower priority than answers."""
    thread = threading.Thread(target=_refine, args=(kb,), name="refine", daemon=True)
    thread.start()
    return thread


def _refine(kb: KnowledgeBase) -> None:
    if sys.platform == "linux":  # a thread has a priority of its own, which its threads inherit
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWER)
    told = False

    def tell(progress: Progress) -> None:
        nonlocal told
        if not told:
            print(f"{progress.total:,} passages are embedded meanwhile; answers get better")
        told = True

    try:
        kb.refine(on_progress=tell)
    except IndexClosed:
        return  # the chat has ended; what is left is done the next time
    except RagError as error:  # questions are answered all the same
        print(f"cannot embed what a quick start left: {error}", file=sys.stderr, flush=True)


def _ask(kb: KnowledgeBase) -> None:
    with contextlib.suppress(RagError):  # the first real question says what is wrong
        chat = kb.chat()
        chat.probe(chat.resolve("What is this about?"))  # no language model is asked


@contextmanager
def _components_without_files() -> Iterator[None]:
    found = inspect.getfile

    def getfile(thing: Any) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError("a component whose stub is of no use here")
        return found(thing)

    inspect.getfile = getfile  # type: ignore[assignment]  # its stub names the parameter
    try:
        yield
    finally:
        inspect.getfile = found
