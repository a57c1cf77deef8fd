"""KnowledgeBase: open an index, keep it in line with a folder, search it, ask it, talk with it.

This is the library's front door; the web chat knows only this, the command line more.
"""

import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

from rag.answering import MIN_CONFIDENCE, Readers
from rag.asking import READ_PASSAGES, Asking, OnStage, tell_nobody
from rag.chunking import Chunker
from rag.contents import IndexContents, count
from rag.conversation import Conversation, Exchange, Resolver, TermMarker
from rag.conversation.collection import tell_of_collection
from rag.generation.model import LanguageModel
from rag.index import Index, known
from rag.index.listing import StoredDocuments, list_documents
from rag.models.embedding import Embedder
from rag.opening import open_index, usual_readers
from rag.options import Day, all_of, check_instance, check_options, read_filter
from rag.questions.queries import checked
from rag.retrieval import Filter, Ranker, near_texts, retrieve
from rag.status import IndexStatus, describe
from rag.stopwatch import Stopwatch
from rag.sync.checking import check_index
from rag.sync.refining import refine
from rag.sync.report import OnProgress, SyncReport
from rag.sync.syncing import Synchroniser
from rag.text.paths import checked_path
from rag.text.writable import writable
from rag.types import Answer, Document, Hit, ListedDocument

StrPath = str | Path


