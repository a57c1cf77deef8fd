"""The packaged encoding: lossless, equal to a plain byte-pair merge, and honest about errors."""

import itertools

import pytest
import regex
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ModelError
from rag.text import tokens
from rag.text.tokens import SPLIT_PATTERN, load_encoding, read_ranks, write_ranks

ENCODING = load_encoding()
TEXTS = [
    "",
    "The music video was released on January 24, 2024.",
    "don't, L'Oréal, rock'n'roll; it’s 3.14 % of $1,000,000",
    "  two  spaces,\ttabs\r\nand line ends\n\n\n",
    "Größe, naïve, Ελλάδα, Київ, שלום עולם, مرحبا, नमस्ते, 漢字かな, 한국어",
    "👩‍👩‍👧 🏳️‍🌈 e\u0301 \u202e \ufeff \x00 \x85 \u2028",
    "----------====~~~~....!!!!",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
]


def merged(piece: bytes, ranks: dict[bytes, int]) -> list[int]:
    """Merge the pair of lowest rank, the first of equals, until none is left."""
    parts = [piece[index : index + 1] for index in range(len(piece))]
    while True:
        pairs = [ranks.get(left + right) for left, right in itertools.pairwise(parts)]
        known = [rank for rank in pairs if rank is not None]
        if not known:
            return [ranks[part] for part in parts]
        first = pairs.index(min(known))
        parts[first : first + 2] = [parts[first] + parts[first + 1]]


def reference(text: str) -> list[int]:
    ranks = ENCODING._mergeable_ranks
    pieces = regex.findall(SPLIT_PATTERN, text)
    return [token for piece in pieces for token in merged(piece.encode(), ranks)]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_equal_those_of_a_plain_byte_pair_merge(text: str) -> None:
    assert ENCODING.encode_ordinary(text) == reference(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_characters="\x1c\x1d\x1e\x1f")))
def test_tokens_of_any_latin_text_equal_those_of_a_plain_merge(text: str) -> None:
    assert ENCODING.encode_ordinary(text) == reference(text)


@given(st.text())
def test_any_unicode_text_comes_back_from_its_tokens(text: str) -> None:
    assert ENCODING.decode(ENCODING.encode_ordinary(text)) == text


@given(st.text(max_size=40), st.text(max_size=40))
def test_counts_add_up_where_a_space_follows_a_word(left: str, right: str) -> None:
    first, second = left + "x", " y" + right
    together = ENCODING.encode_ordinary(first + second)
    assert together == ENCODING.encode_ordinary(first) + ENCODING.encode_ordinary(second)


@pytest.mark.parametrize(
    "word", ["the", " the", "The", " government", " released", " 2024", " music"]
)
def test_a_common_word_with_the_space_before_it_is_one_token(word: str) -> None:
    assert len(ENCODING.encode_ordinary(word)) == 1


def test_the_encoding_has_its_name_and_its_32768_tokens() -> None:
    assert (ENCODING.name, ENCODING.n_vocab) == ("rag_en_32k", 32_768)
    assert load_encoding("rag_en_32k") is ENCODING


def test_ranks_survive_being_written_and_read() -> None:
    ranks = ENCODING._mergeable_ranks
    assert read_ranks(write_ranks(ranks)) == ranks
    assert sorted(ranks.values()) == list(range(32_768))


def test_an_unknown_encoding_is_an_error_that_names_the_choices() -> None:
    with pytest.raises(
        ModelError, match="unknown token encoding 'cl1ook'; choose one of: rag_en_32k,"
    ):
        load_encoding("cl1ook")


def test_an_encoding_that_cannot_be_fetched_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> tiktoken.Encoding:
        raise ConnectionError("no network")

    monkeypatch.setattr(tiktoken, "get_encoding", refuse)
    with pytest.raises(
        ModelError, match=r"'cl100k_base' is not on this machine.*TIKTOKEN_CACHE_DIR"
    ):
        load_encoding("cl100k_base")


def test_damaged_ranks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "RANKS_SHA256", "f" * 64)
    with pytest.raises(ModelError, match=r"damaged.*in the project's folder: git restore.* \.$"):
        tokens._packaged()
