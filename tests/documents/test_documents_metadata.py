"""What a document says of itself: dates, header lines, front matter, titles."""

from datetime import date, datetime
from pathlib import Path

import pytest

from rag.documents import read_document
from rag.documents.dates import head_date, heading_date, name_date, parse_date
from rag.documents.metadata import read_metadata
from rag.documents.titles import heading_title
from rag.types import Document


def read(folder: Path, data: str | bytes, name: str = "a.txt") -> Document:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(path, root=folder)


def content_of(document: Document) -> list[str]:
    return [document.text[span.start : span.end] for span in document.content]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-29", date(2024, 1, 29)),
        ("2024-1-9", date(2024, 1, 9)),
        ("2024/01/29", date(2024, 1, 29)),
        ("2024-01-29T08:30:00Z", date(2024, 1, 29)),
        ("2024-01-29 08:30", date(2024, 1, 29)),
        ("January 29, 2024", date(2024, 1, 29)),
        ("Jan. 29, 2024, 8:30 a.m. ET", date(2024, 1, 29)),
        ("29 January 2024 at 14.00 hrs GMT+1", date(2024, 1, 29)),
        ("2024-01-29T08:30:00.123456+01:00", date(2024, 1, 29)),
        ("January 29, 2024, 2:00 PM Eastern Standard Time", date(2024, 1, 29)),
        ("Mon, 29 Jan 2024 08:30:00 +0000 (UTC)", date(2024, 1, 29)),
        ("January 29, 2024, 14:00 Dr. Lee was fired", None),
        ("January 29, 2024, 14:00 Lee", None),
        ("2024-01-29 14:00, the end", None),
        ("Monday, January 29th, 2024", date(2024, 1, 29)),
        ("29 January 2024", date(2024, 1, 29)),
        ("1st of March 2023", date(2023, 3, 1)),
        ("Mon, 29 Jan 2024 08:30:00 +0000", date(2024, 1, 29)),
        ("Sept. 5 2022", date(2022, 9, 5)),
        ("3-May-2024", date(2024, 5, 3)),
        ("1-Mar-24", date(2024, 3, 1)),
        ("1-Mar-98 8:30", date(1998, 3, 1)),
        ("3 May 24", None),
        ("31-Feb-24", None),
        (date(2024, 1, 29), date(2024, 1, 29)),
        (datetime(2024, 1, 29, 8), date(2024, 1, 29)),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("February 30, 2024", None),
        ("01/02/2024", None),
        ("2024-01/29", None),
        ("yesterday", None),
        ("2024-01-29 in a scene", None),
        ("", None),
        (20240129, None),
        (None, None),
    ],
)
def test_dates_are_read_when_certain_and_else_not(value: object, expected: date | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "value", ["0001-01-01", "0001-01-01T00:00:00Z", "9999-12-31", date.min, datetime.max]
)
def test_a_date_that_only_holds_a_place_is_none(value: object) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("text", "published", "rest"),
    [
        (" date 2024-01-29 In a scene.", date(2024, 1, 29), " In a scene."),
        ("date 2024-01-29\nIn a scene.", date(2024, 1, 29), "\nIn a scene."),
        ("Date: 2024-01-29\n\nText.", date(2024, 1, 29), "\n\nText."),
        ("\r\nPublished: January 29, 2024\r\nText.", date(2024, 1, 29), "\r\nText."),
        ("Published on 2024-01-29\rText.", date(2024, 1, 29), "\rText."),
        ("date 2024-02-30 In a scene.", None, "date 2024-02-30 In a scene."),
        (
            "Date: January 29, 2024, 14:00 Dr. Lee was fired.\nText.",
            None,
            "Date: January 29, 2024, 14:00 Dr. Lee was fired.\nText.",
        ),
        ("date 2024-01-29 08:00 In a scene.", date(2024, 1, 29), " 08:00 In a scene."),
        ("Date: 2024-01-29 10 men came.", date(2024, 1, 29), " 10 men came."),
        ("Date: 2024-02-30 08:00\nText.", None, "Date: 2024-02-30 08:00\nText."),
        ("Date: tomorrow\nText.", None, "Date: tomorrow\nText."),
        ("date palms grow here.", None, "date palms grow here."),
        ("Up to date 2024-01-29 we wait.", None, "Up to date 2024-01-29 we wait."),
        ("Note: 2024-01-29\nText.", None, "Note: 2024-01-29\nText."),
    ],
)
def test_a_leading_date_is_metadata_only_when_it_is_one(
    text: str, published: date | None, rest: str
) -> None:
    found = read_metadata(text)
    assert (found.published, text[found.text_start :]) == (published, rest)


