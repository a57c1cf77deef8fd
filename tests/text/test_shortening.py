"""One line of a text, at most so long."""

from rag.text.shortening import shorten


def test_a_text_is_cut_after_a_word() -> None:
    assert shorten("Short one.", 80) == "Short one."
    assert shorten("A very long first sentence", 15) == "A very long…"
    assert shorten("x" * 100, 10) == "x" * 9 + "…"
    assert shorten("Lines\n  are   joined", 80) == "Lines are joined"
    assert len(shorten("word " * 100, 80)) <= 80
