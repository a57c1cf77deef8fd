"""`rag eval`, driven in-process: what it prints and writes, its exit codes and errors."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from filelock import FileLock
from typer.testing import CliRunner, Result

from rag import KnowledgeBase
from rag.answering import Readers
from rag.cli.commands import app
from rag.evaluation import Report
from rag.reading.sentence_reader import SentenceReader

QUESTIONS = (
    {"id": "cats", "question": "How long do cats sleep?", "answers": ["sixteen hours"]},
    {"id": "bridge", "question": "When did the bridge open?", "answers": ["Monday"]},
    {"id": "none", "question": "zebra quantum xylophone?", "answers": []},
)


@pytest.fixture(autouse=True)
def _in_a_folder_with_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in `tmp_path` beside documents and questions, without a model."""
    embedder = FakeEmbedder()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RAG_INDEX", raising=False)
    monkeypatch.setenv("RAG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: embedder)
    monkeypatch.setattr("rag.knowledge_base.Readers", lambda *_: Readers(SentenceReader(embedder)))
    Path("docs").mkdir()
    Path("docs/cats.md").write_text("Cats sleep for sixteen hours a day. They purr.\n")
    Path("docs/news.txt").write_text("The bridge opened on Monday. Cyclists cheered.\n")
    lines = (json.dumps(row) for row in QUESTIONS)
    Path("questions.jsonl").write_text("\n".join(lines), encoding="utf-8")


def rag(*arguments: str) -> Result:
    """Run one command as the shell would."""
    return CliRunner().invoke(app, arguments)


def test_a_folder_is_indexed_and_asked(tmp_path: Path) -> None:
    result = rag("eval", "questions.jsonl", "--docs", "docs")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("questions.jsonl  3 questions: ")
    assert not (tmp_path / "index").exists()  # the index of a folder is kept in the cache
    assert list((tmp_path / "cache" / "evaluation").iterdir())


def test_questions_that_failed_are_listed_below_the_tables() -> None:
    wrong = [
        {"question": f"How long do cats sleep, {i}?", "answers": ["a \x1b[2Jday"]}
        for i in range(11)
    ]
    asked = [{"question": "Cats sleep for how many hours?", "answers": []}, *wrong]
    Path("asked.jsonl").write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    _, _, below = rag("eval", "asked.jsonl", "--docs", "docs").stdout.partition("\nFailed: ")
    first, *lines = below.splitlines()
    assert first == "12 of 12 questions"
    assert lines[:3] == [
        "  Cats sleep for how many hours?",
        "    expected: (the documents do not say)",
        "    said: sixteen hours a day [1]",
    ]
    assert lines[4] == "    expected: a �[2Jday"
    assert sum("expected: " in line for line in lines) == 10
    assert lines[-1] == "all of them, with their quotes: --output FOLDER writes report.html"
    written = rag("eval", "asked.jsonl", "--docs", "docs", "--output", "out").stdout
    assert written.endswith(f"\n\nreport: {Path('out/report.html')}\n")
    assert "--output FOLDER" not in written


def test_nothing_is_listed_where_nothing_failed() -> None:
    Path("asked.jsonl").write_text(json.dumps(QUESTIONS[0]), encoding="utf-8")
    assert "Failed" not in rag("eval", "asked.jsonl", "--docs", "docs").stdout


def test_the_index_of_ones_own_is_asked_and_never_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/own.md").write_text("The lighthouse was built in 1871.\n")
    rag("sync", "mine", "--index", "kept")
    monkeypatch.setenv("RAG_INDEX", "kept")
    asked = json.loads(rag("eval", "questions.jsonl", "--json").stdout)
    assert asked["made"]["index"]["documents"] == 1
    apart = json.loads(rag("eval", "questions.jsonl", "--docs", "docs", "--json").stdout)
    assert apart["made"]["index"]["documents"] == 2
    assert json.loads(rag("status", "--json").stdout)["documents"] == 1
    both = rag("eval", "questions.jsonl", "--docs", "docs", "--index", "kept")
    assert both.exit_code == 2
    assert "give one of them" in both.stderr


def test_json_is_one_document_with_the_same_figures() -> None:
    rag("sync", "docs")
    content = json.loads(rag("eval", "questions.jsonl", "--json").stdout)
    assert content["questions"] == 3
    assert content["made"]["index"]["documents"] == 2
    assert 0 <= content["figures"]["f1"]["value"] <= 1


def test_a_report_is_written_and_read_back() -> None:
    rag("sync", "docs")
    result = rag("eval", "questions.jsonl", "--output", "report", "--runs")
    assert result.stdout.endswith("\nreport: report/report.html\n")
    assert {path.name for path in Path("report").iterdir()} == {
        "report.html",
        "report.json",
        "questions.jsonl",
        "runs",
    }
    assert [row.id for row in Report.load("report").rows] == ["cats", "bridge", "none"]


def test_a_run_is_compared_with_an_earlier_one_even_in_its_place() -> None:
    rag("sync", "docs")
    rag("eval", "questions.jsonl", "--output", "report")
    result = rag("eval", "questions.jsonl", "--output", "report", "--compare", "report")
    assert result.exit_code == 0
    assert "Against questions.jsonl, 3 shared questions" in result.stdout
    comparison = json.loads(Path("report/report.json").read_text())["comparison"]
    assert {one["difference"]["mean"] for one in comparison["measures"]} == {0.0}
    assert (comparison["worse"], comparison["better"]) == ([], [])


def test_one_question_is_told_in_the_singular() -> None:
    rag("sync", "docs")
    rag("eval", "questions.jsonl", "--limit", "1", "--output", "report")
    again = rag("eval", "questions.jsonl", "--limit", "1", "--compare", "report").stdout
    assert "questions.jsonl  1 question: " in again
    assert "Against questions.jsonl, 1 shared question\n" in again


def test_a_missed_gate_fails_with_its_figure() -> None:
    rag("sync", "docs")
    held = rag("eval", "questions.jsonl", "--at-least", "quotes_exact=100%")
    assert (held.exit_code, held.stderr) == (0, "")
    missed = rag("eval", "questions.jsonl", "--at-least", "f1=1", "--at-most", "p50.total=0")
    assert missed.exit_code == 1
    first, second = missed.stderr.splitlines()
    assert first.startswith("gate missed: f1 is ")
    assert second.startswith("gate missed: p50.total is ")


def test_a_limit_draws_a_sample_that_the_seed_decides() -> None:
    rag("sync", "docs")

    def asked(seed: str) -> list[str]:
        rag("eval", "questions.jsonl", "--limit", "2", "--seed", seed, "--output", "report")
        return [row.id for row in Report.load("report").rows]

    assert asked("1") == asked("1")
    assert len({tuple(asked(seed)) for seed in "12345"}) > 1


def test_a_set_with_its_own_documents_needs_no_index() -> None:
    Path("beir/qrels").mkdir(parents=True)
    Path("beir/corpus.jsonl").write_text(
        '{"_id": "c1", "title": "Cats", "text": "Cats sleep for hours."}\n'
        '{"_id": "c2", "title": "Bridge", "text": "The bridge opened on Monday."}\n'
    )
    Path("beir/queries.jsonl").write_text('{"_id": "1", "text": "bridge opened"}\n')
    Path("beir/qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\n1\tc2\t1\n")
    content = json.loads(rag("eval", "beir", "--retrieval-only", "--json").stdout)
    again = json.loads(rag("eval", "beir", "--retrieval-only", "--json").stdout)
    assert again["made"] == content["made"]  # the index stands: a stopped run can go on
    assert content["figures"]["document.lexical.nDCG@10"]["value"] == 1.0
    Path("run.trec").write_text("1 Q0 c1 1 0.9 t\n1 Q0 c2 2 0.8 t\n")
    scored = json.loads(rag("eval", "beir", "--run", "run.trec", "--json").stdout)
    assert scored["figures"]["document.run.RR@10"]["value"] == 0.5


def test_a_second_evaluation_of_the_same_documents_waits_and_says_so(tmp_path: Path) -> None:
    rag("eval", "questions.jsonl", "--docs", "docs")
    (lock,) = (tmp_path / "cache" / "evaluation").glob("*.lock")
    with ThreadPoolExecutor(1) as pool:
        with FileLock(lock):
            second = pool.submit(rag, "eval", "questions.jsonl", "--docs", "docs")
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
        assert second.result(timeout=60).exit_code == 0
        assert "waiting for it" in second.result().stderr


def test_relevant_documents_can_come_from_a_file() -> None:
    rag("sync", "docs")
    Path("qrels.txt").write_text("cats 0 cats.md 1\nbridge 0 news.txt 1\n")
    result = rag("eval", "questions.jsonl", "--qrels", "qrels.txt", "--json")
    content = json.loads(result.stdout)
    assert content["figures"]["document.hybrid.Success@5"]["value"] == 1.0
    assert content["warnings"] == []
    Path("qrels.txt").write_text("cats 0 cats.md 1\n")
    Path("run.trec").write_text("cats Q0 cats.md 1 0.9 t\n")
    for run in ((), ("--run", "run.trec")):
        said = rag("eval", "questions.jsonl", "--qrels", "qrels.txt", *run).stdout
        assert "1 of the 3 questions have no judgement in qrels.txt" in " ".join(said.split())


@pytest.mark.parametrize("of_a_run", [True, False])
def test_the_questions_are_never_overwritten_with_the_rows(of_a_run: bool) -> None:
    rag("sync", "docs")
    before = Path("questions.jsonl").read_text()
    Path("qrels.txt").write_text("cats 0 cats.md 1\n")
    Path("run.trec").write_text("cats Q0 cats.md 1 0.9 t\n")
    run = ("--qrels", "qrels.txt", "--run", "run.trec") if of_a_run else ()
    result = rag("eval", "questions.jsonl", *run, "--output", ".")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: questions.jsonl is no file of a report and would be lost; choose another folder "
        "with --output\n"
    )
    assert Path("questions.jsonl").read_text() == before


