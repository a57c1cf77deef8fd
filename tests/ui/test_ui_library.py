"""The Documents view: what is listed, added, refused and removed; settings and verdicts."""

import inspect
import json
import re
import tempfile
from datetime import date
from pathlib import Path

import gradio as gr
import pytest
from fake_embedder import QuickFakeEmbedder
from ui_server import StubBase, answer, citation, document

from rag import Answer, Conversation, InputError, KnowledgeBase, Resolution, Statement
from ui.chat import Turn, answered
from ui.feedback import judge, read_feedback
from ui.followups import candidates
from ui.library import Library
from ui.options import PASSAGES, STRICTNESS, Options, read_options
from ui.records import to_record
from ui.shell import Frame, index_mark, shell
from ui.talking import Talk


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that uploads go to."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("GRADIO_TEMP_DIR", folder)
        yield Path(folder)


def test_an_upload_is_added_under_its_name_listed_and_removed(
    fake_kb: KnowledgeBase, uploads: Path
) -> None:
    library = Library(fake_kb)
    stored = uploads / "x1" / "blob"
    stored.parent.mkdir()
    stored.write_text("date 2024-01-29 The lighthouse was kept by Ada Quill.", encoding="utf-8")
    done = library.add_upload({"path": str(stored), "name": "light.txt"})
    assert done == {"ok": True, "message": "light.txt added, 1 passage."}
    assert not stored.exists()
    assert 'data-id="light.txt"' in library.library()
    assert "29 January 2024" in library.library()
    assert '<td class="size">1</td>' in library.library()
    assert library.remove_document({"id": "light.txt"}) == {"ok": True, "message": "Removed."}
    assert "No documents yet" in library.library()


