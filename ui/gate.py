"""Who may go in: a few requests at once, and of each client only so many in line.

Without it one busy script would keep everybody else waiting. This module knows nothing of
questions.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rag import InputError


class Gate:
    """Lets `at_once` in together; a client, by address, has at most `each` in line or inside."""

    def __init__(self, *, at_once: int, each: int) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._each = each
        self._here = Counter[str]()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait in line, then hold a place; raises InputError where the client's line is full."""
        if self._here[client] >= self._each:
            raise InputError(
                f"{self._each} requests from {client} are in line already; "
                "ask again when one of them has been answered"
            )
        self._here[client] += 1
        try:
            async with self._room:
                yield
        finally:
            self._here[client] -= 1
            if not self._here[client]:
                del self._here[client]
