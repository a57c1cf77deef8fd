"""The command line, driven in-process: exact output, exit codes, one line for each error."""

import json
import os
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder, QuickFakeEmbedder
from typer.testing import CliRunner, Result

from rag import KnowledgeBase, version
from rag.cli import main
from rag.cli.commands import app
from rag.conversation.small_talk import ABOUT_ME, WELCOME
from rag.documents import reading
from rag.documents.formats import SUFFIXES
from rag.index.index import TRUTH

USAGES = {  # of the commands, as they are listed
    "sync": "FOLDER",
    "add": "PATH",
    "remove": "ID...",
    "ask": "QUESTION...",
    "chat": "",
    "search": "QUERY",
    "list": "[PART]",
    "status": "",
    "eval": "[QUESTIONS]",
    "ui": "",
}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in `tmp_path`, with an embedder that needs no model."""
    monkeypatch.chdir(tmp_path)
    for variable in ("RAG_INDEX", "RAG_AUTH"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: FakeEmbedder())


def rag(*arguments: str) -> Result:
    """Run one command as the shell would."""
    return CliRunner().invoke(app, arguments)


def write(name: str, content: str | bytes) -> Path:
    """Write a file with its folders."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def docs() -> Path:
    """Two small documents, one of them dated."""
    write("docs/cats.md", "# Cats\n\nCats sleep for sixteen hours a day. They purr.\n")
    write("docs/news.txt", "date 2024-01-29 The bridge opened on Monday. Cyclists cheered.\n")
    return Path("docs")


@pytest.fixture
def synced(docs: Path) -> Path:
    """The documents, indexed in `index`."""
    assert rag("sync", "docs").exit_code == 0
    return Path("index")


