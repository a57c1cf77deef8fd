"""Stretches of documents -> the network's input rows, as they are shown to it.

This module knows nothing of what is read in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.models.bert_input import Tokens, tokenize
from rag.reading.inputs import InputRow, assemble, prefix_text, room
from rag.reading.verbalising import verbalised
from rag.text.headings import heading_above
from rag.types import Document, Span

if TYPE_CHECKING:
    import tokenizers


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a document; it is shown under what `at`, a place in it, stands under."""

    document: Document
    span: Span
    at: int

    @property
    def text(self) -> str:
        """Give the part's text as it stands in the document."""
        return self.document.text[self.span.start : self.span.end]

    @property
    def head(self) -> str:
        """Say what stands before it: its document's title and day, and its heading."""
        document = self.document
        heading = heading_above(document.text, self.span.start, self.at)
        return prefix_text(document.title, document.published, heading)


def input_rows(
    tokenizer: "tokenizers.Tokenizer", question: str, stretches: Sequence[Stretch]
) -> tuple[list[InputRow], list[Tokens]]:
    """Give the row of each stretch, and its tokens with offsets from the stretch's start."""
    heads = [stretch.head for stretch in stretches]
    texts = [verbalised(stretch.document.text, stretch.span, question) for stretch in stretches]
    asked, *rest = tokenize(tokenizer, [question, *heads, *(text.text for text in texts)])
    prefixes = rest[: len(texts)]
    passages = [
        text.placed(tokens, question, room(len(asked), len(prefix)))
        for text, prefix, tokens in zip(texts, prefixes, rest[len(texts) :], strict=True)
    ]
    rows = [
        assemble(asked.ids, prefix.ids, passage.ids)
        for prefix, passage in zip(prefixes, passages, strict=True)
    ]
    return rows, passages