class KnowledgeBase:
    """Documents that can be searched and asked; made by `KnowledgeBase.open`.

    One instance may be used from several threads. As a context manager it closes its files.
    """

    def __init__(
        self,
        index: Index,
        embedder: Embedder,
        chunker: Chunker,
        readers: Readers,
        llm: LanguageModel | None = None,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._readers = readers
        self._llm = llm
        self._synchroniser = Synchroniser(index, chunker, embedder)
        self._resolver = Resolver(TermMarker())

    @classmethod
    def open(
        cls,
        folder: StrPath = "index",
        *,
        create: bool = True,
        anew: bool = False,
        embedder: Embedder | StrPath | None = None,
        readers: Readers | None = None,
        llm: LanguageModel | None = None,
        encoding: str | None = None,
        max_tokens: int | None = None,
        overlap_tokens: int | None = None,
    ) -> Self:
        """Open the index in `folder`, made when it is absent unless `create` is False.

        `embedder` is a model by name or folder (the packaged one), or any `Embedder`; `encoding`
        (rag_en_32k), `max_tokens` (160) and `overlap_tokens` (32) decide the passages. What is
        not given is as the index was made, for a new one the default; only an `Embedder` must be
        given again. Others than it was made with raise IndexMismatch. With `anew` it is emptied
        first, whatever is wrong with it, once the model is loaded, and made like a new one. An
        `llm`, such as a `ChatModel`, words what the readers find (docs/language-model.md). Raises
        IndexMissing, IndexDamaged, StorageError or ModelError when index or model cannot be used.
        """
        check_instance("readers", readers, Readers)
        check_options(llm=llm)
        found = open_index(
            folder,
            create=create,
            anew=anew,
            embedder=embedder,
            encoding=encoding,
            max_tokens=max_tokens,
            overlap_tokens=overlap_tokens,
        )
        readers = readers or usual_readers(found.embedder)
        return cls(found.index, found.embedder, found.chunker, readers, llm)

    def sync(
        self,
        folder: StrPath,
        *,
        quick: bool | None = None,
        later: bool = False,
        on_progress: OnProgress | None = None,
    ) -> SyncReport:
        """Make the index mirror `folder`: new, changed, moved and deleted files.

        A `quick` start makes everything searchable, a little less well, before it is embedded;
        None leaves it to the first sync of a large folder. With `later` the embedding is left
        to `refine` or to the next sync. Files that cannot be used are listed in the report and do
        not stop the others; those that could be before stay as they were read. Raises
        DocumentError when the folder is missing or holds no document.
        """
        check_options(quick=quick, later=later, on_progress=on_progress)
        folder = checked_path("the folder", folder)
        return self._synchroniser.sync(folder, quick=quick, later=later, on_progress=on_progress)

    def refine(
        self, *, on_progress: OnProgress | None = None, stop: threading.Event | None = None
    ) -> int:
        """Embed what a quick start left, until `stop` is set; give the number of passages.

        Questions and changes go on meanwhile. Where another process is at it, that is 0.
        """
        check_options(on_progress=on_progress, stop=stop)
        return refine(self._index, self._embedder, on_progress=on_progress, stop=stop)

    def plan(self, folder: StrPath) -> SyncReport:
        """Say what `sync` would change, and write nothing."""
        return self._synchroniser.plan(checked_path("the folder", folder))

    def add(
        self, path: StrPath, *, origin: str = "", on_progress: OnProgress | None = None
    ) -> SyncReport:
        """Add one file, or the files of a folder; a later sync of a folder leaves them.

        A file added again is updated; one whose name another document has is called by more of
        its path, see `SyncReport.taken`. `origin` stands for the path of what is a mere copy.
        """
        check_options(on_progress=on_progress)
        path = checked_path("the path", path)
        return self._synchroniser.add(path, origin=origin, on_progress=on_progress)

    def remove(self, *document_ids: str) -> SyncReport:
        """Remove documents by id; a synced one comes back with the next sync of its folder."""
        return self._synchroniser.remove(document_ids)

    @property
    def documents(self) -> Sequence[Document]:
        """List all documents with their texts, by id; each is read when it is asked for."""
        return StoredDocuments(self._index.store)

    def document(self, document_id: str) -> Document:
        """Read one document; raises InputError when there is none of that id."""
        return known.document(self._index.store, document_id)

    def list_documents(
        self, containing: str = "", limit: int | None = None
    ) -> list[ListedDocument]:
        """List documents by title, without their texts: those with `containing` in title or id."""
        if limit is not None:
            check_options(limit=limit)
        return list_documents(self._index.store, containing, limit)

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        documents: Sequence[str] | None = None,
        after: Day | None = None,
        before: Day | None = None,
        by: Ranker = "hybrid",
        context: str = "",
    ) -> list[Hit]:
        """Find the `limit` best passages, best first.

        `documents` keeps to these ids; `after` and `before` to dates of publication, both inclusive
        (dates, or "2024-01-31", "2024-01", "2024"), leaving out documents without one; `by` ranks
        by one of the two searches alone; `context` is what was said before a query that leans on
        it. Raises QuestionError for a query that cannot be asked, InputError for wrong options.
        """
        check_options(limit=limit, by=by)
        where = self._where(documents, after, before)
        return self._retrieve(
            checked(query), watch=Stopwatch(), limit=limit, where=where, by=by, context=context
        )

    def ask(
        self,
        question: str,
        *,
        passages: int = READ_PASSAGES,
        min_confidence: float = MIN_CONFIDENCE,
        documents: Sequence[str] | None = None,
        after: Day | None = None,
        before: Day | None = None,
        context: str = "",
        on_stage: OnStage | None = None,
    ) -> Answer:
        """Answer from the documents, with citations, or with status `not_found`.

        `passages` are read; below `min_confidence` (0..1) nothing is answered; the filters and
        `context`, which is neither read nor cited, are those of `search`; `on_stage` is called as
        each stage begins. Of two questions in one both are answered. Which documents there are is
        told from their list, without a citation. Raises what `search` does.
        """
        where = self._where(documents, after, before)
        asking = self._asking(where, passages, min_confidence, on_stage)
        return asking.ask(question, context=context)

    def chat(
        self,
        *,
        history: Sequence[Exchange] = (),
        passages: int = READ_PASSAGES,
        min_confidence: float = MIN_CONFIDENCE,
        documents: Sequence[str] | None = None,
        after: Day | None = None,
        before: Day | None = None,
        on_stage: OnStage | None = None,
    ) -> Conversation:
        """Begin a conversation, or take one up again from its `history`, oldest first.

        The options are those of `ask` and hold for every question of the conversation.
        """
        self._index.store.settings()  # raises IndexClosed
        said = all_of("history", history, Exchange, "rag.Exchange(question, answer)")
        where = self._where(documents, after, before)
        asking = self._asking(where, passages, min_confidence, on_stage)

        def read(question: str, *, context: str = "") -> Answer:
            self._where(where.documents, None, None)  # raises where one was removed meanwhile
            return asking.read(question, context=context)

        return Conversation(read, self._resolver, said, word=asking.word)

    @property
    def folder(self) -> Path:
        """Give the folder of the index."""
        return self._index.folder

    def contents(self) -> IndexContents:
        """Say which index this is, and count what it holds, quickly."""
        return count(self._index)

    def status(self) -> IndexStatus:
        """Describe what the index holds, and compare it with the folder of the last sync."""
        return describe(self._index)

    @property
    def reader_name(self) -> str:
        """Identify the reader that answers, by its weights, and the model that words it."""
        name = (self._readers.spans or self._readers.sentences).name
        return f"{name}, worded by {self._llm.name}" if self._llm else name

    def check(self) -> None:
        """Read all texts, passages, vectors, headings and signatures and compare them.

        Raises IndexDamaged, with the command that builds it anew, if anything was altered.
        """
        check_index(self._index)

    def close(self) -> None:
        """Close the index's files, once no thread is in a query; later ones raise IndexClosed."""
        self._index.close()

    def __enter__(self) -> Self:
        self._index.store.settings()  # raises IndexClosed
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"KnowledgeBase({str(self.folder)!r})"

    def _asking(
        self, where: Filter, passages: int, min_confidence: float, on_stage: OnStage | None
    ) -> Asking:
        check_options(passages=passages, min_confidence=min_confidence, on_stage=on_stage)
        return Asking(
            search=partial(self._retrieve, limit=passages, where=where),
            near=partial(near_texts, self._index, where),
            readers=self._readers,
            resolver=self._resolver,
            listed=lambda question: tell_of_collection(question, self.list_documents(), where),
            min_confidence=min_confidence,
            tell=on_stage or tell_nobody,
            llm=self._llm,
        )

    def _where(self, ids: Sequence[str] | None, after: Day | None, before: Day | None) -> Filter:
        return read_filter(self._index.store, ids, after, before)

    def _retrieve(self, query: str, *, watch: Stopwatch, context: str, **how: Any) -> list[Hit]:
        said = writable("context", context)
        return retrieve(query, self._index, self._embedder, stopwatch=watch, context=said, **how)