def failure(result: Result) -> str:
    """Give the one line on stderr of a command that failed with nothing on stdout."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.removesuffix("\n")


# -- sync, add, remove ---------------------------------------------------------------------


def test_sync_says_what_it_did(docs: Path) -> None:
    first, second = rag("sync", "docs"), rag("sync", "docs")
    assert re.sub(r"\d+\.\d s", "T", first.stdout) == "2 added; 2 passages embedded in T\n"
    assert re.sub(r"\d+\.\d s", "T", second.stdout) == "2 unchanged; 0 passages embedded in T\n"
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stderr == ""  # no progress bar where there is no terminal


def test_sync_as_json_is_one_document(docs: Path) -> None:
    report = json.loads(rag("sync", "docs", "--json").stdout)
    assert report["added"] == ["cats.md", "news.txt"]
    assert (report["embedded"], report["skipped"]) == (2, {})


def test_a_quick_start_can_leave_the_embedding_to_the_next_sync(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: QuickFakeEmbedder())
    started = rag("sync", "docs", "--quick", "--later")
    assert re.sub(r"\d+\.\d s", "T", started.stdout) == (
        "2 added; 0 passages embedded, 2 searchable and still to be embedded, in T\n"
    )
    assert "Cats" in rag("search", "cats").stdout
    waiting = "passages    2, of which 2 wait to be embedded (rag sync)"
    assert waiting in rag("status").stdout.splitlines()
    assert json.loads(rag("status", "--json").stdout)["provisional"] == 2
    ended = json.loads(rag("sync", "docs", "--json").stdout)
    assert (ended["embedded"], ended["provisional"]) == (2, 0)
    assert "passages    2" in rag("status").stdout.splitlines()


def test_a_quick_start_that_is_embedded_at_once_says_when_it_could_be_searched(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: QuickFakeEmbedder())
    shown = re.sub(r"\d+\.\d s", "T", rag("sync", "docs", "--quick").stdout)
    assert shown == "2 added; 2 passages embedded, searchable after T, in T\n"


def test_a_quick_start_without_a_stand_in_is_refused(docs: Path) -> None:
    said = failure(rag("sync", "docs", "--quick"))
    assert said.startswith("error: the embedding model 'fake:bag-of-words' has no quick stand-in")


def test_following_a_folder_leaves_nothing_for_later(docs: Path) -> None:
    result = rag("sync", "docs", "--watch", "--later")
    assert result.exit_code == 2
    assert "--later does not go with --watch" in result.stderr


def test_sync_lists_skipped_files_with_reasons_and_succeeds(docs: Path) -> None:
    write("docs/photo.txt", bytes(range(256)) * 8)
    result = rag("sync", "docs")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 added, 1 skipped; 2 passages embedded in ")
    assert result.stdout.splitlines()[1].startswith("skipped: photo.txt ")


def test_a_sync_of_another_folder_says_whose_documents_give_way(synced: Path) -> None:
    write("other/dogs.md", "Dogs bark.")
    until = Path("docs").resolve()
    rest = "rag add keeps documents of several folders"
    planned = rag("sync", "other", "--dry-run").stdout.splitlines()
    assert planned[-1] == (f"this index mirrors {until}; its 2 documents are to be removed: {rest}")
    done = rag("sync", "other").stdout.splitlines()
    assert done[0].startswith("1 added, 2 removed; ")
    assert done[1:] == [
        f"this index mirrored {until} until now; its 2 documents are removed: {rest}"
    ]
    Path("other").rename("moved")
    assert len(rag("sync", "moved").stdout.splitlines()) == 1  # the same documents
    Path("moved/dogs.md").unlink()
    write("moved/cats.md", "Cats purr.")
    assert len(rag("sync", "moved").stdout.splitlines()) == 1


def test_files_of_other_kinds_are_counted_but_for_hidden_ones(docs: Path) -> None:
    for name in ("a.png", "b.PNG", "sub/c.mp3", ".d.png", "Makefile"):
        write(f"docs/{name}", "x")
    said = "4 files of other kinds left out (no suffix, .mp3, .png)"
    assert rag("sync", "docs", "--dry-run").stdout.splitlines()[3] == said
    assert rag("sync", "docs").stdout.splitlines()[1] == said
    report = json.loads(rag("sync", "docs", "--json").stdout)
    assert report["left_out"] == {"": 1, ".mp3": 1, ".png": 2}
    assert rag("status").stdout.splitlines()[-1] == said
    said = "1 file of another kind left out (.png)"
    write("extra/a.md", "A.")
    write("extra/a.png", "x")
    assert rag("add", "extra").stdout.splitlines()[1] == said


def test_sync_fails_when_no_file_could_be_used() -> None:
    write("docs/photo.txt", bytes(range(256)) * 8)
    result = rag("sync", "docs")
    assert result.exit_code == 1
    assert "skipped: photo.txt " in result.stdout


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_sync_skips_a_file_it_may_not_read(docs: Path) -> None:
    write("docs/secret.txt", "Nobody reads this.").chmod(0)
    result = rag("sync", "docs")
    assert result.exit_code == 0
    assert "skipped: cannot read secret.txt (Permission denied); " in result.stdout


def test_sync_of_a_missing_folder_fails_and_makes_no_index() -> None:
    assert failure(rag("sync", "nowhere")) == ("error: there is no folder nowhere; check the path")
    assert not Path("index").exists()


def test_sync_of_an_empty_folder_makes_an_empty_index_and_says_how_to_fill_it() -> None:
    write("empty/.hidden", "x")
    planned = rag("sync", "empty", "--index", "new", "--dry-run")
    assert planned.stdout == "nothing written; a sync would change nothing\n"
    assert not Path("new").exists()
    for _ in range(2):
        done = rag("sync", "empty", "--index", "new")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.startswith("no documents; 0 passages embedded")
        assert done.stdout.endswith("No documents yet; add some: rag sync FOLDER --index new\n")
    assert json.loads(rag("status", "--index", "new", "--json").stdout)["documents"] == 0
    write("empty/cats.md", "Cats sleep.")
    assert rag("sync", "empty", "--index", "new").stdout.startswith("1 added; ")


def test_sync_of_a_folder_of_other_files_fails_and_makes_no_index() -> None:
    write("others/photo.jpg", "x")
    assert failure(rag("sync", "others")).startswith("error: others holds no document; put files ")
    assert not Path("index").exists()


def test_sync_of_a_folder_that_became_empty_keeps_the_index(synced: Path, docs: Path) -> None:
    for path in docs.iterdir():
        path.unlink()
    for options in ([], ["--dry-run"]):
        said = failure(rag("sync", "docs", *options))
        assert said.startswith("error: docs holds no document; put files ending in .adoc, ")
        assert said.endswith(
            " there; until then answers come from the 2 documents of the index in index: to drop "
            "some, rag remove ID...; to drop all, delete that folder"
        )
    assert failure(rag("sync", "gone")) == "error: there is no folder gone; check the path"
    assert json.loads(rag("status", "--json").stdout)["documents"] == 2


def test_add_and_remove_change_single_documents(synced: Path) -> None:
    write("extra/dogs.txt", "Dogs bark at night.")
    assert rag("add", "extra/dogs.txt").stdout.startswith("1 added; 1 passage embedded")
    assert rag("remove", "dogs.txt").stdout.startswith("1 removed; ")
    assert failure(rag("remove", "dogs.txt")) == (
        "error: no document 'dogs.txt' in the index; see: rag list"
    )


def test_a_file_added_to_an_index_is_read_once(
    synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded, decode = list[bytes](), reading.decode

    def noted(data: bytes, called: str) -> str:
        decoded.append(data)
        return decode(data, called)

    monkeypatch.setattr(reading, "decode", noted)
    write("extra/owls.md", "Owls hunt at night.")
    assert rag("add", "extra/owls.md").exit_code == 0
    assert decoded == [b"Owls hunt at night."]


def test_add_of_a_file_whose_name_is_taken_says_what_it_is_called(synced: Path) -> None:
    write("extra/cats.md", "Cats are not dogs.")
    said = "named: extra/cats.md, because cats.md is another document"
    assert rag("add", "extra/cats.md").stdout.splitlines()[1] == said
    assert len(rag("add", "extra/cats.md").stdout.splitlines()) == 1
    assert len(rag("list").stdout.splitlines()) == 3


def test_a_dry_run_says_which_added_document_makes_way(synced: Path) -> None:
    rag("add", str(write("extra/dogs.md", "Dogs bark.")))
    write("docs/dogs.md", "Dogs sleep.")
    lines = rag("sync", "docs", "--dry-run").stdout.splitlines()
    assert lines[:2] == ["+ dogs.md", "> extra/dogs.md"]
    assert lines[3] == "named: extra/dogs.md, because dogs.md is another document"


def test_add_of_a_missing_file_fails_and_makes_no_index() -> None:
    assert failure(rag("add", "nothing.txt")) == "error: there is no nothing.txt; check the path"
    assert not Path("index").exists()


def test_a_file_that_cannot_be_added_is_named_by_its_path(synced: Path) -> None:
    write("docs/photo.txt", bytes(range(256)))
    write("extra/photo.txt", bytes(range(256)))
    assert failure(rag("add", "docs/photo.txt")).startswith("error: docs/photo.txt is not text")
    for folder in ("docs", "extra"):
        assert "\nskipped: photo.txt is not text " in rag("add", folder).stdout


def test_add_of_what_holds_no_document_fails_and_makes_no_index() -> None:
    Path("empty").mkdir()
    Path("picture.txt").write_bytes(bytes(range(256)))
    assert failure(rag("add", "picture.txt")).startswith("error: picture.txt is not text")
    *kinds, last = SUFFIXES
    assert failure(rag("add", str(write("prices.doc", "oak;49")))) == (
        "error: prices.doc is of a kind that is not read; save it as one that is, with a name that"
        f" ends in {', '.join(kinds)} or {last}"
    )
    assert failure(rag("add", "empty")).startswith("error: empty holds no document; ")
    assert not Path("index").exists()


# -- search, ask, status -------------------------------------------------------------------


def test_search_shows_rank_title_date_id_and_text(synced: Path) -> None:
    result = rag("search", "when did the bridge open", "--limit", "1")
    assert re.sub(r"score \S+", "score S", result.stdout) == (
        "1. The bridge opened on Monday. · 2024-01-29 · news.txt · score S\n"
        "   The bridge opened on Monday. Cyclists cheered.\n"
    )


def test_search_as_json_is_the_list_of_hits(synced: Path) -> None:
    hits = json.loads(rag("search", "cats", "--json").stdout)
    with KnowledgeBase.open(synced) as kb:
        assert hits == [hit.to_dict() for hit in kb.search("cats")]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--document", "cats.md"], ["cats.md"]),
        (["--document", "cats.md", "--document", "news.txt"], ["cats.md", "news.txt"]),
        (["--after", "2024-01-29"], ["news.txt"]),
        (["--after", "2024-01-30"], []),
        (["--before", "2024-01-29"], ["news.txt"]),
        (["--before", "2024-01-28"], []),
    ],
)
def test_filters_choose_the_documents(synced: Path, options: list[str], found: list[str]) -> None:
    hits = json.loads(rag("search", "cats on the bridge", "--json", *options).stdout)
    assert sorted(hit["document"]["id"] for hit in hits) == found
    answer = json.loads(rag("ask", "cats on the bridge", "--json", *options).stdout)
    assert sorted(hit["document"]["id"] for hit in answer["hits"]) == found


@pytest.mark.parametrize("command", [["ask", "Why?"], ["search", "cats"], ["chat"]], ids=str)
def test_a_mistyped_document_is_an_error_with_the_one_that_was_meant(
    synced: Path, command: list[str]
) -> None:
    assert failure(rag(*command, "--document", "cat.md")) == (
        "error: no document 'cat.md' in the index; did you mean 'cats.md'? All of them: rag list"
    )


def test_ask_as_json_is_the_answer_every_front_end_gives(synced: Path) -> None:
    shown = json.loads(rag("ask", "How long do cats sleep?", "--json").stdout)
    with KnowledgeBase.open(synced) as kb:
        expected = kb.ask("How long do cats sleep?").to_dict()
    assert {**shown, "timings_ms": None} == {**expected, "timings_ms": None}


def test_ask_answers_for_itself_where_nothing_is_asked_of_the_documents(synced: Path) -> None:
    assert rag("ask", "what", "can", "you", "do?").stdout == f"{ABOUT_ME}\n"
    assert rag("ask", "thanks").stdout == f"{WELCOME}\n"


def test_a_courtesy_is_no_refusal_to_a_program(
    synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = json.loads(rag("ask", "thanks", "--json").stdout)
    with KnowledgeBase.open(synced) as kb:
        assert asked.keys() == kb.ask("How long do cats sleep?").to_dict().keys()
    assert (asked["question"], asked["status"], asked["answer"]) == ("thanks", "courtesy", WELCOME)
    said = CliRunner().invoke(app, ["chat", "--json"], input="How long do cats sleep?\nthanks\n")
    first, second = map(json.loads, said.stdout.splitlines())
    assert first["status"] != "courtesy"
    assert second == asked


def test_a_search_without_a_match_says_so(synced: Path) -> None:
    result = rag("search", "cats", "--after", "2030-01-01")
    none = "No passage matches; what the index holds: rag status\n"
    undated = "1 document has no date and is left out by --after and --before\n"
    assert (result.exit_code, result.stdout) == (0, none + undated)
    result = rag("search", "cats", "--after", "2030-01-01", "--document", "news.txt")
    assert (result.exit_code, result.stdout) == (0, none)


def test_a_refusal_says_how_many_documents_have_no_date(synced: Path) -> None:
    result = rag("ask", "How long do cats sleep?", "--before", "2020-01-01")
    assert result.stdout.splitlines()[1:] == [
        "No passage came near; what the index holds: rag status",
        "1 document has no date and is left out by --after and --before",
    ]


def test_a_refusal_within_bounds_tells_of_the_undated_whatever_else_was_found(
    synced: Path,
) -> None:
    undated = "1 document has no date and is left out by --after and --before"
    bounds = ["--after", "2024-01-29"]  # of which one document is
    asked = rag("ask", "zebra quantum xylophone?", *bounds)
    assert asked.stdout.startswith("The documents do not say.")
    assert asked.stdout.splitlines()[-1] == undated
    said = CliRunner().invoke(app, ["chat", *bounds], input="zebra quantum xylophone?\nthanks\n")
    assert said.stdout.splitlines()[-4:] == [undated, "", WELCOME, ""]
    assert undated not in rag("ask", "zebra quantum xylophone?").stdout


def test_list_shows_the_documents_or_those_with_a_part_of_an_id_or_title(synced: Path) -> None:
    cats = "Cats · cats.md · 1 passage\n"
    news = "The bridge opened on Monday. · news.txt · 2024-01-29 · 1 passage\n"
    assert rag("list").stdout == cats + news
    assert rag("list", "CATS").stdout == cats
    assert rag("list", "bridge").stdout == rag("list", ".txt").stdout == news
    none = rag("list", "dogs")
    assert none.stdout == "No document has 'dogs' in its id or title; all of them: rag list\n"
    assert none.exit_code == 0


def test_list_as_json_has_every_document_with_its_passages(synced: Path) -> None:
    assert json.loads(rag("list", "news", "--json").stdout) == [
        {
            "id": "news.txt",
            "title": "The bridge opened on Monday.",
            "published": "2024-01-29",
            "passages": 1,
        }
    ]
    assert json.loads(rag("list", "dogs", "--json").stdout) == []


def test_list_of_an_empty_index_says_how_to_fill_it() -> None:
    KnowledgeBase.open("index", embedder=FakeEmbedder()).close()
    assert rag("list").stdout == "No documents yet; add some: rag sync FOLDER\n"


def test_status_says_what_the_index_holds(synced: Path) -> None:
    write("docs/photo.txt", bytes(range(256)) * 8)
    rag("sync", "docs")
    lines = rag("status").stdout.splitlines()
    assert lines[1:4] == ["documents   2", "passages    2", "embedder    fake:bag-of-words"]
    assert lines[5] == f"folder      {Path('docs').resolve()}"
    assert lines[6:10] == [
        "stale       0",
        "skipped     1",
        "duplicates  none",
        "near-copies none",
    ]
    assert lines[10].startswith("skipped: photo.txt is not text ")


def test_a_file_that_is_not_readable_any_more_is_told_as_stale(synced: Path) -> None:
    write("docs/cats.md", bytes(range(256)) * 8)
    lines = rag("sync", "docs").stdout.splitlines()
    assert lines[0].startswith("1 unchanged, 1 stale; 0 passages embedded in ")
    assert lines[1].startswith("stale: cats.md is not text ")
    assert rag("sync", "docs", "--dry-run").stdout.splitlines()[1] == lines[1]
    lines = rag("status").stdout.splitlines()
    assert lines[6:8] == ["stale       1", "skipped     0"]
    assert lines[-1].startswith("stale: cats.md: kept as it was before: cats.md is not text ")
    write("docs/news.txt", bytes(range(256)) * 8)
    assert rag("sync", "docs").exit_code == 1  # none could be used


def test_status_names_copies_and_stale_files(synced: Path, docs: Path) -> None:
    write("docs/copy.md", (docs / "cats.md").read_text(encoding="utf-8"))
    rag("sync", "docs")
    write("docs/new.txt", "Something new.")
    lines = rag("status").stdout.splitlines()
    assert "duplicates  2 documents in 1 group" in lines
    assert lines[-2:] == ["stale: new.txt: not indexed yet", "equal: cats.md, copy.md"]


def test_status_can_check_every_row(synced: Path) -> None:
    assert rag("status", "--check").exit_code == 0
    with sqlite3.connect("index/rag.sqlite") as connection:
        connection.execute("UPDATE document SET title = 'Dogs' WHERE id = 'cats.md'")
    connection.close()
    assert "the checksum of document 'cats.md' does not match" in failure(rag("status", "--check"))


def test_a_dry_run_shows_the_changes_and_makes_no_index(docs: Path) -> None:
    lines = rag("sync", "docs", "--dry-run").stdout.splitlines()
    assert lines == [
        "+ cats.md",
        "+ news.txt",
        "nothing written; a sync would leave 2 added",
    ]
    assert not Path("index").exists()


def test_a_dry_run_that_finds_nothing_new_says_so(synced: Path) -> None:
    said = rag("sync", "docs", "--dry-run").stdout
    assert said == "nothing written; a sync would change nothing (2 unchanged)\n"


def test_a_dry_run_over_an_index_leaves_it_as_it_is(synced: Path, docs: Path) -> None:
    (docs / "news.txt").unlink()
    report = json.loads(rag("sync", "docs", "--dry-run", "--json").stdout)
    assert (report["removed"], report["unchanged"]) == (["news.txt"], ["cats.md"])
    assert json.loads(rag("status", "--json").stdout)["documents"] == 2


@pytest.mark.parametrize("other", ["--watch", "--rebuild"])
def test_a_dry_run_goes_with_nothing_that_writes(docs: Path, other: str) -> None:
    assert rag("sync", "docs", "--dry-run", other).exit_code == 2


def test_a_rebuild_mends_a_damaged_index(synced: Path) -> None:
    Path("index/rag.sqlite").write_bytes(b"no database at all" * 100)
    said = failure(rag("sync", "docs"))
    assert said.endswith("rag sync FOLDER --index index --rebuild")
    assert rag("sync", "docs", "--rebuild").stdout.startswith("2 added; ")


def test_a_rebuild_keeps_what_else_is_in_the_folder_of_the_index(synced: Path) -> None:
    write("index/feedback.jsonl", "{}")
    assert rag("sync", "docs", "--rebuild").stdout.startswith("2 added; ")
    assert Path("index/feedback.jsonl").read_text() == "{}"


def test_a_rebuild_from_a_missing_folder_deletes_nothing(synced: Path) -> None:
    assert "there is no folder" in failure(rag("sync", "none", "--rebuild"))
    assert json.loads(rag("status", "--json").stdout)["documents"] == 2


def test_status_as_json_has_every_field(synced: Path) -> None:
    status = json.loads(rag("status", "--json").stdout)
    assert (status["folder"], status["documents"], status["passages"]) == ("index", 2, 2)
    assert status["bytes"] > 0


def test_the_index_folder_can_come_from_the_environment(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAG_INDEX", "elsewhere")
    rag("sync", "docs")
    assert json.loads(rag("status", "--json").stdout)["folder"] == "elsewhere"
    assert not Path("index").exists()


# -- what goes wrong -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["sync", ""], "FOLDER"),
        (["sync", "", "--dry-run"], "FOLDER"),
        (["sync", "", "--rebuild"], "FOLDER"),
        (["add", ""], "PATH"),
        (["sync", "docs", "--index", ""], "--index"),
        (["ask", "Why?", "--index", ""], "--index"),
        (["eval", "a.jsonl", "--docs", ""], "--docs"),
        (["eval", "a.jsonl", "--index", ""], "--index"),
        (["eval", "a.jsonl", "--output", ""], "--output"),
        (["eval", ""], "the file of questions"),
    ],
    ids=" ".join,
)
def test_the_value_of_an_unset_variable_is_not_the_current_folder(
    synced: Path, arguments: list[str], name: str
) -> None:
    said = failure(rag(*arguments))
    assert said == f"error: {name} is empty; name one, the current folder as '.'"
    assert [d["id"] for d in json.loads(rag("list", "--json").stdout)] == ["cats.md", "news.txt"]


@pytest.mark.parametrize(
    "arguments",
    [["ask", "Why?"], ["search", "why"], ["list"], ["status"], ["remove", "a.txt"]],
    ids=str,
)
def test_without_an_index_the_command_that_makes_one_is_named(arguments: list[str]) -> None:
    message = failure(rag(*arguments))
    assert message.startswith("error: there is no index at index; make one with: rag sync FOLDER")
    assert not Path("index").exists()


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_question_is_refused(synced: Path, command: str) -> None:
    assert failure(rag(command, " \n ")) == ("error: the question is empty; ask in a few words")


@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_oversized_question_is_refused_with_both_lengths(synced: Path, command: str) -> None:
    message = failure(rag(command, "why " * 25_000))
    assert "has 99,999 characters, the limit is 4,000" in message


def test_an_index_made_by_another_model_is_refused(
    synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FakeEmbedder(name="fake:other")
    monkeypatch.setattr("rag.opening.load_embedder", lambda name: other)
    for arguments in (["ask", "Why?"], ["search", "why"], ["status"], ["sync", "docs"]):
        message = failure(rag(*arguments))
        assert "embedder 'fake:bag-of-words', now it is 'fake:other'" in message


def test_a_damaged_index_is_refused_and_left_as_it_is(synced: Path) -> None:
    (synced / TRUTH).write_bytes(b"this is not a database " * 400)
    for path in synced.glob(f"{TRUTH}-*"):
        path.unlink()
    assert str(synced) in failure(rag("status"))
    assert (synced / TRUTH).read_bytes().startswith(b"this is not a database")


def test_an_index_of_a_newer_format_is_refused(synced: Path) -> None:
    connection = sqlite3.connect(synced / TRUTH)
    with connection:
        connection.execute("UPDATE setting SET value = '99' WHERE name = 'format'")
    connection.close()
    assert "99" in failure(rag("ask", "Why?"))


def test_a_limit_below_one_and_other_misuse_exit_with_2(synced: Path) -> None:
    for arguments in (
        ["search", "cats", "--limit", "0"],
        ["search", "cats", "--after", "last week"],
        ["ask"],
        ["ask", "Why?", "--nonsense"],
        ["nonsense"],
        ["ui", "--port", "99999"],
    ):
        result = rag(*arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert "Usage: " in result.stderr


def test_an_interrupt_ends_with_130_and_one_line(
    synced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(KnowledgeBase, "ask", interrupted)
    result = rag("ask", "Why?")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "interrupted\n"  # a question stores nothing
    monkeypatch.setattr(KnowledgeBase, "sync", interrupted)
    said = rag("sync", "docs").stderr
    assert said == "interrupted; what was stored until now is kept\n"


def test_an_interrupt_while_the_commands_are_loaded_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rag.cli.commands.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err) == (130, "interrupted\n")


def test_the_version_is_that_of_the_package() -> None:
    result = rag("--version")
    assert (result.exit_code, result.stdout) == (0, f"rag {version.__version__}\n")
    assert "Ask your own documents" in rag("--help").stdout


@pytest.mark.parametrize("command", USAGES)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    result = rag(command, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    rag {command}" in result.stdout


@pytest.mark.parametrize(("command", "arguments"), USAGES.items())
def test_the_help_of_a_command_names_what_is_typed_and_no_python_types(
    command: str, arguments: str
) -> None:
    lines = rag(command, "--help").stdout.splitlines()
    assert lines[0].endswith(f" {command} [OPTIONS] {arguments}".rstrip())
    if arguments:
        assert lines[lines.index("Arguments:") + 1].startswith(f"  {arguments}  ")
    assert [line for line in lines if re.search(r"<\w|[{}]", line)] == []


def test_the_help_lists_the_commands_in_the_order_of_their_use_each_in_full() -> None:
    lines = rag("--help").stdout.splitlines()
    listed = lines[lines.index("Commands:") + 1 :]
    assert [line.split()[0] for line in listed] == list(USAGES)
    assert [line for line in listed if "..." in line] == []


def test_the_chat_is_started_over_the_index_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("ui.launch", lambda *a, **k: started.append((a, k)))
    assert rag("ui", "--index", "mine", "--port", "8000").exit_code == 0
    expected = {
        "host": "127.0.0.1",
        "port": 8000,
        "open_browser": False,
        "auth": None,
        "root_path": None,
        "llm": None,
    }
    assert started == [((Path("mine"),), expected)]


def test_the_chat_over_a_new_index_makes_it_and_says_where_to_add_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.launch", lambda *_, **__: None)
    said = rag("ui", "--index", "new")
    assert (said.exit_code, said.stdout) == (
        0,
        "Made an index without documents in new; add documents on the page, or with: "
        "rag sync FOLDER --index new\n",
    )
    assert (rag("ui", "--index", "new").stdout, rag("list", "--index", "new").exit_code) == ("", 0)


def test_the_password_of_the_chat_may_stand_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[object] = []
    monkeypatch.setattr("ui.launch", lambda *_, **options: started.append(options["auth"]))
    monkeypatch.setenv("RAG_AUTH", "ada:secret")
    assert rag("ui").exit_code == rag("ui", "--auth", "eve:other").exit_code == 0
    assert started == ["ada:secret", "eve:other"]
    assert "secret" not in rag("ui", "--help").output


@pytest.mark.parametrize("limit", ["a", "0", "1.5", "-3"])
def test_what_is_no_whole_number_is_refused_in_plain_words(synced: Path, limit: str) -> None:
    result = rag("search", "cats", "--limit", limit)
    assert result.exit_code == 2
    said = " ".join(result.stderr.replace("│", " ").split())
    assert f"'{limit}' is not taken; give a whole number, 1 or more" in said
    assert "A score compares the passages of one query" in rag("search", "--help").stdout
    assert "<int" not in rag("search", "--help").stdout + rag("ui", "--help").stdout


def test_a_date_in_another_form_is_refused_with_the_one_that_is_read(synced: Path) -> None:
    result = rag("search", "cats", "--after", "1.2.2024")
    assert result.exit_code == 2
    said = " ".join(result.stderr.replace("│", " ").split())
    assert "'1.2.2024' is not read; write 1 February 2024 as 2024" in said


@pytest.mark.parametrize("date", ["2024-02-30", "2023-02-29", "2024-13", "2024-00-10"])
def test_a_day_that_there_is_not_is_called_so(synced: Path, date: str) -> None:
    for option in ("--after", "--before"):
        result = rag("search", "cats", option, date)
        assert result.exit_code == 2
        said = " ".join(result.stderr.replace("│", " ").split())
        assert f"there is no such day or month as {date}" in said


def test_the_words_of_a_question_need_no_quotation_marks(synced: Path) -> None:
    asked = json.loads(rag("ask", "how", "long", "do", "cats", "sleep?", "--json").stdout)
    assert asked["question"] == "how long do cats sleep?"


def test_a_question_to_an_empty_index_is_told_how_to_fill_it(synced: Path) -> None:
    rag("remove", "cats.md", "news.txt")
    said = rag("ask", "Why do cats purr?")
    assert (said.exit_code, said.stdout) == (0, "No documents yet; add some: rag sync FOLDER\n")


def test_dates_of_the_options_are_days(synced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    monkeypatch.setattr(KnowledgeBase, "search", lambda _, __, **k: seen.update(k) or [])
    rag("search", "cats", "--after", "2024-01-02", "--before", "2024-03-04")
    assert (seen["after"], seen["before"]) == (date(2024, 1, 2), date(2024, 3, 4))
    rag("search", "cats", "--after", "2024-02", "--before", "2024-02")
    assert (seen["after"], seen["before"]) == (date(2024, 2, 1), date(2024, 2, 29))
    rag("search", "cats", "--after", "2023", "--before", "2023")
    assert (seen["after"], seen["before"]) == (date(2023, 1, 1), date(2023, 12, 31))
