"""TREC's files: relevance judgements (qrels) and rankings (runs), read and written.

A line of qrels is `query 0 document grade`, of a run `query Q0 document rank score tag`
(https://trec.nist.gov). BEIR's qrels, three columns with a header, are read too. Knows ids
and numbers only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rag.errors import InputError
from rag.evaluation.datasets.lines import numbered_lines

Qrels = dict[str, dict[str, int]]  # query -> document -> grade
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
Run = dict[str, list[str]]  # query -> documents, best first


def read_qrels(path: Path) -> Qrels:
    """Read judgements of three or four columns."""
    qrels: Qrels = {}
    for number, fields in _fields(path):
        if number == 1 and fields[-1].lower() in ("score", "relevance", "rel", "grade"):
            continue  # BEIR's header
        wrong = "" if _WHOLE.fullmatch(fields[-1]) else f"{fields[-1]!r} is no whole number"
        if len(fields) not in (3, 4):
            wrong = f"this has {len(fields)} fields"
        if wrong:
            raise InputError(
                f"{path}, line {number}: a line of qrels is `query 0 document grade`, "
                f"or `query<TAB>document<TAB>grade`; {wrong}"
            )
        qrels.setdefault(fields[0], {})[fields[-2]] = int(fields[-1])
    if not qrels:
        raise InputError(f"{path} holds no judgement")
    return qrels


def read_run(path: Path) -> Run:
    """Read a run; documents stand by falling score, equal scores by their stated rank."""
    found: dict[str, list[tuple[float, float, str]]] = {}
    for number, fields in _fields(path):
        try:
            query, _, document, rank, score = fields[:5]
            found.setdefault(query, []).append((-float(score), float(rank), document))
        except ValueError as error:
            raise InputError(
                f"{path}, line {number}: a line of a run is `query Q0 document rank score tag`"
            ) from error
    if not found:
        raise InputError(f"{path} holds no ranking")
    return {
        query: list(dict.fromkeys(document for _, _, document in sorted(ranked)))
        for query, ranked in found.items()
    }


def qrels_lines(judged: Iterable[tuple[str, Mapping[str, int]]]) -> Iterator[str]:
    """Write judgements, one line each."""
    for query, grades in judged:
        for document, grade in grades.items():
            yield f"{one_field(query)} 0 {one_field(document)} {grade}\n"


def run_lines(rankings: Iterable[tuple[str, Sequence[str]]], tag: str) -> Iterator[str]:
    """Write rankings, one line a document; the score is the reciprocal of the rank."""
    for query, documents in rankings:
        for rank, document in enumerate(documents, 1):
            yield f"{one_field(query)} Q0 {one_field(document)} {rank} {1 / rank:.6f} {tag}\n"


def _fields(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Split at tabs where there are any: ids may hold spaces then."""
    for number, line in numbered_lines(path):
        yield number, line.rstrip("\r\n").split("\t") if "\t" in line else line.split()


def one_field(id_: str) -> str:
    """Give an id as a line of ours has it: white space becomes an underscore."""
    return "_".join(id_.split()) or "_"
