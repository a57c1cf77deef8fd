"""What `import rag` promises: these names, no others, each explained."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import rag

PUBLIC = [
    "Answer",
    "Citation",
    "Conversation",
    "Document",
    "DocumentError",
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
    "ListedDocument",
    "ModelError",
    "Passage",
    "Progress",
    "QuestionError",
    "RagError",
    "Resolution",
    "Span",
    "Statement",
    "StorageError",
    "SyncReport",
]


def test_the_public_names_are_these_and_no_others() -> None:
    assert rag.__all__ == PUBLIC


def test_the_version_is_the_one_that_is_installed_under() -> None:
    project = tomllib.loads((Path(rag.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "rag.version.__version__"
    assert re.fullmatch(r"\d+\.\d+\.\d+", rag.__version__)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_explained(name: str) -> None:
    documentation = getattr(rag, name).__doc__
    # A dataclass without a docstring is given its signature as one.
    assert documentation and not documentation.startswith(f"{name}(")


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_method_is_explained(name: str) -> None:
    for attribute, value in vars(getattr(rag, name)).items():
        callable_or_derived = inspect.isroutine(value) or isinstance(value, property | classmethod)
        if callable_or_derived and not attribute.startswith("_"):
            assert inspect.getdoc(value), f"{name}.{attribute}"


def test_every_error_is_a_rag_error() -> None:
    errors = [value for name in PUBLIC if inspect.isclass(value := getattr(rag, name))]
    errors = [value for value in errors if issubclass(value, BaseException)]
    assert len(errors) == 12
    assert all(issubclass(error, rag.RagError) for error in errors)
