"""What `import rag` promises: these names, no others, each explained."""

import ast
import inspect
import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rag

ALIASES = ["OnProgress", "OnStage", "Ranker", "Stage"]
PUBLIC = [
    "Answer",
    "Candidate",
    "ChatModel",
    "Citation",
    "Conversation",
    "Document",
    "DocumentError",
    "Embedder",
    "Exchange",
    "Hit",
    "IndexBusy",
    "IndexClosed",
    "IndexContents",
    "IndexDamaged",
    "IndexMismatch",
    "IndexMissing",
    "IndexStateError",
    "IndexStatus",
    "InputError",
    "KnowledgeBase",
    "LanguageModel",
    "ListedDocument",
    "ModelError",
    "OnProgress",
    "OnStage",
    "Passage",
    "Progress",
    "Prompt",
    "QuestionError",
    "RagError",
    "Ranker",
    "Reader",
    "Readers",
    "Reading",
    "Resolution",
    "SentenceReader",
    "Span",
    "SpanReader",
    "Stage",
    "Statement",
    "StorageError",
    "SyncReport",
]


def test_the_public_names_are_these_and_no_others() -> None:
    assert rag.__all__ == PUBLIC


def test_a_name_is_what_type_checkers_take_it_for() -> None:
    tree = ast.parse(Path(rag.__file__).read_text("utf-8"))
    (typed,) = (node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.name: node.module
        for node in typed.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(told) == PUBLIC
    for name, module in told.items():
        assert getattr(rag, name) is vars(sys.modules[str(module)])[name]
    assert {*PUBLIC} <= {*dir(rag)}
    with pytest.raises(AttributeError, match="module 'rag' has no attribute 'Knowledge'"):
        getattr(rag, "Knowledge")  # noqa: B009 # mypy knows that it is not there


def test_importing_the_package_loads_nothing_yet() -> None:
    code = "import rag, sys; print(*sorted(name for name in sys.modules if name[:4] == 'rag.'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("rag.version\n", "")


def test_the_version_is_the_one_that_is_installed_under() -> None:
    project = tomllib.loads((Path(rag.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "rag.version.__version__"
    assert re.fullmatch(r"\d+\.\d+\.\d+", rag.__version__)


@pytest.mark.parametrize("name", sorted({*PUBLIC} - {*ALIASES}))
def test_every_public_name_is_explained(name: str) -> None:
    documentation = getattr(rag, name).__doc__
    # A dataclass without a docstring is given its signature as one.
    assert documentation and not documentation.startswith(f"{name}(")


@pytest.mark.parametrize("name", sorted({*PUBLIC} - {*ALIASES}))
def test_every_public_method_is_explained(name: str) -> None:
    for attribute, value in vars(getattr(rag, name)).items():
        callable_or_derived = inspect.isroutine(value) or isinstance(value, property | classmethod)
        if callable_or_derived and not attribute.startswith("_"):
            assert inspect.getdoc(value), f"{name}.{attribute}"


def ours(annotation: object) -> Iterator[str]:
    """Name the classes of rag in an annotation: Callable[[Progress], None] -> Progress."""
    if isinstance(annotation, list | tuple):
        for part in annotation:
            yield from ours(part)
    elif parts := typing.get_args(annotation):
        yield from ours(parts)
    elif getattr(annotation, "__module__", "").startswith("rag."):
        yield annotation.__name__  # type: ignore[attr-defined]


CALLED = [
    *(getattr(rag.KnowledgeBase, name) for name in vars(rag.KnowledgeBase) if name[0] != "_"),
    *(rag.Readers, rag.SentenceReader, rag.SpanReader, rag.Reader.read),
    *(rag.Embedder.embed_passages, rag.Embedder.embed_query, rag.Embedder.fits),
]


@pytest.mark.parametrize(
    "function", list(filter(callable, CALLED)), ids=lambda function: function.__qualname__
)
def test_what_a_public_function_takes_is_public(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters.values()
    taken = [name for each in parameters for name in ours(each.annotation)]
    assert [name for name in taken if name not in PUBLIC] == []


@pytest.mark.parametrize("result", [rag.Reader.read, rag.Readers, rag.Reading, rag.Candidate])
def test_a_reader_of_ones_own_needs_public_names_alone(result: Callable[..., object]) -> None:
    named = [name for each in typing.get_type_hints(result).values() for name in ours(each)]
    assert [name for name in named if name not in PUBLIC] == []


def test_every_error_is_a_rag_error() -> None:
    errors = [value for name in PUBLIC if inspect.isclass(value := getattr(rag, name))]
    errors = [value for value in errors if issubclass(value, BaseException)]
    assert len(errors) == 12
    assert all(issubclass(error, rag.RagError) for error in errors)
