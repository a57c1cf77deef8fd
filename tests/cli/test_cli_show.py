"""What the command line prints of an answer, and that documents cannot steer a terminal."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from rag.cli.progress import progress_bar
from rag.cli.show import show_answer, show_hits
from rag.cli.text import REPLACEMENT, printable, printable_lines, shortened
from rag.sync.report import Progress
from rag.text.sentences import sentence_spans
from rag.types import Answer, Citation, Document, Hit, Passage, Span, Statement

TEXT = "The bridge opened\non Monday. Cyclists cheered."


def hit(text: str = TEXT, title: str = "Bridge opens", document_id: str = "news.txt") -> Hit:
    """Make a hit whose passage is the whole document."""
    whole = Span(0, len(text))
    document = Document(document_id, text, title, (whole,), "", published=date(2024, 1, 29))
    passage = Passage(document_id, 0, 0, len(text), text, tokens=9, sentences=(whole,))
    return Hit(document, passage, score=0.5, rank=1)


def answered(found: Hit, start: int = 0, end: int = 28) -> Answer:
    """Make an answer that cites [start, end) of a hit's document."""
    citation = Citation(1, found.document, found.passage, start, end, 0.9)
    statement = Statement(found.document.text[start:end], (1,))
    return Answer("When?", "answered", (statement,), (citation,), 0.9, (found,))


def test_an_answer_is_shown_with_its_citations(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(answered(hit()))
    assert capsys.readouterr().out == (
        "The bridge opened on Monday. [1]\n"
        "\n"
        "[1] Bridge opens · 2024-01-29 · news.txt\n"
        "    “The bridge opened on Monday.”\n"
    )


def test_code_is_shown_in_its_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(answered(hit("```\na = 1\n```"), 0, 13))
    assert capsys.readouterr().out == (
        "```\na = 1\n```\n[1]\n"
        "\n"
        "[1] Bridge opens · 2024-01-29 · news.txt\n"
        "    “```\n    a = 1\n    ```”\n"
    )


def test_a_citation_names_the_page_of_a_document_that_has_pages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_answer(answered(hit("It was long.\n\n\f\n\nThe bridge\fopened."), 17, 35))
    shown = capsys.readouterr().out
    assert shown.endswith("· news.txt · page 2\n    “The bridge opened.”\n")


def test_sides_that_disagree_stand_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    sides = (Statement("12 January", (1,)), Statement("15 January", (2,)))
    show_answer(Answer("When?", "conflicting", sides, alternatives=(Statement("2 May"),)))
    assert capsys.readouterr().out == (
        "The documents differ:\n- 12 January [1]\n- 15 January [2]\nLess likely: 2 May\n"
    )


def test_a_refusal_is_shown_with_the_nearest_passages(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(Answer("Why?", "not_found", hits=(hit(),)))
    assert capsys.readouterr().out == (
        "The documents do not say.\n"
        "\n"
        "What I did find:\n"
        "1. Bridge opens · 2024-01-29 · news.txt · score 0.50\n"
        "   The bridge opened on Monday. Cyclists cheered.\n"
    )


def test_a_refusal_over_nothing_names_the_next_command(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(Answer("Why?", "not_found"))
    assert capsys.readouterr().out == (
        "The documents do not say.\nNo passage came near; what the index holds: rag status\n"
    )


def test_a_hit_is_shown_by_what_fits_the_query(capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{'The **weir** was closed for the winter. ' * 8}\n\n| Lock | Depth |\n"
    text += "|---|---|\n| Aston | 4 m |\n"
    whole = hit(text)
    spans = tuple(sentence_spans(text))
    show_hits([replace(whole, passage=replace(whole.passage, sentences=spans))], "Aston depth")
    assert capsys.readouterr().out.splitlines()[1].endswith("winter. Lock · Depth Aston · 4 m")


def test_the_quote_is_highlighted_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    show_answer(answered(hit()))
    assert "\x1b[1;33mThe bridge opened on Monday.\x1b[0m" in capsys.readouterr().out


HOSTILE = "A \x1b]0;owned\x07\x1b[2Jtext \x9b31m with [bold red]markup[/] and \u202eturned"
TAMED = "A �]0;owned��[2Jtext �31m with [bold red]markup[/] and �turned"


def test_a_document_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    found = hit(HOSTILE, title=HOSTILE, document_id=f"{HOSTILE}.txt")
    show_hits([found], "text")
    show_answer(answered(found, 0, len(HOSTILE)))
    out = capsys.readouterr().out
    assert out.count(TAMED) == 7  # title, id and text twice, and the statement
    assert not set(out) & set("\x1b\x07\x9b\u202e")


def test_markup_in_a_document_is_shown_and_not_obeyed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    show_hits([hit("Some [bold red]markup[/] here :smile:")], "here")
    assert "   Some [bold red]markup[/] here :smile:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        (" two\n\n lines\tof\r\ntext ", "two lines of text"),
        ("bell\x07 null\x00 delete\x7f", "bell� null� delete�"),
        (
            "Zoë 東京 👩‍👩‍👧 مرحبا",
            "Zoë 東京 👩‍👩‍👧 مرحبا",
        ),  # joiners and right-to-left letters stay
        ("half \ud800 pair", "half � pair"),
        ("", ""),
    ],
)
def test_printable_text_is_one_line_that_no_terminal_obeys(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [("short", 5, "short"), ("one two three", 9, "one two…"), ("unbroken", 5, "unbr…")],
)
def test_long_text_is_cut_at_a_word(text: str, limit: int, shown: str) -> None:
    assert shortened(text, limit) == shown


def test_a_progress_bar_shows_files_and_passages_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "120")
    with progress_bar() as on_progress:
        assert on_progress is not None
        on_progress(Progress(done=3, total=4, passages=27, document_id="a[b]\x1b.txt"))
    out, error = capsys.readouterr()
    assert "3/4" in error and "files, 27 passages" in error and "a[b]�.txt" in error
    assert out == ""


def test_the_bar_says_when_all_is_searchable_and_counts_passages_from_then_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_a_terminal(monkeypatch)
    with progress_bar() as on_progress:
        assert on_progress is not None
        on_progress(Progress(done=4, total=4, passages=27, document_id="a.txt"))
        on_progress(Progress(9, 27, 9, "a.txt", stage="refining"))
        on_progress(Progress(27, 27, 27, "a.txt", stage="refining"))
    shown = capsys.readouterr().err
    assert shown.count("All of it can be searched and asked now") == 1
    assert "passages embedded" in shown


def test_there_is_no_progress_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as on_progress:
        assert on_progress is None
    assert capsys.readouterr() == ("", "")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the captured streams count as a terminal with colours."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_code_keeps_its_lines_which_no_terminal_obeys_either() -> None:
    assert printable_lines("a\n b") == ["a b"]
    code = "```\r\nif x:\r\n\tclear()\x1b[2J\r\n```"
    assert printable_lines(code) == ["```", "if x:", f"    clear(){REPLACEMENT}[2J", "```"]
