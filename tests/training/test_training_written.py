"""Questions written about texts that the repository does not hold."""

import hashlib
import json
import lzma
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag.errors import InputError
from rag.training.examples import Example, read_lines
from rag.training.near_misses import Shown, key
from rag.training.written import (
    ARTICLES,
    FILE,
    NEWS,
    PARAGRAPHS,
    REPORTS,
    SETS,
    read_written,
    siblings,
)

ARTICLE = (
    "The Skerrow ferry sank on Monday. Its captain, Ida Moss, was rescued.\n\n"
    "The ferry was built in 1902 by Tom Berrin. It had 25 seats."
)
PARTS = (ARTICLE[:69], ARTICLE[71:])
ROW = Example("7", "squad_du_test", "?", "Lorn Bay froze in 1934.", (), "Lorn Bay", group="Lorn")


def line(context: str, asked: list[list[Any]], **more: Any) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(context.encode()).hexdigest()[:16], "asked": asked, **more}


def write(folder: Path, *lines: dict[str, Any]) -> tuple[Path, Path]:
    article = {"id": "a/b", "title": "Ferry sinks", "date": "2024-01-24", "text": ARTICLE}
    paths = folder / "written.jsonl.xz", folder / "corpus.jsonl.xz"
    for path, rows in zip(paths, (lines, [article]), strict=True):
        path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))
    return paths


def about(part: str, asked: list[list[Any]], name: str = ARTICLES) -> dict[str, Any]:
    start = ARTICLE.index(part)
    span = {"document": "a/b", "start": start, "end": start + len(part)}
    return line(part, asked, set=name, **span)


def test_a_question_has_its_context_and_the_answers_of_its_offsets(tmp_path: Path) -> None:
    first, second = PARTS
    at = first.index("Ida Moss"), first.index("Ida Moss") + 8
    paths = write(
        tmp_path,
        about(first, [["who was the captain", *at], ["how deep is it"]]),
        line(ROW.context, [["When?", 18, 22]], set=PARAGRAPHS, row="squad_du_test/7"),
    )
    captain, depth, year = read_written(*paths, [ROW])
    assert (captain.question, captain.context, captain.answers[0].text) == (
        "who was the captain", first, "Ida Moss",
    )  # fmt: skip
    assert (captain.title, captain.published, captain.group) == (
        "Ferry sinks", date(2024, 1, 24), "a/b",
    )  # fmt: skip
    assert depth.answers == () and depth.id != captain.id
    assert (year.answers[0].text, year.title, year.group) == ("1934", "Lorn Bay", "Lorn")
    assert second not in {captain.context, depth.context}


def test_texts_that_are_not_there_are_left_out_and_changed_ones_refused(tmp_path: Path) -> None:
    elsewhere = line("Gone.", [["?"]], set=NEWS, document="c/d", start=0, end=5)
    paths = write(tmp_path, elsewhere, about(PARTS[0], [["who"]]))
    assert [one.question for one in read_written(*paths, [])] == ["who"]
    changed = about(PARTS[0], [["who"]]) | {"sha256": "0" * 16}
    with pytest.raises(InputError, match="a/b is not the text"):
        read_written(*write(tmp_path, changed), [])


def test_near_misses_are_the_passages_of_the_article_that_hold_no_answer(tmp_path: Path) -> None:
    first, second = PARTS
    seats = second.index("25"), second.index("25") + 2
    ferry = second.index("The ferry"), second.index("The ferry") + 9
    paths = write(
        tmp_path,
        about(second, [["how many seats", *seats], ["who owned it"], ["what sank", *ferry]]),
        about(second, [["who owned it"]], NEWS),
        about(second, [["How many seats did the ferry have?", *seats], ["Who owned it?"]], REPORTS),
    )
    examples = read_written(*paths, [])
    shown = [Shown(part, "Ferry sinks", date(2024, 1, 24)) for part in PARTS]
    mined = siblings(examples, {"a/b": [*shown, Shown("The ferry is gone.")]})
    texts = [
        tuple(mined.passages[one].text for one in mined.of.get(key(example), ()))
        for example in examples
    ]
    assert texts == [
        (first, "The ferry is gone."),
        (first, "The ferry is gone."),  # no passage of the article answers it
        (first,),
        (),  # another passage may answer it
        (first, "The ferry is gone."),
        (),
    ]


def test_the_shipped_file_holds_no_text_but_the_questions() -> None:
    lines = list(read_lines(FILE))
    assert {one["set"] for one in lines} <= set(SETS)
    assert {name for one in lines for name in one} <= {
        "set", "document", "row", "start", "end", "sha256", "asked",
    }  # fmt: skip
    asked = [(one["set"], question) for one in lines for question in one["asked"]]
    for _, (question, *offsets) in asked:
        assert question.strip()
        assert len(offsets) % 2 == 0 and all(isinstance(at, int) for at in offsets)
    unanswered = Counter(name for name, question in asked if len(question) == 1)
    for name, count in Counter(name for name, _ in asked).items():
        assert 0.2 < unanswered[name] / count < 0.6
