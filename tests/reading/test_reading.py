"""The trained reader: spans off the logits, inputs, and what it reads in real passages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import resources

import numpy as np
import pytest

from rag import KnowledgeBase
from rag.models.bert_input import CLS, SEP, tokenize
from rag.models.packaged import packaged_tokenizer
from rag.reading import SpanReader
from rag.reading.beliefs import Beliefs
from rag.reading.decoding import TokenSpan, best_spans
from rag.reading.evidence import evidence
from rag.reading.found import FoundSpan
from rag.reading.inputs import MAX_LENGTH, assemble, prefix_text
from rag.reading.second_look import READ_AGAIN, looks
from rag.reading.spans import MODEL, SECOND_LOOK, repeats, says_nothing
from rag.reading.whole import closed, whole, whole_number, whole_tokens
from rag.types import Document, Hit, Passage, Span


@pytest.fixture(scope="module")
def same_twice(tmp_path_factory: pytest.TempPathFactory) -> SpanReader:
    """Give a reader whose second look is by the network of the first."""
    folder = tmp_path_factory.mktemp("reader")
    packaged = resources.files("rag").joinpath("data")
    for name in (MODEL, SECOND_LOOK):
        (folder / name).write_bytes(packaged.joinpath(MODEL).read_bytes())
    return SpanReader(model=folder / MODEL)


def logits(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_the_best_span_is_the_widest_margin_over_no_answer() -> None:
    start, end = logits(1, 0, 5, 0, 0), logits(1, 0, 0, 4, 0)
    spans = best_spans(start, end, 1, np.arange(4), np.zeros(4), count=1)
    assert spans == [TokenSpan(first=2, last=3, margin=5 + 4 - 2)]


def test_further_spans_do_not_overlap_the_better_ones() -> None:
    start, end = logits(0, 9, 0, 8, 0), logits(0, 0, 7, 0, 8)
    spans = best_spans(start, end, 1, np.arange(4), np.zeros(4), count=3)
    assert [(span.first, span.last) for span in spans] == [(1, 4)]
    two = best_spans(start, end, 1, np.arange(4), np.array([0, 0, 1, 1]), count=3)
    assert [(span.first, span.last) for span in two] == [(1, 2), (3, 4)]


def test_no_span_crosses_from_one_sentence_into_the_next() -> None:
    start, end = logits(0, 9, 0, 0), logits(0, 0, 0, 9)
    (best, *_) = best_spans(start, end, 1, np.arange(3), np.array([0, 0, 1]), count=1)
    assert best.last - best.first < 2


def test_a_passage_without_tokens_has_no_span() -> None:
    assert best_spans(logits(1), logits(1), 1, np.zeros(0), np.zeros(0), count=3) == []


def test_a_span_is_whole_words() -> None:
    text = "BTS sang K-pop."
    (tokens,) = tokenize(packaged_tokenizer(), [text])
    words = [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["BT", "S", "sang", "K", "-", "pop", "."]
    assert tokens.words_of(text).tolist() == [1, 1, 2, 3, 4, 5, 6]
    start, end = logits(0, 9, 0, 1, 0, 0, 0, 0), logits(0, 9, 8, 0, 0, 0, 0, 0)
    numbers = tokens.words_of(text), np.zeros(7)
    best, other, *_ = best_spans(start, end, 1, *numbers, count=2)
    assert (best.first, best.last) == (1, 2)
    assert other.first > 2


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Kim (V) sang", "Kim (V", "Kim (V)"),
        ("Kim (of BTS) sang", "Kim (of", "Kim"),
        ("Kim (V) sang", "Kim (V) sang", "Kim (V) sang"),
        ("the (V) sang", "(V", "(V)"),
        ("see (V of BTS)", "(V", "(V"),
        ("Kim sang", "Kim", "Kim"),
        ("see (55 mm squares)", "55 mm squares)", "55 mm squares"),
        ("by [Hertz](https://h.example)", "[Hertz", "[Hertz]"),
        ('called "Mrs. Tiggy"', 'Mrs. Tiggy"', "Mrs. Tiggy"),
        ('in the "cup board" now', 'the "cup board', 'the "cup board"'),
        ('the "cup" now', '"cup', '"cup"'),
        ('the "cup board" now', '"cup', "cup"),
        ("mount with `nolock` only", "with `nolock", "with `nolock`"),
        ('a 27" screen', 'a 27" screen', 'a 27" screen'),
        ('say "a" and "b"', '"a" and "b"', '"a" and "b"'),
        ('called "27/2" now', '"27/2"', '"27/2"'),
        ('called "Show 27" now', 'Show 27"', "Show 27"),
        ('the "show" of a 27" screen', '27"', '27"'),
        (")", ")", ")"),
        ("two weeks (in trial) and one month", "trial) and one", "(in trial) and one"),
        ("one month) and two weeks", "month) and two", "month) and two"),
    ],
)
def test_a_bracket_or_quotation_mark_of_a_span_has_its_partner_or_is_left_out(
    text: str, span: str, expected: str
) -> None:
    start = text.index(span)
    assert text[slice(*closed(text, start, start + len(span)))] == expected


def test_a_range_keeps_its_between() -> None:
    text = "Tickets cost between £55 and £140 each; between them they had 5 and a half."
    start = text.index("£55")
    assert text[slice(*whole(text, start, start + len("£55 and £140")))] == "between £55 and £140"
    start = text.index("5 and a")
    assert text[slice(*whole(text, start, start + len("5 and a half")))] == "5 and a half"


def test_a_day_keeps_its_part() -> None:
    text = "On Mondays, Tuesdays and Friday mornings; on Sunday night it is closed."
    start = text.index("Mondays")
    end = start + len("Mondays, Tuesdays and Friday")
    assert text[slice(*whole(text, start, end))] == "Mondays, Tuesdays and Friday mornings"
    start = text.index("Sunday")
    assert text[slice(*whole(text, start, start + len("Sunday")))] == "Sunday"


@pytest.mark.parametrize(
    ("answer", "nothing"), [("in the", True), ("of", True), ("IT", False), ("no", False)]
)
def test_function_words_alone_say_nothing(answer: str, *, nothing: bool) -> None:
    assert says_nothing(answer) is nothing


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("kept at -5 °C here", "5 °C", "-5 °C"),
        ("kept at −5 °C here", "5", "−5"),
        ("worth -$5 million", "5 million", "-$5 million"),
        ("ring +44 1632 9 now", "44 1632 9", "+44 1632 9"),
        ("A+44", "44", "44"),
        ("for €5 million", "5 million", "€5 million"),
        ("at 7:30 pm", "7", "7:30"),
        ("at 7:30 pm", "30 pm", "7:30 pm"),
        ("with 1,234.50 in all", "234", "1,234.50"),
        ("Python 3.11.2 is out", "3.11", "3.11.2"),
        ("on day 7, 30 came", "7", "7"),
        ("won 3-2", "2", "2"),
        ("COVID-19", "19", "19"),
        ("Kim ran.", "Kim", "Kim"),
        ("In 2024.", "2024", "2024"),
        ("Dear Jo,\n22 April is fine", "22 April", "22 April"),
    ],
)
def test_a_span_has_the_whole_of_a_number(text: str, span: str, expected: str) -> None:
    start = text.index(span)
    found = whole_number(text, start, start + len(span))
    assert text[slice(*found)] == expected


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("ask Elena (elena.vasquez@uib.example) for it", "uib", "elena.vasquez@uib.example"),
        ("write to <jo@mill.example>.", "jo@mill", "jo@mill.example"),
        ("to jo+shop@mill.co.example, please", "mill", "jo+shop@mill.co.example"),
        ("see https://mill.example/a/b?x=1.", "mill", "https://mill.example/a/b?x=1"),
        ("our shop at www.mill.example.", "mill", "www.mill.example"),
        ("our shop at shop.mill.example/parts.", "mill", "shop.mill.example/parts"),
        ("it writes data/nightshift.csv at last", "nightshift", "data/nightshift.csv"),
        ("Run `setup.R` or `run-all.py`.", "all", "run-all.py"),
        ("in `~/Library/Logs/mill` now", "Library/Logs", "~/Library/Logs/mill"),
        ("in ~/.config/mill now", "config", "~/.config/mill"),
        ("see /var/log/mill.", "log", "/var/log/mill"),
        ("salt /pepper", "pepper", "pepper"),
        ("| caff_mg | integer |", "mg", "caff_mg"),
        ("number JOSR-24-1187 in all", "24-1187", "JOSR-24-1187"),
        ("from AP3-2311 to AP3-2350.", "2311 to AP3", "AP3-2311 to AP3-2350"),
        ("under TDS-4471-208.", "208", "TDS-4471-208"),
        ("won 3-2 in May", "2", "2"),
        ("a 50-year-old man", "50", "50"),
        ("in mid-2019 or so", "2019", "2019"),
        ("the Anglo-Saxon hall", "Saxon", "Saxon"),
        ("salt and/or sugar", "sugar", "sugar"),
        ("It ended.Then it began", "Then", "Then"),
        ("_Brine_ was first", "Brine", "Brine"),
        ("for £14.90/month", "£14.90", "£14.90"),
        ("Mr. Lee left. Kim ran.", "Lee left", "Lee left"),
        ("the U.S.-based firm", "based", "based"),
    ],
)
def test_a_span_cuts_no_address_name_or_code(text: str, span: str, expected: str) -> None:
    start = text.index(span)
    found = whole_tokens(text, start, start + len(span))
    assert text[slice(*found)] == expected


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("How long is the video?", "long", True),
        ("how long is the video?", "The video", True),
        ("How long is the video?", "five-minute", False),
        ("is the lake or the river longer?", "the river", False),
        ("What did Ann say to Bo?", "Bo and Ann", False),
        ("who sang it?", "-", True),
    ],
)
def test_an_answer_says_more_than_its_question(question: str, answer: str, expected: bool) -> None:
    assert repeats(question, answer) is expected


def test_the_input_is_question_title_date_and_passage() -> None:
    row = assemble(np.array([5, 6]), np.array([7]), np.array([8, 9]))
    assert row.ids.tolist() == [CLS, 5, 6, SEP, 7, 8, 9, SEP]
    assert row.segments.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert (row.passage, row.passage_end) == (5, 7)


def test_a_long_passage_is_cut_to_what_the_model_reads() -> None:
    row = assemble(np.arange(100), np.arange(100), np.arange(500))
    assert len(row.ids) == MAX_LENGTH


@pytest.mark.parametrize(
    ("title", "published", "expected"),
    [
        ("News", date(2024, 1, 4), "News (January 4, 2024): "),
        ("News", None, "News: "),
        ("", date(2024, 1, 4), "(January 4, 2024): "),
        ("", None, ""),
    ],
)
def test_the_prefix_names_title_and_date(title: str, published: date | None, expected: str) -> None:
    assert prefix_text(title, published) == expected


def test_the_quote_is_the_whole_sentence_around_a_span() -> None:
    text = "One is here. Two is there. Three."
    spans = (Span(0, 12), Span(13, 26), Span(27, 33))
    document = Document("a.txt", text, "", (Span(0, 33),), "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, 33, text, 9, spans), 1.0, 1)
    found = FoundSpan(hit, Span(13, 16), 1.0, Span(13, 16))
    assert (found.quote, found.surroundings) == (Span(13, 26), Span(0, 26))
    assert FoundSpan(hit, Span(0, 3), 1.0, Span(0, 3)).surroundings == Span(0, 12)


def test_no_hits_give_no_candidates() -> None:
    reading = SpanReader().read("who?", [])
    assert (reading.candidates, reading.confidence) == ((), 0.0)


def test_an_exact_answer_is_read_out_of_the_seeds(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    reading = SpanReader().read(question, seeds_kb.search(question, limit=8))
    best = reading.candidates[0]
    assert best.text == "February 20, 2024"
    assert best.quote.start <= best.span.start < best.span.end <= best.quote.end
    assert [c.score for c in reading.candidates] == sorted(
        (c.score for c in reading.candidates), reverse=True
    )


def test_a_margin_does_not_depend_on_what_else_is_read(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    reader = SpanReader()
    together = reader.spans(question, seeds_kb.search(question, limit=8))
    alone = reader.spans(question, [together[0].hit])
    assert (alone[0].span, alone[0].margin) == (together[0].span, together[0].margin)


def test_the_likeliest_sentences_are_read_alone_with_the_one_before(
    seeds_kb: KnowledgeBase, same_twice: SpanReader
) -> None:
    question = "On which date was The Winning released?"
    reader = same_twice
    found = reader.spans(question, seeds_kb.search(question, limit=8))
    again = [one for one in found if one.alone is not None]
    assert 0 < len({one.place for one in again}) <= READ_AGAIN < len({one.place for one in found})
    best = max(again, key=lambda one: one.margin)
    around, passage = best.surroundings, best.hit.passage
    short = replace(
        passage,
        start=around.start,
        end=around.end,
        text=best.hit.document.text[around.start : around.end],
        sentences=tuple(s for s in passage.sentences if around.start <= s.start < around.end),
    )
    by_itself = reader.spans(question, [replace(best.hit, passage=short)])
    (same,) = [one for one in by_itself if one.span == best.span]
    assert best.alone == pytest.approx(same.margin, abs=1e-4)


def test_a_passage_of_one_sentence_is_read_alone_as_it_was_read_before(
    same_twice: SpanReader,
) -> None:
    text = "In Sund the thermometers fell to -5 °C in the night."
    whole = (Span(0, len(text)),)
    document = Document("a.txt", text, "", whole, "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, len(text), text, 9, whole), 1.0, 1)
    found = same_twice.spans("how cold was it in Sund?", [hit])
    assert "-5 °C" in {text[one.span.start : one.span.end] for one in found}
    assert [one.alone for one in found] == pytest.approx([one.margin for one in found], abs=1e-4)


def test_of_overlapping_passages_one_with_the_sentence_before_is_shown(
    same_twice: SpanReader,
) -> None:
    sentences = "The bridge took two years.", "It was opened by Bo Vale.", "A feast was held there."
    text = " ".join(sentences)
    ends = [26, 52, len(text)]
    spans = (Span(0, 26), Span(27, 52), Span(53, len(text)))
    assert [text[span.start : span.end] for span in spans] == list(sentences)
    document = Document("a.txt", text, "", (Span(0, ends[-1]),), "0" * 64)
    both = [
        Hit(document, Passage("a.txt", n, start, end, text[start:end], 9, shown), 1.0, n + 1)
        for n, (start, end, shown) in enumerate(((0, 52, spans[:2]), (27, len(text), spans[1:])))
    ]
    reader, question = same_twice, "who opened the bridge?"
    margin = {one.span: one.margin for one in reader.spans(question, both[:1])}
    for order in (both, both[::-1]):
        (vale,) = [
            one
            for one in reader.spans(question, order)
            if text[one.span.start : one.span.end] == "Bo Vale"
        ]
        assert vale.alone == pytest.approx(margin[vale.span], abs=1e-4)


def test_a_span_beyond_the_reach_of_the_model_is_not_read_alone() -> None:
    text = f"The winner of {'a very ' * 300}long race was Ada."
    whole = (Span(0, len(text)),)
    document = Document("a.txt", text, "", whole, "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 1500, len(text), text[1500:], 9, whole), 1.0, 1)
    found = SpanReader().spans("who won the race?", [hit])
    assert found
    assert {one.alone for one in found} == {None}


def test_the_second_look_is_by_the_second_network() -> None:
    text = "In Sund the thermometers fell to -5 °C in the night."
    whole = (Span(0, len(text)),)
    document = Document("a.txt", text, "", whole, "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, len(text), text, 9, whole), 1.0, 1)
    found = SpanReader().spans("how cold was it in Sund?", [hit])
    assert [one.alone for one in found] != pytest.approx([one.margin for one in found], abs=1e-3)


def test_only_quotes_that_may_catch_up_with_the_likeliest_are_read_alone() -> None:
    found = found_in(["Ann.", "Bo.", "Cy.", "Di.", "Ed.", "Flo.", "Gus."])  # 1 apart in score
    margins = (4.0, 9.0, 6.0, 5.5, 7.9, 12.0, 2.0)
    marked = [replace(one, margin=m) for one, m in zip(found, margins, strict=True)]
    names = [one.hit.document.id[0] for one in looks(marked, within=6.0)]
    assert names == ["0", "1", "2", "5"]  # worth 11.5, 15, 10.5, 8.5, 9.4, 12 and 0.5
    assert [one.hit.document.id[0] for one in looks(marked[:4], within=4.0)] == ["0", "1"]
    assert len(looks(marked[:4])) == 4


@pytest.mark.parametrize(
    ("question", "read"),
    [("On which date was The Winning released?", {1, 2}), ("Who lit the lamp first?", {1, 2, 3})],
)
def test_passages_ranked_far_behind_are_read_where_the_nearer_leave_doubt(
    seeds_kb: KnowledgeBase, question: str, read: set[int]
) -> None:
    first, *others = seeds_kb.search(question, limit=4)
    behind = zip(others, (4.9, 7.9, 8.1), strict=True)
    hits = [first, *(replace(hit, score=first.score - far) for hit, far in behind)]
    hits = [  # a document each, so that none goes on where another one ends
        replace(hit, document=replace(hit.document, id=f"{hit.rank}.md")) for hit in hits
    ]
    found = SpanReader().first_look(question, hits)
    assert {span.hit.rank for span in found} == read


@pytest.mark.parametrize(
    ("question", "reach"),
    [("What does the lighthouse cook eat?", 15), ("Who lit the lamp first?", 12)],
)
def test_the_last_passages_are_read_where_the_first_leave_doubt(question: str, reach: int) -> None:
    text = "Ada Quill lit the lamp first."
    whole = (Span(0, len(text)),)
    document = Document("a.txt", text, "", whole, "0" * 64)
    passage = Passage("a.txt", 0, 0, len(text), text, 9, whole)
    hits = [  # a document each, so that none is taken for another's span
        Hit(replace(document, id=f"{n}.txt"), passage, 5.0, n + 1) for n in range(15)
    ]
    found = SpanReader().spans(question, hits)
    assert {one.hit.rank for one in found} == set(range(1, reach + 1))


def test_belief_is_shared_out_and_the_rest_is_for_no_answer() -> None:
    beliefs = Beliefs(margin=0.5, lead=0.25, coverage=2.0, alone=0.5, bias=1.0)
    shares = beliefs.shares(np.array([[2.0, 0.0, -0.5, 0.0], [4.0, -4.0, 0.0, 2.0]]))
    weights = np.exp([1.0, 3.0, 0.0])  # 1 - 1 + 1 and 2 - 1 + 1 + 1, against 0
    assert shares == pytest.approx(weights[:2] / weights.sum())
    assert beliefs.shares(np.zeros((0, 4))).tolist() == []
    assert beliefs.shares(np.array([[1e4, 0, 0, 0]])).tolist() == [1.0]
    assert beliefs.shares(np.array([[-1e4, 0, 0, 0]])).tolist() == [0.0]


def found_in(
    sentences: Sequence[str], *, score: float = 5.0, margin: float = 1.0
) -> list[FoundSpan]:
    """Mark the first word of each sentence, each in a document of its own."""
    found = []
    for n, text in enumerate(sentences):
        whole = (Span(0, len(text)),)
        document = Document(f"{n}.txt", text, "", whole, str(n))
        passage = Passage(f"{n}.txt", 0, 0, len(text), text, 9, whole)
        first = Span(0, len(text.split()[0]))
        found.append(FoundSpan(Hit(document, passage, 5.0 - n, n + 1), first, margin, first))
    return found


def test_what_was_not_read_alone_counts_less_than_the_least_that_was() -> None:
    found = found_in(["Ann.", "Bo.", "Cy."])
    marked = [replace(one, margin=m) for one, m in zip(found, (2.0, 1.0, -3.0), strict=True)]
    assert evidence("who?", marked)[:, 3].tolist() == [2.0, 1.0, -3.0]
    marked[0] = replace(marked[0], alone=0.5)
    assert evidence("who?", marked)[:, 3].tolist() == [0.5, -1.5, -3.0]


def test_evidence_counts_from_the_best_passage_and_the_best_sentence_down() -> None:
    sentences = ("The ferry sank in 1931.", "Ada opened the bridge in 1931.", "Apples are sold.")
    found = found_in(sentences)
    found[0], found[2] = replace(found[0], alone=2.0), replace(found[2], alone=0.5)
    margins, leads, coverage, alone = evidence("who opened the bridge?", found).T
    assert margins.tolist() == [1.0, 1.0, 1.0]
    assert leads.tolist() == [0.0, -1.0, -2.0]
    assert coverage[1] == 0.0
    assert (coverage[[0, 2]] < 0).all()
    assert alone.tolist() == [2.0, -1.5, 0.5]  # one not read alone: less than the least that was
    assert evidence("who?", []).shape == (0, 4)
