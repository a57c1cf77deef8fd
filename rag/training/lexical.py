"""Rank texts for a question by BM25, in memory; numbers in, numbers out."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


class Lexical:
    """A BM25 index (tantivy, English stems) over texts numbered from 0."""

    def __init__(self, texts: Sequence[str]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", tokenizer_name="en_stem")
        schema.add_unsigned_field("number", stored=True)
        self._index = tantivy.Index(schema.build())
        writer = self._index.writer(num_threads=1)  # one thread: the same order each time
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, number=number))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, question: str, limit: int) -> list[int]:
        """Give up to `limit` texts' numbers, the best first."""
        words = dict.fromkeys(_WORD.findall(question.lower()))
        query = self._index.parse_query(" ".join(words), ["text"])
        hits = self._searcher.search(query, limit).hits
        return [int(self._searcher.doc(address)["number"][0]) for _, address in hits]
