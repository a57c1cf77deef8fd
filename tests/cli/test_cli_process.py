"""The command line as a process: the real model, pipes, encodings, signals."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from rag import KnowledgeBase

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two documents, indexed with the packaged model."""
    folder = tmp_path_factory.mktemp("process") / "index"
    with KnowledgeBase.open(folder) as kb:
        kb.sync(seeds)
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "rag", *arguments]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command in the project's folder."""
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_release_date_is_answered_and_cited_from_both_documents(
    index: Path, seeds: Path
) -> None:
    done = run("ask", "when was the MV released?", "--index", str(index), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert "January 24, 2024" in answer["answer"]
    cited = {citation["document"]["id"] for citation in answer["citations"]}
    assert cited == {path.name for path in seeds.iterdir()}
    for citation in answer["citations"]:
        text = (seeds / citation["document"]["id"]).read_text(encoding="utf-8")
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_a_refusal_is_a_normal_answer(index: Path) -> None:
    done = run("ask", "what is the boiling point of tungsten?", "--index", str(index))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The documents do not say.\n\nWhat I did find:\n1. ")


def test_a_terminal_of_another_alphabet_shows_escapes(index: Path) -> None:
    done = run("search", "MV", "--index", str(index), PYTHONIOENCODING="iso8859-5")
    assert (done.returncode, done.stderr) == (0, "")
    assert " \\xb7 2024-" in done.stdout  # the dot between title and date


def test_a_question_with_bytes_of_another_encoding_is_asked_all_the_same(index: Path) -> None:
    done = subprocess.run(
        command("chat", "--index", str(index)),
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=b"when was the caf\xe9 opened?\nwhen was the MV released?\n",
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"January 24, 2024" in done.stdout


@pytest.mark.parametrize("words", [["search", "MV"], ["list", "--help"], ["--version"]])
@pytest.mark.parametrize("with_errors", [False, True])
def test_a_reader_that_goes_away_ends_the_command_quietly_as_sigpipe_would(
    index: Path, words: list[str], with_errors: bool
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        process = subprocess.run(
            command(*words),
            cwd=ROOT,
            env={**os.environ, "RAG_INDEX": str(index)},
            stdout=pipe,
            stderr=pipe if with_errors else subprocess.PIPE,
            text=True,
        )
    assert (process.returncode, process.stderr or "") == (141, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("rag s", "sync\nsearch\nstatus"),
        ("rag eval --at", "--at-least\n--at-most"),
        ("rag add ", ""),
    ],
)
def test_the_tab_key_completes_commands_and_options_and_leaves_paths_to_the_shell(
    typed: str, offered: str
) -> None:
    asked = {"_RAG_COMPLETE": "complete_bash", "COMP_WORDS": typed}
    done = run(**asked, COMP_CWORD=str(typed.count(" ")))
    assert (done.returncode, done.stdout.strip()) == (0, offered)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_output_that_cannot_be_written_ends_the_command_in_one_line(index: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            command("search", "MV", "--index", str(index)),
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    said = "error: the output cannot be written: No space left on device\n"
    assert (process.returncode, process.stderr) == (1, said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_that_cannot_be_written_ends_in_one_line(option: str) -> None:
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            command(option), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True
        )
    said = "error: the output cannot be written: No space left on device\n"
    assert (process.returncode, process.stderr) == (1, said)


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX closes the stream")
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&-"])
def test_a_closed_stream_is_no_failure(index: Path, closed: str) -> None:
    for words in (["ask", "when was the MV released?"], ["chat"]):
        line = f"{shlex.join(command(*words, '--index', str(index)))} {closed}"
        process = subprocess.run(
            ["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, input=""
        )
        assert (process.returncode, process.stderr) == (0, "")


FULL_DISK = """
import resource, sys
from rag.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))  # bytes, of any one file
main()
"""


def test_a_full_disk_ends_the_sync_in_one_line_and_loses_nothing(
    tmp_path: Path, seeds: Path
) -> None:
    folder, index = tmp_path / "docs", tmp_path / "index"
    shutil.copytree(seeds, folder)
    assert run("sync", str(folder), "--index", str(index)).returncode == 0
    for number in range(12):
        words = " ".join(f"Sentence {number} and {i} of many words." for i in range(60))
        (folder / f"{number}.txt").write_text(words, encoding="utf-8")
    full = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "sync", str(folder), "--index", str(index)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr.count("\n") == 1
    assert "what was committed before stands; check the free space" in full.stderr
    kept = json.loads(run("status", "--index", str(index), "--json").stdout)
    assert kept["documents"] == 2


def test_ctrl_c_while_syncing_ends_with_130_and_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        words = " ".join(f"Sentence {number} and {i} of many words." for i in range(200))
        (folder / f"{number:03}.txt").write_text(words, encoding="utf-8")
    with subprocess.Popen(
        command("sync", str(folder), "--index", str(tmp_path / "index")),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not (tmp_path / "index" / "write.lock").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=120)
    assert (process.returncode, out) == (130, "")
    assert error == "interrupted; what was stored until now is kept\n"


INTERRUPTED = """
import runpy, sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
runpy.run_module("rag", run_name="__main__")
"""


def test_ctrl_c_while_libraries_are_imported_ends_with_130_and_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")
