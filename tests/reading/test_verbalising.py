"""What the reader is shown of tables, and that its answers stand in the document."""

from pathlib import Path

import pytest
from places import DATA

from rag import KnowledgeBase
from rag.chunking import Chunker
from rag.evaluation import read_questions
from rag.models.bert_input import tokenize
from rag.models.packaged import packaged_tokenizer
from rag.reading import SpanReader
from rag.reading.inputs import MAX_LENGTH
from rag.reading.stretches import Stretch, input_rows
from rag.reading.verbalising import ADDED, is_of_table, verbalised
from rag.text.tokens import load_encoding
from rag.types import Document, Hit, Span

TABLES = DATA / "tables"
FOLDERS = sorted(path.parent for path in TABLES.glob("*/*/questions.jsonl"))
TOUR = """Our tour.

| Date | City | Hall |
| --- | --- | --- |
| 1 May | Hull | Adelphi |
| 3 May | Leeds | |

Doors open at 19:00."""
ALL = Span(0, len(TOUR))


def lines(text: str, question: str, stretch: Span | None = None) -> list[str]:
    told = verbalised(text, stretch or Span(0, len(text)), question).text
    return [line.strip() for line in told.splitlines() if line.strip()]


def test_a_row_is_told_of_its_first_cell_or_of_the_one_that_is_asked_about() -> None:
    assert lines(TOUR, "who sings?") == [
        "Our tour.",
        "Date: 1 May. 1 May, City: Hull. 1 May, Hall: Adelphi.",
        "Date: 3 May. 3 May, City: Leeds.",
        "Doors open at 19:00.",
    ]
    assert lines(TOUR, "when is hull?")[1] == "City: Hull. Hull, Date: 1 May. Hull, Hall: Adelphi."


def test_headings_may_stand_before_the_stretch_which_may_cut_a_cell() -> None:
    start = TOUR.index("May | Hull")
    assert lines(TOUR, "who?", Span(start, TOUR.index("| 3 May"))) == [
        "Date: May. May, City: Hull. May, Hall: Adelphi."
    ]
    assert is_of_table(TOUR, Span(start, start + 5))
    assert not is_of_table(TOUR, Span(0, TOUR.index("| 1 May")))


@pytest.mark.parametrize("text", ["", "No table.", "a | b", "| a | b |\n|---|---|"])
def test_what_is_no_row_is_shown_as_it_stands(text: str) -> None:
    whole = verbalised(text, Span(0, len(text)), "what?")
    assert whole.text == text
    (tokens,) = tokenize(packaged_tokenizer(), [text])
    placed = whole.placed(tokens, "what?", len(tokens))
    assert placed.ids.tolist() == tokens.ids.tolist()
    assert placed.starts.tolist() == tokens.starts.tolist()
    assert verbalised(f"No {text}", Span(3, len(text) + 3), "what?").text == text


def test_tokens_are_those_of_the_stretch_or_added() -> None:
    stretch = Span(3, len(TOUR) - 3)
    told = verbalised(TOUR, stretch, "when is hull?")
    (tokens,) = tokenize(packaged_tokenizer(), [told.text])
    placed = told.placed(tokens, "when is hull?", 999)
    assert placed.ids.tolist() == tokens.ids.tolist()
    words = [told.text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
    inside = TOUR[stretch.start : stretch.end]
    found = [
        inside[s:e] if s != ADDED else None for s, e in zip(placed.starts, placed.ends, strict=True)
    ]
    assert all(one in (None, word) for one, word in zip(found, words, strict=True))
    assert " ".join(one for one in found if one).startswith("tour . Hull 1 May Ad")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mon  pool\nTue  gym", "Mon:   pool. \nTue:   gym"),  # what a tokenizer sees as one line
        ("Bring:\n- a tent\n- boots;\n- (no dogs!)", "Bring:\n- a tent. \n- boots;\n- (no dogs!)"),
        ("# Fees\n\nLate ones pay\na fine.", "# Fees. \n\nLate ones pay\na fine."),  # wrapped
        ("One  slip of a finger in it.", "One  slip of a finger in it."),
        ("Two.  Spaces after.  Each stop.", "Two.  Spaces after.  Each stop."),
        ("key\tvalue", "key: \tvalue"),
    ],
)
def test_where_a_line_or_a_part_of_one_ends_is_shown(text: str, told: str) -> None:
    assert verbalised(text, Span(0, len(text)), "what?").text == told


