"""The term model's training: labels by hand-made examples, and the commands from end to end."""

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from rag.conversation import Exchange, TermMarker
from rag.conversation.exchanges import spoken
from rag.conversation.marking.inputs import MAX_LENGTH, assemble
from rag.models.bert_input import CLS, SEP
from rag.models.packaged import packaged_tokenizer, sha256_of
from rag.training.command_line import main
from rag.training.terms import commands
from rag.training.terms.batches import IGNORED, build_row, collate
from rag.training.terms.connectives import CONNECTIVES
from rag.training.terms.examples import (
    FollowUp,
    from_canard,
    from_conversations,
    held_for_measuring,
    labels,
    split_for_threshold,
    varied,
)
from rag.training.terms.measure import joined, raw, rewrite_f1
from rag.training.terms.plan import Plan

KEEPERS = ("Ada Quill", "Tom Berrin", "Ida Moss", "Leo Farn", "Una Vale", "Max Orrin")


@pytest.mark.parametrize(
    ("question", "rewrite", "terms", "gone", "connective"),
    [
        (
            "Who's the principal?", "Who's the principal of West Side School?",
            {"west", "side", "school"}, set(), "of",
        ),
        ("how old is he", "how old is George Blanda", {"george", "blanda"}, {3}, None),
        ("When was it?", "When was the Tyre fire?", {"tyre", "fire"}, {2}, None),
        ("Who won in 2019?", "Who won in 2019?", set(), set(), None),
        ("how many?", "how many in the US?", {"us"}, set(), "in"),
        ("why?", "why, Tom Berrin?", {"tom", "berrin"}, set(), ","),
    ],
)  # fmt: skip
def test_labels_come_from_comparing_a_question_with_its_rewrite(
    question: str, rewrite: str, terms: set[str], gone: set[int], connective: str | None
) -> None:
    found = labels(question, rewrite)
    assert found.terms == terms
    assert found.gone == gone
    place = None if connective is None else CONNECTIVES.index(connective)
    assert found.connective == place


def test_each_token_gets_the_label_of_its_word() -> None:
    said = (Exchange("Who kept the Skerryvore light?", "Ada Quill"),)
    row = FollowUp("d", "how old is she?", "how old is Ada Quill?", said, said)
    tokenizer = packaged_tokenizer()
    built = build_row(tokenizer, row)
    tokens = [tokenizer.id_to_token(int(token)) for token in built.given.ids]
    marked = {token for token, label in zip(tokens, built.changes, strict=True) if label == 1}
    assert marked == {"she", "ada", "qui", "##ll"}
    ignored = {
        token for token, label in zip(tokens, built.changes, strict=True) if label == IGNORED
    }
    assert {"[CLS]", "[SEP]", "who", "the", "?"} <= ignored


def test_what_was_said_last_stands_first_and_the_rest_is_cut() -> None:
    history = [Exchange(f"question {number}?", "an answer " * 40) for number in range(9)]
    row = assemble(packaged_tokenizer(), "who?", spoken(history))
    assert len(row.ids) <= MAX_LENGTH
    assert row.ids[0] == CLS
    assert row.ids[-1] == SEP
    assert row.segments.tolist() == sorted(row.segments.tolist())
    assert row.parts.max() >= 3
    assert spoken(history)[0] == "question 8?"


def test_padding_is_masked_and_teaches_nothing() -> None:
    rows = [
        build_row(packaged_tokenizer(), FollowUp("d", q, q, (), ()))
        for q in ("who?", "who kept the light of Skerryvore in the winter of 1911?")
    ]
    batch = collate(rows)
    size = len(rows[0].given.ids)
    assert batch.mask[0].sum() == size
    assert (batch.changes[0, size:] == IGNORED).all()
    assert batch.connectives.tolist() == [-100, -100]


def test_dialogues_are_held_out_whole() -> None:
    rows = [FollowUp(f"d{n // 3}", "q", "q", (), ()) for n in range(300)]
    trained, held = split_for_threshold(rows)
    assert {r.dialogue for r in trained}.isdisjoint(r.dialogue for r in held)
    assert 0 < len(held) < 100
    share = np.mean([held_for_measuring(f"C_{n}") for n in range(2000)])
    assert 0.15 < share < 0.25


