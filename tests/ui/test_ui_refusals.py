"""What the Documents view says of files that cannot be used: their names, not where they are."""

import tempfile
from pathlib import Path

import pytest

from rag import IndexBusy, KnowledgeBase, RagError, StorageError
from ui.library import Library


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that uploads go to."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("GRADIO_TEMP_DIR", folder)
        yield Path(folder)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.txt", b"", "x.txt has no text; write some or leave it out"),
        ("x.txt", bytes(range(256)), "x.txt is not text "),
        ("x.pdf", b"%PDF-", "x.pdf is not a PDF or is damaged "),
        ("x.png", b"\x89PNG", "x.png is of a kind that is not read; "),
    ],
)
def test_a_refusal_names_the_file_and_no_folder_of_the_server(
    fake_kb: KnowledgeBase, uploads: Path, name: str, data: bytes, said: str
) -> None:
    (uploads / "blob").write_bytes(data)
    done = Library(fake_kb).add_upload({"path": str(uploads / "blob"), "name": name})
    assert done["message"].startswith(said)
    assert tempfile.gettempdir() not in done["message"]
    assert "folder" not in done["message"]


def test_files_that_a_sync_skipped_are_listed_by_their_names_alone(
    fake_kb: KnowledgeBase, tmp_path: Path
) -> None:
    folder = tmp_path / "private"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("The ferry leaves.", encoding="utf-8")
    (folder / "sub" / "empty.txt").write_text("", encoding="utf-8")
    (folder / "sealed").symlink_to("n" * 300)  # fails like a missing right, for root too
    fake_kb.sync(folder)
    shown = Library(fake_kb).library()
    assert "</span> sub/empty.txt has no text; write some or leave it out</li>" in shown
    assert (
        "</span> cannot read sealed (File name too long); check that it exists and may be read</li>"
        in shown
    )
    assert "private" not in shown


SYNCED = (
    "not done yet, because documents are being synced just now; "
    "wait until the sync has ended, then try again"
)
FAILED = "the index cannot be changed now; try again, or see the server's log"


@pytest.mark.parametrize(
    ("error", "said", "more", "logged"),
    [(IndexBusy, SYNCED, {"busy": True}, 0), (StorageError, FAILED, {}, 2)],
)
def test_what_is_wrong_with_the_index_is_logged_and_its_folder_not_shown(
    fake_kb: KnowledgeBase,
    uploads: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: type[RagError],
    said: str,
    more: dict[str, bool],
    logged: int,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error("somebody writes to /srv/private")

    monkeypatch.setattr(KnowledgeBase, "add", refuse)
    monkeypatch.setattr(KnowledgeBase, "remove", refuse)
    (uploads / "blob").write_text("The ferry leaves.", encoding="utf-8")
    done = Library(fake_kb).add_upload({"path": str(uploads / "blob"), "name": "x.txt"})
    assert done == {"ok": False, "message": f"x.txt: {said}", **more}
    assert Library(fake_kb).remove_document({"id": "x.txt"}) == {"ok": False, "message": said}
    assert caplog.messages == ["somebody writes to /srv/private"] * logged
