"""Readings become answers: merged, cited, conflicting, derived, or refused."""

from dataclasses import replace
from datetime import date

import pytest

from rag.answering import Readers, answer_from
from rag.answering.grouping import group_equal
from rag.reading.reader import Candidate, Reading
from rag.types import Answer, Document, Hit, Passage, Span


def hit(name: str, text: str, published: date | None = None, rank: int = 1) -> Hit:
    """Make a hit whose passage is one sentence: the whole document."""
    span = Span(0, len(text))
    document = Document(name, text, f"Title of {name}", (span,), "0" * 64, published=published)
    passage = Passage(name, 0, 0, len(text), text, 10, (span,))
    return Hit(document, passage, score=1.0, rank=rank)


def candidate(found: Hit, answer: str, score: float) -> Candidate:
    start = found.document.text.index(answer)
    sentence = found.passage.sentences[0]
    return Candidate(found, Span(start, start + len(answer)), sentence, score)


class Script:
    """A reader that says what it is told."""

    name = "script"

    def __init__(self, *candidates: Candidate, confidence: float | None = None) -> None:
        ranked = tuple(sorted(candidates, key=lambda c: -c.score))
        best = ranked[0].score if ranked else 0.0
        self._reading = Reading(ranked, best if confidence is None else confidence)

    def read(self, question: str, hits: object) -> Reading:
        return self._reading


def ask(*candidates: Candidate, question: str = "when was it?") -> Answer:
    hits = [c.hit for c in candidates]
    return answer_from(question, hits, Readers(Script(), Script(*candidates)))


FIRST = hit("first.txt", "It came out on January 24, 2024, they say.", date(2024, 1, 29))
SECOND = hit("second.txt", "The film was released on 24 Jan 2024 in Seoul.", date(2024, 2, 28))
THIRD = hit("third.txt", "According to us the release was on January 28, 2024.", date(2024, 3, 1))


def test_equal_values_of_two_documents_are_one_answer_with_both_cited() -> None:
    answer = ask(candidate(FIRST, "January 24, 2024", 0.5), candidate(SECOND, "24 Jan 2024", 0.4))
    assert str(answer) == "January 24, 2024 [1][2]"
    assert [c.document.id for c in answer.citations] == ["first.txt", "second.txt"]
    assert [c.quote for c in answer.citations] == [FIRST.document.text, SECOND.document.text]


def test_agreement_raises_the_confidence() -> None:
    alone = ask(candidate(FIRST, "January 24, 2024", 0.6))
    both = ask(candidate(FIRST, "January 24, 2024", 0.6), candidate(SECOND, "24 Jan 2024", 0.3))
    assert alone.confidence == pytest.approx(0.6)
    assert both.confidence == pytest.approx(0.9)


def test_two_places_of_one_document_that_agree_are_one_citation_and_count_both() -> None:
    later = hit("first.txt", "They repeat that January 24, 2024 was the day of its release.")
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.4), candidate(later, "January 24, 2024", 0.3)
    )
    assert answer.confidence == pytest.approx(0.7)
    assert len(answer.citations) == 1


def test_a_place_that_is_hardly_believed_is_no_support() -> None:
    other = hit("other.txt", "On January 24, 2024 it rained.")
    first = candidate(FIRST, "January 24, 2024", 0.9)
    assert len(ask(first, candidate(other, "January 24, 2024", 0.002)).citations) == 2
    assert len(ask(first, candidate(other, "January 24, 2024", 0.0015)).citations) == 1


def test_a_near_copy_in_other_words_is_cited_but_does_not_count_twice() -> None:
    copy = replace(SECOND, copy_of=FIRST.document.id)
    answer = ask(candidate(FIRST, "January 24, 2024", 0.4), candidate(copy, "24 Jan 2024", 0.3))
    assert answer.confidence == pytest.approx(0.4 / 0.7)
    assert [c.document.id for c in answer.citations] == ["first.txt", "second.txt"]


def test_a_copy_of_the_same_text_is_cited_but_does_not_count_twice() -> None:
    copy = hit("copy.txt", FIRST.document.text, date(2024, 1, 30))
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.45), candidate(copy, "January 24, 2024", 0.45)
    )
    # The copy's share is no evidence, for the value or against it: 0.45 to 0.1 remain.
    assert answer.confidence == pytest.approx(0.45 / (1 - 0.45))
    assert len(answer.citations) == 2


def test_two_dates_with_equal_support_conflict_and_the_newest_comes_first() -> None:
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.45), candidate(THIRD, "January 28, 2024", 0.4)
    )
    assert answer.status == "conflicting"
    assert answer.confidence == pytest.approx(0.85)
    assert [s.text for s in answer.statements] == ["January 28, 2024", "January 24, 2024"]
    assert str(answer) == (
        "January 28, 2024 (“Title of third.txt”, 2024-03-01) [1] "
        "January 24, 2024 (“Title of first.txt”, 2024-01-29) [2]"
    )