def test_starter_questions_are_written_once() -> None:
    Path("docs/hall.txt").write_text("The old hall has twelve seats.\n")
    rag("sync", "docs")
    first = rag("eval", "made.jsonl", "--make", "4")
    assert first.stdout.startswith("1 starter question in made.jsonl; ")
    rows = [json.loads(line) for line in Path("made.jsonl").read_text().splitlines()]
    assert [(row["question"], row["answers"], row["generated"]) for row in rows] == [
        ("How many seats does the old hall have?", ["twelve"], True)
    ]
    assert "made.jsonl is there already" in rag("eval", "made.jsonl", "--make", "4").stderr
    told = json.loads(rag("eval", "made.csv", "--make", "4", "--json").stdout)
    assert told == {"file": "made.csv", "questions": 1}
    assert rag("eval", "made.jsonl").exit_code == 0


def test_starter_questions_of_a_folder_need_no_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(name: str) -> FakeEmbedder:
        raise AssertionError(f"{name} is of no use here")

    monkeypatch.setattr("rag.opening.load_embedder", loaded)
    Path("docs/hall.txt").write_text("The old hall has twelve seats.\n")
    Path("docs/empty.txt").write_text("")
    result = rag("eval", "made.jsonl", "--make", "4", "--docs", "docs")
    assert result.stdout.startswith("1 starter question in made.jsonl; ")
    assert result.stderr.startswith("skipped: docs/empty.txt has no text; ")
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("missing.jsonl",), "there is no missing.jsonl; give a file of questions"),
        (("questions.jsonl", "--index", "none"), "there is no index at none"),
        (("questions.jsonl", "--docs", "none"), "there is no folder none"),
        (("none.jsonl", "--at-least", "f1=70"), "f1=70: f1 is a share, 0 to 1; did you mean f1=0."),
        (("questions.jsonl", "--at-least", "f1"), "'f1' is no gate; write NAME=VALUE"),
        (
            ("none.jsonl", "--at-least", "f2=1"),
            "such a report has no figure 'f2'; did you mean 'f1'?",
        ),
        (
            ("none.jsonl", "--at-most", "p95.totl=1"),
            "such a report has no figure 'p95.totl'; did you mean 'p95.total'",
        ),
        (
            ("none.jsonl", "--retrieval-only", "--at-least", "zzz=1"),
            "such a report has no figure 'zzz'; it may have: "
            "{document,passage}.{hybrid,dense,lexical}.{nDCG@10,RR@10,R@1,",
        ),
        (
            ("none.jsonl", "--run", "run.trec", "--at-least", "document.hybrid.RR@10=1"),
            "such a report has no figure 'document.hybrid.RR@10'; did you mean 'document.run.",
        ),
        (
            ("questions.jsonl", "--runs"),
            "--runs writes into the report's folder; name it with --output FOLDER",
        ),
        (
            ("questions.jsonl", "--run", "none.txt"),
            "cannot read none.txt: No such file or directory; check the path",
        ),
        (("empty.json",), "the question set brings no document to be asked about; check its file"),
        (("questions.jsonl", "--compare", "none"), "cannot read none: No such file"),
        (("bad.jsonl",), "bad.jsonl, line 1: not JSON"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(arguments: tuple[str, ...], problem: str) -> None:
    rag("sync", "docs")
    Path("bad.jsonl").write_text("{\n")
    Path("empty.json").write_text('{"version": "v2.0", "data": []}')
    result = rag("eval", *arguments)
    misused = not {"--at-least", "--at-most", "--runs"}.isdisjoint(arguments)
    assert (result.exit_code, result.stdout) == (2 if misused else 1, "")
    assert result.stderr.startswith(f"error: {problem}")
    assert result.stderr.count("\n") == 1


def test_an_index_of_the_cache_that_another_model_made_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rag("eval", "questions.jsonl", "--docs", "docs")
    other = FakeEmbedder(name="fake:other")
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: other)
    result = rag("eval", "questions.jsonl", "--docs", "docs", "--json")
    assert json.loads(result.stdout)["made"]["models"]["embedder"] == "fake:other"


def test_an_index_of_the_cache_that_has_passages_of_another_length_is_made_anew(
    tmp_path: Path,
) -> None:
    rag("eval", "questions.jsonl", "--docs", "docs")
    (folder,) = (path for path in (tmp_path / "cache" / "evaluation").iterdir() if path.is_dir())
    KnowledgeBase.open(folder, max_tokens=100, anew=True).close()
    assert rag("eval", "questions.jsonl", "--docs", "docs").exit_code == 0
    with KnowledgeBase.open(folder, create=False) as kb:
        assert kb.status().chunker.endswith(":160:32")