def test_header_lines_give_all_the_metadata() -> None:
    head = "Title: The Flood: a report\nAuthor: Jo Li\nDate: 3 May 2021\nURL: https://a.org/x"
    text = f"{head}\n\nIt rose."
    found = read_metadata(text)
    assert (found.title, found.author) == ("The Flood: a report", "Jo Li")
    assert (found.published, found.url) == (date(2021, 5, 3), "https://a.org/x")
    assert text[found.text_start :].strip() == "It rose."


@pytest.mark.parametrize(
    "line",
    [
        "Date: 2024-01-29 08:00",
        "Date: 2024-01-29 08:00:00 +0100",
        "Published: 2024-01-29 at 8:00 pm",
        "Posted on 2024-01-29 08:00 CET",
        "date 2024-01-29 08:00",
    ],
)
def test_header_lines_go_on_after_a_date_with_its_time(line: str) -> None:
    text = f"{line}\nTitle: Budget meeting\nAuthor: Ann\n\nIt was short."
    found = read_metadata(text)
    assert found.published == date(2024, 1, 29)
    assert (found.title, found.author) == ("Budget meeting", "Ann")
    assert text[found.text_start :].strip() == "It was short."


def test_a_header_line_that_does_not_hold_stays_text() -> None:
    text = "Title: The Flood\nSource: an old woman\nIt rose."
    found = read_metadata(text)
    assert found.url is None
    assert text[found.text_start :].strip() == "Source: an old woman\nIt rose."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_front_matter_gives_metadata_and_stays_but_for_what_citations_show(
    tmp_path: Path, line_end: str
) -> None:
    lines = [
        "---",
        "title: The Flood",
        "date: 2021-05-03",
        "authors: [Jo Li, Bo Ra]",
        "link: https://a.org/x",
        "tags: [water]",
        "---",
        "# Another heading",
        "",
        "It rose.",
    ]
    document = read(tmp_path, line_end.join(lines), "a.md")
    assert (document.title, document.author) == ("The Flood", "Jo Li, Bo Ra")
    assert (document.published, document.url) == (date(2021, 5, 3), "https://a.org/x")
    assert document.media_type == "text/markdown"
    assert content_of(document) == [
        lines[3],
        lines[5],
        f"# Another heading{line_end}{line_end}It rose.",
    ]


@pytest.mark.parametrize(
    ("block", "title", "published"),
    [
        ("title: Flood: a report\ndate: 2021-05-03", "Flood: a report", date(2021, 5, 3)),
        ("title: 'never closed\ndate: 2021-05-03", "never closed", date(2021, 5, 3)),
        ("title: T\ndate: 2021-13-45", "T", None),
        ("title: Rome: a diary\ntags:\n  - food\n  - art\n  - sun", "Rome: a diary", None),
        ("title: [Draft] Rome\ntags:\n- food\n- art\n- sun", "[Draft] Rome", None),
        ("title: A: b\ntags: [food,\n  art,\n  sun]\nimage:\n  title: Sea", "A: b", None),
        ("title: T\ndraft: !!bool perhaps", "T", None),
        ("title: T\npages: !!int ''", "T", None),
        ("title: T\nat: !!timestamp noon", "T", None),
    ],
)
def test_front_matter_that_is_not_yaml_is_read_line_by_line(
    block: str, title: str, published: date | None
) -> None:
    found = read_metadata(f"---\n{block}\n---\nText.")
    assert (found.title, found.published) == (title, published)


