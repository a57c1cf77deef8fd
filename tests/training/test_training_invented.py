"""Invented folders of documents, and the questions that are asked of their passages."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from rag.training.examples import Example, in_holdout
from rag.training.invented import (
    APART,
    FILE,
    FOLDERS,
    SETS,
    Folder,
    InventedQuestion,
    Place,
    examples,
    read_folders,
)
from rag.training.near_misses import key
from rag.training.recipe import invented_passages
from rag.training.written import siblings

FERRY = "The Skerrow ferry sank on Monday. Its captain, Ida Moss, was rescued."
HEARING = "At the hearing Captain Moss said that the Skerrow ferry had leaked for weeks."


def write(path: Path, asked: list[list[Any]]) -> Path:
    documents = [
        {"title": "Ferry sinks", "date": "2024-01-24", "text": FERRY},
        {"title": "Ferry hearing", "date": None, "text": HEARING},
    ]
    row = {"set": FOLDERS, "name": "a-01", "documents": documents, "asked": asked}
    path.write_bytes(lzma.compress(json.dumps(row).encode()))
    return path


def test_a_question_is_asked_of_each_passage_that_answers_it(tmp_path: Path) -> None:
    first, second = FERRY.index("Ida Moss"), HEARING.index("Captain Moss")
    who: list[Any] = ["who was the captain", 0, first, first + 8, 1, second, second + 12]
    (folder,) = read_folders(write(tmp_path / "f.jsonl.xz", [who]))
    assert folder.asked == (InventedQuestion(who[0], (Place(*who[1:4]), Place(*who[4:]))),)
    assert folder.golds(folder.asked[0]) == ("Ida Moss", "Captain Moss")
    asked = list(examples([folder]))
    assert [(e.context, e.answers[0].text, e.title) for e in asked] == [
        (FERRY, "Ida Moss", "Ferry sinks"),
        (HEARING, "Captain Moss", "Ferry hearing"),
    ]
    assert len({key(e) for e in asked}) == 2 and {e.group for e in asked} == {"a-01"}


def test_a_question_without_an_answer_is_asked_of_the_passages_likest_to_it(tmp_path: Path) -> None:
    folders = read_folders(write(tmp_path / "f.jsonl.xz", [["when was the hearing"]]))
    asked = list(examples(folders))
    assert asked[0].context == HEARING and not any(e.answers for e in asked)


def test_a_passage_that_answers_in_other_words_is_no_near_miss(tmp_path: Path) -> None:
    first, second = FERRY.index("Ida Moss"), HEARING.index("Captain Moss")
    both = ["who was the captain", 0, first, first + 8, 1, second, second + 12]
    one = ["what is her first name", 0, first, first + 3]
    folders = list(read_folders(write(tmp_path / "f.jsonl.xz", [both, one])))
    asked = list(examples(folders))
    passages = {f.name: [part.shown for parts in f.passages() for part in parts] for f in folders}
    mined = siblings(asked, passages)
    near = [[mined.passages[at].text for at in mined.of[key(example)]] for example in asked]
    assert near == [[], [], [HEARING]]


@pytest.fixture(scope="module")
def shipped() -> list[Folder]:
    return list(read_folders(FILE))


def test_the_shipped_answers_are_words_of_their_documents(shipped: list[Folder]) -> None:
    assert {folder.dataset for folder in shipped} == {*SETS, APART}
    assert len({folder.name for folder in shipped}) == len(shipped)
    for folder in shipped:
        for asked in folder.asked:
            assert all(gold == gold.strip() != "" for gold in folder.golds(asked)), asked
        bare = sum(not asked.places for asked in folder.asked)
        assert 0.15 < bare / len(folder.asked) < 0.6, folder.name


def test_the_shipped_folders_are_cut_into_passages_that_hold_the_answers(
    shipped: list[Folder],
) -> None:
    some = [folder for folder in shipped if folder.dataset != APART][::12]
    of: dict[tuple[str, str], list[Example]] = {}
    for example in examples(some):
        of.setdefault((example.group, example.question), []).append(example)
    for folder in some:
        answered = [asked for asked in folder.asked if asked.places]
        held = [a for a in answered if any(e.answers for e in of[folder.name, a.question])]
        assert len(held) >= 0.95 * len(answered), folder.name
    assert set(invented_passages()) == {folder.name for folder in shipped}
    assert any(in_holdout(e) for e in examples(shipped[:60]))
