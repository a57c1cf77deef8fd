"""Lexical search: tantivy over the words of titles and passages, ranked by BM25.

Words are lower-cased, stripped of accents, however these are coded, and of hyphens that are not
shown, and stemmed (English Snowball). A score is
BM25 with k1 = 1.2 and b = 0.75 (Robertson and Zaragoza, 2009): 0 and up, higher is better.
This module knows nothing of vectors.
"""

import math
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from rag.index.forking import FreshLock
from rag.index.mirror import (
    RECORD,
    Checksums,
    Record,
    can_follow,
    read_record,
    write_record,
)
from rag.index.state import Changes, State
from rag.index.store import Keys, Store
from rag.text.word_families import relatives

_KEY, _WORDS = "passage", "words"
_TOKENIZER = "words"
_LONGEST_WORD = 100  # bytes; longer runs are no words
_LONG = 8  # letters of a stem, from which it may have two errors
_HEAP_BYTES = 64_000_000  # of the writer, before it flushes a segment
_REBUILT_UP_TO = 10_000  # passages: rebuilt after removals, for exact scores
_VERSION = 4  # of what is indexed, the schema, the analysis and the record
_UNSEEN = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, spaces without width
_REWRITTEN = ("meta.json",)  # tantivy's other files are written once


class LexicalIndex:
    """A tantivy mirror kept in `folder`; passage keys are stored as a fast field."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FreshLock()
        self._checksums = Checksums(folder)
        self._analyzer = _analyzer()
        self._content_analyzer = _analyzer(without_stop_words=True)
        self.state = State()
        self._tantivy: Any = None  # until there is something to open
        self._load()

    @property
    def revision(self) -> int:
        """Give the revision that is reflected."""
        return self.state.revision

    def __len__(self) -> int:
        return int(self._tantivy.searcher().num_docs) if self._tantivy else 0

    def search(
        self, query: str, limit: int, *, only: Keys | None = None
    ) -> list[tuple[int, float]]:
        """Find the `limit` best passages as (key, BM25), best first, ties by key.

        `only` restricts the search to these keys. No word in common means no result.
        """
        words = self.words(query)
        if not words or not len(self):
            return []
        return self._ranked(self._any_of(words), limit, only)

    def near(self, word: str, query: str, limit: int, *, only: Keys | None = None) -> list[int]:
        """Find passages with a term an error or two away from a word: the `limit` best for `query`.

        An error is a letter too many, too few, another, or two swapped, in the stems; of a long
        word there may be two, where nothing is nearer. Nothing is near a word that a passage has.
        """
        from tantivy import Occur, Query

        terms = self._analyzer.analyze(_composed(word))
        if len(terms) != 1 or not len(self):
            return []
        if self._tantivy.searcher().doc_freq(_WORDS, terms[0]):
            return []
        wording = self._any_of(self.words(query))
        for errors in (1, 2) if len(terms[0]) >= _LONG else (1,):
            like = Query.fuzzy_term_query(self._tantivy.schema, _WORDS, terms[0], errors)
            search = Query.boolean_query([(Occur.Must, like), (Occur.Should, wording)])
            if found := self._ranked(search, limit, only):
                return [key for key, _ in found]
        return []

    def _any_of(self, words: Iterable[str]) -> Any:
        from tantivy import Occur, Query

        schema = self._tantivy.schema
        terms = [(Occur.Should, Query.term_query(schema, _WORDS, word, "freq")) for word in words]
        return Query.boolean_query(terms)

    def _ranked(self, search: Any, limit: int, only: Keys | None) -> list[tuple[int, float]]:
        from tantivy import Occur, Query

        limit = min(limit, len(self))
        if limit == 0:
            return []
        if only is not None:
            allowed = Query.term_set_query(self._tantivy.schema, _KEY, only.tolist())
            search = Query.boolean_query(
                [(Occur.Must, search), (Occur.Must, Query.const_score_query(allowed, 0.0))]
            )
        searcher = self._tantivy.searcher()
        hits = _best(searcher, search, limit)
        keys = searcher.fast_field_values(_KEY, [address for _, address in hits])
        found = [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def words(self, query: str) -> list[str]:
        """List the query's distinct terms, function words left out unless there is nothing else."""
        typed = _composed(query)
        return sorted(set(self._content_analyzer.analyze(typed) or self._analyzer.analyze(typed)))

    def content_words(self, text: str) -> list[str]:
        """List the terms of a text in their order, function words left out."""
        return list(self._content_analyzer.analyze(_composed(text)))

    @cached_property
    def relatives(self) -> Mapping[str, frozenset[str]]:
        """Map a term to those of its family that stemming keeps apart ("direct": "director")."""
        return relatives(self.content_words)

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """Give each term's inverse document frequency as BM25 defines it, over passages."""
        if not self._tantivy:
            return dict.fromkeys(words, 1.0)
        searcher = self._tantivy.searcher()
        size = searcher.num_docs
        return {
            word: math.log(1 + (size - (n := searcher.doc_freq(_WORDS, word)) + 0.5) / (n + 0.5))
            for word in words
        }

    def catch_up(self, store: Store) -> None:
        """Drop and add what has changed in the truth since `revision`.

        Searches of other threads go on meanwhile in what was there before.
        """
        with self._lock, store.snapshot():
            self._load()  # what another process has written meanwhile
            now = store.state
            opened, since = self._tantivy, self.revision
            anew = opened is None or not can_follow(self.state, store)
            changes = store.changes_since(0 if anew else since)
            # tantivy's statistics count deleted passages until it merges their segments.
            if not anew and len(changes.removed) and len(self) < _REBUILT_UP_TO:
                anew, changes = True, store.changes_since(0)
            if anew:
                opened, since = self._emptied(), 0
            _write(opened, changes, store, since=since)
            self._tantivy, self.state = opened, State(now.truth, changes.revision)

    def save(self) -> None:
        """Record the revision that tantivy's own files reflect, and their checksums."""
        with self._lock:
            names = [f.name for f in self._folder.iterdir() if _is_of_tantivy(f)]
            sums = self._checksums.of(names, rewritten=_REWRITTEN)
            write_record(self._folder, Record(self.state, len(self), _VERSION, sums))

    def _load(self) -> None:
        """Open what is saved, if it differs from what is open; a damaged folder counts as none.

        Nothing is deleted here: another process may just be filling the folder.
        """
        record = read_record(self._folder)
        if record is None or record.version != _VERSION or record.state == self.state:
            return
        if not self._checksums.match(record.files, rewritten=_REWRITTEN):
            return
        try:
            opened = self._open()
        except ValueError:
            return
        if opened.searcher().num_docs == record.size:
            self._tantivy, self.state = opened, record.state

    def _emptied(self) -> Any:
        """Empty the folder; called by the one process that holds the mirrors' lock.

        What is open goes on in the deleted files until it is let go. Where it notices that they
        changed, in whichever process, it puts a lock file back at any moment, which is let be.
        """
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        for left in self._folder.iterdir():
            if left.suffix != ".lock":
                left.unlink()
        return self._open()

    def _open(self) -> Any:
        import tantivy

        schema = (
            tantivy.SchemaBuilder()
            .add_unsigned_field(_KEY, stored=False, indexed=True, fast=True)
            .add_text_field(_WORDS, tokenizer_name=_TOKENIZER, index_option="freq")
            .build()
        )
        index = tantivy.Index(schema, path=str(self._folder))
        index.register_tokenizer(_TOKENIZER, self._analyzer)
        return index


