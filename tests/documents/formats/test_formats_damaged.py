"""Office files, rich text and mails: damaged copies are read or refused, whole ones answer."""

import random
from pathlib import Path

import pytest
from places import DATA

from rag import KnowledgeBase
from rag.documents.formats import converter
from rag.errors import DocumentError

SAMPLES = DATA / "formats"


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


@pytest.mark.slow
def test_what_files_of_these_kinds_say_is_answered(tmp_path: Path) -> None:
    expected = {
        "How many crates of Comice were picked?": ("145", "orchard.odt"),
        "Who drew the plan of the kiln?": ("Tobias Renn", "kiln.odp"),
        "Who keeps the boathouse?": ("Rasmus Thole", "boathouse.rtf"),
        "What do the new moorings at Gull Steps cost?": ("£2,380", "moorings.msg"),
        "What is the mean of entry at the lido?": ("5.08", "lido.ods"),
        "What is the fare from Morrow to Lunt?": ("12.50 €", "ferry.xls"),
    }
    folder = tmp_path / "files"
    folder.mkdir()
    for _, name in expected.values():
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    with KnowledgeBase.open(tmp_path / "index") as kb:
        kb.sync(folder)
        answers = {question: kb.ask(question) for question in expected}
    found = {q: (a.text, a.citations[0].document.id) for q, a in answers.items() if a.citations}
    assert found == expected