@pytest.mark.parametrize(
    "block",
    [
        "Created: 2024-01-01\nTags: a",
        "aliases:\n  - Flood\nTags:\n  - water\nCreated: 2024-01-05",
        "Tags: [a\nProject: The Flood",
    ],
)
def test_front_matter_is_known_by_its_usual_keys_in_any_case(tmp_path: Path, block: str) -> None:
    document = read(tmp_path, f"---\n{block}\n---\n\nIt rose.", "a.md")
    assert (document.title, content_of(document)) == ("It rose.", [block, "It rose."])


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("2024-01-29", "2024-01-29"),
        ("Off", "Off"),
        ("12:30", "12:30"),
        ("007", "007"),
        ("1e3", "1e3"),
        ('"Quoted: 😀"', "Quoted: 😀"),
        (r'"\ud83d\ude00 Party plan"', "😀 Party plan"),  # as json.dumps writes it
        (r'"\ud83d Party plan"', None),
        ("null", None),
        ("~", None),
        ("", None),
        ("{a: b}", None),
    ],
)
def test_a_title_of_front_matter_is_as_it_is_written(written: str, title: str | None) -> None:
    found = read_metadata(f"---\ntitle: {written}\ndate: 2021-05-03\n---\nText.")
    assert (found.title, found.published) == (title, date(2021, 5, 3))


def test_emoji_escaped_as_json_does_are_read_in_every_name_of_a_list() -> None:
    found = read_metadata('---\nauthors: ["\\ud83d\\ude00 Jo", "\\u00c9va"]\n---\nText.')
    assert found.author == "😀 Jo, Éva"


@pytest.mark.parametrize(
    "line", [f"title: 0x{'f' * 5000}", f"date: 0x{'f' * 5000}", f"? 0x{'f' * 5000}\n: title"]
)
def test_a_value_too_long_for_a_title_or_a_date_is_no_metadata(line: str) -> None:
    found = read_metadata(f"---\n{line}\nauthor: Jo Li\n---\nText.")
    assert (found.title, found.published, found.author) == (None, None, "Jo Li")


@pytest.mark.parametrize(
    "text",
    [
        "---\n[unclosed\n{ nonsense\n---\nText.",
        "---\nNote: handle with care\n---\nText.",
        "---\nMilk: two litres\nBread: one loaf\n---\nText.",
        "---\n- eggs\n- flour\nBy: noon: at the latest\n---\nText.",
        "---\n\nA scene begins.\n\n---\n\nText.",
        "---\ntitle: never closed\n\nText.",
        "---\n" + "[ " * 5000 + "\n---\nText.",
    ],
)
def test_what_is_not_front_matter_stays_text(tmp_path: Path, text: str) -> None:
    assert content_of(read(tmp_path, text, "a.md")) == [text]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The *Flood* of [1953](https://a.org) #\n\nIt rose.", "The Flood of 1953"),
        ("# The snake_case style of read_csv\n\nIt rose.", "The snake_case style of read_csv"),
        ("# __init__.py and 2*3*4\n\nIt rose.", "__init__.py and 2*3*4"),
        ("# `__init__`, *args and 2 * 3\n\nIt rose.", "__init__, *args and 2 * 3"),
        ("# **The *old* `a_b`** of __C__ #\n\nIt rose.", "The old a_b of C"),
        ("\n\nThe Flood\n=========\n\nIt rose.", "The Flood"),
        ("It rose. # Not a heading\n", "It rose."),
        ("## Second level\n\nIt rose.", "## Second level"),
    ],
)
def test_a_markdown_document_is_named_by_its_first_heading(
    tmp_path: Path, text: str, title: str
) -> None:
    assert read(tmp_path, text, "a.md").title == title


