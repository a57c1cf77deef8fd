"""A whole evaluation over small documents: figures, rows, resuming, comparing, gates."""

import dataclasses
import json
import re
import statistics
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_embedder import FakeEmbedder
from places import ROOT
from rich.console import Console

from rag import Answer, KnowledgeBase, Statement
from rag.answering import Readers
from rag.errors import InputError
from rag.evaluation import (
    Gate,
    Question,
    Report,
    check_gates,
    evaluate,
    evaluate_run,
    missed_gates,
    parse_gate,
    read_qrels,
    read_questions,
    read_run,
)
from rag.evaluation.asking import Outcome
from rag.evaluation.figures import STAGES, Figure, mean_of
from rag.evaluation.gates import gate_values
from rag.evaluation.grading import grade
from rag.evaluation.making import make_questions, write_questions
from rag.evaluation.page.differences import differences_html
from rag.evaluation.rows import FileRows, MemoryRows
from rag.evaluation.terminal import report_tables, show
from rag.reading.sentence_reader import SentenceReader

DOCUMENTS = {
    "light.txt": "The Skerrow lighthouse was built in 1871. Its lamp was lit by oil until 1934.",
    "ferry.txt": "The ferry Wren crosses Lorn Bay. The crossing takes 25 minutes.",
    "music.txt": "Ada Quill wrote the anthem. The choir sang it on May 3, 1999.",
}
QUESTIONS = (
    Question("lamp", "Until when was the lamp lit by oil?", ("1934",), {"light.txt": 1}),
    Question("ferry", "How many minutes does the crossing take?", ("25",), {"ferry": 1}),
    Question("anthem", "Who wrote the anthem?", ("Ada Quill",), {"music.txt": 1}),
    Question("none", "zebra quantum xylophone?", ()),
    Question("unknown", "Which choir?"),
)
NO_DOCUMENTS: Any = None  # grading opens the knowledge base only to check citations


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """Three documents, read sentence by sentence without a model; not to be written to."""
    folder = tmp_path_factory.mktemp("docs")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    embedder = FakeEmbedder()
    readers = Readers(SentenceReader(embedder))
    with KnowledgeBase.open(
        tmp_path_factory.mktemp("index"), embedder=embedder, readers=readers
    ) as kb:
        kb.sync(folder)
        yield kb


def quality(report: Report) -> dict[str, object]:
    """Give what two runs must agree on: everything but times and memory."""
    content = report.to_dict()
    return {key: content[key] for key in ("figures", "statuses", "kinds", "curves", "made")}


def test_figures_follow_from_the_answers(kb: KnowledgeBase) -> None:
    report = evaluate(kb, QUESTIONS)
    rows = {row.id: row for row in report.rows}
    assert rows["lamp"].citations[0].document == "light.txt"
    assert rows["lamp"].scores["citation_recall"] == 1.0
    assert rows["ferry"].relevant == {"ferry.txt": 1}  # named without its suffix in the set
    assert rows["unknown"].scores.keys() & {"f1", "right"} == set()
    answerable = [rows[id_] for id_ in ("lamp", "ferry", "anthem")]
    assert report["right"] == pytest.approx(sum(row.scores["right"] for row in answerable) / 3)
    refused = rows["none"].status == "not_found"
    assert report["no_answer_accuracy"] == float(refused)
    assert report["quotes_exact"] == 1.0
    assert report.figures["f1"].count == 4
    assert report["document.hybrid.Success@5"] == 1.0
    assert sum(report.summary.outcomes.values()) == 5


def test_two_runs_give_identical_figures(kb: KnowledgeBase) -> None:
    assert quality(evaluate(kb, QUESTIONS)) == quality(evaluate(kb, QUESTIONS))


