"""What is said in subtitles becomes paragraphs, with the times at which they are found."""

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.subtitles import read_subtitles
from rag.errors import DocumentError

FORMATS = DATA / "formats"


def read(*cues: tuple[str, str]) -> str:
    text = "\n\n".join(f"{at}\n{said}" for at, said in cues)
    return read_subtitles(text.encode(), "a.srt").text


def test_a_transcript_names_who_speaks_and_joins_sentences_over_cues() -> None:
    document = read_document(FORMATS / "council-meeting.vtt", root=FORMATS)
    assert (document.title, document.media_type) == ("council meeting", "text/vtt")
    assert document.text == (
        "[0h00m01s]\n\nAnn Lee: Good evening. Tonight we speak of the old bridge. The repair will"
        " cost 48,000 pounds & take eleven weeks.\n\nBob Hart: Who pays for the scaffolding?\n\n"
        "[0h12m34s]\n\nAnn Lee: The county pays for the scaffolding.\n\n"
        "[1h02m03s]\n\nBob Hart: The bridge will close on 3 June 2024.\n"
    )


def test_a_pause_begins_a_paragraph_and_a_dash_another_speaker() -> None:
    document = read_document(FORMATS / "lock-keeper.srt", root=FORMATS)
    assert document.text == (
        "[0h00m01s]\n\nI have kept the lock at Marle for thirty-one years. My father kept it before"
        " me.\n\n[0h00m20s]\n\nThe deepest pool is nine metres deep, just below the mill.\n\n"
        "Did it ever freeze?\n\nYes, in the winter of 1963.\n\n[0h00m30s]\n\n"
        "INTERVIEWER: What does a passage cost?\n\nKEEPER: It costs four pounds.\n"
    )


@pytest.mark.parametrize(
    ("cues", "text"),
    [
        (  # captions that roll up while one speaks
            [
                ("00:01.000 --> 00:02.000", "we open"),
                ("00:02.000 --> 00:03.000", "we open\nthe gate"),
                ("00:03.000 --> 00:04.000", "the gate\n<00:03.500><c>slowly.</c>"),
            ],
            "[0h00m01s]\n\nwe open the gate slowly.\n",
        ),
        (  # a pause within a sentence
            [("0:0:01,0 --> 0:0:02,0", "The gate"), ("0:00:08,0 --> 0:00:09,0", "opens.")],
            "[0h00m01s]\n\nThe gate opens.\n",
        ),
        (
            [("00:00:01,000 --> 00:00:02,000", "One.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.")],
            "[0h00m01s]\n\nOne. Two.\n",
        ),
        (
            [("00:00:01,000 --> 00:00:02,000", "We meet at 10: the mill at 5 < 6.")],
            "[0h00m01s]\n\nWe meet at 10: the mill at 5 < 6.\n",
        ),
    ],
)
def test_cues_are_joined_as_they_are_said(cues: list[tuple[str, str]], text: str) -> None:
    assert read(*cues) == text


def test_a_long_speech_is_parted_at_a_sentences_end() -> None:
    said = "The gate opens at nine. " * 5
    cues = [(f"00:{n:02}:00,000 --> 00:{n:02}:59,000", said) for n in range(10)]
    half = " ".join([said.strip()] * 5)
    assert read(*cues) == f"[0h00m00s]\n\n{half}\n\n[0h05m00s]\n\n{half}\n"


def test_a_text_without_times_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a.srt has no line with the times of a subtitle"):
        read_subtitles(b"The gate opens at nine.", "a.srt")