@pytest.mark.parametrize("unit", ["`", "_a ", "**a ", "[", "snake_case _x "])
def test_a_heading_without_end_is_read_as_soon_as_any_other(tmp_path: Path, unit: str) -> None:
    """Of a heading with 100,000 signs, patterns over all of it would not end within the day."""
    document = read(tmp_path, "# Flood " + unit * 100_000, "a.md")
    assert document.title.startswith("Flood")
    assert len(document.title) <= 240


def test_a_rule_before_the_first_sentence_is_no_title(tmp_path: Path) -> None:
    text = "---\n\nA scene begins.\n\n---\n\nText."
    assert read(tmp_path, text).title == "A scene begins."
    assert read(tmp_path, "---").title == "---"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "2 October 2024\n\nDear parents,\n\nVisit to the Baths\n\nWe leave.",
            "Visit to the Baths",
        ),
        ("**May 9, 2023**\n\nThe mill burns.", "The mill burns."),
        ("Page 3 of 10\n\nThe mill burns.", "The mill burns."),
        ("17\n\nThe mill burns.", "The mill burns."),
        ("2 October 2024: the mill burns.", "2 October 2024: the mill burns."),
        ("2 October 2024", "2 October 2024"),
        ("Dear Ann, the mill burns.", "Dear Ann, the mill burns."),
    ],
)
def test_a_date_a_page_number_or_a_greeting_is_no_title(
    tmp_path: Path, text: str, title: str
) -> None:
    assert read(tmp_path, text).title == title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Ferry aground off Skerry\nThe Harbour Gazette, 3 May 2019\nBy Ann Lee",
            "Ferry aground off Skerry",
        ),
        (
            "Ferry aground off the island of\nskerry\nBy Ann van Lee and Bo Ra",
            "Ferry aground off the island of skerry",
        ),
        (
            "THE HARBOUR GAZETTE\n3 May 2019\n\nFerry aground\nBy Ann Lee, Chief Reporter",
            "Ferry aground",
        ),
        ("HARBOUR GAZETTE\nFriday, 3 May 2019\n\nFerry aground", "Ferry aground"),
        (
            "The Evening Star, 3 May 2019\nFerry aground: “nobody hurt”\nBY ANN LEE",
            "Ferry aground: “nobody hurt”",
        ),
        ("Ferry aground off the isle\nThe Evening Star, 3 May 2019", "Ferry aground off the isle"),
        ("Ferry aground\n\nNobody is hurt, the captain says.\n\nBy Ann Lee", "Ferry aground"),
        ("Ferry aground\n\nOSLO, February 28, 2025", "Ferry aground"),
        # Nothing shows an article:
        ("MINUTES OF THE FERRY CLUB\n3 May 2019\n\nPresent: Ann Lee", "MINUTES OF THE FERRY CLUB"),
        ("MINUTES OF THE FERRY CLUB\n3 May 2019\n\nWelcome", "MINUTES OF THE FERRY CLUB"),
        ("By the sea we sat.", "By the sea we sat."),
        ("Ferry list\n\nPaid by Ann Lee", "Ferry list"),
        ("By Ann Lee", "By Ann Lee"),
    ],
)
def test_an_article_is_named_by_its_headline(tmp_path: Path, head: str, title: str) -> None:
    text = f"{head}\n\nThe ferry to the isle ran aground on Thursday night in thick fog.\n"
    assert read(tmp_path, text).title == title
    assert read(tmp_path, text.replace("\n", "\r\n")).title == title


def test_a_heading_is_a_title_in_markdown_only(tmp_path: Path) -> None:
    assert read(tmp_path, "# not a heading\n\nText.").title == "# not a heading"
    assert heading_title("", 0) is None


