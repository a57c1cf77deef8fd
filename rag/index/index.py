"""Index: the truth and its two mirrors, opened together and kept in line.

Opening checks what the index was made with; every search first lets the mirrors catch up
with what another process committed. What is stored is read from `store` and changed by `commit`;
`dense` and `lexical` are searched. This module knows nothing of files or of models.
"""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rag.errors import IndexBusy, IndexMismatch, IndexMissing, StorageError
from rag.index.connections import require_content
from rag.index.dense import DenseIndex
from rag.index.forking import FreshLock
from rag.index.lexical import LexicalIndex
from rag.index.locks import FOREVER, locked
from rag.index.mirror import Mirror, disk_errors, read_record, shadow
from rag.index.state import State
from rag.index.store import Store
from rag.index.writing import Writing
from rag.text.writable import is_writable

TRUTH = "rag.sqlite"
MIRRORS = ("dense", "lexical")
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps next to the truth


class Index:
    """The index in `folder`, made when it is absent.

    `settings` says what passages and vectors are made with (model, dimension, chunker);
    an index made otherwise raises IndexMismatch. `notes` are stored with a new one besides.
    """

    def __init__(
        self,
        folder: Path,
        *,
        dimension: int,
        settings: Mapping[str, str],
        notes: Mapping[str, str] | None = None,
    ) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"cannot make the index folder {folder}: {error.strerror}; "
                "choose another with --index"
            ) from error
        self.folder = folder
        self.store = Store(folder / TRUTH)
        self._made_with = {**settings, "dimension": str(dimension)}
        self._notes = notes or {}
        self._truth = ""
        self._refreshing = FreshLock()
        with contextlib.ExitStack() as opened:
            opened.callback(self.store.close)
            self._check_truth(self.store.state.truth)
            self._shadow = shadow(folder, MIRRORS) if self.read_only else None
            self._mirrors_folder = Path(self._shadow.name) if self._shadow else folder
            self.dense = DenseIndex(self._mirrors_folder / "dense", dimension)
            self.lexical = LexicalIndex(self._mirrors_folder / "lexical")
            opened.pop_all()  # what could not be opened leaves no file open

    @property
    def read_only(self) -> bool:
        """Say whether the folder cannot be written to: it is searched, but not changed."""
        return self.store.connections.read_only

    @contextmanager
    def commit(self) -> Iterator[Writing]:
        """Open one transaction on the truth; the mirrors follow at `refresh`.

        Raises IndexMismatch when another process has rebuilt it with other settings.
        """
        with self.store.commit() as writing:
            truth = self.store.state.truth
            self._check_truth(truth)
            writing.prune(self._saved(truth))
            yield writing

    def _saved(self, truth: str) -> int:
        """Give the revision that both mirrors on disk have reached; 0: one is of another truth."""
        records = (read_record(self.folder / name) for name in MIRRORS)
        return min(r.state.revision if r and r.state.truth == truth else 0 for r in records)

    def _check_truth(self, truth: str) -> None:
        """Compare what a truth is made with to what this index is, once for each truth."""
        if truth != self._truth:
            _check(self.store, self.folder, self._made_with, self._notes)
            self._truth = truth

    def refresh(self, *, patience: float = FOREVER) -> int:
        """Let the mirrors reflect the truth, keep them on disk, and return its revision.

        When another thread or process is bringing them in line and takes longer than
        `patience` seconds (-1: any time), mirrors that hold something are left as they are:
        what they find that is no longer in the truth is left out when it is read. Raises
        IndexMismatch when another process has rebuilt the truth with other settings.
        """
        now = self.store.state
        self._check_truth(now.truth)
        if self._reflect(now):
            return now.revision
        usable = all(mirror.state.truth == now.truth for mirror in self._mirrors)
        with self._alone(patience if usable else FOREVER) as alone:
            if alone:
                now = self._catch_up()
        return now.revision

    @contextmanager
    def still(self, *, patience: float = FOREVER) -> Iterator[None]:
        """Keep truth and mirrors at one revision for this thread.

        Others may commit to the truth meanwhile; their mirrors follow afterwards. When another
        brings the mirrors in line and takes longer than `patience` seconds, nothing is kept.
        """
        with self._alone(patience) as alone, contextlib.ExitStack() as held:
            if alone:
                held.enter_context(self.store.snapshot())
                self._catch_up()
            yield

    def _catch_up(self) -> State:
        now = self.store.state
        with disk_errors(self.folder):
            for mirror in self._mirrors:
                if mirror.state != now:
                    mirror.catch_up(self.store)
                    mirror.save()
        return now

    @property
    def _mirrors(self) -> tuple[Mirror, ...]:
        return (self.dense, self.lexical)

    def _reflect(self, now: State) -> bool:
        return all(mirror.state == now for mirror in self._mirrors)

    @contextmanager
    def _alone(self, patience: float) -> Iterator[bool]:
        """Let one thread of one process at a time write the mirrors; tantivy allows no more.

        Gives False when it is another's turn for longer than `patience` seconds.
        """
        if not self._refreshing.acquire(timeout=patience):
            yield False
            return
        try:
            with contextlib.ExitStack() as held:
                alone = True
                try:
                    held.enter_context(locked(self._mirrors_folder, "mirrors", patience=patience))
                except IndexBusy:
                    alone = False
                yield alone
        finally:
            self._refreshing.release()

    def close(self) -> None:
        """Close the files."""
        self.store.close()
        if self._shadow:
            self._shadow.cleanup()


