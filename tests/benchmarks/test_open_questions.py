"""The benchmark of open questions: what is listed stands in the documents, and is recognised."""

from pathlib import Path

import pytest
from places import DATA

from benchmarks import open_questions


@pytest.mark.parametrize("name", ["tuned", "held_out"])
def test_what_answers_an_open_question_stands_in_its_documents(name: str, seeds: Path) -> None:
    data = DATA
    for asked in open_questions.read(data / "open" / f"{name}.jsonl"):
        folder = seeds if asked.folder == "seeds" else data / asked.folder
        texts = " ".join(
            path.read_text(encoding="utf-8")
            for path in sorted(folder.iterdir())
            if path.suffix != ".jsonl"
        )
        assert all(open_questions.holds(texts, [part]) for part in asked.good), asked.question
        assert set(asked.best) <= set(asked.good)


def test_a_sentence_holds_a_part_or_is_one() -> None:
    part = "the ferry **lights** were lit  by hand"
    assert open_questions.holds("At dusk the ferry lights were lit by hand.", [part])
    assert open_questions.holds("the ferry lights were lit", [part])
    assert not open_questions.holds("the ferry lights", [part])  # too short to tell
    assert not open_questions.holds("At dusk the ferry left.", [part])
