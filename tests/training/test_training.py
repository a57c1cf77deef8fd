"""The training recipe: data, rows, schedule, calibration, and all of it end to end."""

import dataclasses
import itertools
import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.errors import InputError
from rag.evaluation.confidence_metrics import calibration_error, reliability
from rag.models.bert_input import tokenize
from rag.models.packaged import packaged_tokenizer
from rag.reading.inputs import assemble, prefix_text, room
from rag.training.augment import keywords, mistype, rewrite, shorten
from rag.training.calibrate import Floats, best_threshold, crossing, fit
from rag.training.examples import Example, GoldAnswer, read_examples
from rag.training.holdout import ALL, Observed, thresholds
from rag.training.near_misses import Mined, Shown, key, load, mine, save
from rag.training.perturb import unanswerable
from rag.training.pool import Draw, Mixing, build_pool
from rag.training.predict import window_bounds
from rag.training.schedule import Stage, plan

LIGHTHOUSE = (
    "The Skerrow lighthouse was built in 1871 by Ada Quill. It stands 42 metres tall on the "
    "northern cape. Its lamp was lit by oil until 1934, when Tom Berrin wired the tower."
)
FERRY = (
    "A ferry named Wren has crossed Lorn Bay since 1902. Captain Ida Moss steered it for thirty "
    "years. The crossing takes 25 minutes and costs two crowns."
)


def example(question: str, context: str, *answers: str, id: str = "1", **more: object) -> Example:
    gold = tuple(GoldAnswer(answer, context.index(answer)) for answer in answers)
    given = Example(id, "news", question, context, gold, title="Skerrow", group=id)
    return dataclasses.replace(given, **more)  # type: ignore[arg-type]


def as_line(one: Example) -> str:
    return json.dumps(
        {
            "id": one.id,
            "dataset": one.dataset,
            "title": one.title,
            "context": one.context,
            "question": one.question,
            "answers": [{"text": a.text, "start": a.start} for a in one.answers],
            "date": "2024-01-24",
            "doc_id": one.group,
        }
    )


def test_squad_json_gives_the_same_examples_as_the_line_format(tmp_path: Path) -> None:
    asked = [
        {
            "id": "a",
            "question": "Who built it? ",
            "answers": [{"text": "Ada Quill", "answer_start": 44}],
        },
        {"id": "b", "question": "Who sank it?", "is_impossible": True, "answers": []},
    ]
    squad = {"data": [{"title": "A_B", "paragraphs": [{"context": LIGHTHOUSE, "qas": asked}]}]}
    path = tmp_path / "set.json"
    path.write_text(json.dumps(squad), encoding="utf-8")
    first, second = read_examples(path)
    assert (first.question, first.title, first.answers) == (
        "Who built it?",
        "A B",
        (GoldAnswer("Ada Quill", 44),),
    )
    assert second.answers == ()


def test_a_conversation_gives_one_example_a_turn_with_its_question_made_standalone(
    tmp_path: Path,
) -> None:
    turns = [
        {"question": "Who built it?", "rewrite": "Who built Skerrow?", "answer": "Ada Quill"},
        {"question": "why?", "rewrite": "Why was Skerrow built?", "answer": "not in the text"},
        {"question": "when?", "rewrite": "When was Skerrow built?", "answer": "1871"},
    ]
    row = {"id": "c7", "title": "T", "date": "2024-01-24", "context": LIGHTHOUSE, "turns": turns}
    path = tmp_path / "conversations.jsonl"
    path.write_text(json.dumps({**row, "doc_id": "news-1"}) + "\n", encoding="utf-8")
    first, second = read_examples(path)
    assert (first.id, first.dataset, first.group) == ("c7-0", "conversations", "news-1")
    assert first.question == "Who built Skerrow?"
    assert first.answers == (GoldAnswer("Ada Quill", LIGHTHOUSE.index("Ada")),)
    assert (second.id, second.answers[0].text) == ("c7-2", "1871")


def test_an_answer_that_is_not_where_it_claims_to_be_is_refused(tmp_path: Path) -> None:
    one = dataclasses.replace(example("Who?", LIGHTHOUSE), answers=(GoldAnswer("Ada Quill", 3),))
    path = tmp_path / "set.jsonl"
    path.write_text(as_line(one), encoding="utf-8")
    with pytest.raises(InputError, match="'Ada Quill' is not at 3"):
        read_examples(path)


