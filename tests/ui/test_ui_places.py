"""A quote is found again in a document that changed, or not at all."""

import time

import pytest

from rag import Span
from ui.places import mark_of, marked_place, place_of


@pytest.mark.parametrize(
    ("text", "quote", "before", "place"),
    [
        ("It is old.", "It is old.", 0, Span(0, 10)),
        ("Quite new. It is old.", "It is old.", 0, Span(11, 21)),
        ("Old? It is old.", "It is old.", 40, Span(5, 15)),
        ("one, two, one, two, one", "one", 9, Span(10, 13)),
        ("It is new.", "It is old.", 0, None),
        ("someone", "one", 0, None),
        ("one someone", "one", 8, Span(8, 11)),
        ("someone one", "one", 2, Span(8, 11)),
        ("It is old.", "", 0, None),
        ("It is old.", "It is old.", -3, None),
    ],
)
def test_a_quote_is_found_nearest_to_where_it_stood(
    text: str, quote: str, before: int, place: Span | None
) -> None:
    assert place_of(text, quote, before) == place


@pytest.mark.parametrize(
    ("text", "before", "place"),
    [
        ("It is old.", Span(0, 10), Span(0, 10)),
        ("Quite new. It is old.", Span(0, 10), Span(11, 21)),
        ("It is old. Not now. It is old.", Span(14, 24), Span(20, 30)),
        ("It is new.", Span(0, 10), None),
        ("It is old.", Span(0, 9), None),
        ("", Span(5, 15), None),
    ],
)
def test_the_text_of_a_mark_is_found_nearest_to_where_it_stood(
    text: str, before: Span, place: Span | None
) -> None:
    assert marked_place(text, before, mark_of("It is old.")) == place


def test_a_long_document_is_looked_through_quickly() -> None:
    text = "word " * 400_000
    begun = time.perf_counter()
    assert place_of(text, "word wort", 1_000_000) is None
    assert marked_place(text, Span(1_000_000, 1_000_300), mark_of("gone")) is None
    assert marked_place(text, Span(0, 1_000_000), mark_of("gone")) is None
    assert time.perf_counter() - begun < 3
