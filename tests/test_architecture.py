"""The shape of the code: imports go downward, files and functions stay small, start is light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 40  # lines of its body, docstring apart

# A module may import what stands in a lower row, and its own package; nothing above it.
LEVELS = (
    (
        "errors",
        "types",
        "stopwatch",
        "sync_report",
        "ahead",
        "int8",
        "function_words",
        "blocks",
        "version",
        "once",
    ),
    (
        "abbreviations",
        "sentences",
        "clauses",
        "tokens",
        "models",
        "encoder_graph",
        "onnx_graph",
        "shared_words",
        "months",
        "prefaces",
        "spelling",
        "reader",
        "ranking",
    ),
    ("outliers", "queries"),
    ("embedding_export", "static_embedding", "documents", "chunking"),
    ("embedding", "index"),
    ("sync_names",),
    ("sync_changes",),
    (
        "retrieval",
        "answering",
        "sentence_reader",
        "reading",
        "sync_plan",
        "near_copies",
        "conversation",
        "write_lock",
    ),
    ("sync_run", "asking"),
    ("refining",),
    ("syncing", "watching", "rebuilding"),
    ("status", "contents", "options"),
    ("knowledge_base",),
    ("evaluation",),
    ("cli", "training"),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}

LAZY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "gradio",
    "openai",
    "onnxruntime",
    "onnx",
    "faiss",
    "tantivy",
    "rensa",
    "rapidfuzz",
    "watchfiles",
    "tokenizers",
    "rich",
    "typer",
    "requests",
    "ir_measures",
    "pytrec_eval",
    "datasets",
    "scipy",
)


def sources(*folders: str) -> list[Path]:
    """List the Python files of some folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def part_of(path: Path) -> str:
    """rag/index/store.py -> index, rag/types.py -> types."""
    return path.relative_to(ROOT / "rag").parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Name every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            submodules = (f"{module}.{alias.name}" for alias in node.names)
            yield from submodules if module == "rag" else (module,)


def upward_imports(path: Path) -> list[str]:
    """List the imports of a file of rag/ that a module of its level may not have."""
    own = part_of(path)
    parts = [name.split(".")[1] for name in imported(path) if name.startswith("rag.")]
    return [part for part in parts if part != own and LEVEL.get(part, 99) >= LEVEL[own]]


INNER = [path for path in sources("rag") if path != ROOT / "rag" / "__init__.py"]


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downward(path: Path) -> None:
    assert part_of(path) in LEVEL, "give the new module a level in this file"
    assert upward_imports(path) == []


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inside_imports_the_package_root(path: Path) -> None:
    assert "rag" not in set(imported(path))


def test_an_upward_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_architecture.ROOT", tmp_path)
    module = tmp_path / "rag" / "chunking.py"
    module.parent.mkdir()
    module.write_text("def f():\n    from rag import index\n    import rag.types\n")
    assert upward_imports(module) == ["index"]


def test_only_the_command_line_knows_the_web_chat() -> None:
    knowing = {part_of(p) for p in INNER if any(n.split(".")[0] == "ui" for n in imported(p))}
    assert knowing <= {"cli"}


def test_only_the_command_line_and_the_training_know_the_evaluation() -> None:
    knowing = {
        part_of(p) for p in INNER if any(n.startswith("rag.evaluation") for n in imported(p))
    }
    assert knowing <= {"cli", "evaluation", "training"}


def test_the_web_chat_uses_only_public_names() -> None:
    for path in sources("ui"):
        if path.name == "__main__.py":  # the command line, under another name
            continue
        inner = [name for name in imported(path) if name.startswith("rag.")]
        public = ast.literal_eval(public_names())
        assert [name for name in inner if name.removeprefix("rag.") not in public] == [], path


def public_names() -> str:
    """Read the source of `__all__` in rag/__init__.py."""
    tree = ast.parse((ROOT / "rag" / "__init__.py").read_text(encoding="utf-8"))
    return next(
        ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )


OURS = sources("rag", "ui", "benchmarks")


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < LONGEST_FILE
    too_long = {
        node.name: body_lines(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and body_lines(node) >= LONGEST_FUNCTION
    }
    assert too_long == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body, its docstring apart."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_importing_rag_loads_none_of_the_heavy_libraries() -> None:
    program = f"import sys, rag; print(*sorted(sys.modules.keys() & {set(LAZY)!r}))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""
