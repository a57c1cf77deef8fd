"""Files become documents: found, read as they stand, or refused with the remedy."""

import hashlib
import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SEEDS

from rag.documents import encoded, find_files, read_document, reading, walking
from rag.errors import DocumentError
from rag.types import Document, Span


def read(folder: Path, data: str | bytes, name: str = "a.txt") -> Document:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(path, root=folder)


def content_of(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.content]


def test_the_seeds_have_their_dates_titles_and_content() -> None:
    first, second = (read_document(path, root=SEEDS) for path in find_files(SEEDS))
    assert (first.id, first.published) == ("000_51e81d7aa2b2de21.txt", date(2024, 1, 29))
    assert (second.id, second.published) == ("003_cfb42f5154294217.txt", date(2024, 2, 28))
    assert first.title.startswith("In a scene from the Love wins all music video, Kim Taehyung")
    for document in (first, second):
        assert "Expand Tweet" not in " ".join(content_of(document))
        assert document.text == (SEEDS / document.id).read_text(encoding="utf-8")
    assert content_of(first)[0].startswith("In a scene")
    assert content_of(first)[-1].endswith("visual chemistry.")
    assert content_of(second)[-1].endswith("among others.")


def test_text_and_line_ends_are_kept_and_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    data = b"One.\r\nTwo.\rThree.\n"
    document = read(tmp_path, data, "sub/a.txt")
    assert document.text == "One.\r\nTwo.\rThree.\n"
    assert document.id == "sub/a.txt"
    assert document.content_hash == hashlib.sha256(data).hexdigest()
    assert content_of(document) == ["One.\r\nTwo.\rThree."]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a\.txt has no text; write some or leave it out"):
        read(tmp_path, data)


def test_a_file_of_metadata_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no text beside its metadata"):
        read(tmp_path, "---\ntitle: Empty\n---\n", "a.md")


def test_a_missing_file_and_one_over_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DocumentError, match=r"cannot read .*a\.txt \(No such file or directory\)"):
        read_document(tmp_path / "a.txt", root=tmp_path)
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    with pytest.raises(DocumentError, match="split it into smaller files"):
        read(tmp_path, "four")


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt is not a regular file; name a file"):
        read_document(tmp_path / "a.txt", root=tmp_path)


def test_a_file_that_may_not_be_read_names_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"cannot read .*a\.txt \(Permission denied\)"):
        read_document(tmp_path / "a.txt", root=tmp_path)


def test_a_huge_line_is_one_stretch_of_content(tmp_path: Path) -> None:
    document = read(tmp_path, "word " * 4_000_000)
    assert document.content == (Span(0, 19_999_999),)


ENCODED = "iVBORw0KGgo=" * 200


def test_encoded_data_is_left_out_of_a_text(tmp_path: Path) -> None:
    picture = f"![the mill](data:image/png;base64,{ENCODED})"
    document = read(tmp_path, f"# The mill\n\nBefore. {picture} After.\n\n{ENCODED}\n", "a.md")
    # The picture's name has a space, so that its first word stays.
    assert content_of(document) == ["# The mill\n\nBefore. ![the", "After."]
    assert document.title == "The mill"


@pytest.mark.parametrize(
    "text", ["See https://a.example/?" + "q" * 1_900, "東京" * 3_000, "word\n" * 3_000]
)
def test_addresses_and_scripts_without_spaces_are_text(tmp_path: Path, text: str) -> None:
    assert content_of(read(tmp_path, text)) == [text.strip()]


@given(st.text("aaaaa \né", max_size=60), st.integers(0, 3))
def test_runs_are_those_that_a_slow_search_finds(text: str, start: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoded, "LONGEST_WORD", 5)
        found = [(run.start, run.end) for run in encoded.encoded_spans(text, start)]
    runs = re.finditer("[!-~]+", text[start:])
    assert found == [(r.start() + start, r.end() + start) for r in runs if len(r[0]) > 5]


