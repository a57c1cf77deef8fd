"""What a process and one forked from it may not share: open SQLite files, and locks of threads.

Of the threads only the one that forks goes on in the child, where a lock that another held would
stay held for ever. What cares is told before a fork and after it, in the process and in the child.
"""

import os
import threading
import weakref
from typing import Protocol


class Forked(Protocol):
    """What is told of forks while it lives."""

    def before_fork(self) -> None:
        """Get ready; nothing else of this is called until `after_fork`."""

    def after_fork(self, *, child: bool) -> None:
        """Go on: in the forked process where `child`, in the old one otherwise."""


class FreshLock:
    """A lock that a forked process has unheld, whoever held it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        tell_of_forks(self)

    def acquire(self, timeout: float = -1) -> bool:
        """Wait for the lock, up to `timeout` seconds (-1: any time); say whether it is held now."""
        return self._lock.acquire(timeout=timeout)

    def release(self) -> None:
        """Give the lock up; it is given up already where it was acquired before a fork."""
        if self._lock.locked():
            self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *raised: object) -> None:
        self.release()

    def before_fork(self) -> None:
        """Do nothing: whoever holds it may do so for long."""

    def after_fork(self, *, child: bool) -> None:
        """Be another lock in the child."""
        if child:
            self._lock = threading.Lock()


_told = weakref.WeakSet[Forked]()
_ready = list[Forked]()  # for the fork under way
_forking = threading.RLock()  # one thread at a time forks


def tell_of_forks(one: Forked) -> None:
    """Tell it of forks for as long as it lives."""
    _told.add(one)


def _before() -> None:
    _forking.acquire()
    for one in list(_told):
        _ready.append(one)
        one.before_fork()


def _after_in_parent() -> None:
    while _ready:
        _ready.pop().after_fork(child=False)
    _forking.release()


def _after_in_child() -> None:
    global _forking
    _forking = threading.RLock()
    _ready.clear()
    for one in list(_told):
        one.after_fork(child=True)


if hasattr(os, "register_at_fork"):  # not on Windows, where nothing is forked
    os.register_at_fork(
        before=_before, after_in_parent=_after_in_parent, after_in_child=_after_in_child
    )