def test_a_missing_data_file_names_the_option(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--data"):
        read_examples(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("title", "day", "written"),
    [
        ("A Title", date(2024, 1, 24), "A Title (January 24, 2024): "),
        ("A Title", None, "A Title: "),
        ("", date(2024, 1, 24), "(January 24, 2024): "),
        ("", None, ""),
    ],
)
def test_the_prefix_says_title_and_date(title: str, day: date | None, written: str) -> None:
    assert prefix_text(title, day) == written


def test_the_prefix_says_what_a_passage_stands_under() -> None:
    assert prefix_text("Prices", date(2024, 1, 24), "Hall") == "Prices (January 24, 2024), Hall: "
    assert prefix_text("", None, "Hall") == "Hall: "


def test_a_row_is_question_then_prefix_and_passage() -> None:
    tokenizer = packaged_tokenizer()
    question, prefix, passage = tokenize(tokenizer, ["who?", "Skerrow: ", "By Ada."])
    row = assemble(question.ids, prefix.ids, passage.ids)
    text = tokenizer.decode(list(row.ids), skip_special_tokens=False)
    assert text == "[CLS] who? [SEP] skerrow : by ada. [SEP]"
    assert list(row.segments) == [0] * 4 + [1] * (len(row.ids) - 4)
    assert list(row.ids[row.passage : row.passage_end]) == list(passage.ids)


def test_a_long_row_keeps_to_the_limit_and_room_says_so() -> None:
    many = np.full(400, 2000, dtype=np.int32)
    row = assemble(many, many, many)
    assert len(row.ids) == 256
    assert row.passage_end - row.passage == room(400, 400) == 165


def test_every_drawn_span_is_a_gold_answer() -> None:
    """Oracle: the drawn tokens, decoded, are the answer's own tokens decoded."""
    tokenizer = packaged_tokenizer()
    filler = " ".join(f"Sentence number {i} says little." for i in range(60))
    one = example("Who wired the tower?", f"{filler} {LIGHTHOUSE} {filler}", "Tom Berrin")
    pool = build_pool(tokenizer, [one, example("x", FERRY, "Wren", id="2")])
    wanted = tokenizer.encode("Tom Berrin", add_special_tokens=False).ids
    starts = set()
    for seed in range(40):
        row = pool.draw(Draw(0, 64, True), Mixing({}), random.Random(seed))
        assert list(row.features.ids[row.start : row.end + 1]) == wanted
        assert row.features.passage_end - row.features.passage <= 64
        starts.add(row.start)
    assert len(starts) > 5, "the window moves"


def test_a_short_passage_is_shown_among_others_with_its_span_moved() -> None:
    tokenizer = packaged_tokenizer()
    pool = build_pool(
        tokenizer, [example("Who built it?", LIGHTHOUSE, "Ada Quill"), example("x", FERRY, id="2")]
    )
    row = pool.draw(Draw(0, 150, False), Mixing({}), random.Random(3))
    assert row.features.passage_end - row.features.passage > 64
    assert tokenizer.decode(list(row.features.ids[row.start : row.end + 1])) == "ada quill"


def test_a_near_miss_has_no_answer() -> None:
    one = example("Who built it?", LIGHTHOUSE, "Ada Quill")
    pool = build_pool(packaged_tokenizer(), [one], Mined((Shown(FERRY),), {key(one): (0,)}))
    row = pool.draw(Draw(0, 150, True), Mixing({}, near_misses=1.0), random.Random(0))
    assert (row.start, row.end) == (0, 0)


def test_mining_leaves_out_passages_that_contain_an_answer(tmp_path: Path) -> None:
    one = example("When was the Skerrow lighthouse built?", LIGHTHOUSE, "1871")
    tells = Shown("The Skerrow lighthouse dates from 1871.")
    misses = Shown("The Skerrow lighthouse was built of stone.", "Stone", date(2020, 5, 1))
    mined = mine([one], [tells, misses, Shown("Nothing alike.")], ["news"])
    assert [mined.passages[i] for i in mined.of[key(one)]] == [misses]
    save(mined, tmp_path / "near.jsonl")
    assert load(tmp_path / "near.jsonl") == mined


def test_questions_are_rewritten_as_people_type() -> None:
    rng = random.Random(1)
    typed = {rewrite("When was the music video of Sky released?", rng) for _ in range(300)}
    assert "when was the music video of sky released" in typed
    assert any(" mv " in question for question in typed)
    assert "When was the music video of Sky released?" in typed
    assert all("sky" in q.lower() or len(q) > 10 for q in typed)


def test_keyword_questions_keep_what_is_asked_for() -> None:
    rng = random.Random(0)
    asked = {keywords("When was the MV of Sky released?", rng) for _ in range(50)}
    assert asked == {"when MV Sky released", "MV Sky released when", "MV Sky released date"}


def test_abbreviations_and_acronyms_shorten_a_question() -> None:
    rng = random.Random(0)
    assert shorten("Who leads the United Nations?", rng) == "Who leads the un?"
    shortened = {shorten("Who runs the Royal Society of Birds?", rng) for _ in range(20)}
    assert shortened == {"Who runs the Royal Society of Birds?", "Who runs the RSB?"}


def test_typing_errors_leave_digits_and_short_words() -> None:
    for seed in range(50):
        wrong = mistype("in 1999 the lighthouse", random.Random(seed))
        assert wrong.startswith("in 1999 the l")


def test_perturbed_questions_ask_what_the_passage_does_not_say() -> None:
    question = "Who wired the tower before 1940 near Skerrow?"
    changed = {unanswerable(question, LIGHTHOUSE, random.Random(s)) for s in range(60)}
    assert None not in changed and question not in changed
    assert any("Tom Berrin" in str(c) or "Ada Quill" in str(c) for c in changed)
    assert any("after 1940" in str(c) for c in changed)


def test_a_plan_shows_each_item_as_often_as_its_passes() -> None:
    items = [example(f"Question {i}?", LIGHTHOUSE, "1871", id=str(i)) for i in range(40)]
    others = [example(f"Other {i}?", FERRY, id=f"o{i}", dataset="zre") for i in range(40)]
    pool = build_pool(packaged_tokenizer(), [*items, *others])
    stage = Stage(steps=1, mixing=Mixing({"zre": 0.0}), rows=2, micro_tokens=256)
    micros = [m for _, step in zip(range(60), plan(pool, stage), strict=False) for m in step]
    drawn = [planned.item for micro in micros for planned in micro]
    assert set(drawn) == set(range(40))
    assert max(drawn.count(i) for i in range(40)) <= 2 * len(drawn) / 40


def test_a_plan_gathers_what_is_rare_until_it_fills_a_micro_batch() -> None:
    items = [example(f"Question {i}?", LIGHTHOUSE, "1871", id=str(i)) for i in range(3)]
    pool = build_pool(packaged_tokenizer(), items)
    stage = Stage(steps=1, mixing=Mixing({}), rows=2, micro_tokens=20_000)
    micros = [m for _, step in zip(range(3), plan(pool, stage), strict=False) for m in step]
    assert all(len(micro) > 2 * 16 for micro in micros)  # more than is grouped at a time


def test_the_learning_rate_rises_stays_and_falls_to_zero() -> None:
    stage = Stage(steps=10, mixing=Mixing({}), rate=1.0, warm_up=2, cool_down=4)
    assert [stage.rate_at(step) for step in range(10)] == [
        0.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.75, 0.5, 0.25,
    ]  # fmt: skip


def test_calibration_recovers_the_curve_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    margins = rng.normal(0, 4, 20_000)
    chances = 1 / (1 + np.exp(-(0.7 * margins - 1.0)))
    labels = (rng.random(20_000) < chances).astype(float)
    weight, bias = fit(margins, labels)
    assert (weight, bias) == pytest.approx((0.7, -1.0), abs=0.06)
    curve = reliability(list(chances), list(labels))
    assert sum(one.count for one in curve) == 20_000
    assert calibration_error(curve) < 0.02


def test_the_threshold_is_the_best_of_all_possible_ones() -> None:
    rng = np.random.default_rng(1)
    margins, answered, refused = rng.normal(size=30), rng.random(30), rng.random(30)
    worth = lambda t: float(np.where(margins >= t, answered, refused).sum())  # noqa: E731 # a formula
    tried = [margins.min() - 1, margins.max() + 1, *(margins + 1e-9)]
    found = best_threshold(margins, answered, refused)
    assert worth(found) == pytest.approx(max(worth(t) for t in tried))


def test_where_curves_cross_holds_for_other_questions_better_than_the_best_of_a_few() -> None:
    rng = np.random.default_rng(2)

    def drawn(count: int) -> tuple[Floats, Floats, Floats]:
        """Draw margins, what answering earns and what refusing earns; they are alike at 2."""
        margins = rng.normal(0, 4, count)
        right = rng.random(count) < 1 / (1 + np.exp(-(margins - 2) / 2))
        return margins, right.astype(float), (~right).astype(float)

    many = drawn(20_000)
    worth = lambda t: float(np.where(many[0] >= t, many[1], many[2]).mean())  # noqa: E731 # a formula
    few = [drawn(200) for _ in range(40)]
    assert crossing(*many) == pytest.approx(2, abs=0.2)
    assert np.mean([worth(crossing(*f)) for f in few]) > np.mean(
        [worth(best_threshold(*f)) for f in few]
    )


def test_without_curves_that_cross_the_threshold_is_the_best_of_the_examples() -> None:
    margins, answered = np.arange(10.0), np.zeros(10)
    assert crossing(margins, answered, 1 - answered) == best_threshold(
        margins, answered, 1 - answered
    )


def test_each_kind_of_question_has_a_threshold_of_its_own() -> None:
    def seen(source: str, least: float) -> list[Observed]:
        """Right from `least` on, by questions of which a third has no answer."""
        return [
            Observed(margin, float(margin > least and n % 3 > 0), n % 3 > 0, source)
            for n, margin in enumerate(np.linspace(-10, 10, 60))
        ]

    found = thresholds([*seen("easy", -2.0), *seen("hard", 4.0)])
    assert found["easy"] < 0 < found["hard"]
    assert found["easy"] <= found[ALL] <= found["hard"]


def test_windows_cover_a_passage_and_overlap() -> None:
    bounds = list(window_bounds(500, 200))
    assert bounds[0][0] == 0 and bounds[-1][1] == 500
    assert all(b[0] <= a[1] - 90 for a, b in itertools.pairwise(bounds))
    assert all(end - start == 200 for start, end in bounds)
    assert list(window_bounds(120, 200)) == [(0, 120)]
