"""Lists of what the first look marks, with the right answer as people said it; no teacher.

Questions on folders are searched in their own folder, as the program does it; those of published
sets are asked of their passage alone. A quote that may answer though nobody marked it is left out,
and of those that hold an answer all but the first, as one place is right in a list's softmax.
"""

import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rag.asking import READ_PASSAGES
from rag.models.embedding import Embedder
from rag.models.packaged import packaged_tokenizer
from rag.questions.spelling import marked
from rag.reading.found import FoundSpan
from rag.reading.second_look import looks
from rag.reading.spans import SpanReader
from rag.reading.stretches import input_rows
from rag.retrieval import retrieve
from rag.training.corpora import Corpus, indexed
from rag.training.examples import Example
from rag.training.invented import Folder
from rag.training.near_misses import may_answer
from rag.training.pool import Row
from rag.training.predict import Predictor
from rag.training.second_look.lists import marked_row
from rag.training.two_looks import found_in

_SPANS = 6  # of a passage, of which the likeliest quotes are taken
_AT_ONCE = 64  # passages


def in_folders(
    folders: Iterable[Folder],
    asked: Mapping[str, Sequence[Example]],
    embedder: Embedder,
    reader: SpanReader,
) -> Iterator[list[Row]]:
    """Search each folder for the examples under its name, and list what the first look marks.

    Examples of one question, which several passages answer, are one list.
    """
    for folder in (one for one in folders if one.name in asked):
        by_question: dict[str, list[Example]] = {}
        for example in asked[folder.name]:
            by_question.setdefault(example.question, []).append(example)
        corpus = Corpus("folder", list(folder.documents), [])
        with (
            tempfile.TemporaryDirectory() as work,
            closing(indexed(corpus, Path(work), embedder)) as index,
        ):
            index.refresh()
            for typed, examples in by_question.items():
                question = marked(typed)  # as the program asks
                hits = retrieve(question, index, embedder, limit=READ_PASSAGES)
                yield from _listed(question, examples, looks(reader.first_look(question, hits)))


def of_passages(examples: Sequence[Example], first: Predictor) -> Iterator[list[Row]]:
    """Ask each example of its own passage, and list what the first look marks there."""
    for at in range(0, len(examples), _AT_ONCE):
        some = examples[at : at + _AT_ONCE]
        found = first.marked(some, titles=True, count=_SPANS)
        for example, spans in zip(some, found, strict=True):
            yield from _listed(
                example.question, [example], looks(found_in(example, spans, titles=True))
            )


def certain(lists: Iterable[Sequence[Row]]) -> Iterator[list[Row]]:
    """Keep of lists made by searching a corpus those whose answer is marked, and what is certain.

    What else the corpus says to a question without an answer nobody knows.
    """
    for rows in lists:
        sure = _one_right([row for row in rows if row.start or row.certain])
        if any(row.start for row in sure):
            yield sure


def sampled(examples: Iterable[Example], wanted: Mapping[str, int], seed: int) -> list[Example]:
    """Draw so many examples of each source, in one order at random."""
    rng, of = random.Random(seed), dict[str, list[Example]]()
    for example in examples:
        if example.source in wanted:
            of.setdefault(example.source, []).append(example)
    some = [e for name, own in of.items() for e in rng.sample(own, min(len(own), wanted[name]))]
    rng.shuffle(some)
    return some


def _listed(
    question: str, examples: Sequence[Example], chosen: Sequence[FoundSpan]
) -> Iterator[list[Row]]:
    """Make a row of each quote, as far as it is known whether it answers."""
    shown, tokens = input_rows(packaged_tokenizer(), question, [one.stretch for one in chosen])
    rows = list[Row]()
    for look, features, own in zip(chosen, shown, tokens, strict=True):
        marks = (marked_row(one, look, features, own) for one in examples)
        answering = next((row for row in marks if row.start), None)
        if answering is not None:
            rows.append(answering)
        elif not any(one.answers and may_answer(look.stretch.text, one) for one in examples):
            rows.append(Row(features, 0, 0))
    if rows:
        yield _one_right(rows)


def _one_right(rows: Sequence[Row]) -> list[Row]:
    right = [row for row in rows if row.start]
    return [row for row in rows if not row.start or row is right[0]]
