"""What `rag eval` asks: an index as it is, or one in the cache, made of the documents given.

A set's own documents are written to files for as long as they are indexed.
"""

import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from rag.chunking import Budget
from rag.errors import IndexMismatch, InputError
from rag.generation.model import LanguageModel
from rag.knowledge_base import KnowledgeBase
from rag.models.packaged import PACKAGED_NAME, cache_folder
from rag.sync.report import SyncReport

if TYPE_CHECKING:
    from rag.evaluation import QuestionSet


@contextlib.contextmanager
def evaluated(
    questions: str,
    asked: "QuestionSet",
    docs: Path | None,
    index: Path | None,
    llm: LanguageModel | None = None,
) -> Iterator[tuple[KnowledgeBase, SyncReport | None]]:
    """Open what is asked: an index as it is, one of a folder, or one of the set's own documents.

    An `llm` words the answers.
    """
    from rag.cli.progress import progress_bar

    own = asked.corpus is not None and docs is None and index is None
    if docs is None and not own:
        with KnowledgeBase.open(index or usual_index(), create=False, llm=llm) as kb:
            yield kb, None
        return
    if docs is not None and not docs.is_dir():
        raise InputError(f"there is no folder {docs}; --docs takes the folder of the documents")
    place = _cached_index(str(docs) if docs else questions)
    with contextlib.ExitStack() as stack:
        with _alone(place), _source(asked, docs, place) as source, progress_bar() as on_progress:
            kb = stack.enter_context(_open_cached(place, llm))
            synced = kb.sync(source, quick=False, on_progress=on_progress)
        yield kb, synced


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Let one process at a time make an index of the cache; a second waits, and says so."""
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.with_name(f"{place.name}.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print("another evaluation is indexing these documents; waiting for it", file=sys.stderr)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _source(
    asked: "QuestionSet", docs: Path | None, place: Path
) -> contextlib.AbstractContextManager[Path]:
    """Give the folder of the documents; a set's own ones are in one until they are indexed."""
    from rag.evaluation.datasets.corpus import written_corpus

    if docs is not None:
        return contextlib.nullcontext(docs)
    assert asked.corpus is not None
    return written_corpus(asked.corpus(), place.with_name(f"{place.name}-documents"))


def _open_cached(folder: Path, llm: LanguageModel | None) -> KnowledgeBase:
    """Open an index of the cache; one not made by the model and budget of today is made anew."""
    today: dict[str, Any] = {"embedder": PACKAGED_NAME, **asdict(Budget())}
    try:
        return KnowledgeBase.open(folder, llm=llm, **today)
    except IndexMismatch:
        shutil.rmtree(folder)
        return KnowledgeBase.open(folder, llm=llm, **today)


def usual_index() -> Path:
    """Name the index that the other commands would ask: RAG_INDEX, else ./index."""
    return Path(os.environ.get("RAG_INDEX") or "index")


def _cached_index(name: str) -> Path:
    """Give the index of a set or folder its own place, so that a second run finds it made."""
    path = Path(name)
    known = str(path.resolve()) if path.exists() else name
    return cache_folder() / "evaluation" / hashlib.sha256(known.encode()).hexdigest()[:16]
