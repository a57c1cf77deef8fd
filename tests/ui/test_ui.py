"""The page's parts: what they show is exactly what was stored, and nothing in it can act."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
from ui_server import HOSTILE, answer, citation, document, hit

from rag import IndexContents, ListedDocument, Span, Statement
from ui.chat import (
    Turn,
    answered,
    chat_html,
    failed,
    judged,
    plain_text,
    reply_html,
    stopped,
)
from ui.document_view import document_html, missing_html, permalink
from ui.evidence import excerpt_html, panel_html, section_html
from ui.library import list_html
from ui.markup import date_html, escape, prose, shorten, source_html
from ui.places import mark_of
from ui.records import to_record
from ui.welcome import welcome_html

OUR_TAGS = {
    *("article", "aside", "blockquote", "button", "code", "details", "div", "footer", "h2", "h3"),
    *("header", "li", "mark", "p", "section", "span", "summary", "time", "ul", "a"),
    *("form", "input", "label", "q", "table", "tbody", "td", "th", "thead", "tr"),
    *("em", "strong"),
}
VOID = {"img", "br", "hr", "input", "link", "meta"}


class Parsed(HTMLParser):
    """What a browser would make of a piece of HTML: its tags, attributes and texts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.marked: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self._open:
            self.marked[-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, attribute, value in self.attributes if attribute == name]


def assert_harmless(source: str) -> Parsed:
    parsed = Parsed(source)
    assert set(parsed.tags) <= OUR_TAGS
    for tag, name, value in parsed.attributes:
        assert not name.startswith("on"), (tag, name, value)
        assert name not in ("src", "style", "srcdoc"), (tag, name, value)
        assert name != "href" or re.match(r"https?://", value), (tag, name, value)
    return parsed


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_any_place_is_shown_as_text(text: str) -> None:
    source = document(f"Before it. {text} After it.", title=text, id=text, url=text)
    noted = (Statement(text, (1,), text),)
    said = answer(citation(source, text), question=text, hits=(hit(source),), statements=noted)
    evidence = assert_harmless(panel_html([section_html(1, said)]))
    assert evidence.marked == [text]
    assert evidence.values("id") == ["evidence-1", "card-1-1"]
    record = to_record("and?", said)
    log = assert_harmless(chat_html([answered(Turn(1, "and?"), said, record)], welcome=""))
    assert log.values("data-cite") == ["1-1"]
    assert log.values("data-copy") == [plain_text(said)]
    assert [json.loads(value) for value in log.values("data-record")] == [record]
    assert log.text.count(text) == 3  # as the standalone question, the statement and its note
    view = assert_harmless(document_html(source, Span(11, 11 + len(text))))
    assert view.marked == [text]
    assert view.text.count(source.text) == 1
    named = ListedDocument(source.id, source.title, source.published, 3)
    held = IndexContents(1, 3, 0, {"b": text}, 1, "", "", "")
    listed = assert_harmless(list_html([named], held))
    assert listed.values("data-remove") == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_an_error_or_an_example_is_shown_as_text(text: str) -> None:
    turns = [failed(Turn(1, text), f"cannot read {text}"), stopped(Turn(2, text)), Turn(3, text)]
    log = assert_harmless(chat_html(turns, welcome=""))
    assert log.values("data-ask") == [text, text]
    assert log.values("data-cite") == []
    welcome = assert_harmless(welcome_html(1, 1, [text]))
    assert welcome.values("data-ask") == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_refusal_is_shown_as_text(text: str) -> None:
    said = answer(question=text, hits=(hit(document(text, title=text)),))
    panel = assert_harmless(section_html(1, said))
    assert panel.marked == []
    assert text in panel.text


