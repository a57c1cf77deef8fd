"""Documents that come with a question set -> files, so that they are indexed as any folder is.

Each becomes a Markdown file with its title and date in front matter. Knows nothing of the
index.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

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
    yield from (document_id + suffix for suffix in (_SUFFIX, ".txt"))