def _write(opened: Any, changes: Changes, store: Store, *, since: int) -> None:
    """Bring what is open, which reflects revision `since`, in line; searches see it at the end."""
    from tantivy import Document, Query

    writer = opened.writer(_HEAP_BYTES, 1)  # one thread: the same order every time
    gone = np.concatenate([changes.removed, changes.added])
    if since and len(gone):
        writer.delete_documents_by_query(Query.term_set_query(opened.schema, _KEY, gone.tolist()))
    for key, title, headings, text in store.texts(changes.added):
        document = Document()
        document.add_unsigned(_KEY, key)
        document.add_text(_WORDS, _composed(f"{title}, {headings}\n{text}"))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    opened.reload()


def _composed(text: str) -> str:
    """Join letters and their accents, at which tantivy parts words, and drop what is unseen.

    A question has some 75 passages prepared so: all in ASCII are told at once, and four searches
    take an eighteenth of the time of `str.translate`.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    for unseen in _UNSEEN:
        text = text.replace(unseen, "")
    return text


def _is_of_tantivy(file: Path) -> bool:
    """Tell its data from its lock files and from our record."""
    return not file.name.startswith((".", RECORD))


def _best(searcher: Any, query: Any, limit: int) -> list[Any]:
    """Find the best hits and all that tie with the last of them: tantivy cuts ties anywhere."""
    wanted = limit + 1
    while True:
        hits: list[Any] = searcher.search(query, wanted, count=False).hits
        if len(hits) < wanted or hits[-1][0] < hits[limit - 1][0]:
            return hits
        wanted *= 4


def _analyzer(*, without_stop_words: bool = False) -> Any:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(_LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
    )
    if without_stop_words:
        builder = builder.filter(Filter.stopword("english"))
    return builder.filter(Filter.stemmer("english")).build()
