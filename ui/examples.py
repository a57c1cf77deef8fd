"""Questions to begin with, made from the documents themselves: "Tell me about Marie Claire".

The names that most documents mention are asked about; no model and no fixed list. This
module knows nothing of the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from rag import Document, IndexContents, KnowledgeBase

MOST = 3  # questions
READ = 20_000  # characters of each document
MOST_READ = 500  # documents; a larger collection gets no example questions
# Two or three capitalised words in a row that do not begin a sentence.
_WORD = r"[A-Z][a-z]+(?:-[a-z]+)?"
_NAME = re.compile(rf"(?<=[a-z,;'’] ){_WORD}(?: {_WORD}){{1,2}}\b")


class Examples:
    """The example questions of an index; its documents are read again only once it has changed."""

    def __init__(self) -> None:
        self._made: tuple[tuple[str, int], list[str]] | None = None  # of which truth and revision

    def of(self, kb: KnowledgeBase, held: IndexContents) -> list[str]:
        """Give questions to begin with, where the collection is small enough to look through."""
        if held.documents > MOST_READ:
            return []
        made, now = self._made, (held.truth, held.revision)
        if made is None or made[0] != now:
            self._made = made = (now, example_questions(kb.documents))
        return made[1]


def example_questions(documents: Sequence[Document]) -> list[str]:
    """Ask about the names that most documents mention, then those mentioned most often."""
    texts = (
        "\n".join(d.text[span.start : min(span.end, READ)] for span in d.content) for d in documents
    )
    return [f"Tell me about {name}" for name in find_names(texts)]


def find_names(texts: Iterable[str]) -> list[str]:
    """Find the names that most texts mention, then those mentioned most often; none in another."""
    spread, total = Counter[str](), Counter[str]()
    for text in texts:
        names = _NAME.findall(text)
        total.update(names)
        spread.update(set(names))
    chosen: list[str] = []
    for name in sorted(total, key=lambda name: (-spread[name], -total[name], name)):
        if not any(name in other or other in name for other in chosen):
            chosen.append(name)
        if len(chosen) == MOST:
            break
    return chosen