def test_a_marker_without_its_citation_cannot_be_clicked() -> None:
    source = document("It came out on Monday.")
    said = answer(citation(source, "Monday"), statements=(Statement("On Monday [2].", (1, 2)),))
    assert Parsed(reply_html(1, said)).values("data-cite") == ["1-1"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://example.org/%0aalert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("//example.org", False),
        ("http:///nowhere", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    parsed = Parsed(source_html("a.txt", url))
    assert parsed.values("href") == ([url] if linked else [])
    assert parsed.text == "a.txt"


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a < b && c > d",
        "line one\r\nline two\rthree",
        "\U0001f600 e\u0301 שלום",
        " spaces  kept ",
    ],
)
def test_the_marked_text_is_the_quote_character_by_character(text: str) -> None:
    source = document(f"Start. {text} End.")
    quote = Span(7, 7 + len(text))
    shown = excerpt_html(source, Span(0, len(source.text)), quote)
    assert Parsed(shown).marked == [source.text[7 : 7 + len(text)]]


def test_the_surroundings_reach_beyond_the_passage_and_end_at_words() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    start = words.index("word100")
    shown = Parsed(excerpt_html(document(words), Span(start, start + 15), Span(start, start + 7)))
    assert shown.marked == ["word100"]
    assert re.fullmatch(r"… (word\d+ )+…", shown.text)
    before, _, after = shown.text.partition("word100")
    assert 150 < len(before) < 185
    assert 150 < len(after) < 200


def test_a_passage_at_the_edges_of_its_document_has_no_ellipsis() -> None:
    source = document("All there is.")
    assert Parsed(excerpt_html(source, Span(0, 13), Span(0, 3))).text == "All there is."


def test_metadata_and_lines_without_content_are_left_out_of_the_surroundings() -> None:
    text = "date 2024-01-29 It began.\n\nExpand Tweet\n\nThen it ended."
    content = (Span(16, 25), Span(41, len(text)))
    source = document(text, content=content)
    whole = Span(16, len(text))
    shown = Parsed(excerpt_html(source, whole, Span(41, 45)))
    assert shown.text == "It began.\n⋯\nThen it ended."
    assert shown.marked == ["Then"]
    assert Parsed(excerpt_html(source, whole, Span(16, 45))).marked == [text[16:45]]


def test_a_quote_outside_of_its_passage_is_shown_all_the_same() -> None:
    source = document("First here. Then there. At last gone.")
    shown = Parsed(excerpt_html(source, Span(0, 11), Span(24, 37)))
    assert shown.marked == ["At last gone."]
    assert shown.text == source.text


def test_a_card_says_title_date_score_source_and_offsets() -> None:
    source = document("It came out on Monday.", id="news/a.txt", title="News of the day")
    shown = Parsed(section_html(3, answer(citation(source, "Monday")))).text
    for part in ("Evidence", "News of the day", "29 January 2024", "score 0.75", "news/a.txt"):
        assert part in shown
    assert "characters 15–21" in shown


def test_a_card_names_the_page_of_a_document_that_has_pages() -> None:
    source = document("It is old.\n\n\f\n\nIt came out on Monday.")
    shown = Parsed(section_html(3, answer(citation(source, "Monday")))).text
    assert "page 2, characters 30–36" in shown


def test_a_refusal_shows_what_came_nearest_and_cites_nothing() -> None:
    said = answer(hits=(hit(document("Something else.")),))
    panel = section_html(1, said)
    assert "What came nearest" in panel
    assert "similarity 0.42" in panel
    assert Parsed(panel).values("data-back") == []
    reply = Parsed(reply_html(1, said))
    assert reply.text.startswith("The documents do not say.")
    unsure = Parsed(reply_html(1, answer(alternatives=(Statement("<b>Monday", ()),))))
    assert "Less likely<b>Monday" in unsure.text
    assert reply.values("data-cite") == []


def test_a_refusal_without_any_passage_says_so_and_lists_none() -> None:
    assert "Nothing came near." in section_html(1, answer())
    reply = Parsed(reply_html(1, answer()))
    assert "listed as evidence" not in reply.text
    assert "Nearest passages" not in reply.text
    found = Parsed(reply_html(1, answer(hits=(hit(document("Something else.")),))))
    assert "listed as evidence" in found.text
    assert "Nearest passages" in found.text


