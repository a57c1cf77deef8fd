"""Which id a file gets, so that no document takes the place of another of the same name.

A file of the synced folder has its path in it as its id. One added by itself is named by its file
name where that is free, and else by as much of its path as no other document has: "b/notes.md".
It is known again by its source: where it is, as an absolute path, or "upload/notes.md" for one of
which only a copy is here. This module knows nothing of what is in a file.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path, PurePosixPath

from rag.errors import DocumentError
from rag.index.writing import FileState
from rag.text.writable import is_writable

_UNKNOWN = "added"  # the origin of what was added before sources were stored


@dataclass(frozen=True, slots=True)
class Named:
    """Files to be added, by the ids they get."""

    files: dict[str, Path] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # those of the synced folder have none
    taken: dict[str, str] = field(default_factory=dict)  # id -> name that is another document's


def name_added(
    stored: Mapping[str, FileState],
    files: Mapping[str, Path],
    root: Path,
    *,
    mirrored: Path | None = None,
    origin: str = "",
) -> Named:
    """Give each file to be added its id; those that were added before keep theirs.

    `files` have paths in `root` as names; `origin` stands for `root` where that says nothing.
    A file that is in the synced folder `mirrored`, and stored so, stays that document; one that
    is not stored yet gets the id it has there where that is free, so that a sync takes it over.
    """
    named, place = Named(), origin or printable(root.resolve().as_posix())
    former = {state.source: name for name, state in stored.items() if state.source}
    used = {*stored, *files}
    for name, path in files.items():
        source = f"{place}/{name}"
        inside = _within(mirrored, source)
        if inside in stored and stored[inside].synced:
            named.files[inside] = path
            continue
        wanted = inside if inside and inside not in stored else name
        document_id = former.get(source, wanted)
        if source not in former and (wanted in stored or wanted in named.files):
            document_id = _free(source, wanted, used)
            named.taken[document_id] = wanted
        used.add(document_id)
        named.files[document_id], named.sources[document_id] = path, source
    return named


def displaced(
    stored: Mapping[str, FileState], names: Collection[str], root: Path
) -> dict[str, str]:
    """Map the added documents whose ids a synced folder needs for other files to free ids.

    One that is itself a file of the folder gets the id that it has there.
    """
    place, used, moved = root.resolve(), {*stored, *names}, dict[str, str]()
    for name in names:
        state = stored.get(name)
        if state is None or state.synced or (inside := _within(place, state.source)) == name:
            continue
        if inside in names and inside not in stored:
            moved[name] = inside
        else:
            moved[name] = _free(state.source or f"{_UNKNOWN}/{name}", name, used)
            used.add(moved[name])
    return moved


def absent(
    stored: Mapping[str, FileState], names: Collection[str], root: Path
) -> dict[str, FileState]:
    """Give the documents of a synced folder that have not the id of any of its files.

    They are files that are gone from it, and files added by themselves, under other ids, before
    it was synced: equal bytes make the document the folder's, as they do for a file moved.
    """
    place = root.resolve().as_posix()
    places = {f"{place}/{name}" for name in names}
    return {
        name: state
        for name, state in stored.items()
        if name not in names and (state.synced or state.source in places)
    }


def require_utf8(folder: Path) -> None:
    """Raise DocumentError for a folder to be synced whose path cannot be stored as a text."""
    if not is_writable(str(folder.resolve())):
        raise DocumentError(
            f"the path of {str(folder)!a} is not valid UTF-8; rename the folder, or add it with: "
            "rag add FOLDER"
        )


def printable(name: str) -> str:
    """Write bytes of a name that are not UTF-8 as escapes: "caf\\xe9.txt"."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _within(folder: Path | None, source: str) -> str:
    """("/x", "/x/b/notes.md") -> "b/notes.md"; "" for what is elsewhere."""
    path = PurePosixPath(source)
    if folder is None or not path.is_relative_to(folder.as_posix()):
        return ""
    return path.relative_to(folder.as_posix()).as_posix()


def _free(source: str, name: str, used: Collection[str]) -> str:
    return next(each for each in _names(source, name) if each not in used)


def _names(source: str, name: str) -> Iterator[str]:
    """("/x/b/notes.md", "notes.md") -> "b/notes.md", "x/b/notes.md", "/x/b/notes.md", ..."""
    parts = PurePosixPath(source).parts
    for length in range(len(PurePosixPath(name).parts) + 1, len(parts) + 1):
        yield PurePosixPath(*parts[-length:]).as_posix()
    whole = PurePosixPath(source)
    yield from (whole.with_stem(f"{whole.stem} ({n})").as_posix() for n in count(2))
