"""What no form of the page can send is answered in words or with nothing, never with a fault."""

import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from ui_server import StubBase, answer, citation, document

from rag import InputError, KnowledgeBase
from ui.chat import Turn, answered
from ui.library import Library
from ui.options import Options, read_options
from ui.records import from_record, to_record
from ui.shell import shell
from ui.talking import Talk

SAID = answer(citation(document("Out on Monday."), "Monday"), question="When?")
KB: Any = StubBase({"When?": SAID})
TURN = answered(Turn(1, "When?"), SAID, to_record("When?", SAID))
SKIPPED = {"__type__": "update"}


@pytest.mark.parametrize("given", ["x", [1], None, 3, {}, {"id": [1]}])
def test_a_document_that_nobody_could_name_is_not_in_the_index(given: Any) -> None:
    assert "Not in the index" in shell(Talk(KB)).view_document(given)


@pytest.mark.parametrize("given", ["x", [1], None])
def test_an_addition_or_removal_of_nothing_is_refused_in_words(given: Any) -> None:
    done = shell(Talk(KB)).add_upload(given)
    assert (done["ok"], "was not uploaded here" in done["message"]) == (False, True)


@pytest.fixture
def blob(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that was uploaded."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("GRADIO_TEMP_DIR", folder)
        stored = Path(folder) / "blob"
        stored.write_text("The lighthouse was kept by Ada Quill.", encoding="utf-8")
        yield stored


@pytest.mark.parametrize("inside", ["a\0b", "x" * 300, "\ud800"])
def test_an_upload_at_a_place_that_no_file_has_is_refused_in_words(blob: Path, inside: str) -> None:
    done = shell(Talk(KB)).add_upload({"path": str(blob.with_name(inside)), "name": "light.txt"})
    assert (done["ok"], "light.txt: this file was not uploaded" in done["message"]) == (False, True)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 252 + ".txt", f"{'x' * 109}…: it cannot be stored: its name is too long; give"),
        (
            "\u00e9" * 126 + ".txt",
            "its name is too long; give it a shorter one, then drop it again",
        ),
        ("..", "..: it cannot be stored: its name is that of a folder; give it another"),
        ("a\0b.txt", "a\0b.txt: it cannot be stored: its name has a character that no"),
    ],
)
def test_an_upload_that_no_file_can_be_called_is_refused_with_the_reason(
    fake_kb: KnowledgeBase, blob: Path, name: str, said: str
) -> None:
    done = Library(fake_kb).add_upload({"path": str(blob), "name": name})
    assert (done["ok"], said in done["message"]) == (False, True)
    assert not blob.exists()
    assert list(fake_kb.documents) == []


def test_an_upload_is_called_in_whole_characters(fake_kb: KnowledgeBase, blob: Path) -> None:
    done = Library(fake_kb).add_upload({"path": str(blob), "name": "a\ud800.txt"})
    assert done == {"ok": True, "message": "a?.txt added, 1 passage."}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (OSError(errno.ENOSPC, "No space left"), "the disk is full; free some space, then drop it"),
        (OSError(errno.EROFS, "Read-only"), "Read-only; check the disk and the file's name, then"),
        (OSError("odd"), "odd; check the disk"),
    ],
)
@pytest.mark.parametrize("where", ["shutil.copyfile", "tempfile.mkdtemp"])
def test_an_upload_that_the_disk_refuses_is_refused_with_the_reason(
    fake_kb: KnowledgeBase,
    blob: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    reason: OSError,
    said: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise reason

    monkeypatch.setattr(where, refuse)
    done = Library(fake_kb).add_upload({"path": str(blob), "name": "light.txt"})
    assert not done["ok"]
    assert done["message"].startswith(f"light.txt: it cannot be stored: {said}")
    assert list(fake_kb.documents) == []


@pytest.mark.parametrize(
    "place",
    [
        {"start": float("inf"), "end": 3},
        {"start": -3, "end": 3},
        {"start": 5, "end": 3},
        {"start": "x", "end": None},
        {"start": "9" * 5000, "end": 3},
        {"start": 0, "end": float("nan")},
    ],
)
def test_a_place_that_no_document_has_is_not_marked(place: dict[str, Any]) -> None:
    shown = shell(Talk(KB)).view_document({"id": "a.txt", **place})
    assert "Out on Monday." in shown
    assert "<mark>" not in shown


@pytest.mark.parametrize(
    "given", [None, [], "x", 3, {"strictness": []}, {"passages": {}}, {"documents": [3]}]
)
def test_settings_of_no_form_are_refused(given: Any) -> None:
    with pytest.raises(InputError):
        read_options(given)
    with pytest.raises(gr.Error):
        Talk(KB).set_options(event(options=given))


@pytest.mark.parametrize("change", [{"start": float("inf")}, {"number": float("inf")}])
def test_a_record_with_a_number_without_end_is_refused(change: dict[str, Any]) -> None:
    record = to_record("When?", SAID)
    record["citations"][0].update(change)
    with pytest.raises(InputError, match="browser"):
        from_record(KB, record)


@pytest.mark.parametrize("record", [None, [], "x", 3])
def test_a_record_of_no_form_is_refused(record: Any) -> None:
    with pytest.raises(gr.Error, match="browser"):
        Talk(KB).restore((), event(records=[record]))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"turn": "x", "verdict": "like"},
        {"turn": None, "verdict": "like"},
        {"turn": float("inf"), "verdict": "like"},
        {"turn": 1, "verdict": []},
        {"turn": 2, "verdict": "like"},
    ],
)
def test_a_verdict_on_nothing_changes_nothing(given: dict[str, Any]) -> None:
    assert Talk(KB).judge((TURN,), event(**given)) == (SKIPPED, SKIPPED)


def test_events_without_their_data_change_nothing() -> None:
    assert list(Talk(KB).converse((), Options(), event())) == [(SKIPPED,) * 5]
    assert Talk(KB).restore((), event())[1] == ()
    with pytest.raises(gr.Error):
        Talk(KB).set_options(event())


def event(**given: Any) -> gr.EventData:
    """Make an event of something clicked, with what the browser sent."""
    return gr.EventData(gr.HTML(), given)
