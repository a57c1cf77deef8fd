"""Question sets in every form they come in, and what is said of lines that are bad."""

import gzip
import json
import lzma
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.documents import SUFFIXES, read_document
from rag.errors import InputError
from rag.evaluation import Question, question_set, read_qrels, read_questions, read_run, with_qrels
from rag.evaluation.datasets.corpus import file_name, possible_ids, write_corpus, written_corpus
from rag.evaluation.datasets.hub import parse_hub_name
from rag.evaluation.datasets.trec import qrels_lines, run_lines
from rag.evaluation.questions import Source
from rag.types import Statement


def write(path: Path, *rows: object) -> Path:
    """Write JSONL; texts are written as they are."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[Question]:
    return list(read_questions(path))


def test_our_own_form(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        {"id": "a", "question": " When? ", "answers": ["1999"], "documents": ["x.txt"]},
        {"question": "Who?", "answers": []},
        "",
        {"question": "And where?", "history": ["Who is Ada?", {"question": "When?"}]},
    )
    first, second, third = read(path)
    assert first == Question("a", "When?", ("1999",), {"x.txt": 1})
    assert second == Question("q2", "Who?", ())
    assert third == Question("q4", "And where?", None, history=("Who is Ada?", "When?"))


@pytest.mark.parametrize(
    ("row", "answers", "documents"),
    [
        ({"query": "q", "reference": "a"}, ("a",), ()),
        ({"user_input": "q", "ground_truths": ["a", "b"]}, ("a", "b"), ()),
        ({"question": "q", "answers": [{"text": "a", "start": 3}], "doc_id": "d"}, ("a",), ("d",)),
        ({"question": "q", "answers": {"text": ["a", "a"], "answer_start": [1, 2]}}, ("a",), ()),
        ({"question": "q", "answers": "a | b", "documents": "c|d.txt"}, ("a | b",), ("c|d.txt",)),
        ({"question": "q", "answers": "[citation needed]"}, ("[citation needed]",), ()),
        ({"question": "q", "answers": "[1999]"}, ("[1999]",), ()),
        ({"question": "q", "answers": '["a", "b"]', "documents": '["d"]'}, ("a", "b"), ("d",)),
        ({"question": "q", "answers": " ", "documents": ""}, (), ()),
        ({"question": "q", "is_impossible": True, "answers": ["x"]}, (), ()),
        ({"question": "q", "documents": {"d": 2, "e": 0}}, None, ("d",)),
        ({"source_id": "7", "source_info": {"question": "q", "passages": "p"}}, None, ()),
    ],
)
def test_names_of_the_field_are_understood(
    tmp_path: Path,
    row: dict[str, object],
    answers: tuple[str, ...] | None,
    documents: tuple[str, ...],
) -> None:
    (question,) = read(write(tmp_path / "q.jsonl", row))
    assert (question.text, question.answers, question.documents) == ("q", answers, documents)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{not json", "not JSON"),
        ("[1]", "a JSON object is wanted, this is a list"),
        ('{"answers": ["x"]}', 'there is no "question" (fields: answers)'),
        ('{"question": "  "}', "must be a text that is not empty"),
        ('{"question": "q", "answers": 7}', '"answers" must be a list of texts'),
        ('{"question": "q", "answers": [7]}', 'each of "answers" must be a text'),
        ('{"question": "q", "documents": [1]}', '"documents" must be a list of document ids'),
        ('{"question": "q", "history": 1}', '"history" must be a list'),
        ('{"question": "q", "verdict": "meh"}', "\"verdict\" is 'meh'"),
        (
            '{"question": "q", "verdict": "like", "answer": "a", "statements": ["a"]}',
            '"statements" must be a list of objects',
        ),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_a_remedy(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = write(tmp_path / "q.jsonl", {"question": "fine"}, line)
    with pytest.raises(InputError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}, line 2: ")
    assert problem in str(error.value)
    assert '{"question": "When did it open?"' in str(error.value)


def test_a_table_with_a_header(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text(
        "question,answers,documents\n"
        '"When, then?","1999 | in 1999",a.txt\n'
        'Who?,"[""Ada | Bea""]",a.txt|b.txt\n'
        "Why?,,\n",
        encoding="utf-8-sig",
    )
    first, second, third = read(path)
    assert (first.text, first.answers) == ("When, then?", ("1999", "in 1999"))
    assert (second.answers, second.documents) == (("Ada | Bea",), ("a.txt", "b.txt"))
    assert third.answers == ()


@pytest.mark.parametrize("name", ["ground_truth", "reference", "gold", "expected_output"])
def test_an_empty_cell_of_answers_says_that_there_are_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(f"question,{name}\nWhy?,\n", encoding="utf-8")
    assert read(path)[0].answers == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name,answers\nx,y\n", "line 1: no column is named 'question' (columns: name, answers)"),
        ("question,answers\nWhen, then?,1999\n", "line 2: 3 cells for 2 columns"),
        ('question,answers\n"open\n', "line 2: unexpected end of data"),
    ],
)
def test_a_bad_table_is_named_with_the_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}, {problem}")


def test_tabs_and_semicolons_separate_too(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("question\tanswer\nWho, then?\tAda\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("question;answer\nWho, then?;Ada\n", encoding="utf-8")
    for name in ("a.tsv", "b.csv"):
        (question,) = read(tmp_path / name)
        assert (question.text, question.answers) == ("Who, then?", ("Ada",))


def test_a_header_may_hold_other_separators_than_its_own(tmp_path: Path) -> None:
    rows = "question;answer;remarks, open, or none\nWho, then?;Ada;\nWhen, then?;1999;sure\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert [question.answers for question in read(tmp_path / "a.csv")] == [("Ada",), ("1999",)]


def test_compressed_files_are_read(tmp_path: Path) -> None:
    line = b'{"question": "q\xc3\xa9"}\n'
    (tmp_path / "a.jsonl.xz").write_bytes(lzma.compress(line))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(line))
    for name in ("a.jsonl.xz", "b.jsonl.gz"):
        assert read(tmp_path / name)[0].text == "qé"
    (tmp_path / "c.jsonl.xz").write_bytes(b"not xz")
    with pytest.raises(InputError, match=r"cannot read .*c\.jsonl\.xz"):
        read(tmp_path / "c.jsonl.xz")


@pytest.mark.parametrize(("suffix", "packed"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_a_table_that_was_cut_off_is_named(
    tmp_path: Path, suffix: str, packed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"q.csv.{suffix}"
    path.write_bytes(packed(b"question,answers\nWhen?,1999\n")[:-12])
    with pytest.raises(InputError, match=rf"cannot read .*q\.csv\.{suffix}"):
        read(path)


def test_an_id_may_be_the_number_0(tmp_path: Path) -> None:
    rows = [{"id": 0, "question": "q"}, {"id": "", "question": "q"}]
    assert [one.id for one in read(write(tmp_path / "q.jsonl", *rows))] == ["0", "q2"]


SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "Skerrow_light",
            "paragraphs": [
                {
                    "context": "It was built in 1871.",
                    "qas": [
                        {"id": "1", "question": "When?", "answers": [{"text": "1871"}]},
                        {"id": "2", "question": "Who?", "answers": [], "is_impossible": True},
                    ],
                },
                {"context": "It is tall.", "qas": []},
            ],
        }
    ],
}


def test_squad_as_published(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(SQUAD), encoding="utf-8")
    with_documents = read_questions(path, contexts=True)
    first, second = with_documents
    assert first == Question("1", "When?", ("1871",), {"Skerrow_light": 1})
    assert second.answers == ()
    assert with_documents.corpus is not None
    text = "It was built in 1871.\n\nIt is tall."
    assert list(with_documents.corpus()) == [Source("Skerrow_light", text, "Skerrow light")]
    assert read(path)[0].relevance == {}  # asked of other documents, its own are not named


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (["x"], "data[0]: an object is wanted"),
        ([{"paragraphs": None}], "data[0].paragraphs: a list is wanted"),
        ([{"paragraphs": [None]}], "data[0].paragraphs[0]: an object is wanted"),
        ([{"paragraphs": [{"qas": "x"}]}], "data[0].paragraphs[0].qas: a list is wanted"),
        ([{"paragraphs": [{"qas": [1]}]}], "data[0].paragraphs[0].qas[0]: an object is wanted"),
        ([{"paragraphs": [{"qas": [{}]}]}], 'data[0].paragraphs[0].qas[0]: there is no "question"'),
    ],
)
def test_what_is_laid_out_otherwise_than_squad_is_named(
    tmp_path: Path, data: list[object], where: str
) -> None:
    path = write(tmp_path / "q.json", {"data": data})
    with pytest.raises(InputError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}, {where}")


def test_a_judged_answer_in_a_table_is_one_whatever_bars_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text("question,answer,verdict,documents\nq,a | b,like,c|d\n", encoding="utf-8")
    (question,) = read(path)
    assert (question.answers, question.documents) == (("a | b",), ("c", "d"))


def test_records_that_bring_their_passage_can_be_asked_of_these(tmp_path: Path) -> None:
    row = {"question": "When?", "context": "Built in 1871.", "title": "A_b", "answers": ["1871"]}
    path = write(tmp_path / "q.jsonl", row, {**row, "id": "two"})
    questions = read_questions(path, contexts=True)
    assert questions.corpus is not None
    (source,) = questions.corpus()
    assert (source.text, source.title) == ("Built in 1871.", "A b")
    assert [q.documents for q in questions] == [(source.id,), (source.id,)]


def test_a_beir_folder(tmp_path: Path) -> None:
    write(tmp_path / "corpus.jsonl", {"_id": "d/1", "title": "T", "text": "Body"})
    write(tmp_path / "queries.jsonl", {"_id": "1", "text": "q"}, {"_id": "2", "text": "unjudged"})
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\td/1\t2\n1\td/2\t0\n", encoding="utf-8"
    )
    questions = read_questions(tmp_path)
    assert list(questions) == [Question("1", "q", None, {"d/1": 2, "d/2": 0})]
    assert questions.corpus is not None
    assert list(questions.corpus()) == [Source("d/1", "Body", "T")]


def test_what_a_folder_lacks_to_be_beir_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no qrels/test\.tsv; a BEIR folder holds"):
        list(read_questions(tmp_path))


def test_trec_files_survive_writing_and_reading(tmp_path: Path) -> None:
    qrels = {"1": {"a": 2, "b": 0}, "2": {"c": 1}}
    run = {"1": ["b", "a"], "2": ["c"]}
    (tmp_path / "q").write_text("".join(qrels_lines(qrels.items())), encoding="utf-8")
    (tmp_path / "r").write_text("".join(run_lines(run.items(), "tag")), encoding="utf-8")
    assert read_qrels(tmp_path / "q") == qrels
    assert read_run(tmp_path / "r") == run
    judged = with_qrels(question_set([Question("1", "x"), Question("9", "y")]), tmp_path / "q")
    assert [q.relevance for q in judged] == [{"a": 2, "b": 0}, {}]


def test_judgements_of_none_of_the_questions_are_refused_with_an_id_of_each_side(
    tmp_path: Path,
) -> None:
    (tmp_path / "q").write_text("1 0 a.md 1\n2 0 b.md 1\n", encoding="utf-8")
    (tmp_path / "asked.jsonl").write_text('{"question": "Who?"}\n{"question": "When?"}\n')
    said = r"judges none of the questions of asked\.jsonl: its ids are like '1', theirs like 'q1'"
    with pytest.raises(InputError, match=said):
        with_qrels(read_questions(tmp_path / "asked.jsonl"), tmp_path / "q")


def test_judgements_of_some_of_the_questions_are_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "q"
    path.write_text("1 0 a.md 1\n2 0 b.md 1\n", encoding="utf-8")
    some = [
        Question("1", "a", relevance={"own.md": 1}),
        Question("3", "b", relevance={"own.md": 1}),
        Question("4", "none", ()),  # nothing answers it
    ]
    judged = with_qrels(question_set(some), path).sample(3)
    assert [q.relevance for q in judged] == [{"a.md": 1}, {}, {}]
    assert judged.warnings == (
        f"1 of the 2 queries that {path} judges are no question of the set (for instance '2')",
        f"1 of the 3 questions have no judgement in {path}, hence no relevant documents "
        "(for instance '3')",
    )
    assert with_qrels(question_set(some[:1]), path).warnings == judged.warnings[:1]


def test_a_run_stands_by_its_scores(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("1 Q0 a 1 0.5 t\n1 Q0 b 2 0.9 t\n1 Q0 c 3 0.5 t\n")
    assert read_run(tmp_path / "r") == {"1": ["b", "a", "c"]}


@pytest.mark.parametrize(
    ("reader", "line"),
    [
        (read_qrels, "1 a"),
        (read_run, "1 Q0 a first"),
        *((read_qrels, f"1 0 a {grade}") for grade in ("--5", "²", "1.0", "9" * 5000)),
    ],
)
def test_bad_lines_of_trec_files_are_named(tmp_path: Path, reader: object, line: str) -> None:
    path = tmp_path / "f"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"f, line 1: a line of"):
        reader(path)  # type: ignore[operator]


def test_likes_and_dislikes_of_the_chat_are_questions(tmp_path: Path) -> None:
    path = write(
        tmp_path / "feedback.jsonl",
        {"question": "When?", "answer": "January 24 [1][2]", "verdict": "like"},
        {"question": "Who?", "answer": "Bea [1]", "verdict": "dislike"},
        {"question": "Why?", "answer": "-", "status": "not_found", "verdict": "like"},
        {"question": "Where?", "answer": "-", "status": "not_found", "verdict": "dislike"},
    )
    liked, disliked, rightly, wrongly = read(path)
    assert (liked.answers, liked.rejected) == (("January 24",), ())
    assert (disliked.answers, disliked.rejected) == (None, ("Bea",))
    assert (rightly.answers, wrongly.rejected) == ((), ("",))


_NOTE = "that is January 26, 2024, going by the document's date"


@pytest.mark.parametrize(
    "statement",
    [
        Statement("last Friday", (1, 2), _NOTE),
        Statement("| Opened | May 3, 1999 |", (1,)),
        Statement("[Intro] Ada Quill", (1,)),
        Statement("Kim Taehyung (V)", (1,)),
        Statement("last Friday", (1,), f"{_NOTE}; “Um Tae (live)”, 2024-01-27"),
    ],
)
@pytest.mark.parametrize("kept", [True, False])
def test_a_judged_answer_is_what_it_says_without_markers_and_notes(
    tmp_path: Path, statement: Statement, kept: bool
) -> None:
    row = {"question": "When?", "answer": str(statement), "status": "answered"}
    row |= {"statements": [statement.to_dict()]} if kept else {}  # older lines have none
    path = write(
        tmp_path / "feedback.jsonl", {**row, "verdict": "like"}, {**row, "verdict": "dislike"}
    )
    (disliked,) = read(path)
    assert disliked.rejected == (statement.text,)
    (liked,) = read(write(path, {**row, "verdict": "like"}))
    assert liked.answers == (statement.text,)


@pytest.mark.parametrize("kept", [True, False])
def test_a_judged_conflict_has_two_right_sides_and_is_rejected_whole(
    tmp_path: Path, kept: bool
) -> None:
    sides = [Statement("May 3", (1, 2), "“A (b)”, 2024-05-04"), Statement("May 4", (3,), "“C”")]
    answer = " ".join(map(str, sides))
    row: dict[str, object] = {"question": "When?", "answer": answer, "status": "conflicting"}
    row |= {"statements": [side.to_dict() for side in sides]} if kept else {}
    path = tmp_path / "feedback.jsonl"
    (liked,) = read(write(path, {**row, "verdict": "like"}))
    (disliked,) = read(write(path, {**row, "verdict": "dislike"}))
    assert (liked.answers, disliked.rejected) == (("May 3", "May 4"), ("May 3 May 4",))


@pytest.mark.parametrize("answer", ["", None, "[1]", "|"])
def test_no_gold_answer_is_ever_empty(tmp_path: Path, answer: str | None) -> None:
    row = {"question": "When?", "answer": answer, "verdict": "like"}
    (question,) = read(write(tmp_path / "feedback.jsonl", row))
    assert "" not in (question.answers or ())


def test_the_last_verdict_on_an_answer_counts(tmp_path: Path) -> None:
    row = {"question": "and when?", "asked": "When did Ada sail?", "answer": "May [1]"}
    path = write(
        tmp_path / "feedback.jsonl",
        {**row, "verdict": "like"},
        {**row, "verdict": "dislike"},
        {"question": "Who?", "answer": "Bea", "verdict": "like"},
        {"question": "Who?", "answer": "Bea", "verdict": "none"},
    )
    (question,) = read(path)
    assert (question.text, question.rejected) == ("When did Ada sail?", ("May",))


def test_turns_of_a_conversation_carry_the_turns_before(tmp_path: Path) -> None:
    turns = [{"question": "Who is Ada?", "answer": "a painter"}, {"question": "where was she?"}]
    first, second = read(write(tmp_path / "c.jsonl", {"id": "c", "turns": turns, "doc_id": "d"}))
    assert (first.id, first.history, first.answers) == ("c/1", (), ("a painter",))
    assert (second.id, second.history, second.documents) == ("c/2", ("Who is Ada?",), ("d",))


def test_a_sample_is_the_same_for_the_same_seed_and_keeps_the_order() -> None:
    questions = question_set(Question(str(i), "q") for i in range(50))
    some = [q.id for q in questions.sample(10, seed=1)]
    assert some == [q.id for q in questions.sample(10, seed=1)]
    assert some == sorted(some, key=int)
    assert len(some) == 10
    assert some != [q.id for q in questions.sample(10, seed=2)]
    assert len(list(questions.sample(99))) == 50


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When did it open?", "when"),
        ("In what year did it open?", "when"),
        ("release date of the album", "when"),
        ("how long is it", "how many"),
        ("number of views", "how many"),
        ("What number of tracks?", "how many"),
        ("Whose song is it?", "who"),
        ("which city was it", "where"),
        ("why did he shout when he fell?", "when"),
        ("Why did he shout?", "why"),
        ("what is it", "what"),
        ("V's band", "other"),
    ],
)
def test_kinds_of_questions(text: str, kind: str) -> None:
    assert Question("1", text).kind == kind


def test_documents_of_a_set_become_files_that_can_be_found_again(tmp_path: Path) -> None:
    sources = [Source("a/b: c", "Text.", 'A "title"', "2024-01-31"), Source("d", "Plain.")]
    assert write_corpus(sources, tmp_path) == 2
    written = (tmp_path / "a%2Fb%3A c.md").read_text(encoding="utf-8")
    assert written == '---\ntitle: "A \\"title\\""\ndate: 2024-01-31\n---\n\nText.\n'
    assert (tmp_path / "d.md").read_text(encoding="utf-8") == "Plain.\n"
    assert file_name("a/b: c") in possible_ids("a/b: c")
    assert len(file_name("x" * 300)) < 255
    assert file_name("x" * 300 + "1") != file_name("x" * 300 + "2")


def test_a_document_may_be_named_without_any_suffix_that_documents_have() -> None:
    assert {f"bridge{suffix}" for suffix in SUFFIXES} <= set(possible_ids("bridge"))


def test_a_written_corpus_lasts_as_long_as_it_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "work" / "documents"
    folder.mkdir(parents=True)
    (folder / "old.md").write_text("Left by a run that was killed.", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), written_corpus([Source("d", "Plain.")], folder):
        assert [path.name for path in folder.iterdir()] == ["d.md"]
        raise KeyboardInterrupt
    assert not folder.exists()


@pytest.mark.parametrize(
    ("text", "name", "config", "split"),
    [
        ("hf:rajpurkar/squad_v2", "rajpurkar/squad_v2", None, "validation"),
        ("hf:squad:test", "squad", None, "test"),
        ("hf:a/b@en:train[:5%]", "a/b", "en", "train[:5%]"),
    ],
)
def test_names_of_hub_sets(text: str, name: str, config: str | None, split: str) -> None:
    found = parse_hub_name(text)
    assert (found.name, found.config, found.split) == (name, config, split)


@pytest.mark.slow
def test_a_hub_set_is_read_by_the_library_that_reads_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    (tmp_path / "set").mkdir()
    row = {"id": "1", "question": "When?", "context": "In 1871.", "title": "T"}
    write(tmp_path / "set" / "validation.jsonl", {**row, "answers": {"text": ["1871"]}})
    questions = read_questions(f"hf:{tmp_path / 'set'}", contexts=True)
    (question,) = questions
    assert (question.text, question.answers) == ("When?", ("1871",))
    assert questions.corpus is not None
    assert [source.text for source in questions.corpus()] == ["In 1871."]


def test_a_missing_library_is_told_of_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(InputError, match=r"project's folder: pip install '\.\[huggingface\]'$"):
        list(read_questions("hf:squad"))


@pytest.mark.slow
def test_a_hub_set_that_cannot_be_had_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("datasets.config.HF_HUB_OFFLINE", True)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(InputError, match=r"cannot read hf:.*check the name"):
        list(read_questions(f"hf:{tmp_path / 'missing'}"))


@pytest.mark.parametrize("name", ["missing.jsonl", "questions.docx"])
def test_unknown_files_are_refused_with_the_known_forms(tmp_path: Path, name: str) -> None:
    if name.endswith(".docx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"a BEIR folder, or hf:NAME"):
        read_questions(tmp_path / name)


def test_a_document_s_title_is_read_back_whatever_is_in_it(tmp_path: Path) -> None:
    title = 'Café "Übermut" \\ 😀: 12:30'
    write_corpus([Source("a", "It rose.", title=title)], tmp_path)
    assert read_document(tmp_path / "a.md", root=tmp_path).title == title


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '{"question": "Why?", "documnts": ["a.md"]}',
            'line 2: "documnts" is no field that is read; did you mean "documents"?',
        ),
        ('{"question": "Why?", "answres": []}', 'did you mean "answers"?'),
        ('{"question": "Why?", "history": "foo"}', 'line 2: "history" must be a list of'),
    ],
)
def test_a_misspelt_field_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f'{{"question": "Who?", "note": "x", "answered": true}}\n{line}\n')
    with pytest.raises(InputError, match=re.escape(said)):
        list(read_questions(path))
