"""Lines of a PDF: words parted at their ends, and the running heads that are left out."""

from pdf_files import Text, pdf_of

from rag.documents.formats.pdf import read_pdf


def test_a_parted_word_is_whole_where_others_reach_farther() -> None:
    wide = "A line of the page reaches much farther to the right than the note that stands below it."
    note = ["Deposits are paid back in cash if the tool is brought back un-", "harmed."]
    texts = [Text(60, 100, wide), *(Text(70, 130 + 14 * at, one) for at, one in enumerate(note))]
    assert "\n".join(read_pdf(pdf_of(texts), "a.pdf").text.splitlines()[1:]).strip() == (
        "Deposits are paid back in cash if the tool is brought back unharmed."
    )
