"""Headings, titles and greetings answer nothing, but lead to the sentences that do."""

import pytest

from rag.answering.choosing import choose_sentences
from rag.answering.leads import hand_over, is_formal, level_of
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

RECIPE = (
    "# Plum cake\n\nServes 8.\n\n## Dough\n\nYou need an hour.\n\n1. Melt the butter.\n"
    "2. Knead it with the flour.\n\n## Storing\n\nIt keeps for a week."
)


def candidates(text: str, title: str = "", **scores: float) -> list[Candidate]:
    """Make a candidate of each sentence; its score is that of the word that it contains."""
    document = Document("a.md", text, title, (Span(0, len(text)),), "0" * 64)
    spans = tuple(sentence_spans(text))
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, spans), score=1.0, rank=1)
    return [
        Candidate(hit, span, span, max([0.1, *(s for w, s in scores.items() if w in words)]))
        for span in spans
        for words in [text[span.start : span.end]]
    ]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# Plum cake", 1),
        ("### Dough", 3),
        ("Plum cake\n=========", 1),
        ("Dough\n-----", 2),
        ("House rules, Mill Lane 4", 1),
        ("#1 is the best.", None),
        ("- Weight: 33 kg", None),
        ("| F22 | Low pressure |", None),
        ("The house rules hang in the hall.", None),
    ],
)
def test_lines_that_lead_are_told_from_sentences(text: str, level: int | None) -> None:
    document = Document("a.md", text, "House rules, Mill Lane 4", (), "0" * 64)
    span = Span(0, len(text))
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, (span,)), score=1.0, rank=1)
    assert level_of(Candidate(hit, span, span, 1.0)) == level


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("Dear Ms. Wirth,", True),
        ("Hi all!", True),
        ("From: Ann <ann@x.example>\nTo: Ben\nSubject: The offer", True),
        ("By Neil Hargreaves, January 30, 2025", True),
        ("By Josie Adler | October 23, 2024", True),
        ("BY ANN MOSS", True),
        ("By Ann Moss for The Star", True),
        ("By " + "ACGT" * 5000 + "!", False),  # in no time
        ("By Friday Ann had read all of it.", False),
        ("By Ann Moss and her brother, who were there.", False),
        ("Dear me, it rained all day.", False),
        ("Hey Jude", False),
        ("Hi-fi systems:", False),
        ("Date: 5 May", False),
        ("To: the lake.\nWe went on foot.", False),
        ("[the fees]: fees.md#late", True),
        ("- [The fees](fees.md)", True),
        ("[The fees](fees.md) are due in May.", False),
        ("[the fees] are due in May.", False),
        ("[" * 50_000, False),  # in no time
    ],
)
def test_greetings_heads_bylines_and_links_are_told_from_sentences(
    text: str, *, formal: bool
) -> None:
    assert is_formal(candidates(text)[0]) is formal


def test_what_greets_hands_nothing_over() -> None:
    found = candidates("Dear Marek,\n\nWe met.\n\nThank you for the call.\n", Marek=0.9)
    assert [(c.text, score) for c, score in hand_over([(c, c.score) for c in found])] == [
        ("We met.", 0.1),
        ("Thank you for the call.", 0.1),
    ]


@pytest.mark.parametrize("heading", ["**Quiet hours**", "QUIET HOURS", "## Quiet hours"])
def test_a_heading_of_any_make_hands_over_to_what_stands_below(heading: str) -> None:
    found = candidates(f"{heading}\n\nNo music after ten.\n", hours=0.9, HOURS=0.9)
    assert [(one.text, score) for one, score in hand_over([(c, c.score) for c in found])] == [
        ("No music after ten.", 0.9)
    ]


def test_a_line_with_many_names_of_fields_is_read_in_linear_time() -> None:
    (found,) = candidates("from: to: " * 400 + "\nx and so on")  # for ever if it is not
    assert level_of(found) is None


def test_a_first_sentence_that_is_taken_for_the_title_may_answer() -> None:
    said, after = "Ada Quill wrote the anthem.", "It was sung in May."
    found = candidates(f"{said} {after}", title=said, anthem=0.9)
    assert [c.text for c in choose_sentences(Reading(tuple(found), 0.9), None)] == [said]


def test_a_heading_scores_for_what_is_below_it_up_to_the_next_of_its_level() -> None:
    found = candidates(RECIPE, Dough=0.8, week=0.3)
    scores = {c.text: score for c, score in hand_over([(c, c.score) for c in found])}
    assert scores == {
        "Serves 8.": 0.1,
        "You need an hour.": 0.8,
        "1. Melt the butter.": 0.8,
        "2. Knead it with the flour.": 0.8,
        "It keeps for a week.": 0.3,
    }


