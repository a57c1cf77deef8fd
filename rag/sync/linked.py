"""What the links in a folder lead to outside of it, so that it can be followed too.

A sync follows links, each folder once; changes behind them are told by no watch of the folder
alone. This module knows nothing of how changes are told.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from rag.documents import SUFFIXES


@dataclass(frozen=True, slots=True)
class Look:
    """What shows, without reading a file, that it has changed."""

    size: int
    modified: int  # ns


@dataclass(frozen=True, slots=True)
class Linked:
    """Folders that links lead to, and the links that lead to files or nowhere."""

    folders: tuple[Path, ...] = ()  # resolved, none of them told by a watch of another
    files: tuple[Path, ...] = ()

    def looks(self) -> dict[Path, Look | None]:
        """Look at the files behind the links."""
        return {path: look(path) for path in self.files}


def look(path: Path) -> Look | None:
    """Look at a file, through links; None where nothing is there to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Look(found.st_size, found.st_mtime_ns)


def find_linked(folder: Path) -> Linked:
    """Find what links in `folder`, and in the folders that they lead to, lead to."""
    root = folder.resolve()
    folders, files, seen = set[Path](), list[Path](), set[Path]()
    pending = [folder]
    while pending:
        current = pending.pop()
        real = current.resolve()
        if real in seen:
            continue
        seen.add(real)
        with contextlib.suppress(OSError), os.scandir(current) as entries:
            for entry in entries:
                path = current / entry.name
                if entry.name.startswith("."):
                    continue
                if _is_folder(entry):
                    pending.append(path)
                    if entry.is_symlink():
                        folders.add(path.resolve())
                elif entry.is_symlink() and _may_be_read(path):
                    files.append(path)
    return Linked(_outermost(root, folders), tuple(sorted(files)))


def visible_within(folder: Path, path: Path) -> bool:
    """Say whether a path is that of a folder or in it, and nothing on the way there is hidden."""
    return path.is_relative_to(folder) and not any(
        part.startswith(".") for part in path.relative_to(folder).parts
    )


def _outermost(root: Path, folders: set[Path]) -> tuple[Path, ...]:
    """Leave out what is in `root`, or in another of the folders, and so is told of anyway."""
    kept = list[Path]()
    for each in sorted(folders):
        if not any(visible_within(other, each) for other in (root, *kept)):
            kept.append(each)
    return tuple(kept)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # it may not be looked at
        return False


def _may_be_read(link: Path) -> bool:
    """Say whether a link leads to a document, or nowhere: it may be away for a while."""
    return link.suffix.lower() in SUFFIXES or look(link) is None
