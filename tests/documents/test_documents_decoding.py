"""Bytes become text in whichever encoding they are, or are refused with the remedy."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rag.documents.decoding import decode
from rag.errors import DocumentError

SAMPLE = "Das Mädchen aß süße Äpfel – „köstlich“, sagte es. Die Straße war groß und schön.\n" * 3


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.encode(),
        SAMPLE.encode("utf-8-sig"),
        SAMPLE.encode("utf-16"),
        b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + SAMPLE.encode("utf-32-le"),
        b"\x00\x00\xfe\xff" + SAMPLE.encode("utf-32-be"),
        SAMPLE.encode("utf-16-le"),
        SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("cp1252"),
    ],
)
def test_every_common_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data, "a.txt") == SAMPLE


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 4),
        ("shift_jis", "今日は良い天気です。明日は雨が降るでしょう。私は本を読みます。" * 4),
        ("gb18030", "今天天气很好，我们去公园散步。明天可能会下雨，请带伞。" * 4),
    ],
)
def test_other_encodings_are_detected(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "gb18030", "big5"])
@pytest.mark.parametrize("line_end", ["\n", ""])
@pytest.mark.parametrize("ahead", range(2))
def test_a_large_file_in_characters_of_several_bytes_is_text(
    encoding: str, line_end: str, ahead: int
) -> None:
    text = "日" + "x" * ahead + f"今日、我在東京。明日有人在山中。{line_end}" * 2_000
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_byte_that_is_not_utf8_far_into_a_large_file_is_still_understood() -> None:
    text = "Plain words in plain English. " * 100_000 + "The café was naïve about its façade."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    "last", ["José García", "Køben\n", "François\n", "It costs 5 €\n", "20°C\n"]
)
@pytest.mark.parametrize("lines", [3, 1_000])
def test_a_short_last_line_with_the_only_letters_beyond_ascii_is_western(
    last: str, lines: int
) -> None:
    text = "Thank you for the keys; we will come on Saturday.\n" * lines + last
    assert decode(text.encode("cp1252"), "a.txt") == text


MINUTES = "The board’s café – “Chez André” – closes at six.\n"  # 6 characters of several bytes


@pytest.mark.parametrize("lines", [1, 3, 30, 3_000])
@pytest.mark.parametrize(
    ("pasted", "read_as"),
    [
        (b"A na\xefve owner.\n", "A naïve owner.\n"),
        (b"That\x92s all.\n", "That’s all.\n"),
        (b"Odd: \x81.\n", "Odd: \ufffd.\n"),  # nothing in cp1252
        ("It costs 5 €".encode()[:-1], "It costs 5 \ufffd"),
    ],
)
def test_utf8_with_a_few_bytes_amiss_is_read_as_utf8(
    lines: int, pasted: bytes, read_as: str
) -> None:
    assert decode(MINUTES.encode() * lines + pasted, "a.txt") == MINUTES * lines + read_as
    if not read_as.endswith("\ufffd"):
        assert decode(pasted + MINUTES.encode() * lines, "a.txt") == read_as + MINUTES * lines


def test_utf8_cut_off_after_one_character_of_several_bytes_is_read_as_utf8() -> None:
    data = "It’s agreed. It costs 5 €".encode()
    assert decode(data[:-1], "a.txt") == "It’s agreed. It costs 5 \ufffd"


@pytest.mark.parametrize(
    "text", ["«LIBERTÉ», dit l’élève déçu à la forêt", "Viel Spaß“ für Jürgen"]
)
def test_western_bytes_that_could_be_utf8_by_chance_are_read_as_western(text: str) -> None:
    data = (text + " and so on, in plain words.\n").encode("cp1252")
    assert data.decode("utf-8", "ignore") != data.decode("ascii", "ignore")
    assert decode(data, "a.txt") == data.decode("cp1252")


@pytest.mark.parametrize("encoding", ["shift_jis", "gb18030", "big5"])
def test_many_plain_lines_do_not_hide_the_encoding_of_a_last_line(encoding: str) -> None:
    plain = "Thank you for the keys; we will come on Saturday.\n" * 800
    text = plain + "今日、我在東京。明日有人在山中。\n" * 3
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"%PDF-1.7\nsome text",
        b"PK\x03\x04rest",
        b"text with a \x00 in it",
        bytes(range(256)) * 8,
        b"\x01\x02\x03\x04\x05\x06" * 50,
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(
        DocumentError, match=r"b\.txt is not text .*save it as UTF-8 text or leave it"
    ):
        decode(data, "b.txt")


def test_a_file_cut_short_in_a_marked_encoding_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"c\.txt begins as UTF-16-LE but is damaged at byte 2"):
        decode(b"\xff\xfea\x00b", "c.txt")


@given(st.text())
@example("0\0")
def test_any_text_in_utf8_is_read_back_or_refused(text: str) -> None:
    data = text.encode()
    try:
        read = decode(data, "a")
        # Where every second byte is zero it is UTF-16 sooner than a text with zeros in it.
        assert read == data.decode("utf-8-sig") or "\0" in text
    except DocumentError:
        assert any(not character.isprintable() for character in text) or text.startswith(
            ("%PDF", "PK")
        )
