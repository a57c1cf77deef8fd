"""Iterate in a thread of its own, a bounded way ahead of the caller. Knows nothing of items."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], *, room: int, weight: Callable[[T], int]) -> Generator[T, None, None]:
    """Yield `items` in order while a thread prepares the next ones.

    The thread pauses while what is prepared and not yet taken weighs `room` or more, so at most
    one item more than that waits. An error of `items` is raised here after the items before it.
    Leaving the iteration early (`close`, or an error of the caller) ends the thread first.
    """
    shelf = _Shelf(items, room, weight)
    thread = threading.Thread(target=shelf.fill, name="ahead", daemon=True)
    thread.start()
    try:
        yield from shelf
    finally:
        shelf.close()
        thread.join()


class _Shelf(Generic[T]):
    """Where prepared items wait; everything on it is changed under one lock."""

    def __init__(self, items: Iterable[T], room: int, weight: Callable[[T], int]) -> None:
        self._items = items
        self._room = room
        self._weight = weight
        self._changed = threading.Condition()
        self._ready: deque[T] = deque()
        self._weighs = 0
        self._ended = self._closed = False
        self._error: BaseException | None = None

    def fill(self) -> None:
        """Prepare items until they end, one fails, or the shelf is closed."""
        error: BaseException | None = None
        try:
            for item in self._items:
                with self._changed:
                    self._ready.append(item)
                    self._weighs += self._weight(item)
                    self._changed.notify_all()
                    self._changed.wait_for(lambda: self._closed or self._weighs < self._room)
                    if self._closed:
                        return
        except BaseException as raised:  # raised again where the items are taken
            error = raised
        finally:
            with self._changed:
                self._ended, self._error = True, error
                self._changed.notify_all()

    def __iter__(self) -> Iterator[T]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ready or self._ended)
                if not self._ready:
                    break
                item = self._ready.popleft()
                self._weighs -= self._weight(item)
                self._changed.notify_all()
            yield item
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Let the thread end."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
