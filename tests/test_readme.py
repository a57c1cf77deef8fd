"""What the README shows is what happens."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


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


def test_it_is_short_enough_to_be_read() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((docs/[^)]+)\)", README))))
def test_what_it_links_to_is_there(path: str) -> None:
    assert (Path(__file__).parent.parent / path).is_file()
