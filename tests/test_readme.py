"""What the README shows is what happens."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from typer.testing import CliRunner

from rag.cli.commands import app

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_python_example_runs_and_cites_both_documents(tmp_path: Path, seeds: Path) -> None:
    shutil.copytree(seeds, tmp_path / "seeds")
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "January 24, 2024" in run.stdout
    cited = [line.split()[-1] for line in run.stdout.splitlines() if line[:1].isdigit()]
    assert len(cited) >= 2
    for path in sorted(seeds.glob("*.txt")):
        assert "January 24, 2024" in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_commands_do_what_stands_beside_them(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(seeds, "FOLDER")
    asked = '{"question": "who directed it?", "answers": ["Um Tae-hwa"], "documents": []}'
    Path("asked.jsonl").write_text(asked, encoding="utf-8")
    Path("notes.txt").write_text("Ada sings.", encoding="utf-8")
    commands = dict(re.findall(r"^rag (\w+)(.*?)\s+# ", README, re.MULTILINE))
    commands.pop("ui")  # the tests of the page start it
    said: dict[str, str] = {}
    for name, rest in commands.items():
        typed = "when was the MV released?\nand who directed it?\n" if name == "chat" else None
        result = CliRunner().invoke(app, [name, *shlex.split(_with_files(rest))], input=typed)
        assert result.exit_code == 0, (name, result.output)
        said[name] = result.stdout
    assert list(said) == ["sync", "add", "ask", "chat", "search", "list", "status", "eval"]
    assert "Um Tae-hwa [1]" in said["ask"]
    assert "January 24, 2024 [1][2]" in said["chat"]
    assert "Love wins all" in said["list"]
    assert CliRunner().invoke(app, ["remove", "notes.txt"]).stdout.startswith("1 removed")


def _with_files(words: str) -> str:
    return words.replace("QUESTIONS", "asked.jsonl").replace("PATH", "notes.txt")


def test_every_command_is_named() -> None:
    names = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    assert {"add", "remove", "list"} <= names <= set(re.findall(r"\brag (\w+)", README))


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((docs/[^)]+)\)", README))))
def test_what_it_links_to_is_there(path: str) -> None:
    assert (ROOT / path).is_file()
