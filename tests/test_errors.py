"""The error classes are the tree that is drawn at the head of their file."""

import inspect
import re

from rag import errors
from rag.errors import RagError


def drawn_parents() -> dict[str, str]:
    """Read the drawing: each class name with that of the class above it."""
    assert errors.__doc__ is not None
    parents, path = {}, list[str]()
    for line in errors.__doc__.splitlines():
        if match := re.match(r"([│ ]*)(?:[├└]── )?([A-Z]\w+)(?:  |$)", line):
            depth = 0 if match[2] == "RagError" else 1 + len(match[1]) // 4
            path[depth:] = [match[2]]
            parents[match[2]] = path[depth - 1] if depth else "Exception"
    return parents


def test_the_drawing_shows_every_class_under_its_parent() -> None:
    classes = inspect.getmembers(errors, inspect.isclass)
    assert drawn_parents() == {name: found.__bases__[0].__name__ for name, found in classes}


def test_every_error_can_be_caught_as_the_library_s_own() -> None:
    classes = inspect.getmembers(errors, inspect.isclass)
    assert len(classes) == 12
    assert all(issubclass(found, RagError) for _, found in classes)