def test_a_note_in_a_conflict_stands_beside_the_document_that_it_goes_by() -> None:
    old = hit("old.txt", "The ferry sank yesterday, they say.", date(2024, 1, 26))
    new = hit("new.txt", "On January 25 a ferry went down at sea.", date(2024, 2, 1))
    other = hit("other.txt", "We hear that it was January 22, 2024.", date(2024, 1, 30))
    answer = ask(
        candidate(old, "yesterday", 0.3),
        candidate(new, "January 25", 0.2),
        candidate(other, "January 22, 2024", 0.4),
    )
    assert [str(statement) for statement in answer.statements] == [
        "yesterday (that is January 25, 2024, going by the document's date; "
        "“Title of old.txt”, 2024-01-26) [1][2]",
        "January 22, 2024 (“Title of other.txt”, 2024-01-30) [3]",
    ]


def test_each_value_of_a_conflict_has_four_sources_at_most() -> None:
    texts = ["It was {}, said one.", "Born on {}.", "{} is the day.", "Then came {} at last."]
    agreeing = [
        hit(f"{rank}.txt", text.format("January 28, 2024"), date(2024, 2, rank))
        for rank, text in enumerate([*texts, "Nobody forgets {} now."], 1)
    ]
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.45),
        *(candidate(found, "January 28, 2024", 0.1) for found in agreeing),
    )
    assert answer.status == "conflicting"
    assert [statement.citations for statement in answer.statements] == [(1, 2, 3, 4), (5,)]
    assert answer.statements[0].note == "“Title of 4.txt”, 2024-02-04"


def test_two_times_that_differ_in_their_minutes_are_two_answers() -> None:
    early = hit("early.txt", "The last ferry leaves at 7:30 pm.", date(2024, 1, 1))
    late = hit("late.txt", "From the pier, the last boat leaves at 7:45 pm.", date(2024, 2, 1))
    answer = ask(candidate(early, "7:30 pm", 0.5), candidate(late, "7:45 pm", 0.4))
    assert answer.status == "conflicting"
    assert [s.text for s in answer.statements] == ["7:45 pm", "7:30 pm"]
    assert [s.citations for s in answer.statements] == [(1,), (2,)]


def test_two_dates_that_share_no_part_do_not_conflict() -> None:
    month = hit("month.txt", "The film came out in May.")
    year = hit("year.txt", "It was released in 2024, we hear.")
    answer = ask(candidate(month, "in May", 0.5), candidate(year, "2024", 0.4))
    assert answer.status == "answered"


def test_a_weakly_supported_other_date_is_an_alternative_and_no_conflict() -> None:
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.6), candidate(THIRD, "January 28, 2024", 0.3)
    )
    assert answer.status == "answered"
    assert str(answer) == "January 24, 2024 [1]"
    assert [s.text for s in answer.alternatives] == ["January 28, 2024"]


def test_two_dates_that_are_hardly_believed_do_not_conflict() -> None:
    answer = ask(
        candidate(FIRST, "January 24, 2024", 0.35), candidate(THIRD, "January 28, 2024", 0.2)
    )
    assert (answer.status, answer.confidence) == ("answered", 0.35)


def test_two_values_in_one_document_do_not_conflict() -> None:
    both = hit("both.txt", "It was January 24, 2024, not January 28, 2024.")
    answer = ask(candidate(both, "January 24, 2024", 0.5), candidate(both, "January 28, 2024", 0.4))
    assert answer.status == "answered"


def test_numbers_of_different_things_do_not_conflict() -> None:
    hours = hit("hours.txt", "They ran for seven hours that day.")
    days = hit("days.txt", "The shoot itself took three days in all.")
    answer = ask(candidate(hours, "seven hours", 0.5), candidate(days, "three days", 0.4))
    assert answer.status == "answered"


def test_names_contained_in_longer_names_are_merged() -> None:
    short = hit("short.txt", "Then Taehyung said so.")
    long = hit("long.txt", "It was Kim Taehyung who ran.")
    answer = ask(candidate(long, "Kim Taehyung", 0.5), candidate(short, "Taehyung", 0.4))
    assert str(answer) == "Kim Taehyung [1][2]"


def test_a_day_in_an_entry_of_a_diary_is_counted_from_that_entry_and_says_so() -> None:
    text = "Friday, 26 January\n\nThe ferry sails tomorrow, Ann says."
    answer = ask(candidate(hit("diary.txt", text, date(2024, 1, 3)), "tomorrow", 0.9))
    assert str(answer) == "tomorrow (that is January 27, 2024, going by the date above it) [1]"


