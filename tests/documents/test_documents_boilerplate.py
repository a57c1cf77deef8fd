"""Which lines carry no content: each rule both ways, on examples of its own."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.documents.boilerplate import boilerplate_spans

ARTICLE = """The harbour of Aldmouth froze over in the first week of February, said the warden.

Fishing boats lay in the ice for nineteen days, and the herring market closed its gates.

Engineers from the county broke a channel with an old tug that had served on the Baltic.

When the thaw came at last the quay had moved by a hand's breadth, and nobody was hurt.

The warden wants a new breakwater before next winter, at a cost of four million pounds."""
PARAGRAPHS = ARTICLE.split("\n\n")


def left_out(text: str, *, web_page: bool = False) -> list[str]:
    return [text[span.start : span.end] for span in boilerplate_spans(text, web_page=web_page)]


def inside(line: str) -> str:
    return "\n\n".join([*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])


def repeated(line: str, between: str = "\n\n") -> str:
    return "\n\n".join([*PARAGRAPHS[:2], between.join([line] * 4), *PARAGRAPHS[2:]])


CONTROLS = [
    "Read more",
    "READ MORE:",
    "Share this article",
    "Advertisement",
    "Story continues below advertisement",
    "Share on Facebook",
    "View comments",
    "Skip to main content",
    "(Article continues below)",
    "Related stories:",
    "Click here to see the full photo gallery",
    "Subscribe to our newsletter",
    "Follow us on Twitter and Instagram",
]
NOTICES = [
    "Sign up for the Morning Tide, our daily newsletter about the coast.",
    "Follow Ann Ruthven on Twitter: @annruthven",
    "Follow @ann99 for more",
    "Follow the Courier's Ann Ruthven (@annruthven) on Twitter and Instagram",
    "Copyright 2019-2021 by the Aldmouth Courier",
    "More:Why the lighthouse keeper kept a diary",
    "© 2021 Aldmouth Courier",
    "Aldmouth Courier 2021. All Rights Reserved.",
    "By subscribing you agree to our terms.",
    "Copyright 2021 The Aldmouth Courier. All rights reserved.",
    "This story may not be published, broadcast, rewritten or redistributed.",
    "We use cookies to improve your experience.",
    "By continuing to browse this site you accept our cookies.",
    "Related: Ten ferries that never sailed again",
    "Also read: Why the lighthouse keeper kept a diary",
]
# What only pages say, but people's own notes may hold for its name, its address or its year.
NAMING = [
    "Follow us on Instagram: @kelbypottery",
    "Follow us on Instagram at kelby-pottery.example",
    "© 2024 Ann Lee. All rights reserved.",
    "Copyright 2021 The Aldmouth Courier. All rights reserved.",
    "Subscribe to our newsletter at kelby-pottery.example.",
    "Sign up for the Morning Tide, our daily newsletter about the coast.",
]
# What people write for themselves, in the words that a page has for its visitors.
NOTES = [
    "Follow Emma on Instagram",
    "Subscribe Emma to the school newsletter in time.",
    "Don't miss: The concert of Emma's class",
    "More: Bring the tent and both sleeping bags",
    "See also: Oslo trip packing list",
]
SAID_TO_SOMEBODY = [
    "Subscribe Emma to the school newsletter before Friday.",
    "Don't miss: Dentist with Emma at 9",
    "More: Bring both sleeping bags in August",
    "Like Anna said on Facebook, the shop closes for good.",
]
WITH_CONTENT = [
    *SAID_TO_SOMEBODY,
    "More: bring the tent and both sleeping bags",
    "Read carefully what the harbour master wrote.",
    "The newsletter of the port had 300 readers.",
    "Share prices of the ferry line fell.",
    "Related work was done at the university by Ruthven and Hale in 1987.",
    "Related: see the third chapter of the harbour act for the details of the duties.",
    "More: 12 tons",
    "The privacy policy of the port was changed in 2019.",
    "Contact the harbour office at office@aldmouth.example for a berth.",
    "Open the app and choose the berth.",
    "Close the sidebar",
    "Click on the Save button",
    "By signing this contract, you agree to pay the dues.",
    "Sign up for a berth at the office today.",
    "# Read more",
    "- Share this article",
    "> Subscribe to our newsletter",
    "| Read more | Share |",
    '"Read more," he said.',
    "“Follow us on Twitter,” begged the mayor.",
    "A. Facebook",
    "    print('Read more')",
    "Twitter",
    "Original story",
    "Photo",
    "Copyright law protects the chart.",
    "The ministry struck the words all rights reserved from the licence.",
    "Please follow the warden on Twitter before the launch on May 3.",
    "Sign up for the beta: the code that opens our podcast is 4471.",
    "By subscribing before June members pay less.",
    "Click here is the label of the red button.",
    "Copyright 1998 reform extended the term to seventy years after death.",
    "© is the sign that the printer left out.",
    "The contract keeps all rights reserved.",
    "All rights reserved for the film went to the widow.",
    "We use cookies as prizes at the spring fair.",
    "By subscribing to the gym plan you get two guest passes.",
    "Follow up with bob@example.com about the late invoice.",
    "Follow up with @anna about the lease.",
    "Follow the instructions that anna@example.com sent last week.",
    "Follow @ann99 to the quay on Monday",
    "Sign up for our podcast workshop on Friday.",
    "Related: the boiler contract with Vaillant",
    "Related: Anna's boiler contract ends in March",
    *NOTES,
]


@pytest.mark.parametrize("line", CONTROLS)
def test_a_control_is_left_out(line: str) -> None:
    assert left_out(inside(line)) == [line]


@pytest.mark.parametrize("line", [*NOTICES, *NAMING])
def test_a_notice_is_left_out_of_web_pages_only(line: str) -> None:
    assert left_out(inside(line), web_page=True) == [line]
    assert left_out(inside(line)) == []


@pytest.mark.parametrize("line", NAMING)
def test_what_names_something_stays_where_a_text_is_only_like_a_page(line: str) -> None:
    assert left_out(inside(f"Share this article\n\n{line}")) == ["Share this article"]


@pytest.mark.parametrize("line", WITH_CONTENT)
def test_a_line_with_content_stays(line: str) -> None:
    assert left_out(inside(line)) == []


@pytest.mark.parametrize("line", NOTES)
def test_what_notes_may_say_too_is_left_out_of_web_pages_only(line: str) -> None:
    assert left_out(inside(line)) == []
    assert left_out(inside(line), web_page=True) == [line]


@pytest.mark.parametrize("line", ["More: Bring the tent and both bags", "We use cookies."])
def test_what_names_nothing_is_left_out_where_a_text_is_like_a_page(line: str) -> None:
    assert left_out(inside(f"Share this article\n\n{line}")) == ["Share this article", line]


@pytest.mark.parametrize("line", SAID_TO_SOMEBODY)
def test_what_is_said_to_somebody_stays_in_web_pages_too(line: str) -> None:
    assert left_out(inside(line), web_page=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "Expand Tweet",
        "Toggle Panel",
        "Widget Placeholder",
        "Bild vergrößern",
        "Ampliar imagen",
        "Close the sidebar",
        "Embedded Media Player",
        "Enlarge image",
    ],
)
def test_a_label_that_a_page_repeats_is_left_out_each_time(line: str) -> None:
    assert left_out(repeated(line)) in ([line] * 4, [])
    assert left_out(repeated(line)) == [line] * 4


@pytest.mark.parametrize(
    "line",
    [
        "We will not go home",
        "Let it snow",
        "Oh bring the boats back in",
        "The sea, the sea",
        "Nevermore",
        "Row on, row on!",
        "Total 12",
        "Stone: none",
        "never again",
        '"Sail Away"',
        "## Crew List",
        "- Fresh Herring",
        "> Old Song",
        "| Cod | Herring |",
        "    Retry Loop",
        "\tRetry Loop",
        "Who is there",
        "The Warden",
    ],
)
def test_a_repeated_line_with_content_stays(line: str) -> None:
    assert left_out(repeated(line)) == []


def test_a_refrain_inside_its_stanza_stays() -> None:
    assert left_out(repeated("Sweet Aldmouth Bay", between="\n")) == []
    stanza = "Sweet Aldmouth Bay\nthe herring ran\n\n"
    assert left_out(stanza * 5) == []


def test_a_speaker_named_before_every_speech_stays() -> None:
    play = "\n\n".join(f"Old Warden\n\nThe ice is {n} inches thick." for n in range(9))
    assert left_out(play) == []


def test_code_between_fences_stays() -> None:
    assert left_out(inside("```\n\nRead more\n\nRead more\n\n```")) == []


def test_a_code_fence_is_closed_by_its_own_mark_alone() -> None:
    assert left_out(inside("```\n~~~\n\nRead more\n\n~~~\n\nRead more\n\n```")) == []
    assert left_out(inside("```\n\n~~~\n\nRead more\n\nShare\n\n```")) == []
    assert left_out(inside("```\n\nRead more")) == ["Read more"]


CLOSING = [
    "What connects The Mentalist to a current fan-favorite show? We asked the showrunner HERE.",
    "Which celebrity chef hides a secret twin? Find out here.",
    "Discover the ten most romantic castles of Europe.",
    "Watch this puppy learn to skateboard (click here to view)",
    "Want to win a luxury cruise? Take our quiz!",
    "Check out these delicious recipes for autumn pumpkins:",
    "For everything about the elections, read here.",
    "LISTEN TO OUR PODCAST",
    "Stay tuned …",
]
CLOSING_NOTES = [
    "Read chapter five of the novel before class.",
    "Sign up Emma for swimming lessons.",
    "Watch the children until grandmother returns",
    "Looking for a flat in Oslo",
    "Somebody must watch the children while Anna is here.",
]
NO_CLOSING = [
    "Read chapter five of the novel before Thursday's class.",
    "Sign up Emma for swimming lessons on Saturday.",
    "Check out of the hotel before eleven on Sunday.",
    "Watch for signs of frostbite.",
    "Read the warden's report on the harbour, the ice and the breakwater before winter.",
    "They are still here.",
    "“Find out who paid for it,” she said.",
    "Call the ice line on 0800 555 123, or click here.",
    "Will the herring return? Nobody at the quay will say.",
    "It is not known who began it.",
    "Visit the museum in spring.",
    "The committee meets again in May.",
    "Hale's novel is out now.",
    "1. Download the chart here",
    "# Find out more here",
    "Nobody leaves; everyone belongs HERE in memory of Captain Hale, whose ice-bound"
    " crew waited through nineteen days of February for a tug from the county, and who later"
    " built the first breakwater with money that the herring market had lent him HERE",
    "Discovery Bay lies to the west.",
    "Ready or not, the season opens.",
    "Check out of the hotel before eleven.",
    "Discover who owns the flat on Monday.",
    *CLOSING_NOTES,
]


@pytest.mark.parametrize("line", CLOSING)
def test_a_closing_promotion_is_left_out_of_web_pages_only(line: str) -> None:
    assert left_out(f"{ARTICLE}\n\n{line}", web_page=True) == [line]
    assert left_out(f"{ARTICLE}\n\n{line}") == []


@pytest.mark.parametrize("line", NO_CLOSING)
def test_a_closing_line_that_belongs_to_the_text_stays(line: str) -> None:
    assert left_out(f"{ARTICLE}\n\n{line}") == []


@pytest.mark.parametrize("line", CLOSING_NOTES)
def test_a_closing_line_that_notes_may_have_too_is_left_out_of_web_pages_only(line: str) -> None:
    assert left_out(f"{ARTICLE}\n\n{line}", web_page=True) == [line]
    named = "Emma" in line or "Anna" in line or "Oslo" in line
    kept = left_out(inside("Share this article") + f"\n\n{line}") == ["Share this article"]
    assert kept is named


def test_a_promotion_is_one_at_the_end_only_and_of_a_text_long_enough_to_tell() -> None:
    line = "Discover the ten most romantic castles of Europe."
    assert left_out(inside(line), web_page=True) == []
    assert left_out(f"It rained.\n\n{line}", web_page=True) == []


def test_carriage_returns_separate_lines_too() -> None:
    for line_end in ("\r\n", "\r"):
        text = inside("Read more").replace("\n", line_end)
        assert left_out(text) == ["Read more"]


def test_metadata_before_the_start_is_not_looked_at() -> None:
    text = "Read more\n\n" + ARTICLE
    assert boilerplate_spans(text, start=9) == []


@given(st.lists(st.sampled_from(["Read more", "Expand Tweet", "", " ", "It rained.", "\r", "# a"])))
def test_spans_are_in_order_disjoint_and_without_space_around(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = boilerplate_spans(text)
    assert all(left.end < right.start for left, right in itertools.pairwise(spans))
    assert all(line == line.strip() != "" for line in left_out(text))


@pytest.mark.parametrize(
    ("unit", "lines_left_out"), [("Read more\n\n", True), ("\n", False), ("word ", False)]
)
def test_a_huge_page_is_judged_by_the_same_rules(unit: str, lines_left_out: bool) -> None:
    """Quadratic time would show here as minutes; benchmarks/chunking.py has the rates."""
    assert bool(boilerplate_spans(unit * (200_000 // len(unit)))) is lines_left_out
