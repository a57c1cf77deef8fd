"""What the reader is trained on: the shipped model's recipe, whose stages are `stages`.

Data sets are named as in the data folder's files. Held-out documents (`in_holdout`) are never
trained on; calibration uses them. Nothing under `dev/` is read here.
"""

from collections.abc import Sequence
from pathlib import Path

from rag.training import invented, near_misses, patterns, turned, written
from rag.training.examples import Example, in_holdout, read_examples
from rag.training.near_misses import Shown
from rag.training.passes import INDEXED_SOURCE

TRAINING_FILES = ("train/news.jsonl.xz", "train/mix.jsonl.xz", "train/conversations.jsonl.xz")
CORPUS_FILE = "news/corpus.jsonl.xz"
# Under dev/, for reporting only: each with the held-out set whose threshold it is scored at.
REPORTED = {"squad2": "squad20_dev_TRAINPART", "nq": "news", "news": "news"}

# What search finds for them, a teacher reads.
SEARCHED_SOURCES = (INDEXED_SOURCE, written.REPORTS, "conversations")
# Near misses are mined for questions that stand alone well enough to be searched for.
MINED_SOURCES = (
    "news", "nq_qed_train", "quoref_contrast", "realtimeqa_ds_2022_2024",
    "squad11_dev_only_TRAINPART", "squad20_dev_TRAINPART", "squad_du_test",
    "squadshifts_new_wiki", "zre", written.PARAGRAPHS,
)  # fmt: skip

_PATTERN_SOURCES = frozenset(
    {*MINED_SOURCES, "conversations"} - {"realtimeqa_ds_2022_2024", written.PARAGRAPHS}
)


def training_examples(data: Path) -> list[Example]:
    """Read all examples of the data folder's training files, held-out ones included.

    Those written for their texts come after them, last those made by `rag.training.patterns` from
    contexts of the mined sources.
    """
    read = [e for name in TRAINING_FILES for e in read_examples(data / name)]
    asked = written.read_written(written.FILE, data / CORPUS_FILE, read)
    asked += invented.examples(invented.read_folders(invented.FILE))
    return read + asked + patterns.make([e for e in read if e.source in _PATTERN_SOURCES])


def invented_passages() -> dict[str, list[Shown]]:
    """Give the passages of each invented folder, by its name."""
    return {
        folder.name: [part.shown for document in folder.passages() for part in document]
        for folder in invented.read_folders(invented.FILE)
    }


def turned_examples(examples: Sequence[Example], data: Path) -> list[Example]:
    """Turn statements into questions, of the examples' contexts and of the articles they are from.

    Articles that no training question asks about may be those of the questions reported on.
    """
    contexts = [e for e in examples if e.source in _PATTERN_SOURCES]
    asked_of = {e.group for e in examples if e.source == INDEXED_SOURCE}
    corpus = data / CORPUS_FILE
    articles = near_misses.read_corpus(corpus) if corpus.exists() else {}
    passages = [
        Example(f"{of}-{n}", INDEXED_SOURCE, "", one.text, (), one.title, one.published, of)
        for of, shown in articles.items() if of in asked_of
        for n, one in enumerate(shown)
    ]  # fmt: skip
    return turned.make([*contexts, *passages])


def split(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """Part examples into those to train on and those held out for calibration."""
    held = [in_holdout(example) for example in examples]
    kept = [e for e, out in zip(examples, held, strict=True) if not out]
    return kept, [e for e, out in zip(examples, held, strict=True) if out]
