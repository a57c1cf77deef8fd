"""Files that are replaced in one step: whoever reads one sees the old or the new, never a part."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """Give a file to be written beside a place, which takes it in one step, once it is whole.

    What stands there may be a link to a file that must stay. Where writing fails, nothing is left.
    """
    scratch = place.with_name(f"{place.name}.new")
    try:
        yield scratch
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)
