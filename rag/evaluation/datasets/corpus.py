"""Documents that come with a question set -> files, so that they are indexed as any folder is.

Each becomes a Markdown file with its title and date in front matter. Knows nothing of the
index.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from rag.documents import SUFFIXES
from rag.errors import InputError
from rag.evaluation.questions import Source

_SUFFIX = ".md"
_KEPT = " -_.,()'"  # in file names, besides letters and digits
_LONGEST = 200  # characters of a file name


def write_corpus(sources: Iterable[Source], folder: Path) -> int:
    """Write one file a document and return their number.

    A file's time of change is made of its content: writing the same documents again, to
    another folder even, leaves an index of them as it is.
    """
    written = 0
    for source in sources:
        head = [f"title: {json.dumps(source.title, ensure_ascii=False)}"] if source.title else []
        head += [f"date: {source.published}"] if source.published else []
        front = "\n".join(["---", *head, "---", "", ""]) if head else ""
        path = folder / file_name(source.id)
        content = f"{front}{source.text}\n".encode("utf-8", "replace")
        path.write_bytes(content)
        seconds = int.from_bytes(hashlib.sha256(content).digest()[:3], "big")
        os.utime(path, (seconds, seconds))
        written += 1
    return written


@contextlib.contextmanager
def written_corpus(sources: Iterable[Source], folder: Path) -> Iterator[Path]:
    """Write the documents to a folder of their own that is removed in the end.

    Give it the same name every time: an index notes which folder it mirrors, so only then is
    its revision the same after a sync that finds nothing new. Raises InputError for no documents.
    """
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
    folder.mkdir(parents=True)
    try:
        if not write_corpus(sources, folder):
            raise InputError(
                "the question set brings no document to be asked about; check its file, or name "
                "the documents with --docs or --index"
            )
        yield folder
    finally:
        shutil.rmtree(folder)


def file_name(document_id: str) -> str:
    """Give a file name that every system takes: "a/b" -> "a%2Fb.md"; long ones end in a hash."""
    name = quote(document_id, safe=_KEPT)
    if len(name) > _LONGEST:
        mark = hashlib.sha256(document_id.encode("utf-8", "replace")).hexdigest()[:16]
        name = f"{name[:_LONGEST]}-{mark}"
    return name + _SUFFIX


def possible_ids(document_id: str) -> Iterator[str]:
    """Give the ids under which an index may hold a document that a question set names."""
    yield document_id
    yield file_name(document_id)
    yield from (document_id + suffix for suffix in SUFFIXES)