def test_an_incomplete_date_is_completed_from_the_publication_and_says_so() -> None:
    found = hit("day.txt", "Then, on January 29, fans found it.", date(2024, 1, 30))
    answer = ask(candidate(found, "January 29", 0.9))
    assert answer.statements[0].text == "January 29"
    assert str(answer) == (
        "January 29 (that is January 29, 2024, going by the document's date) [1]"
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The council will vote on it on Friday.", "Friday (that is January 26, 2024, going by"),
        ("The council voted on it on Friday.", "Friday (that is January 19, 2024, going by"),
        ("The bridge reopens on Friday, he said.", "Friday [1]"),
        ("The bridge is open every Friday.", "Friday [1]"),
        ("Shoppers queued on Black Friday.", "Friday [1]"),
    ],
)
def test_a_weekday_is_completed_as_its_sentence_points(text: str, answer: str) -> None:
    found = hit("day.txt", text, date(2024, 1, 23))  # a Tuesday
    (statement,) = ask(candidate(found, "Friday", 0.9)).statements
    assert str(statement).startswith(answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The bridge has been closed since June.", "June (that is June 2023, going by"),
        ("The bridge will be closed in June.", "June (that is June 2024, going by"),
        ("The bridge is closed every June.", "June [1]"),
    ],
)
def test_a_month_is_completed_as_its_sentence_points(text: str, answer: str) -> None:
    found = hit("month.txt", text, date(2024, 1, 23))
    (statement,) = ask(candidate(found, "June", 0.9)).statements
    assert str(statement).startswith(answer)


def test_a_weekday_ahead_does_not_conflict_with_its_date() -> None:
    bare = hit("bare.txt", "The council will vote on it on Friday.", date(2024, 1, 23))
    whole = hit("whole.txt", "That vote of theirs is to be on January 26, 2024.", date(2024, 1, 20))
    answer = ask(candidate(bare, "Friday", 0.5), candidate(whole, "January 26, 2024", 0.4))
    assert answer.status == "answered"
    assert answer.statements[0].citations == (1, 2)


def test_a_date_that_its_sentence_completes_is_not_completed_from_the_publication() -> None:
    found = hit("day.txt", "Then, on January 29, 2020, fans found it.", date(2024, 1, 30))
    answer = ask(candidate(found, "January 29", 0.9), question="On what day was it?")
    assert str(answer) == "January 29 (that is January 29, 2020) [1]"


def test_the_days_of_a_range_get_no_note() -> None:
    found = hit("range.txt", "It runs from January 24 to January 28.", date(2024, 1, 30))
    answer = ask(candidate(found, "January 24 to January 28", 0.9))
    assert str(answer) == "January 24 to January 28 [1]"


def test_a_date_that_only_names_something_gets_no_note() -> None:
    found = hit("panel.txt", "The Jan. 6 committee met in June.", date(2022, 6, 1))
    assert str(ask(candidate(found, "The Jan. 6 committee", 0.9))) == "The Jan. 6 committee [1]"


def test_too_little_confidence_is_a_refusal_that_keeps_what_was_found() -> None:
    answer = ask(candidate(FIRST, "January 24, 2024", 0.15))
    assert (answer.status, answer.statements, answer.citations) == ("not_found", (), ())
    assert answer.hits == (FIRST,)
    assert [s.text for s in answer.alternatives] == ["January 24, 2024"]


def test_no_hits_are_a_refusal() -> None:
    answer = answer_from("when?", [], Readers(Script(), Script()))
    assert answer.status == "not_found"
    assert answer.confidence == 0.0


def test_open_questions_are_answered_with_whole_sentences_in_document_order() -> None:
    text = "He screamed in his car. He had never raised his voice before. It rained a lot."
    ends = [text.index(". ") + 1, text.index("before.") + 7, len(text)]
    spans = (Span(0, ends[0]), Span(ends[0] + 1, ends[1]), Span(ends[1] + 1, ends[2]))
    document = Document("why.txt", text, "Why", (Span(0, len(text)),), "0" * 64)
    found = Hit(document, Passage("why.txt", 0, 0, len(text), text, 20, spans), 1.0, 1)
    scores = (0.7, 0.75, 0.1)
    sentences = Script(*(Candidate(found, s, s, x) for s, x in zip(spans, scores, strict=True)))
    answer = answer_from("why did he scream?", [found], Readers(sentences, Script(confidence=0.0)))
    assert str(answer) == "He screamed in his car. [1] He had never raised his voice before. [2]"


def test_a_question_for_yes_or_no_is_answered_with_the_whole_sentence() -> None:
    lift = hit("lift.txt", "Smoking is forbidden in the lift.")
    found = candidate(lift, "forbidden", 0.9)
    assert str(ask(found, question="Is there a lift?")) == "Smoking is forbidden in the lift. [1]"
    assert str(ask(found, question="Is it allowed or forbidden?")) == "forbidden [1]"


def test_groups_are_ordered_by_how_probable_all_their_candidates_make_them() -> None:
    groups = group_equal(
        [
            candidate(THIRD, "January 28, 2024", 0.4),
            candidate(FIRST, "January 24, 2024", 0.3),
            candidate(SECOND, "24 Jan 2024", 0.2),
        ]
    )
    assert [group.best.text for group in groups] == ["January 24, 2024", "January 28, 2024"]
    assert groups[0].probability == pytest.approx(0.5)


def test_places_of_one_passage_that_say_the_same_add_up() -> None:
    (group,) = group_equal(
        [candidate(FIRST, "January 24, 2024", 0.4), candidate(FIRST, "January 24, 2024,", 0.2)]
    )
    assert group.probability == pytest.approx(0.6)