def test_documents_past_the_most_listed_are_found_by_title_or_name(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.library.MOST_LISTED", 2)
    monkeypatch.setattr(KnowledgeBase, "documents", property(lambda _: pytest.fail("texts")))
    for name in ("ferry", "harbour", "lighthouse"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"The {name} is old.", encoding="utf-8")
        fake_kb.add(path)
    library = Library(fake_kb)
    assert rows(library.library({})) == ["ferry.txt", "harbour.txt"]
    assert "The first 2 are shown" in library.library({})
    assert rows(library.library({"containing": " LIGHT "})) == ["lighthouse.txt"]
    assert "are shown" not in library.library({"containing": "light"})
    assert "No document has this" in library.library({"containing": "<moon>"})
    assert "<moon>" not in library.library({"containing": "<moon>"})


def rows(shown: str) -> list[str]:
    """Give the ids of the documents in a list."""
    return re.findall(r'<tr data-id="([^"]+)"', shown)


def test_an_upload_takes_the_place_of_no_other_document_and_says_what_happened(
    fake_kb: KnowledgeBase, uploads: Path, tmp_path: Path
) -> None:
    library = Library(fake_kb)

    def upload(text: str) -> str:
        stored = uploads / "blob"
        stored.write_text(text, encoding="utf-8")
        return library.add_upload({"path": str(stored), "name": "light.txt"})["message"]

    (tmp_path / "light.txt").write_text("The lighthouse was kept by Ada Quill.", encoding="utf-8")
    fake_kb.add(tmp_path / "light.txt")
    assert upload("The light is out.") == (
        "light.txt added as upload/light.txt, 1 passage; another has its name."
    )
    assert upload("The light is on again.") == (
        "light.txt updated, 1 passage; it was uploaded before."
    )
    assert upload("The light is on again.") == "light.txt is here already, unchanged."
    assert {document.id: document.text for document in fake_kb.documents} == {
        "light.txt": "The lighthouse was kept by Ada Quill.",
        "upload/light.txt": "The light is on again.",
    }


def test_the_passages_of_an_uploaded_copy_are_counted_though_none_is_embedded(
    fake_kb: KnowledgeBase, uploads: Path
) -> None:
    said = []
    for name in ("a.txt", "aa.txt"):
        (uploads / "blob").write_text("The lighthouse was kept by Ada Quill.", encoding="utf-8")
        done = Library(fake_kb).add_upload({"path": str(uploads / "blob"), "name": name})
        said.append(done["message"])
    assert said == ["a.txt added, 1 passage.", "aa.txt added, 1 passage."]


def test_files_of_one_name_in_two_folders_are_two_documents(
    fake_kb: KnowledgeBase, uploads: Path
) -> None:
    said = []
    for folder in ("notes", "notes/old", "notes/old", "../../.."):
        (uploads / "blob").write_text(f"The light of {folder}.", encoding="utf-8")
        given = {"path": str(uploads / "blob"), "name": "light.txt", "folder": folder}
        said.append(Library(fake_kb).add_upload(given)["message"])
    assert said == [
        "light.txt added, 1 passage.",
        "light.txt added as old/light.txt, 1 passage; another has its name.",
        "light.txt is here already, unchanged.",
        "light.txt added as upload/light.txt, 1 passage; another has its name.",
    ]


@pytest.mark.parametrize("name", ["photo.png", "../../etc/passwd", ""])
def test_a_file_that_cannot_be_read_is_refused_by_name(
    fake_kb: KnowledgeBase, uploads: Path, name: str
) -> None:
    stored = uploads / "blob"
    stored.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = Library(fake_kb).add_upload({"path": str(stored), "name": name})
    assert not done["ok"]
    assert Path(name).name in done["message"]
    assert list(fake_kb.documents) == []


@pytest.mark.parametrize("inside", ["../secret.txt", "missing.txt"])
def test_only_uploaded_files_are_read(fake_kb: KnowledgeBase, uploads: Path, inside: str) -> None:
    secret = uploads.parent / "secret.txt"
    secret.write_text("A secret of the server.", encoding="utf-8")
    done = Library(fake_kb).add_upload({"path": str(uploads / inside), "name": "secret.txt"})
    assert not done["ok"]
    assert "not uploaded" in done["message"]
    assert secret.exists()
    assert list(fake_kb.documents) == []
    secret.unlink()


def test_an_unknown_document_is_not_removed(fake_kb: KnowledgeBase) -> None:
    done = Library(fake_kb).remove_document({"id": "gone.txt"})
    assert not done["ok"]
    assert "gone.txt" in done["message"]


def test_settings_become_the_options_of_a_conversation() -> None:
    given = {"documents": ["a"], "after": "2024-01-01", "before": "", "passages": 12}
    assert read_options({**given, "strictness": "strict"}).for_chat() == {
        "documents": ("a",),
        "after": date(2024, 1, 1),
        "before": None,
        "passages": 12,
        "min_confidence": 0.6,
    }
    assert read_options({}) == Options()


def test_unless_told_otherwise_the_chat_reads_as_many_passages_as_the_library() -> None:
    assert "passages" not in Options().for_chat()
    assert "passages" not in read_options({"passages": None}).for_chat()
    most = inspect.signature(KnowledgeBase.chat).parameters["passages"].default
    assert max(n for n in PASSAGES if n) < most
    offered = shell(Talk(StubBase({}))).html_template
    assert '<option value="" selected>As many as needed</option><option value="8">' in offered


def test_unless_told_otherwise_the_chat_is_as_strict_as_the_library() -> None:
    assert "min_confidence" not in Options().for_chat()
    asked = inspect.signature(KnowledgeBase.ask).parameters["min_confidence"].default
    talked = inspect.signature(KnowledgeBase.chat).parameters["min_confidence"].default
    assert STRICTNESS["lenient"] < asked == talked < STRICTNESS["strict"]


@pytest.mark.parametrize(
    "given",
    [{"passages": 10_000}, {"strictness": "none"}, {"documents": "a"}, {"after": "yesterday"}],
)
def test_settings_that_no_form_sends_are_refused(given: dict) -> None:
    with pytest.raises(InputError):
        read_options(given)


def test_verdicts_are_kept_as_json_lines(tmp_path: Path) -> None:
    said = answer(citation(document("Out on Monday."), "Monday"), question="when was it out?")
    judge(tmp_path, to_record("when?", said), "like")
    judge(tmp_path, to_record("when?", said), "none")
    lines = [json.loads(line) for line in read_feedback(tmp_path).splitlines()]
    assert [line["verdict"] for line in lines] == ["like", "none"]
    assert set(lines[0]) == {
        "question", "asked", "answer", "statements", "status", "verdict", "citations", "time",
    }  # fmt: skip
    assert lines[0]["citations"][0]["quote"] == "Monday"


def test_half_a_surrogate_pair_in_a_record_is_no_reason_to_lose_the_verdict(tmp_path: Path) -> None:
    record = to_record("when\ud800?", answer(question="when?"))
    judge(tmp_path, record, "like")
    judge(tmp_path, record, "dislike")
    lines = [json.loads(line) for line in read_feedback(tmp_path).splitlines()]
    assert [(line["question"], line["verdict"]) for line in lines] == [
        ("when??", "like"),
        ("when??", "dislike"),
    ]


def test_no_view_waits_for_a_look_at_the_whole_source_folder(
    fake_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KnowledgeBase, "status", lambda _: pytest.fail("it takes too long"))
    said = answer(citation(document("Out on Monday."), "Monday"), question="when?")
    turn = answered(Turn(1, "when?"), said, to_record("when?", said))
    liked = gr.EventData(gr.HTML(), {"turn": 1, "verdict": "like"})
    talk = Talk(fake_kb)
    assert "No documents yet" in talk.greet(None)[2]
    assert "No documents yet" in talk.clear(())[2]
    assert talk.judge((turn,), liked)[0][0].verdict == "like"
    assert "when?" in Frame(fake_kb).export_feedback()
    assert "No documents yet" in Library(fake_kb).library()


def test_a_verdict_that_cannot_be_kept_is_said_so_on_the_page(fake_kb: KnowledgeBase) -> None:
    (fake_kb.folder / "feedback.jsonl").mkdir()  # in the way, even of the superuser
    said = answer(citation(document("Out on Monday."), "Monday"), question="when?")
    turn = answered(Turn(1, "when?"), said, to_record("when?", said))
    liked = gr.EventData(gr.HTML(), {"turn": 1, "verdict": "like"})
    reason = "kept, because feedback.jsonl cannot be written to: Is a directory; check the perm"
    with pytest.raises(gr.Error, match=reason):
        Talk(fake_kb).judge((turn,), liked)


def test_no_verdict_is_taken_while_an_answer_to_come_would_undo_it(fake_kb: KnowledgeBase) -> None:
    said = answer(citation(document("Out on Monday."), "Monday"), question="when?")
    turn = answered(Turn(1, "when?"), said, to_record("when?", said))
    liked = gr.EventData(gr.HTML(), {"turn": 1, "verdict": "like"})
    shown = Talk(fake_kb).judge((turn, Turn(2, "why?")), liked)
    assert not any(isinstance(one, (str, tuple)) for one in shown)
    assert read_feedback(fake_kb.folder) == ""


def test_a_verdict_that_the_browser_kept_is_one_that_there_is(fake_kb: KnowledgeBase) -> None:
    said = to_record("when?", answer(question="when?"))
    kept = [{**said, "verdict": verdict} for verdict in ("like", '"><img onerror=x>', 3)]
    turns = Talk(fake_kb).greet(kept)[1]
    assert [turn.verdict for turn in turns] == ["like", "none", "none"]


def test_chosen_documents_that_were_removed_are_left_out(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    for name, day in (("a.txt", "Monday"), ("b.txt", "Friday")):
        (tmp_path / name).write_text(f"The song came out on {day}.", encoding="utf-8")
        fake_kb.add(tmp_path / name)
    chosen = Options(documents=("a.txt", "b.txt"))
    fake_kb.remove("a.txt")
    answer = Talk(fake_kb).chat((), chosen).ask("When did the song come out?")
    assert {hit.document.id for hit in answer.hits} == {"b.txt"}
    fake_kb.remove("b.txt")
    with pytest.raises(InputError, match="choose others in Documents"):
        Talk(fake_kb).chat((), chosen)


def test_documents_that_a_bound_of_dates_leaves_out_are_counted_under_a_refusal(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("The song came out on Monday.", encoding="utf-8")
        fake_kb.add(tmp_path / name)
    said = "2 documents without a date are left out by the dates set in Documents."
    chosen = Options(documents=("a.txt", "b.txt"), after=date(2024, 1, 1))
    turn = answered_by(fake_kb, chosen)
    assert said in turn.reply
    assert said in Talk(fake_kb).greet([turn.record])[1][0].reply
    for forged in ("<b>", -1, None):
        kept = Talk(fake_kb).greet([{**turn.record, "undated": forged}])[1][0]
        assert "left out" not in kept.reply
    assert "left out" not in answered_by(fake_kb, Options()).reply


def test_dates_the_wrong_way_round_are_refused_in_the_words_of_their_fields(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("It is old.", encoding="utf-8")
    fake_kb.add(tmp_path / "a.txt")
    turn = answered_by(fake_kb, Options(after=date(2025, 1, 1), before=date(2024, 1, 1)))
    assert (
        "Published from is 2025-01-01, later than Published until, 2024-01-01; "
        "exchange them in Documents." in turn.reply
    )


def answered_by(kb: KnowledgeBase, options: Options) -> Turn:
    """Ask about the song within some options; give the turn at its end."""
    asked = gr.EventData(gr.HTML(), {"question": "When did the song come out?"})
    *_, (_, turns, *_) = Talk(kb).converse((), options, asked)
    return turns[-1]


def test_a_chosen_document_removed_while_a_question_waits_is_left_out_as_well(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, day in (("a.txt", "Monday"), ("b.txt", "Friday")):
        (tmp_path / name).write_text(f"The song came out on {day}.", encoding="utf-8")
        fake_kb.add(tmp_path / name)
    resolve, leaving = Conversation.resolve, ["a.txt"]

    def resolve_late(chat: Conversation, question: str) -> Resolution:
        if leaving:
            fake_kb.remove(leaving.pop(0))
        return resolve(chat, question)

    monkeypatch.setattr(Conversation, "resolve", resolve_late)
    asked = gr.EventData(gr.HTML(), {"question": "When did the song come out?"})
    chosen = Options(documents=("a.txt", "b.txt"))
    said = list(Talk(fake_kb).converse((), chosen, asked))
    assert "Friday" in said[-1][2]
    leaving[:] = ["b.txt"]
    said = list(Talk(fake_kb).converse((), chosen, asked))
    assert said[-1][1][-1].state == "failed"
    assert "choose others in Documents, or use all of them." in said[-1][2]


def test_follow_ups_are_made_from_the_cited_passage() -> None:
    source = document("It was shot by director Um Tae in Paris City, and Paris City was cold.")
    made = candidates("when was it shot?", [citation(source, "Paris City")])
    assert made == ["Where was that?", "Tell me about Paris City", "Tell me about Um Tae"]


def test_what_was_asked_before_is_not_offered_again(
    fake_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.talking.answerable", lambda _, asked, last: asked)
    source = document("It was shot by Um Tae in Paris City.")
    said = Answer("was it shot?", "answered", (Statement("shot"),), (citation(source, "shot"),))
    monkeypatch.setattr("ui.talking.from_record", lambda *_: ("was it shot?", said))
    turns = [
        answered(Turn(number, asked), said, {"asked": asked})
        for number, asked in enumerate(["tell me about  um tae!", "was it shot?"], 1)
    ]
    offered = Talk(fake_kb).suggest(tuple(turns), Options())
    assert "When was that?" in offered and "Tell me about Paris City" in offered
    assert "Um Tae" not in offered


def test_passages_that_wait_to_be_embedded_are_counted_above_the_list(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for n in range(3):
        (tmp_path / "docs" / f"{n}.txt").write_text(f"Ferry {n} leaves.", encoding="utf-8")
    with KnowledgeBase.open(tmp_path / "index", embedder=QuickFakeEmbedder()) as kb:
        kb.sync(tmp_path / "docs", quick=True, later=True)
        assert "3 of 3 passages are still being embedded" in Library(kb).library()
        kb.refine()
        assert "being embedded" not in Library(kb).library()


def test_an_index_is_named_to_the_browser_by_its_folder_which_stays_unsaid(tmp_path: Path) -> None:
    marks = [index_mark(StubBase({}, tmp_path / name)) for name in ("one", "one", "other")]
    assert marks[0] == marks[1] != marks[2]
    assert all(re.fullmatch("[0-9a-f]{12}", mark) for mark in marks)


def test_after_a_refusal_nothing_is_suggested(
    fake_kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.talking.answerable", lambda *_: ["Where?"])
    found = Answer("when?", "answered", (Statement("in May"),))
    for said, offered in ((found, True), (Answer("when?", "not_found"), False)):
        turn = answered(Turn(1, "when?"), said, to_record("when?", said))
        assert bool(Talk(fake_kb).suggest((turn,), Options())) is offered
