"""Find the documents in a folder. Reads names only, never the files themselves."""

from collections import deque
from pathlib import Path

from rag.errors import DocumentError

SUFFIXES = (".md", ".markdown", ".text", ".txt")


def find_files(folder: Path) -> list[Path]:
    """Return every text and Markdown file under `folder`, sorted by path.

    Hidden files and folders are left out. Linked folders are followed, each once, so a loop
    of links ends. A link that leads nowhere is returned: reading it says what is wrong.
    Raises `DocumentError` when the folder is missing, unreadable or holds no such file; a
    subfolder that cannot be listed is an error too, lest its documents seem deleted.
    """
    if not folder.exists():
        raise DocumentError(f"there is no folder {folder}; check the path")
    if not folder.is_dir():
        raise DocumentError(f"{folder} is not a folder; name the folder that holds it")
    files: list[Path] = []
    seen: set[Path] = set()
    pending = deque([folder])  # real folders go to the front, linked ones wait at the end
    while pending:
        current = pending.popleft()
        real = current.resolve()
        if real in seen:
            continue
        seen.add(real)
        for entry in _visible_entries(current):
            if not entry.is_dir():
                files.extend([entry] if _is_document(entry) else [])
            elif entry.is_symlink():
                pending.append(entry)
            else:
                pending.appendleft(entry)
    if not files:
        raise DocumentError(
            f"{folder} holds no document; put files ending in {', '.join(SUFFIXES)} there"
        )
    return sorted(files, key=Path.as_posix)


def _visible_entries(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise DocumentError(
            f"cannot list the folder {folder} ({error.strerror}); grant read access to it"
        ) from error


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and (path.is_file() or path.is_symlink())
