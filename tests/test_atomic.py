"""A file is replaced whole or not at all."""

from pathlib import Path

import pytest

from rag.atomic import replacing


def test_what_was_written_takes_the_place(tmp_path: Path) -> None:
    place = tmp_path / "report.json"
    place.write_text("old")
    with replacing(place) as scratch:
        scratch.write_text("new")
        assert place.read_text() == "old"
    assert place.read_text() == "new"
    assert list(tmp_path.iterdir()) == [place]


def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "report.json"
    place.write_text("old")
    with pytest.raises(ValueError, match="half"), replacing(place) as scratch:
        scratch.write_text("ne")
        raise ValueError("half")
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]
