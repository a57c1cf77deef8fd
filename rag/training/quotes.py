"""Questions asked of single sentences, as the reader's second look reads the likeliest quotes.

Each sentence is shown with the one before it, a row of a table under its table's headings. Beside
the one that answers stand those that share most words with the question: of its own passage, and of
near misses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.text.headings import heading_above
from rag.text.sentences import sentence_spans
from rag.text.shared_words import shared_words
from rag.text.tables import table_rows
from rag.training.examples import Example, GoldAnswer
from rag.training.near_misses import Mined, Shown, key, may_answer, own
from rag.types import Span

SOURCE = "quotes"
BESIDE = 3  # quotes that do not answer, beside the one that does
_KEPT = 5  # of those, by the words that they share with the question


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence as it is shown, and where it stands: at `start` of the passage, from `at` on."""

    text: str
    sentence: Span
    at: int  # where the sentence begins in the text
    heading: str = ""  # in the passage, above it


def make(
    examples: Sequence[Example], mined: Mined, sources: Mapping[str, float]
) -> tuple[list[Example], Mined]:
    """Ask the questions of these sources, or as large a share of them, of single sentences.

    Gives the examples, and the sentences that stand beside each. A question without an answer is
    asked of the sentence that shares most words with it.
    """
    made, numbers, of = list[Example](), dict[Shown, int](), dict[str, tuple[int, ...]]()
    for example in _chosen(examples, sources):
        near = [mined.passages[at] for at in mined.of.get(key(example), ())]
        others = _others(example, near)
        for asked, beside in ((one, others) for one in _own(example)):
            if not example.answers:
                first, *beside = others or [Shown(example.context)]
                asked = replace(asked, context=first.text, heading=first.heading)
            if len(beside) >= BESIDE:
                made.append(asked)
                of[key(asked)] = tuple(
                    numbers.setdefault(one, len(numbers)) for one in beside[:_KEPT]
                )
    return made, Mined(tuple(numbers), of)


def _chosen(examples: Sequence[Example], sources: Mapping[str, float]) -> Iterator[Example]:
    """Take evenly as many of each source's examples as are wanted."""
    due = dict.fromkeys(sources, 0.0)
    for example in examples:
        if example.dataset in due:
            due[example.dataset] += sources[example.dataset]
            if due[example.dataset] >= 1:
                due[example.dataset] -= 1
                yield example


def _own(example: Example) -> Iterator[Example]:
    """Ask of the sentence with the first answer; of none that is whole in no sentence."""
    asked = replace(example, id=f"{example.dataset}-{example.id}", dataset=SOURCE)
    if not example.answers:
        yield asked
        return
    gold = example.answers[0]
    for quote in _quotes(example.context):
        if quote.sentence.start <= gold.start and gold.start + len(gold.text) <= quote.sentence.end:
            at = gold.start - quote.sentence.start + quote.at
            yield replace(
                asked,
                context=quote.text,
                answers=(GoldAnswer(gold.text, at),),
                heading=quote.heading or example.heading,
            )
            return


def _others(example: Example, near: Sequence[Shown]) -> list[Shown]:
    """List the sentences that hold no answer by the words that they share with the question."""
    found = [
        replace(one, text=quote.text, heading=quote.heading or one.heading)
        for one in (own(example), *near)
        for quote in _quotes(one.text)
        if not (example.answers and may_answer(quote.text, example))
    ]
    shares = shared_words(example.question, [one.text for one in found])
    order = sorted(range(len(found)), key=lambda at: -shares[at])
    return list(dict.fromkeys(found[at] for at in order))


@lru_cache(4096)
def _quotes(text: str) -> tuple[_Quote, ...]:
    """Cut a passage into its sentences, each with the one before it, and its rows of tables."""
    heads = dict[Span, Span]()  # of the rows of tables, the lines of headings themselves too
    head = Span(0, 0)
    for line in table_rows(text):
        head = head if line.headings else line.span
        heads[line.span] = head
    quotes, before = list[_Quote](), 0
    for sentence in sentence_spans(text):
        row = next((r for r in heads if r.start < sentence.end and sentence.start < r.end), None)
        if row is None:
            start = before if quotes else sentence.start
            heading = heading_above(text, start, sentence.start)
            shown = text[start : sentence.end]
            quotes.append(_Quote(shown, sentence, sentence.start - start, heading))
        elif heads[row] != row:
            above = f"{text[heads[row].start : heads[row].end].rstrip()}\n"
            heading = heading_above(text, row.start, row.start)
            quotes.append(_Quote(above + text[row.start : row.end], row, len(above), heading))
        before = sentence.start
    return tuple(quotes)