def test_columns_aligned_by_spaces_are_a_table() -> None:
    text = "Stock\n\nArt.   Name      Bin\nH-10   hose        1\nH-12   clip       14\n\nOrder it."
    assert lines(text, "bin h-12") == [
        "Stock.",
        "Art.: H-10. H-10, Name: hose. H-10, Bin: 1.",
        "Art.: H-12. H-12, Name: clip. H-12, Bin: 14.",
        "Order it.",
    ]


def test_no_answer_crosses_a_line() -> None:
    text = "Rota\n\nMon  Ada  kitchen\nTue  Tom  garden\nWed  Ida  stairs"
    document = Document("a.txt", text, "Rota", (Span(0, len(text)),), "0" * 64)
    (passage,) = Chunker(load_encoding()).split(document)
    found = SpanReader().spans("who does the garden?", [Hit(document, passage, 1.0, 1)])
    assert found[0].quote_text == "Tue  Tom  garden"
    assert all("\n" not in text[one.span.start : one.span.end] for one in found)


def test_rows_that_share_words_with_the_question_are_kept_where_room_is_short() -> None:
    rows = "".join(f"| {n} May | {chr(87 + n)}ton | Hall {n} |\n" for n in range(10, 30))
    text = f"Tour.\n\n| Date | City | Hall |\n|---|---|---|\n{rows}\nDoors open at 19:00."
    told = verbalised(text, Span(0, len(text)), "when is rton?")
    (tokens,) = tokenize(packaged_tokenizer(), [told.text])
    placed = told.placed(tokens, "when is rton?", 60)
    real = placed.starts != ADDED
    kept = {int(at) for at in placed.starts[real]}
    assert len(placed) <= 60 < len(tokens)
    assert {0, text.index("rton"), text.index("27 May"), text.index("Doors")} <= kept


def test_an_answer_stands_in_one_cell_of_a_row_under_headings_of_another_passage() -> None:
    rows = "".join(f"| Door {n} | £{n}10 | £{n}90 | {n} weeks |\n" for n in range(11, 40))
    rows += "| Kitchen cupboard | £750 | £980 | 5 weeks |\n"
    text = f"# Prices\n\n| Item | Pine | Oak | Delivery |\n|---|---|---|---|\n{rows}"
    document = Document("a.md", text, "Prices", (Span(0, len(text)),), "0" * 64)
    passage = Chunker(load_encoding()).split(document)[-1]
    assert "Oak" not in passage.text
    hit = Hit(document, passage, 5.0, 1)
    asked = (("oak kitchen cupboard price", "£980"), ("delivery of kitchen cupboard", "5 weeks"))
    for question, answer in asked:
        reading = SpanReader().read(question, [hit])
        assert reading.candidates[0].text == answer
        for one in reading.candidates:
            assert "|" not in one.text
            assert passage.start <= one.quote.start <= one.span.start
            assert one.span.end <= one.quote.end <= passage.end


def test_no_row_of_the_reader_is_longer_than_the_model_reads() -> None:
    text = "| Item | Price of one |\n|---|---|\n" + "| Door | one pound |\n" * 300
    document = Document("a.md", text, "Prices", (Span(0, len(text)),), "0" * 64)
    stretch = Stretch(document, Span(0, len(text)), 0)
    rows, passages = input_rows(packaged_tokenizer(), "price of a door", [stretch])
    assert len(rows[0].ids) <= MAX_LENGTH
    assert rows[0].passage_end - rows[0].passage == len(passages[0])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_answer_stands_in_its_documents(folder: Path) -> None:
    for question in read_questions(folder / "questions.jsonl"):
        assert bool(question.documents) == bool(question.answers), question.text
        for name in question.documents:
            text = (folder / name).read_text(encoding="utf-8")
            assert any(gold in text for gold in question.answers or ()), question.text


def test_the_folders_with_tables_are_there() -> None:
    assert [folder.parent.name for folder in FOLDERS] == ["held_out"] * 3 + ["tuned"] * 3


def test_the_heading_of_a_column_and_the_name_of_a_row_are_gone_by(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path) as kb:
        kb.sync(TABLES / "tuned" / "trade")
        asked = ("oak front door price", "delivery time front door", "width of the eco max")
        answers = [kb.ask(question) for question in asked]
    assert [answer.text for answer in answers] == ["£1,480", "8 weeks", "440 mm"]
    quote = "| D-30 | Front door | £890 | £1,480 | 8 weeks |"
    assert [answer.citations[0].quote for answer in answers[:2]] == [quote, quote]
