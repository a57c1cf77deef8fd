"""Ctrl-C is noted also where Python drops its exception."""

import signal
import threading

import pytest

from ui.interrupts import interrupts_noted, wait_for_interrupt


class Dying:
    """Is interrupted while it is destroyed."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_python_drops_is_noted() -> None:
    with interrupts_noted() as noted:
        dying = Dying()
        del dying
        assert noted.is_set()
        wait_for_interrupt(noted)


def test_any_other_interrupt_is_raised_and_ends_a_wait() -> None:
    with interrupts_noted() as noted:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        noted.clear()
        main = threading.main_thread().ident
        assert main is not None
        threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT)).start()
        wait_for_interrupt(noted)
        assert noted.is_set()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_handler_stays_and_other_threads_note_nothing() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts_noted() as noted:
            signal.raise_signal(signal.SIGINT)
            assert not noted.is_set()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    entered = []

    def elsewhere() -> None:
        with interrupts_noted() as noted:
            entered.append(noted)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(entered) == 1
