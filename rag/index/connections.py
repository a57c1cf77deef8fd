"""SQLite connections to the truth: one a thread, their transactions, and what their errors mean.

The write-ahead log lets any number of threads and processes read while one writes. In a
place that cannot be written to, the file is opened as one that nobody changes. A file that is
deleted and made anew is opened anew. SQLite crashes when a connection is closed under a query, so
closing waits until no other thread is in one. A forked process opens connections of its own.
This module knows nothing of the tables.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from rag.errors import IndexBusy, IndexClosed, IndexDamaged, StorageError
from rag.index.forking import tell_of_forks
from rag.index.locks import busy

_BUSY_SECONDS = 30.0
_CACHE_KIB = 8192  # of pages, a connection
_ABANDONED = list[sqlite3.Connection]()  # of the process that this one was forked from
# Wrong calls, not a wrong file: nobody is told to build the index anew for them.
_MISTAKES = (sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.NotSupportedError)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A thread's connection, and the file that it was opened on: device and inode."""

    connection: sqlite3.Connection
    file: tuple[int, int] | None


class Connections:
    """The connections to the file at `path`, opened as threads need them, until `close`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_only = path.parent.exists() and not os.access(path.parent, os.W_OK)
        self._connections: dict[threading.Thread, _Opened] = {}  # each changed by its thread
        self._users = set[threading.Thread]()  # in a query or a transaction
        self._closed = False
        self._changed = threading.Condition()  # guards the three above
        tell_of_forks(self)

    def query(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Run one statement and read all its rows."""
        with self.errors(), self._in_use() as connection:
            return connection.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self, kind: str) -> Iterator[sqlite3.Connection]:
        """Open a transaction of this thread: DEFERRED to read one snapshot, IMMEDIATE to write.

        Inside another transaction of the thread it is part of that one. In a process forked inside
        it nothing is committed: that is left to the one that began it.
        """
        with self._in_use() as connection:
            if connection.in_transaction:
                yield connection
                return
            process = os.getpid()
            connection.execute(f"BEGIN {kind}")
            try:
                yield connection
                if os.getpid() == process:
                    connection.execute("COMMIT")
            except BaseException:
                if os.getpid() == process and connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what SQLite raises into StorageError, IndexBusy or IndexDamaged, with the remedy."""
        folder = self.path.parent
        try:
            yield
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code == sqlite3.SQLITE_ERROR:
                raise damaged(self.path, str(error)) from error  # a table is not what we made
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise busy(folder, _BUSY_SECONDS) from error
            raise StorageError(
                f"cannot use {self.path}: {error}; what was committed before stands; "
                f"check the free space and the permissions of {folder}, then run the command again"
            ) from error
        except _MISTAKES:
            raise
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, str(error)) from error

    def close(self) -> None:
        """Close the connections of all threads, once their queries and transactions have ended.

        Whoever asks from now on gets IndexClosed. Raises IndexBusy inside a transaction of this
        thread, which would be lost.
        """
        with self._changed:
            if threading.current_thread() in self._users:
                raise IndexBusy(f"{self.path.parent} is being written to by the one who closes it")
            self._closed = True
            self._changed.wait_for(self._unused)
            self._close_those_of(lambda thread: True)

    def before_fork(self) -> None:
        """Close what no thread is using, for a child would share it, and commits would be lost.

        SQLite keeps count of a process's locks on a file, which the child would believe to hold:
        another process that is the last but for it would delete the log that it writes to.
        """
        self._changed.acquire()
        self._close_those_of(lambda thread: thread not in self._users)

    def after_fork(self, *, child: bool) -> None:
        """Go on; a child leaves what was in use unclosed, which would change what others see."""
        if not child:
            self._changed.release()
            return
        _ABANDONED.extend(opened.connection for opened in self._connections.values())
        self._connections, self._users = {}, set()
        self._changed = threading.Condition()

    def _unused(self) -> bool:
        return not any(user.is_alive() for user in self._users)

    @contextmanager
    def _in_use(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection, which nobody closes meanwhile."""
        here = threading.current_thread()
        if here in self._users:  # inside a transaction of its own
            yield self._connection()
            return
        try:
            with self._changed:
                if self._closed:
                    raise IndexClosed(
                        f"the knowledge base over {self.path.parent} is closed; open it again "
                        "with KnowledgeBase.open"
                    )
                self._users.add(here)
            yield self._connection()
        finally:
            with self._changed:
                self._users.discard(here)
                if self._closed:
                    self._changed.notify_all()

    def _connection(self) -> sqlite3.Connection:
        here = threading.current_thread()
        opened = self._connections.get(here)
        if opened and not opened.connection.in_transaction and self._is_replaced(opened):
            del self._connections[here]  # first: opening may fail, and is tried again then
            opened.connection.close()
            opened = None
        if opened is None:
            there = self._file()
            connection = self._opened()
            opened = _Opened(connection, there or self._file())
            with self._changed:
                self._close_those_of(lambda thread: not thread.is_alive())
                self._connections[here] = opened
        return opened.connection

    def _is_replaced(self, opened: _Opened) -> bool:
        """Say whether another file has come in place of the one that is open."""
        return self._file() not in (None, opened.file)

    def _file(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri(), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False,
            uri=True,
        )  # fmt: skip
        try:
            self._set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_up(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = sqlite3.Row
        # Damaged text reaches the checksum, which tells, rather than a decoding error.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if not self.read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")

    def _uri(self) -> str:
        """Name the file; a log that was left beside it must be read too, so is no immutable one."""
        uri = f"file:{quote(str(self.path))}"
        if not self.read_only:
            return uri
        log = self.path.with_name(f"{self.path.name}-wal")
        return f"{uri}?mode=ro" + ("" if log.exists() else "&immutable=1")

    def _close_those_of(self, which: Callable[[threading.Thread], bool]) -> None:
        for thread in [thread for thread in self._connections if which(thread)]:
            self._connections.pop(thread).connection.close()


def require_content(path: Path, mirrors: Sequence[str]) -> None:
    """Raise IndexDamaged where nothing is left of a truth beside which there are mirrors."""
    files = [path, path.with_name(f"{path.name}-wal")]  # SQLite writes to its log first
    empty = not any(file.is_file() and file.stat().st_size for file in files)
    if empty and any(any((path.parent / mirror).glob("*")) for mirror in mirrors):
        raise damaged(path, "it is empty, what is searched is not")


def damaged(path: Path, what: str) -> IndexDamaged:
    """Word a damaged truth: what was found, and the command that builds it anew."""
    return IndexDamaged(
        f"{path} is damaged ({what}); build it anew from the documents with: "
        f"rag sync FOLDER --index {path.parent} --rebuild"
    )
