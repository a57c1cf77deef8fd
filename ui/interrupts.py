"""Ctrl-C ends the chat, whenever it comes.

Python drops a KeyboardInterrupt that is raised while an object is being destroyed ("Exception
ignored in ..."), as happens to the event loops that Gradio leaves behind. So it is noted as well.
This module knows nothing of pages.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_LOOK = 0.5  # seconds: on Windows only a wait with an end can be interrupted


@contextmanager
def interrupts_noted() -> Iterator[threading.Event]:
    """Set the event at Ctrl-C, beside the KeyboardInterrupt.

    Nothing is noted where Ctrl-C is handled otherwise, or not by this thread.
    """
    noted = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        noted.set()
        signal.default_int_handler(number, frame)

    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield noted
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_for_interrupt(noted: threading.Event) -> None:
    """Return at Ctrl-C, at once where it has been already."""
    with suppress(KeyboardInterrupt):
        while not noted.wait(_LOOK):
            pass