MAIL = "From: Jo Li <jo@li.example>\nTo: Kim Um <kim@um.example>\n"


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        (
            f"{MAIL}Date: Mon, 5 Feb 2024 09:12:00 +0000\nSubject: Offer\n",
            "Offer",
            date(2024, 2, 5),
        ),
        (
            "Received: by a.example;\r\n\tMon, 5 Feb 2024 23:12:00 -0800\r\n"
            "Subject: =?utf-8?q?Caf=C3=A9?=\r\n in March\r\n"
            "From: jo@li.example\r\nDate: 5 Feb 2024 23:12 -0800\r\n",
            "Café in March",
            date(2024, 2, 5),
        ),
        (f"{MAIL}Date: Mon, 5 Feb 24 09:12:00 EST\nSubject: Offer\n", "Offer", date(2024, 2, 5)),
        (f"{MAIL}Date: soon\nSubject: =?nonsense?q?a?=\n", "=?nonsense?q?a?=", None),
        (f"{MAIL}Date: 2024-02-05\n", "From: Jo Li <jo@li.example>", date(2024, 2, 5)),
    ],
)
def test_a_mail_has_its_day_and_subject_and_its_headers_stay_text(
    tmp_path: Path, head: str, title: str, published: date | None
) -> None:
    document = read(tmp_path, f"{head}\nDear Kim,\n\nthe price is 5 euros.")
    assert (document.title, document.published) == (title, published)
    assert content_of(document)[0].startswith(head[:10])


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Minutes of the committee, Riverside Club, 9 May 2023", date(2023, 5, 9)),
        ("Minutes (May 9, 2023)", date(2023, 5, 9)),
        ("Minutes - Tuesday, 9 May 2023.", date(2023, 5, 9)),
        ("2023-05-09", date(2023, 5, 9)),
        ("9 May 2023: a walk", date(2023, 5, 9)),
        ("Minutes: 2023-05-09", date(2023, 5, 9)),
        ("Deadline: 9 May 2023", None),
        ("Battle of X (18 June 1815)", None),
        ("What 9 May 2023 changed", None),
        ("The flood of 9 May 2023", None),
        ("9 May 2023 was a good day", None),
        ("Trip, 9 May 2023 - 12 May 2023", None),
        ("Minutes, 31 February 2023", None),
        ("Minutes, May 2023", None),
        ("Order 12023-05-09", None),
    ],
)
def test_a_heading_has_a_date_where_it_stands_apart(heading: str, expected: date | None) -> None:
    assert heading_date(heading) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2023-05-09_minutes", date(2023, 5, 9)),
        ("2023-05-09-minutes", date(2023, 5, 9)),
        ("minutes 2023-05-09", date(2023, 5, 9)),
        ("2023-05-09_2023-05-12_trip", None),
        ("order-12023-05-09", None),
        ("0123-2023-05-09", None),
        ("2023-13-09", None),
        ("20230509", None),
    ],
)
def test_a_name_has_a_date_when_it_is_the_only_one(stem: str, expected: date | None) -> None:
    assert name_date(stem) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 October 2024\n\nDear parents,", date(2024, 10, 2)),
        ("Jo Mill\n9 Elm Road\n\n  *Tuesday, 2 May 2023*\n\nDear Ann,", date(2023, 5, 2)),
        ("# House rules\n\nValid from 1 May 2019.", date(2019, 5, 1)),
        ("These rules are valid from 1 May 2019 and replace those of 2015.", date(2019, 5, 1)),
        ("Travel policy\n\nIn force since May 1, 2019.", date(2019, 5, 1)),
        ("2 May 2023\n\nThe policy is valid from 1 July 2023.", date(2023, 5, 2)),
        ("Rules, valid from 1 May 2019\n\nEffective as of 1 June 2019.", None),
        ("2 May 2023\n\nWe met.\n\n3 May 2023\n\nWe met again.", None),
        ("On 2 May 2023 the mill burned.", None),
        ("Version 2 (September 2022)", None),
        ("The ticket is valid until 2 May 2023.", None),
        ("18 June 1815\n\nThe battle began.", None),
        ("Text. " * 200 + "\n\n2 May 2023\n", None),
        (
            "# Minutes of the bowls club\n\n**Date:** 27 January 2025\nPresent: Ann",
            date(2025, 1, 27),
        ),
        ("Care plan\nPrepared by Ann\nLast updated: 3 May 2024, by Bo", date(2024, 5, 3)),
        ("Lease\n\nThis lease of Shed 4 is made on 18 August 2024 between", date(2024, 8, 18)),
        ("A poster\nDate: 3 May 2024\nA poster\nDate: 4 May 2024", None),
        ("We met.\nThe due date is 3 May 2024", None),
        ("The film was made on 3 May 2024 in a lease of life", None),
        ("Your letter dated 3 May 2024 reached us.", None),
    ],
)
def test_the_first_lines_of_a_text_give_its_date(text: str, expected: date | None) -> None:
    assert head_date(text) == expected


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("---\ndate: 2020-01-01\n---\n# Minutes, 9 May 2021\n\nText.", date(2020, 1, 1)),
        ("Date: 2020-01-01\n\n# Minutes, 9 May 2021\n\nText.", date(2020, 1, 1)),
        ("# Minutes, 9 May 2021\n\nText.", date(2021, 5, 9)),
        ("# Minutes\n\nOn 9 May 2021 we met.", date(2022, 3, 4)),
        ("# Minutes\n\n9 May 2021\n\nWe met.", date(2022, 3, 4)),
    ],
)
def test_what_a_document_says_of_itself_comes_before_its_heading_and_its_name(
    tmp_path: Path, text: str, published: date
) -> None:
    assert read(tmp_path, text, "2022-03-04_minutes.md").published == published


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("The Courier, 9 June 2024\n\nThe ferry ran aground yesterday.", date(2024, 6, 9)),
        ("Ferry aground\nThe Evening Star, 2 June 2019\nBy Ann Lee", date(2019, 6, 2)),
        ("The ferry sank on 9 June 2024.\nNobody was hurt.", None),
        ("Ferry aground\n\nOSLO, February 28, 2025\n\nIt ran aground.", date(2025, 2, 28)),
        ("Ferry aground\nBERGEN, Norway, March 4, 2025\nBy Ann Lee", date(2025, 3, 4)),
        ("Ferry aground\nBergen, March 4, 2025", date(2025, 3, 4)),
        ("Oslo, 4 March 2025\nIt rained.\nBergen, 5 March 2025\nIt cleared.", None),
        ("Monday, 4 March 2024\nIt rained.\nTuesday, 5 March 2024\nIt cleared.", None),
        ("Ferry aground\nOslo, on 4 March 2025", None),
        ("One line.\nTwo.\nThree.\nThe Courier, 9 June 2024", None),
    ],
)
def test_an_article_is_of_the_day_beside_its_papers_name(
    tmp_path: Path, head: str, published: date | None
) -> None:
    assert read(tmp_path, f"{head}\n\nMore of it.").published == published


@pytest.mark.parametrize("line", ["**{}:** {}", "**{}**: {}", "__{}:__ {}", "__{}__: {}", "{}: {}"])
def test_the_keys_of_header_lines_may_be_bold(tmp_path: Path, line: str) -> None:
    fields = ("Title", "Harbour piers"), ("Date", "2 January 2024"), ("Author", "Ann Lee")
    head = "\n".join(line.format(*field) for field in fields)
    document = read(tmp_path, f"{head}\n\nThe harbour has three piers.", "a.md")
    assert (document.title, document.author) == ("Harbour piers", "Ann Lee")
    assert document.published == date(2024, 1, 2)
    assert content_of(document) == [head.partition("\n")[2], "The harbour has three piers."]


@pytest.mark.parametrize("line", ["**Title: Harbour**", "**Title: Harbour", "__Title:** Harbour"])
def test_a_line_that_is_bold_as_a_whole_or_by_half_is_no_header(tmp_path: Path, line: str) -> None:
    assert content_of(read(tmp_path, f"{line}\n\nIt has piers.", "a.md"))[0].startswith(line)
