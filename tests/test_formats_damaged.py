"""Damaged copies of office files, rich text and mails are read or refused, and nothing else."""

import random
from pathlib import Path

import pytest

from rag.documents.formats import converter
from rag.errors import DocumentError

SAMPLES = Path(__file__).parent / "data" / "formats"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Give a copy with wrong bytes, or one in which some are missing."""
    copy = bytearray(data)
    if chance.random() < 0.2:
        start = chance.randrange(len(copy))
        del copy[start : start + chance.randrange(1, 200)]
    for _ in range(chance.choice((1, 3, 10, 60))):
        copy[chance.randrange(len(copy))] = chance.randrange(256)
    return bytes(copy)


@pytest.mark.parametrize(
    "name", ["orchard.odt", "lido.ods", "kiln.odp", "ferry.xls", "boathouse.rtf", "moorings.msg"]
)
def test_a_damaged_copy_is_read_or_refused(name: str) -> None:
    read = converter(Path(name).suffix)
    data, chance = (SAMPLES / name).read_bytes(), random.Random(name)
    assert read is not None
    refused = 0
    for _ in range(100):
        try:
            read(damaged(data, chance), name)
        except DocumentError:
            refused += 1
    assert 0 < refused < 100