def test_an_answer_that_lost_its_quotes_says_so_and_calls_nothing_its_evidence() -> None:
    gone = answer(hits=(hit(document("Other.")),), status="answered")
    turn = answered(Turn(1, "When?"), gone, to_record("When?", gone), lost=1)
    assert "A source of this answer has changed or was removed" in Parsed(turn.reply).text
    assert "What came nearest" in turn.evidence
    assert "2 sources of this answer have changed" in reply_html(1, gone, lost=2)
    assert "changed" not in reply_html(1, gone)


@pytest.mark.parametrize(
    ("undated", "said"),
    [
        (1, "1 document without a date is left out by the dates set in Documents."),
        (2000, "2,000 documents without a date are left out by the dates set in Documents."),
    ],
)
def test_a_refusal_says_what_a_bound_of_dates_left_out(undated: int, said: str) -> None:
    assert said in Parsed(reply_html(1, answer(), undated=undated)).text
    assert "left out" not in reply_html(1, answer())
    record = {**to_record("When?", answer()), "undated": undated}
    assert said in answered(Turn(1, "When?"), answer(), record).reply


def test_a_part_of_a_question_without_an_answer_is_named() -> None:
    cited = citation(document("Out on Monday."), "Monday")
    said = answer(cited, statements=(Statement("Monday", (1,)),), unanswered=("who <b> sang it?",))
    assert "The documents do not say: who <b> sang it?" in Parsed(reply_html(1, said)).text


def test_conflicting_sources_stand_side_by_side_with_their_titles_and_dates() -> None:
    one = document("Out on Monday.", id="a", published=None)
    two = document("Out on Friday.", id="b")
    sides = (Statement("Monday", (1,), "“One”"), Statement("Friday", (2,), "“Two”, 2024-01-29"))
    cited = (citation(one, "Monday"), citation(two, "Friday", number=2))
    said = answer(*cited, status="conflicting", statements=sides)
    reply = Parsed(reply_html(1, said))
    assert reply.tags.count("li") == 2
    assert reply.values("data-cite") == ["1-1", "1-2"]
    assert "The documents differ." in reply.text
    assert "Monday (“One”) [1]" in reply.text
    assert "Friday (“Two”, 2024-01-29) [2]" in reply.text
    assert "Sources that differ" in section_html(1, said)


def test_what_was_derived_from_a_date_stands_beside_the_statement() -> None:
    source = document("It came out last Friday.")
    derived = "that is January 26, 2024, going by the document's date"
    said = answer(
        citation(source, "last Friday"),
        statements=(Statement("last Friday", (1,), derived),),
        alternatives=(Statement("Monday", (), "that is January 22, 2024"),),
    )
    reply = Parsed(reply_html(1, said))
    assert reply.text.startswith(f"last Friday ({derived}) [1]")
    assert "Monday (that is January 22, 2024)" in reply.text


def test_found_passages_that_are_not_cited_are_folded_below() -> None:
    cited, other = document("Out on Monday.", id="a"), document("Nothing.", id="b")
    panel = Parsed(
        section_html(1, answer(citation(cited, "Monday"), hits=(hit(cited), hit(other))))
    )
    assert panel.tags.count("details") == 1
    assert "Found but not used (1)" in panel.text


def test_each_answer_keeps_its_own_evidence_and_the_last_one_is_shown() -> None:
    sections = [
        section_html(turn, answer(citation(document(f"Out on {day}."), day)))
        for turn, day in enumerate(("Monday", "Friday"), 1)
    ]
    panel = Parsed(panel_html(sections))
    assert panel.marked == ["Monday", "Friday"]
    assert [value for value in panel.values("id") if value.startswith("card")] == [
        "card-1-1",
        "card-2-1",
    ]
    assert len(panel.values("hidden")) == 1


def test_copied_text_carries_the_quotes_and_their_sources() -> None:
    said = answer(citation(document("Out on Monday.", title="News"), "Monday"))
    assert plain_text(said) == "Monday [1]\n\n[1] “Monday” (News, 29 January 2024)"
    assert plain_text(answer()) == "The documents do not say."


