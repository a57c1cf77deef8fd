"""The held-out folders of `benchmarks.pairs`: what they ask can be answered, or cannot."""

from collections import Counter
from pathlib import Path

import pytest
from places import DATA

from rag.evaluation import read_questions

SETS = {"pairs": 16, "everyday": 14, "owners": 6}
ASKED = {"owners": (22, 8)}  # with and without an answer, in a folder; else (18, 6)
FOLDERS = sorted(path.parent for one in SETS for path in DATA.glob(f"{one}/*/questions.jsonl"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}-{f.name}")
def test_every_answer_stands_in_its_documents(folder: Path) -> None:
    questions = list(read_questions(folder / "questions.jsonl"))
    kinds = Counter(bool(question.answers) for question in questions)
    answered, others = ASKED.get(folder.parent.name, (18, 6))
    assert kinds == {True: answered, False: others}
    for question in questions:
        assert bool(question.documents) == bool(question.answers), question.text
        for name in question.documents:
            text = (folder / name).read_text(encoding="utf-8").casefold()
            assert any(gold.casefold() in text for gold in question.answers or ()), question.text


def test_the_folders_are_there() -> None:
    assert Counter(folder.parent.name for folder in FOLDERS) == SETS
