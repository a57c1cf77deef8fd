"""The shape of the code: imports go downward, files and functions stay small, start is light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT

LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 40  # lines of its body, docstring apart

# A part may import what stands in a lower row, and itself; nothing above it.
LEVELS = (
    ("errors", "types", "atomic", "stopwatch", "once", "counted", "version"),
    ("text",),
    ("models", "index"),
    ("questions", "chunking", "documents", "contents", "retrieval", "reading"),
    ("answering", "conversation", "sync", "options"),
    ("generation",),
    ("status", "asking", "opening"),
    ("knowledge_base",),
    ("evaluation",),
    ("cli", "training"),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}

# The same inside a part whose modules build on each other.
STEPS = {
    "sync": (
        ("report", "ahead", "names", "signing", "linked"),
        ("changes",),
        ("plan",),
        ("run",),
        ("refining",),
        ("syncing", "watching", "rebuilding", "checking"),
    ),
    "retrieval": (("ranking",), ("search",), ("__init__",)),
    "conversation": (
        ("exchanges", "word_keys", "small_talk", "collection"),
        ("marking",),
        ("form",),
        ("antecedents", "ellipsis"),
        ("rewriting", "answer_checks"),
        ("resolving",),
        ("choosing",),
        ("conversation",),
        ("__init__",),
    ),
    "answering": (
        ("values", "leads", "questions", "several_questions", "showing"),
        ("definitions", "mentions", "telling", "supporting"),
        ("grouping",),
        ("stating",),
        ("conflicts",),
        ("candidates",),
        ("below_headings", "choosing", "companions", "continuing", "row_notes"),
        ("drafts",),
        ("composing",),
        ("__init__",),
    ),
}
STEP = {
    (part, name): step
    for part, steps in STEPS.items()
    for step, names in enumerate(steps)
    for name in names
}

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
    "httpx",
    "ir_measures",
    "pytrec_eval",
    "datasets",
    "scipy",
    "pdftext",
    "pypdfium2",
    "mammoth",
    "html_to_markdown",
)


def sources(*folders: str) -> list[Path]:
    """List the Python files of some folders of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def part_of(path: Path) -> str:
    """rag/index/store.py -> index, rag/types.py -> types."""
    return path.relative_to(ROOT / "rag").parts[0].removesuffix(".py")


def step_of(path: Path) -> tuple[str, str]:
    """rag/sync/plan.py -> sync, plan; rag/answering/values/dates.py -> answering, values."""
    part, *inside = path.relative_to(ROOT / "rag").parts
    return part.removesuffix(".py"), (inside or [""])[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Name every module that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            module = node.module or ""
            submodules = (f"{module}.{alias.name}" for alias in node.names)
            packages = {"rag", *(f"rag.{part}" for part in STEPS)}
            yield from submodules if module in packages else (module,)


def upward_imports(path: Path) -> list[str]:
    """List the imports of a file of rag/ that a module of its level may not have."""
    own, step = part_of(path), step_of(path)
    names = [name.split(".")[1:] for name in imported(path) if name.startswith("rag.")]
    above = [name[0] for name in names if name[0] != own and LEVEL.get(name[0], 99) >= LEVEL[own]]
    inside = [(name[0], name[1]) for name in names if name[0] == own and step in STEP]
    others = [name for name in inside if name != step]
    return above + [".".join(name) for name in others if STEP.get(name, 99) >= STEP[step]]


INNER = [path for path in sources("rag") if path != ROOT / "rag" / "__init__.py"]


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downward(path: Path) -> None:
    assert part_of(path) in LEVEL, "give the new module a level in this file"
    assert upward_imports(path) == []


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_inside_imports_the_package_root(path: Path) -> None:
    assert "rag" not in set(imported(path))


def test_formats_know_no_other_format_but_html() -> None:
    """What several share stands in `shared`, which knows none; many are written as HTML first."""
    place = ["rag", "documents", "formats"]
    formats = ROOT.joinpath(*place)
    for path in formats.rglob("*.py"):
        own = path.relative_to(formats).parts[0].removesuffix(".py")
        allowed = {own, "shared", *(["html"] if own != "shared" else [])}
        names = (name.split(".") for name in imported(path))
        named = {name[3] for name in names if name[:3] == place and name[3:]}
        assert named <= allowed, path


def test_an_upward_import_would_be_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_architecture.ROOT", tmp_path)
    module = tmp_path / "rag" / "chunking.py"
    module.parent.mkdir()
    module.write_text("def f():\n    from rag import status\n    import rag.types\n")
    assert upward_imports(module) == ["status"]


def test_an_upward_import_within_a_part_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("test_architecture.ROOT", tmp_path)
    module = tmp_path / "rag" / "sync" / "run.py"
    module.parent.mkdir(parents=True)
    module.write_text("from rag.sync.report import Progress\nfrom rag.sync import refining\n")
    assert upward_imports(module) == ["sync.refining"]


@pytest.mark.parametrize("part", STEPS)
def test_each_module_of_an_ordered_part_has_a_step(part: str) -> None:
    modules = {path.stem for path in (ROOT / "rag" / part).glob("*.py")} - {"__init__"}
    assert modules <= {name for owner, name in STEP if owner == part}


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


def test_tests_lie_where_what_they_test_does() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*")}
    kept = {folder.as_posix() for folder in folders if folder.parts[:1] != ("data",)}
    others = [name for name in kept if not any((ROOT / top / name).is_dir() for top in ("rag", ""))]
    assert others == []