def index_folder(folder: Path | str) -> Path:
    """Give the folder of an index, which need not be there yet.

    Raises StorageError for what cannot be one: a file, what may not be looked at, and a name that
    cannot be written down.
    """
    folder = Path(folder)
    if why := _obstacle(folder):
        shown = folder if str(folder).isprintable() else ascii(str(folder))
        raise StorageError(
            f"cannot use the index folder {shown}: {why}; choose another with --index"
        )
    return folder


def _obstacle(folder: Path) -> str:
    """Say why a folder cannot be that of an index, "" where nothing is known against it."""
    if not is_writable(str(folder)):  # neither SQLite nor what writes the mirrors takes it
        return "its name is not valid UTF-8"
    try:
        (folder / TRUTH).stat()
    except FileNotFoundError:
        broken = folder.is_symlink() and not folder.exists()
        return "it is a link that leads nowhere" if broken else ""
    except NotADirectoryError:
        return f"{next(path for path in (folder, *folder.parents) if path.exists())} is a file"
    except OSError as error:
        return str(error.strerror)
    except ValueError as error:  # a zero byte
        return str(error)
    return ""


def require_index(folder: Path) -> None:
    """Raise IndexMissing, with the command that makes one, where there is no index."""
    if not (folder / TRUTH).is_file():
        raise IndexMissing(
            f"there is no index at {folder}; make one with: rag sync FOLDER --index {folder}"
        )


def read_settings(folder: Path) -> dict[str, str]:
    """Read what the index in `folder` was made with; nothing where there is none.

    Raises IndexDamaged, IndexMismatch or StorageError when it cannot be read.
    """
    if not (folder / TRUTH).is_file():
        return {}
    require_content(folder / TRUTH, MIRRORS)
    store = Store(folder / TRUTH)
    try:
        return store.settings()
    finally:
        store.close()


def delete_index(folder: Path) -> None:
    """Delete an index, in whatever state it is; what else is in its folder stays.

    Raises StorageError when a file cannot be deleted.
    """
    try:
        for mirror in MIRRORS:
            if (folder / mirror).is_dir():
                shutil.rmtree(folder / mirror)
        for ending in (*_BESIDE, ""):  # the truth last: no log is left for the next one to replay
            (folder / f"{TRUTH}{ending}").unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"cannot delete the index {folder}: {error}") from error


def _check(store: Store, folder: Path, wanted: Mapping[str, str], notes: Mapping[str, str]) -> None:
    """Store what a new index is made with, or compare it with what an old one was made with."""
    found = store.settings()
    if not any(name in found for name in wanted):
        with store.commit() as writing:
            writing.set({**notes, **wanted})
        return
    for name, value in wanted.items():
        if found.get(name) != value:
            raise IndexMismatch(
                f"the index {folder} was made with {name} {found.get(name)!r}, now it is "
                f"{value!r}; choose another folder with --index, or build it anew with: "
                f"rag sync FOLDER --index {folder} --rebuild"
            )