def test_a_file_of_encoded_data_only_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"a\.txt has no text beside encoded data"):
        read(tmp_path, f"{ENCODED}\n\n{ENCODED}")


def test_files_are_found_sorted_by_suffix_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.MD",
        "sub/d.text",
        "e.markdown",
        "f.png",
        "g.PDF",
        "~$g.docx",
        ".g.txt",
        ".h/i.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    names = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert names == ["a.md", "b.txt", "e.markdown", "g.PDF", "sub/c.MD", "sub/d.text"]


def test_linked_folders_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    (folder / "real").mkdir(parents=True)
    elsewhere.mkdir()
    (folder / "real" / "a.txt").write_text("x", encoding="utf-8")
    (elsewhere / "b.txt").write_text("x", encoding="utf-8")
    (folder / "real" / "up").symlink_to(folder)
    (folder / "again").symlink_to(folder / "real")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    names = [path.relative_to(folder).as_posix() for path in find_files(folder)]
    assert names == ["broken.txt", "linked/b.txt", "real/a.txt"]


UNSEEN = "n" * 300  # no system looks at a name so long: it fails like a missing right, for root too


def test_what_may_not_be_looked_at_is_found_and_reading_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "sealed").symlink_to(UNSEEN)
    (tmp_path / "sealed.txt").symlink_to(UNSEEN)
    assert [path.name for path in find_files(tmp_path)] == ["a.txt", "sealed", "sealed.txt"]
    for name in ("sealed", "sealed.txt"):
        with pytest.raises(DocumentError, match=rf"cannot read .*{name} \(File name too long\)"):
            read_document(tmp_path / name, root=tmp_path)


def test_a_folder_that_may_not_be_looked_at_names_the_reason(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"cannot look at .*n \(File name too long\); grant"):
        find_files(tmp_path / UNSEEN)


@pytest.mark.parametrize("gone", ["sub", "sub/inner", "."])
def test_a_subfolder_that_goes_while_it_is_looked_for_holds_nothing_the_folder_itself_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    root, look = tmp_path / "docs", walking._kind
    for name in ("a.txt", "sub/b.txt", "sub/inner/c.txt"):
        read(root, "text", name)

    def vanishing(path: Path) -> object:
        found = look(path)
        if found == "folder":
            shutil.rmtree(root / gone, ignore_errors=True)
        return found

    monkeypatch.setattr(walking, "_kind", vanishing)
    if gone == ".":
        with pytest.raises(DocumentError, match=r"cannot list the folder .*docs.sub \(No such"):
            find_files(root)
    else:
        left = {"sub": ["a.txt"], "sub/inner": ["a.txt", "sub/b.txt"]}[gone]
        assert [path.relative_to(root).as_posix() for path in find_files(root)] == left


def test_a_folder_that_gives_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"there is no folder .*missing; check the path"):
        find_files(tmp_path / "missing")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"a\.txt is not a folder"):
        find_files(tmp_path / "a.txt")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=r"holds no document; put files ending in \.adoc, "):
        find_files(tmp_path / "empty")


def test_what_nobody_expected_of_a_file_names_it_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> None:
        raise ValueError("too many digits")

    monkeypatch.setattr(reading, "read_metadata", stumble)
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, "It rose.")
    assert str(caught.value) == (
        f"cannot read {tmp_path / 'a.txt'} (ValueError: too many digits); "
        "leave it out, or change what is unusual in it"
    )


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    with pytest.raises(DocumentError, match="is not valid UTF-8; rename the file"):
        read_document(path, root=tmp_path)


def test_a_document_with_a_web_address_is_read_as_a_page(tmp_path: Path) -> None:
    text = "The harbour froze.\n\nSee also: Ten ferries that never sailed\n\nNobody was hurt."
    note = read(tmp_path, text)
    page = read(tmp_path, f"URL: https://aldmouth.example/ice\n\n{text}")
    assert content_of(note) == [text]
    assert content_of(page)[1:] == ["The harbour froze.", "Nobody was hurt."]