@pytest.mark.parametrize(
    ("steps_first", "expected"),
    [
        (False, ["Serves 8.", "You need an hour.", "1. Melt the butter."]),
        (True, ["Serves 8.", "1. Melt the butter.", "2. Knead it with the flour."]),
    ],
)
def test_of_what_a_title_leads_to_the_steps_can_come_first(
    steps_first: bool, expected: list[str]
) -> None:
    read = Reading(tuple(candidates(RECIPE, Plum=0.9)), 0.9)
    chosen = choose_sentences(read, Reading((), 0.0), steps_first=steps_first)
    assert [c.text for c in chosen] == expected


def test_the_best_sentence_is_chosen_whatever_its_score() -> None:
    low = [Candidate(c.hit, c.span, c.quote, -0.4) for c in candidates("It rained.")]
    assert choose_sentences(Reading(tuple(low), 0.3), Reading((), 0.0)) == low


def test_headings_alone_are_no_answer() -> None:
    assert not choose_sentences(Reading(tuple(candidates("# Plum cake")), 0.9), None)


def test_a_question_hands_its_score_to_the_sentence_after_it() -> None:
    text = "Why did you leave?\nI was tired. It rained.\n\nWhat now?\nNothing."
    kept = [
        (one.text, score)
        for one, score in hand_over([(one, one.score) for one in candidates(text, leave=0.8)])
    ]
    assert kept == [("I was tired.", 0.8), ("It rained.", 0.1), ("Nothing.", 0.1)]


def test_the_likelier_section_is_said_first() -> None:
    text = "# Help\n\n## Locks\n\nKeep the key.\n\n## Changing the lock\n\nTurn it. Then lift it.\n"
    found = candidates(text, Turn=0.6, Then=0.55, Keep=0.5)
    chosen = choose_sentences(Reading(tuple(found), 0.9), Reading((), 0.0))
    assert [c.text for c in chosen] == ["Turn it.", "Then lift it.", "Keep the key."]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2. Summer show. The hall is shut.", ["The hall is shut."]),
        ("**Cause.** The disk was full.", ["The disk was full."]),
        ("It rained. The hall is shut.", ["It rained.", "The hall is shut."]),
        ("2. Summer show.\nThe hall is shut.", ["2. Summer show.", "The hall is shut."]),
    ],
)
def test_a_label_leads_to_what_follows_it_in_its_line(text: str, kept: list[str]) -> None:
    scored = [(one, one.score) for one in candidates(text, show=0.9, Cause=0.9)]
    found = hand_over(scored)
    assert [one.text.strip() for one, _ in found] == kept
    if len(kept) == 1:
        assert found[0][1] == 0.9


def test_a_bold_line_that_ends_in_a_question_is_all_of_it_a_question() -> None:
    found = candidates("**It is sour. What is wrong?**\n\nThe cup is cold.\n", sour=0.9, wrong=0.2)
    assert [(one.text, score) for one, score in hand_over([(c, c.score) for c in found])] == [
        ("The cup is cold.", 0.9)
    ]


def test_each_question_in_bold_hands_over_its_own_score() -> None:
    faq = "**Sour? Why?**\n\n**Loud. Is it?**\n\nThe pump is old.\n"
    found = candidates(faq, Sour=0.9, Loud=0.4)
    assert [(one.text, score) for one, score in hand_over([(c, c.score) for c in found])] == [
        ("The pump is old.", 0.4)
    ]


def test_a_heading_hands_nothing_to_a_section_whose_own_heading_was_not_found() -> None:
    text = (
        "# Vacuum\n\n## Cleaning the filter\n\nRinse it.\n\nLet it dry.\n\n## Warranty\n\n"
        "Keep the bill.\n\nIt lasts two years.\n"
    )
    found = candidates(text, Vacuum=0.3, Cleaning=0.9)
    left_out = ("Let it dry.", "## Warranty", "Keep the bill.")
    some = [(one, one.score) for one in found if one.text not in left_out]
    assert [(one.text, score) for one, score in hand_over(some)] == [
        ("Rinse it.", 0.9),
        ("It lasts two years.", 0.3),  # of the vacuum still
    ]
    some = [(one, one.score) for one in found if one.text != "Rinse it."]
    assert ("Let it dry.", 0.9) in [(one.text, score) for one, score in hand_over(some)]


def test_a_question_hands_nothing_to_a_sentence_further_down() -> None:
    found = candidates("Why did you leave? I was tired. It rained.", leave=0.8)
    some = [(one, one.score) for one in found if "tired" not in one.text]
    assert [score for _, score in hand_over(some)] == [0.1]