def test_a_quote_that_is_not_in_the_stored_document_is_found_out(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = kb.ask

    def forging(question: str, **options: float) -> Answer:
        answer = ask(question, **options)  # type: ignore[arg-type]
        forged = tuple(
            dataclasses.replace(c, document=dataclasses.replace(c.document, text="x" * 999))
            for c in answer.citations
        )
        return dataclasses.replace(answer, citations=forged)

    monkeypatch.setattr(kb, "ask", forging)
    assert evaluate(kb, QUESTIONS[:1])["quotes_exact"] == 0.0


def test_a_gold_document_that_is_not_indexed_is_reported_and_not_scored(
    kb: KnowledgeBase,
) -> None:
    lost = Question("lost", "Who sang?", ("nobody",), {"lost.txt": 1})
    report = evaluate(kb, [*QUESTIONS, lost])
    assert "1 relevant documents are not in the index (lost.txt)" in report.warnings[0]
    row = next(row for row in report.rows if row.id == "lost")
    assert row.scores == {}
    assert row.notes
    assert report.figures["f1"].count == 4


@pytest.mark.parametrize(
    ("questions", "problem"),
    [
        ([], "the question set is empty"),
        ([Question("a", "x"), Question("a", "y")], "the id 'a' stands for two questions"),
        ([Question("a", "x", ("y",), {"lost.txt": 1})], "none of the 1 documents"),
        ([Question("a", "x" * 4001)], "'a' cannot be asked: the question has 4,001 characters"),
        ([Question("a", "x", history=("",))], "'a' cannot be asked: the question is empty"),
    ],
)
def test_sets_that_cannot_be_asked_are_refused(
    kb: KnowledgeBase, questions: list[Question], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        evaluate(kb, questions)


def test_earlier_turns_that_are_not_asked_may_be_of_any_length(kb: KnowledgeBase) -> None:
    question = Question("a", "Who wrote the anthem?", history=("x" * 4001,))
    assert len(evaluate(kb, [question], answers=False).rows) == 1


def test_a_stopped_run_goes_on_where_it_was(kb: KnowledgeBase, tmp_path: Path) -> None:
    folder = tmp_path / "report"

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(kb, QUESTIONS, folder=folder, on_progress=stop)
    with (folder / "questions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "cut sho')  # killed in the middle of a line
    seen = list[int]()
    report = evaluate(kb, QUESTIONS, folder=folder, on_progress=lambda done, _: seen.append(done))
    assert seen == [3, 4, 5]
    assert quality(report) == quality(evaluate(kb, QUESTIONS))


def test_a_run_stopped_over_an_index_since_made_anew_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page, seen = tmp_path / "docs" / "light.txt", list[int]()

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    def indexed(text: str) -> KnowledgeBase:
        page.write_text(text, encoding="utf-8")
        embedder = FakeEmbedder()
        readers = Readers(SentenceReader(embedder))
        made = KnowledgeBase.open(tmp_path / "index", embedder=embedder, readers=readers, anew=True)
        made.sync(page.parent)
        return made

    indexed("This one is thrown away: only a later one is made from nothing.").close()
    with indexed("The lamp was lit by oil until 1934.") as before:
        numbers = before.contents()
        with pytest.raises(KeyboardInterrupt):
            evaluate(before, QUESTIONS[3:], folder=tmp_path / "report", on_progress=stop)
    with indexed("The lamp was lit by gas until 1958.") as after:
        assert after.contents().truth != numbers.truth
        assert dataclasses.replace(after.contents(), truth=numbers.truth) == numbers
        report = evaluate(
            after,
            QUESTIONS[3:],
            folder=tmp_path / "report",
            on_progress=lambda n, _: seen.append(n),
        )
    assert seen == [1, 2]
    truth = {"index": {**report.made["index"], "truth": "another"}}
    moved = dataclasses.replace(report, made={**report.made, **truth})
    assert moved.compare(report).settings == ()  # a person is told of what has a meaning


def test_a_finished_run_and_one_of_other_questions_begin_anew(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    folder, seen = tmp_path / "report", list[int]()
    evaluate(kb, QUESTIONS, folder=folder).save(folder)
    evaluate(kb, QUESTIONS, folder=folder, on_progress=lambda done, _: seen.append(done))
    evaluate(kb, QUESTIONS[:4], folder=folder, on_progress=lambda done, _: seen.append(done))
    assert seen == [1, 2, 3, 4, 5, 1, 2, 3, 4]


def test_a_saved_report_is_read_back_as_it_was(kb: KnowledgeBase, tmp_path: Path) -> None:
    report = evaluate(kb, QUESTIONS)
    report.save(tmp_path / "report")
    again = Report.load(tmp_path / "report")
    assert isinstance(again.rows, FileRows)
    assert isinstance(again.held().rows, MemoryRows)
    assert json.dumps(again.to_dict()) == json.dumps(report.to_dict())
    assert str(again) == str(report)
    assert Report.load(tmp_path / "report" / "report.json").to_dict() == again.to_dict()


def test_a_report_that_may_only_be_read_is_read(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluate(kb, QUESTIONS).save(tmp_path)
    opened, modes = Path.open, set[str]()

    def noting(path: Path, mode: str = "r", **options: object) -> object:
        modes.add(mode)
        return opened(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noting)
    rows = Report.load(tmp_path).rows
    assert [row.id for row in rows] == [question.id for question in QUESTIONS]
    assert modes <= {"r", "rb"}


def test_a_row_that_was_cut_short_is_left_out_and_left_alone(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    evaluate(kb, QUESTIONS).save(tmp_path)
    path = tmp_path / "questions.jsonl"
    path.write_bytes(path.read_bytes()[:-9])
    before = path.read_bytes()
    assert len(list(Report.load(tmp_path).rows)) == len(QUESTIONS) - 1
    assert path.read_bytes() == before


def test_questions_that_have_the_name_of_the_rows_are_not_overwritten(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    line = '{"question": "Until when was the lamp lit by oil?", "answers": ["1934"]}\n'
    path.write_text(line, encoding="utf-8")
    report = evaluate(kb, read_questions(path))
    with pytest.raises(InputError, match="choose another folder"):
        report.save(tmp_path)
    with pytest.raises(InputError, match="choose another folder"):
        evaluate(kb, QUESTIONS, folder=tmp_path)
    (tmp_path / "report.json").write_text("{}")
    with pytest.raises(InputError, match="choose another folder"):
        evaluate(kb, QUESTIONS, folder=tmp_path)
    assert path.read_text(encoding="utf-8") == line
    assert {file.name for file in tmp_path.iterdir()} == {"questions.jsonl", "report.json"}


@pytest.mark.parametrize("head", ["", '{"format": 0, "made": {}}\n{"old": "row"}\n'])
def test_rows_of_another_version_give_way(kb: KnowledgeBase, tmp_path: Path, head: str) -> None:
    (tmp_path / "questions.jsonl").write_text(head, encoding="utf-8")
    evaluate(kb, QUESTIONS, folder=tmp_path).save(tmp_path)
    assert len(Report.load(tmp_path).rows) == len(QUESTIONS)


@pytest.mark.parametrize("content", ["", "[]", '{"format": 99}'])
def test_what_is_no_report_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        Report.load(tmp_path)


def test_the_table_holds_every_group(kb: KnowledgeBase) -> None:
    text = str(evaluate(kb, QUESTIONS))
    for title in ("Answers", "Refusals", "Confidence", "Citations", "Retrieval", "Milliseconds"):
        assert f"\n {title}" in text
    assert "documents, hybrid" in text


def test_the_name_of_every_figure_is_known_before_the_run(kb: KnowledgeBase) -> None:
    disliked = Question("no", "Who wrote the anthem of the bay?", rejected=("Ada Quill",))
    names = gate_values(evaluate(kb, [*QUESTIONS, disliked])).keys()
    assert {"f1", "roc_area", "rejected_again", "passage.dense.R@50", "p99.total"} <= names
    check_gates([Gate(name, 0.0) for name in names])
    ranked = gate_values(evaluate(kb, QUESTIONS, answers=False)).keys()
    check_gates([Gate(name, 0.0) for name in ranked], answers=False)
    of_run = gate_values(evaluate_run(QUESTIONS, {"lamp": ["light.txt"]})).keys()
    check_gates([Gate(name, 0.0) for name in of_run], run=True)


def test_every_stage_that_is_timed_has_its_place_among_the_stages() -> None:
    sources = (ROOT / "rag").rglob("*.py")
    texts = (source.read_text(encoding="utf-8") for source in sources)
    timed = {name for text in texts for name in re.findall(r"\.time\(\"(\w+)\"\)", text)}
    assert timed == set(STAGES)


def test_no_table_of_plain_text_loses_a_column(kb: KnowledgeBase) -> None:
    lines = str(evaluate(kb, QUESTIONS)).splitlines()
    (heads,) = (line for line in lines if line.startswith(" By kind of question"))
    columns = ["questions", "right", "F1", "exact", "answered", "refused", "cited", "nDCG@10"]
    assert heads.split()[4:] == columns
    who = next(line for line in lines if line.startswith(" who "))
    assert len(who) == len(heads)  # the last cell is under its head
    report = dataclasses.replace(evaluate(kb, QUESTIONS), warnings=("word " * 40,))
    assert max(map(len, str(report).split("warning: ")[1].splitlines())) <= 100


def test_no_table_on_a_narrow_terminal_loses_a_column(kb: KnowledgeBase) -> None:
    out = StringIO()
    console = Console(file=out, width=60, force_terminal=True, color_system=None)
    report = dataclasses.replace(evaluate(kb, QUESTIONS), warnings=("word " * 40,))
    show(console, report_tables(report))
    shown = [line.rstrip() for line in out.getvalue().splitlines()]
    assert any(line.endswith("cited   nDCG@10") for line in shown)
    warning = next(i for i, line in enumerate(shown) if line.startswith("warning: "))
    assert max(map(len, shown[warning:])) <= console.width == 60


def test_retrieval_alone_answers_nothing(kb: KnowledgeBase) -> None:
    report = evaluate(kb, QUESTIONS, answers=False)
    assert report.summary.statuses == {}
    assert report["document.lexical.nDCG@10"] > 0
    assert "f1" not in report.figures


class Forgetful:
    """Answers as the knowledge base does, but refuses what holds a word."""

    def __init__(self, kb: KnowledgeBase, word: str) -> None:
        self._kb, self._word = kb, word

    def __getattr__(self, name: str) -> object:
        return getattr(self._kb, name)

    def ask(self, question: str, **options: float) -> Answer:
        if self._word in question:
            return Answer(question, "not_found")
        return self._kb.ask(question, **options)  # type: ignore[arg-type]


def test_a_comparison_names_the_questions_that_got_worse(kb: KnowledgeBase) -> None:
    before = evaluate(kb, QUESTIONS)
    after = evaluate(Forgetful(kb, "anthem"), QUESTIONS)  # type: ignore[arg-type]
    comparison = after.compare(before)
    assert [one.current.id for one in comparison.worse] == ["anthem"]
    assert comparison.better == ()
    f1 = next(one for one in comparison.measures if one.name == "has_answer_f1")
    assert f1.difference.mean == pytest.approx(after["has_answer_f1"] - before["has_answer_f1"])
    assert f1.difference.mean < 0
    assert not f1.is_real  # one question of three is no proof
    assert "  Who wrote the anthem? (correct -100.0)\n    Ada Quill" in str(comparison)
    assert before.compare(after).better[0].change == -comparison.worse[0].change


def test_runs_without_a_shared_question_do_not_compare(kb: KnowledgeBase) -> None:
    one, other = evaluate(kb, QUESTIONS[:1]), evaluate(kb, QUESTIONS[1:])
    with pytest.raises(InputError, match="share no question"):
        one.compare(other)


def test_runs_of_partly_the_same_questions_say_so(kb: KnowledgeBase) -> None:
    one, other = evaluate(kb, QUESTIONS[:3]), evaluate(kb, QUESTIONS)
    assert "the 3 questions that both runs have" in one.compare(other).warnings[0]


def test_a_disliked_answer_that_comes_again_is_counted(kb: KnowledgeBase) -> None:
    said = kb.ask(QUESTIONS[2].text)
    again = Question("again", QUESTIONS[2].text, rejected=(said.text,))
    gone = Question("gone", QUESTIONS[2].text, rejected=("Bea Moss",))
    assert evaluate(kb, [again])["rejected_again"] == 1.0
    assert evaluate(kb, [gone])["rejected_again"] == 0.0


@pytest.mark.parametrize(
    ("said", "correct"), [("1999", 1.0), ("in 1999", 1.0), ("1998", 0.0), ("2005", 0.0)]
)
def test_an_answer_that_is_neither_right_nor_rejected_is_wrong(said: str, correct: float) -> None:
    asked = Outcome(Answer("When?", "answered", (Statement(said),)), None)
    question = Question("1", "When?", ("1999",), rejected=("1998",))
    assert grade(NO_DOCUMENTS, question, asked)["correct"] == correct


def test_a_shown_date_is_right_and_no_part_of_the_text_that_is_scored() -> None:
    said = Statement("Sunday", note="that is June 23, 2024, going by the document's date")
    question = Question("1", "When?", ("June 23",))
    scores = grade(NO_DOCUMENTS, question, Outcome(Answer("When?", "answered", (said,)), None))
    assert (scores["right"], scores["f1"], scores["value_f1"]) == (1.0, 0.0, 0.0)


def test_a_disliked_conflict_that_comes_again_is_counted() -> None:
    sides = (Statement("on May 3, 1999"), Statement("May 4"))
    conflict = Outcome(Answer("When?", "conflicting", sides), None)
    for rejected in ("on May 3, 1999 May 4", "on May 3, 1999"):
        question = Question("1", "When?", rejected=(rejected,))
        assert grade(NO_DOCUMENTS, question, conflict)["rejected_again"] == 1.0
    alone = Outcome(Answer("When?", "answered", sides[1:]), None)
    question = Question("1", "When?", rejected=("on May 3, 1999 May 4",))
    assert grade(NO_DOCUMENTS, question, alone)["rejected_again"] == 0.0


class Talking(Forgetful):
    """Holds conversations in which it notes what it is asked."""

    asked: list[list[str]]

    def chat(self) -> "Talking":
        self.asked.append([])
        return Chat(self._kb, self.asked[-1])  # type: ignore[return-value]


class Chat:
    def __init__(self, kb: KnowledgeBase, asked: list[str]) -> None:
        self._kb, self._asked = kb, asked

    def ask(self, question: str) -> Answer:
        self._asked.append(question)
        return self._kb.ask(question)


def test_follow_ups_are_asked_in_their_conversation_once(kb: KnowledgeBase) -> None:
    talking = Talking(kb, "\0")
    talking.asked = []
    turns = [
        Question("2", "by whom?", ("Ada Quill",), history=("Who wrote it?",)),
        Question("3", "and when?", ("1999",), history=("Who wrote it?", "by whom?")),
        Question("4", "why?", (), history=("Something else",)),
    ]
    report = evaluate(talking, turns)  # type: ignore[arg-type]
    assert talking.asked == [["Who wrote it?", "by whom?", "and when?"], ["Something else", "why?"]]
    assert [part.name for part in report.summary.turns] == ["2", "3"]


def test_rankings_are_written_as_trec_files_that_score_the_same(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    questions = QUESTIONS[:3]
    report = evaluate(kb, questions, keep_rankings=True)
    runs = report.save(tmp_path / "report") / "runs"
    run, qrels = read_run(runs / "document.hybrid.trec"), read_qrels(runs / "document.qrels")
    judged = [dataclasses.replace(q, relevance=qrels[q.id]) for q in questions]
    again = evaluate_run(judged, run)
    assert again["document.run.nDCG@10"] == pytest.approx(report["document.hybrid.nDCG@10"])
    assert {path.name for path in runs.iterdir()} >= {"document.dense.trec", "passage.hybrid.trec"}


def test_a_run_of_other_queries_is_refused() -> None:
    with pytest.raises(InputError, match="none of the 3 judged questions"):
        evaluate_run(QUESTIONS, {"other": ["d"]})


def test_a_run_is_scored_by_the_names_that_its_lines_have() -> None:
    questions = [
        Question("the till", "Who counts it?", relevance={"safety": 1}),
        Question("q2", "How much?", relevance={"accounts 2023.xlsx": 1, "accounts 2023": 2}),
        Question("q3", "Where?", relevance={"plain": 1}),
    ]
    run = {
        "the_till": ["safety.md", "other.md"],
        "q2": ["accounts_2023.xlsx"],
        "q3": ["plain", "plain.md"],
    }
    report = evaluate_run(questions, run)
    assert report["document.run.nDCG@10"] == 1.0
    assert report["document.run.R@5"] == 1.0
    assert not report.warnings


def test_relevant_documents_that_no_line_of_a_run_names_are_warned_of() -> None:
    questions = [
        Question("a", "Who?", relevance={"here.md": 1, "gone.md": 1}),
        Question("b", "Who?", relevance={"lost.md": 1, "away.md": 1, "off.md": 1, "no": 0}),
    ]
    report = evaluate_run(questions, {"a": ["here.md"], "b": ["here.md"]})
    assert report.warnings == (
        "4 of the 5 relevant documents stand in no line of the run (gone.md, lost.md, away.md and "
        "1 more) and count as not found; check that it names them so",
    )


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("f1=0.7", Gate("f1", 0.7)),
        ("f1 = 70%", Gate("f1", 0.7)),
        ("p95.total=500", Gate("p95.total", 500)),
    ],
)
def test_gates_are_read(text: str, gate: Gate) -> None:
    assert parse_gate(text) == gate


@pytest.mark.parametrize("text", ["f1", "=0.7", "f1=much"])
def test_what_is_no_gate_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write NAME=VALUE"):
        parse_gate(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("f1=70", "f1=70: f1 is a share, 0 to 1; did you mean f1=0.7?"),
        ("f1=nan", "f1=nan: f1 is a share, 0 to 1, as in f1=0.7"),
        ("f1=-0.1", "a share, 0 to 1"),
        ("p95.total=inf", "give milliseconds, p95.total=500 for instance"),
    ],
)
def test_a_gate_that_nothing_can_pass_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        parse_gate(text)


def test_gates_hold_or_name_the_figure(kb: KnowledgeBase) -> None:
    report = evaluate(kb, QUESTIONS)
    assert (
        missed_gates(report, [Gate("quotes_exact", 1.0), Gate("p50.total", 1e9, "at most")]) == []
    )
    floor, ceiling = Gate("right", 1.01), Gate("p50.total", 0.0, "at most")
    missed = missed_gates(report, [floor, ceiling])
    assert [one.gate for one in missed] == [floor, ceiling]
    assert str(missed[0]) == f"right is {report['right']:.4g}, below 1.01"
    with pytest.raises(InputError, match="no figure 'nonsense'; it has: answered"):
        missed_gates(report, [Gate("nonsense", 1)])


def test_starter_questions_ask_for_what_the_documents_hold(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    made = make_questions(kb.documents, 8, seed=1)
    assert made == make_questions(kb.documents, 8, seed=1)
    asked = {one.question: one.answers for one in made}
    assert asked["When was the Skerrow lighthouse built?"] == ("1871",)
    assert any(answers == () for answers in asked.values())
    texts = {document.id: document.text for document in kb.documents}
    assert all(answer in texts[one.document] for one in made for answer in one.answers)
    path = tmp_path / "made.jsonl"
    write_questions(made, path)
    report = evaluate(kb, read_questions(path))
    assert report.summary.questions == len(made)
    with pytest.raises(InputError, match="is there already"):
        write_questions(made, path)


def test_a_mean_has_an_interval_only_where_values_can_differ() -> None:
    assert mean_of(np.array([np.nan])) is None
    assert mean_of(np.array([1.0, np.nan])) == Figure(1.0, 1, margin=None)
    assert mean_of(np.array([1.0, 0.5, 0.25])) == Figure(1.75 / 3, 3, margin=None)
    values = [0.5, 0.0, 1.0, 1.0] * 4
    several = mean_of(np.array(values))
    error = statistics.stdev(values) / 4  # of the mean of sixteen
    expected = statistics.NormalDist().inv_cdf(0.975) * error
    assert several is not None and several.margin == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("right", "of", "margin"),
    [(3, 3, 0.5615), (0, 2, 0.6576), (1, 2, 0.4055), (94, 132, 0.0828), (10, 10, 0.2775)],
)
def test_a_share_of_few_questions_claims_no_certainty(right: int, of: int, margin: float) -> None:
    share = mean_of(np.array([1.0] * right + [0.0] * (of - right)))
    assert share is not None and share.margin == pytest.approx(margin, abs=5e-4)


def test_a_run_beside_itself_shows_no_rows_of_noughts(kb: KnowledgeBase) -> None:
    report = evaluate(kb, QUESTIONS)
    same = report.compare(report)
    count = len(same.measures)
    assert (same.moved, count > 5) == ((), True)
    assert f"no change in {count} of {count} measures" in str(same) and "+0.0" not in str(same)
    assert f"No question changed by {count} of the measures" in differences_html(same)


def test_the_folder_of_the_documents_is_not_compared(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = kb.status()
    monkeypatch.setattr("rag.status.compare", lambda *_, **__: pytest.fail("it takes too long"))
    report = evaluate(kb, QUESTIONS[:1])
    assert report.cost.index_bytes == status.bytes
    assert report.made["index"]["truth"] == status.truth