def test_a_very_long_question_is_shown_cut_with_its_length() -> None:
    shown = Parsed(chat_html([Turn(1, "x" * 100_000)], welcome="")).text
    assert len(shown) < 1000
    assert "(100,000 characters)" in shown


def test_a_document_is_shown_whole_with_only_the_span_marked() -> None:
    text = "First line.\r\nThe quote <b>here</b>.\n\tLast."
    view = Parsed(document_html(document(text), Span(13, 22)))
    assert view.marked == ["The quote"]
    assert text in view.text


def test_in_a_changed_document_the_quote_is_marked_where_it_is_now_or_not_at_all() -> None:
    mark = mark_of("It is old.")
    moved = Parsed(document_html(document("New: It is old."), Span(0, 10), mark))
    assert moved.marked == ["It is old."]
    assert "start=5" in moved.values("data-copy-link")[0] and "changed" not in moved.text
    gone = Parsed(document_html(document("It is new."), Span(0, 10), mark))
    assert gone.marked == []
    assert "This document has changed" in gone.text


@pytest.mark.parametrize("span", [None, Span(3, 3), Span(0, 10_000)])
def test_a_span_that_the_document_does_not_have_marks_nothing(span: Span | None) -> None:
    view = Parsed(document_html(document("Short."), span))
    assert view.marked == []
    assert "Short." in view.text


def test_of_a_huge_document_the_surroundings_of_the_span_are_shown() -> None:
    text = "a " * 400_000
    view = Parsed(document_html(document(text), Span(600_000, 600_001)))
    assert view.marked == ["a"]
    assert len(view.text) < 410_000


def test_a_permalink_keeps_any_name() -> None:
    name = "a folder/ü&b=1#x?.txt"
    assert dict(parse_qsl(permalink(name, Span(3, 9))[1:])) == {
        "document": name, "start": "3", "end": "9",
    }  # fmt: skip
    assert parse_qsl(permalink("a", None)[1:]) == [("document", "a")]


def test_a_permalink_to_nothing_says_so() -> None:
    assert "no document <gone>" in Parsed(missing_html("<gone>")).text


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("two  words\n", 10, "two words"),
        ("A long title about nothing", 12, "A long…"),
        ("unbroken" * 4, 9, "unbroken…"),
    ],
)
def test_titles_are_cut_at_words(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


def test_the_end_of_a_page_is_a_line_and_text_stays_as_it_is() -> None:
    assert prose("a <\fb") == 'a &lt;<span class="page-end">\f</span>b'


def test_escape_covers_elements_and_attributes() -> None:
    assert escape("<a href='x'>\"&\r") == "&lt;a href=&#x27;x&#x27;&gt;&quot;&amp;&#13;"


def test_a_long_standalone_question_is_shortened_and_its_field_has_all_of_it() -> None:
    long = " ".join(["who sang it"] * 30)
    parsed = Parsed(reply_html(1, answer(question=long), "who?"))
    assert parsed.values("value") == [long]
    assert long in parsed.values("title")
    assert long not in parsed.text and "Understood as who sang it who sang it" in parsed.text


def test_the_number_of_a_card_says_what_it_means() -> None:
    said = answer(citation(document("Out on Monday."), "Monday"))
    parsed = Parsed(section_html(1, said))
    meaning = "how well these words answer the question; to compare within one answer"
    assert meaning in parsed.values("title")
    assert f"score 0.75: {meaning}" in parsed.text


def test_an_unknown_date_is_left_out() -> None:
    assert date_html(None) == ""


@pytest.mark.parametrize(
    ("verdict", "pressed"),
    [("none", ["false", "false"]), ("like", ["true", "false"]), ("dislike", ["false", "true"])],
)
def test_the_verdict_given_is_told_to_who_cannot_see_it(verdict: str, pressed: list[str]) -> None:
    said = answer(question="When?")
    turn = judged(answered(Turn(1, "When?"), said, to_record("When?", said)), verdict)
    assert Parsed(chat_html([turn], welcome="")).values("aria-pressed") == pressed
