"""Find the documents in a folder. Reads names only, never the files themselves."""

import errno
import stat
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rag.documents.formats import SUFFIXES
from rag.errors import DocumentError

_HIDDEN = (".", "~$")  # the latter of what Word has open
_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)  # where a broken link leads


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder that are read, sorted, and how many others end in which suffix."""

    files: list[Path]
    left_out: dict[str, int]


def find_files(folder: Path) -> list[Path]:
    """Return every file that is read under `folder`, sorted by path; see `look_through`."""
    return look_through(folder).files


def look_through(folder: Path, *, uncounted: Path | None = None) -> Found:
    """Find every file under `folder` that is read, and count those of other kinds.

    In the folder `uncounted`, where nobody keeps documents, the others are not counted.
    Hidden files and folders are left out. Linked folders are followed, each once, so a loop
    of links ends. A link that leads nowhere, and whatever may not be looked at, is returned:
    reading it says what is wrong. Raises `DocumentError` when the folder is missing, unreadable
    or holds no such file; a subfolder that is there and cannot be listed is an error too, lest its
    documents seem deleted.
    """
    if not is_folder(folder):
        if folder.exists():
            raise DocumentError(f"{folder} is not a folder; name the folder that holds it")
        raise DocumentError(f"there is no folder {folder}; check the path")
    files: list[Path] = []
    others: Counter[str] = Counter()
    seen: set[Path] = set()
    apart = uncounted.resolve() if uncounted else None
    pending = deque([folder])  # real folders go to the front, linked ones wait at the end
    while pending:
        current = pending.popleft()
        real = current.resolve()
        if real in seen:
            continue
        seen.add(real)
        counts = apart is None or not real.is_relative_to(apart)
        for entry in _visible_entries(current, folder):
            kind = _kind(entry)
            if kind == "document":
                files.append(entry)
            elif kind == "folder":
                (pending.append if entry.is_symlink() else pending.appendleft)(entry)
            elif kind == "other" and counts:
                others[entry.suffix.lower()] += 1
    if not files:
        raise DocumentError(
            f"{folder} holds no document; put files ending in {', '.join(SUFFIXES)} there"
        )
    return Found(sorted(files, key=Path.as_posix), dict(sorted(others.items())))


def is_folder(path: Path) -> bool:
    """Say whether `path` is a folder; raises `DocumentError` when it may not be looked at."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        if error.errno in _NOWHERE:
            return False
        raise DocumentError(
            f"cannot look at {path} ({error.strerror}); grant access to it"
        ) from error
    except ValueError as error:  # half a surrogate pair, or a zero byte
        raise DocumentError(
            f"{str(path)!a} cannot be the name of a file; check the path"
        ) from error


def _visible_entries(folder: Path, root: Path) -> list[Path]:
    """List what is in a folder; one in `root` that has gone since it was seen holds nothing."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith(_HIDDEN))
    except OSError as error:
        if error.errno in _NOWHERE and not is_folder(folder) and is_folder(root):
            return []
        raise DocumentError(
            f"cannot list the folder {folder} ({error.strerror}); grant read access to it"
        ) from error


def _kind(path: Path) -> Literal["document", "folder", "other", "none"]:
    """Tell what an entry is; one that may not be looked at passes for a document."""
    named = path.suffix.lower() in SUFFIXES
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno in _NOWHERE and not (named and path.is_symlink()):
            return "none"
        return "document"
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        return "none"
    return "document" if named else "other"