def test_a_change_of_topic_is_added_now_and_then() -> None:
    said = (Exchange("Who kept lighthouse 1?", "Ada Quill"),)
    rows = [FollowUp("a", "and where?", "where did Ada Quill keep it?", said, said)] * 200
    rows += [FollowUp("b", "What is rain?", "What is rain?", said, said)]
    made = list(varied(rows, random.Random(0)))
    new = [row for row in made if row.dialogue == "a" and row.question == "What is rain?"]
    assert 5 < len(new) < 40
    assert all(row.stands_alone and row.history == said for row in new)


def test_baselines_score_as_the_formula_says() -> None:
    said = (Exchange("Who kept it?", "Ada"),)
    row = FollowUp("d", "how old", "how old Ada", said, said, ("Lights",))
    assert rewrite_f1([row], raw) == pytest.approx(0.8)
    assert joined(row) == "Lights Who kept it? Ada how old"


def write(path: Path, rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress("\n".join(map(json.dumps, rows)).encode()))


def conversations(count: int) -> list[dict]:
    made = []
    for number in range(count):
        keeper, light = KEEPERS[number % len(KEEPERS)], f"lighthouse {number}"
        first = f"Who kept {light}?"
        turns = [
            {"question": first, "answer": keeper, "rewrite": first},
            {"question": "how old was he?", "answer": "40", "rewrite": f"how old was {keeper}?"},
            {"question": "What is rain?", "answer": "water", "rewrite": "What is rain?"},
        ]
        made.append({"id": f"n{number}", "turns": turns})
    return made


def canard(count: int) -> list[dict]:
    rows = []
    for number in range(count):
        keeper = KEEPERS[number % len(KEEPERS)]
        history, dialogue = [keeper, "Life"], f"C_{number}_0"
        rows.append(
            {
                "id": f"{dialogue}_1", "history": history, "question": "Was she rich?",
                "rewrite": f"Was {keeper} rich?",
            }
        )  # fmt: skip
        more = [*history, "Was she rich?", "no"]
        rows.append(
            {
                "id": f"{dialogue}_2", "history": more, "question": "Why?",
                "rewrite": f"Why was {keeper} not rich?",
            }
        )  # fmt: skip
    return rows


def test_files_become_follow_ups_with_rewritten_histories(tmp_path: Path) -> None:
    write(tmp_path / "a.xz", conversations(1))
    write(tmp_path / "b.xz", canard(1))
    third = from_conversations(tmp_path / "a.xz")[2]
    assert third.history[1] == Exchange("how old was he?", "40")
    assert third.rewritten[1] == Exchange("how old was Ada Quill?", "40")
    assert third.stands_alone
    second = from_canard(tmp_path / "b.xz")[1]
    assert second.titles == ("Ada Quill", "Life")
    assert second.rewritten == (Exchange("Was Ada Quill rich?", "no"),)


@pytest.mark.slow
def test_one_command_makes_an_int8_model_that_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "SHIPPED", Plan(epochs=1, rows=8, saved=2))
    data, work = tmp_path / "data", tmp_path / "work"
    write(data / "train/conversations.jsonl.xz", conversations(12))
    write(data / "dev/conversations.jsonl.xz", conversations(3))
    write(data / "dev/canard.jsonl.xz", canard(12))
    main(["terms", "--data", str(data), "--work", str(work), "--threads", "1"])
    record = json.loads((work / "terms.json").read_text(encoding="utf-8"))
    assert record["sha256"] == sha256_of(work / "terms.int8.onnx")
    assert (work / "terms.int8.onnx").stat().st_size < 12_000_000
    report = json.loads((work / "terms_report.json").read_text(encoding="utf-8"))
    assert 0 < report["conversations"]["last message"] < 1
    steps = record["steps"]
    main(["terms-train", "--data", str(data), "--work", str(work)])  # all done: nothing to add
    main(["terms-export", "--data", str(data), "--work", str(work)])
    assert json.loads((work / "terms.json").read_text(encoding="utf-8"))["steps"] == steps
    marks = TermMarker(work / "terms.int8.onnx").mark(
        "how old was he?", [Exchange("Who kept lighthouse 3?", "Tom Berrin")]
    )
    assert 0 < marks.strongest < 1
