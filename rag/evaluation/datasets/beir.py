"""BEIR folders (Thakur et al. 2021): corpus.jsonl, queries.jsonl and qrels/test.tsv.

Knows nothing of how questions are asked.
"""

from collections.abc import Iterator
from pathlib import Path

from rag.errors import InputError
from rag.evaluation.datasets.lines import bad_line, json_objects
from rag.evaluation.datasets.trec import read_qrels
from rag.evaluation.questions import Question, Source

SPLITS = ("test", "dev", "train")


def beir_questions(folder: Path) -> Iterator[Question]:
    """Read the queries that have judgements, with their graded documents."""
    qrels = read_qrels(_qrels(folder))
    asked = 0
    path = _one_of(folder, "queries.jsonl")
    for number, row in json_objects(path):
        id_, text = row.get("_id"), row.get("text")
        if not isinstance(id_, str) or not isinstance(text, str) or not text.strip():
            bad_line(path, number, "no query", 'a query of BEIR has an "_id" and a "text"')
        if id_ in qrels:
            asked += 1
            yield Question(id_, text.strip(), None, qrels[id_])
    if not asked:
        raise InputError(
            f"no query of {path} has a judgement in {_qrels(folder)}; check that their ids agree"
        )


def beir_corpus(folder: Path) -> Iterator[Source]:
    """Read the documents."""
    path = _one_of(folder, "corpus.jsonl")
    for number, row in json_objects(path):
        id_, text = row.get("_id"), row.get("text")
        if not isinstance(id_, str) or not isinstance(text, str):
            bad_line(path, number, "no document", 'a document of BEIR has an "_id" and a "text"')
        yield Source(id_, text, str(row.get("title") or ""))


def _qrels(folder: Path) -> Path:
    candidates = [folder / "qrels" / f"{split}.tsv" for split in SPLITS]
    found = next((path for path in candidates if path.is_file()), None)
    if found is None:
        raise InputError(
            f"{folder} has no {candidates[0].relative_to(folder)}; a BEIR folder holds "
            "corpus.jsonl, queries.jsonl and qrels/test.tsv"
        )
    return found


def _one_of(folder: Path, name: str) -> Path:
    """Find a file, compressed or not."""
    for suffix in ("", ".gz", ".xz", ".bz2"):
        if (path := folder / f"{name}{suffix}").is_file():
            return path
    raise InputError(
        f"{folder} has no {name}; a BEIR folder holds corpus.jsonl, queries.jsonl and "
        "qrels/test.tsv"
    )
