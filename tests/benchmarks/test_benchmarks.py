"""The benchmarks of quality index their corpora in full, even after a run that was stopped."""

import json
import lzma
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from benchmarks import news, quality
from rag import KnowledgeBase
from rag.answering import Readers
from rag.reading.sentence_reader import SentenceReader

NAMES = ("Wren", "Lark", "Rook")


@pytest.fixture(autouse=True)
def _without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = FakeEmbedder()
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: embedder)
    monkeypatch.setattr("rag.knowledge_base.Readers", lambda *_: Readers(SentenceReader(embedder)))


def index_some(index: Path, folder: Path) -> None:
    """Leave an index as an indexing that was stopped would."""
    folder.mkdir()
    (folder / "Wren.md").write_text("The ferry Wren has sailed since 1901.\n", encoding="utf-8")
    with KnowledgeBase.open(index) as kb:
        kb.sync(folder)


def test_the_news_are_indexed_to_the_end_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    for path, rows in (
        (news.CORPUS, [article(name) for name in NAMES]),
        (news.QUESTIONS, [{"question": f"Since when has {name} sailed?"} for name in NAMES]),
    ):
        (tmp_path / path).parent.mkdir()
        with lzma.open(tmp_path / path, "wt", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(row)}\n" for row in rows)
    index_some(tmp_path / "index", tmp_path / "part")
    first = news.measure(tmp_path, tmp_path / "index", None, None)
    assert first.made["index"]["documents"] == len(NAMES)
    assert news.measure(tmp_path, tmp_path / "index", None, None).made == first.made


def test_a_standard_set_is_indexed_to_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "ferries"
    (folder / "qrels").mkdir(parents=True)
    lines = (json.dumps({"_id": name, "text": f"The ferry {name}."}) for name in NAMES)
    (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "queries.jsonl").write_text('{"_id": "1", "text": "Rook"}\n', encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\n1\tRook\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    index_some(tmp_path / "work" / "ferries-index", tmp_path / "part")
    report = quality.retrieval(folder, tmp_path / "work", None)
    assert report.made["index"]["documents"] == len(NAMES)


def article(name: str) -> dict[str, str]:
    text = f"The ferry {name} has sailed since 1901."
    return {"id": name, "text": text, "title": name, "date": "2024-01-31"}
