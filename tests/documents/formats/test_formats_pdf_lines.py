"""Lines of a PDF: words parted at their ends, and the running heads that are left out."""

from pdf_files import Text, pdf_of

from rag.documents.formats.pdf.document import read_pdf


def test_a_parted_word_is_whole_where_others_reach_farther() -> None:
    wide = (
        "A line of the page reaches much farther to the right than the note that stands below it."
    )
    note = ["Deposits are paid back in cash if the tool is brought back un-", "harmed."]
    texts = [Text(60, 100, wide), *(Text(70, 130 + 14 * at, one) for at, one in enumerate(note))]
    assert "\n".join(read_pdf(pdf_of(texts), "a.pdf").text.splitlines()[1:]).strip() == (
        "Deposits are paid back in cash if the tool is brought back unharmed."
    )


def test_a_head_that_names_a_chapter_is_told_by_its_heading() -> None:
    pages = list[list[Text]]()
    for at, name in enumerate(("Ropes", "Tools", "Sails and spars", "Engines"), 1):
        text = [Text(60, 200 + 14 * n, f"Nothing of the {name} is lent twice.") for n in range(9)]
        head = [Text(60, 40, f"CHAPTER {at}. {name[:9].strip()}{'…' * (at == 3)}")]
        number = Text(500, 40, str(2 * at))
        pages += [[Text(60, 120, f"{at} {name}", 16), *text], [*head, number, *text]]
    unlike = [Text(60, 40, "Members bring cash"), Text(500, 40, "10"), *pages[1][2:]]
    read = read_pdf(pdf_of(*pages, unlike), "a.pdf").text
    assert "CHAPTER" not in read
    assert read.count("# ") == 4
    assert "Members bring cash" in read


def test_a_hyphen_behind_capitals_or_before_a_whole_word_is_the_writers() -> None:
    lines = [
        "The loft of Marn is FHS-",
        "compliant and kept by gettext-",
        "based rules with --with-",
        "ropes, of imple-",
    ]
    texts = [Text(60, 100 + 14 * at, one) for at, one in enumerate([*lines, "mentation."])]
    assert " ".join(read_pdf(pdf_of(texts), "a.pdf").text.split()) == (
        "The loft of Marn is FHS-compliant and kept by gettext-based rules with"
        " --with-ropes, of implementation."
    )


WIDE = "A line of the page begins near the box below it and reaches much farther to the right."


def test_a_box_set_to_one_width_is_a_paragraph_beside_wider_text() -> None:
    ends = ("members bring cash", "for the keys of every loft", "and shed in the town")
    box = [" ".join(ends[at:] + ends[:at]) for at in range(3)]
    lines = [Text(70, 140 + 12 * at, one) for at, one in enumerate([*box, "now."])]
    code = "copy Ropes-2024 Ropes-2025 and Sails-2024 Sails-2025"
    typed = [Text(70, 300 + 12 * at, f"{code} {at}", font="Courier") for at in range(3)]
    read = read_pdf(pdf_of([Text(60, 100, WIDE), *lines, *typed]), "a.pdf").text
    assert [one for one in read.splitlines() if one] == [
        WIDE,
        " ".join([*box, "now."]),
        *(f"{code} {at}" for at in range(3)),
    ]


def test_a_line_that_breaks_off_behind_a_comma_or_the_goes_on_in_a_ragged_column() -> None:
    ragged = ["Bring the source of every rope from the", "released stock in bags,"]
    lines = [*ragged, "with the label", "Loft three"]
    texts = [Text(60, 100, WIDE), *(Text(70, 140 + 12 * at, one) for at, one in enumerate(lines))]
    assert read_pdf(pdf_of(texts), "a.pdf").text.splitlines()[2:] == [
        "Bring the source of every rope from the released stock in bags,",
        "with the label",
        "Loft three",
    ]


def test_a_narrow_gap_at_a_change_of_font_is_a_space_but_not_between_letters_set_apart() -> None:
    texts = [Text(60, 100, "The loft/ropes", font="Courier")]  # letters of 6 points
    texts.append(Text(60 + 14 * 6 + 1.2, 100, "shelf holds the bags."))
    apart = [Text(60 + 7.2 * at, 130, one, font="Courier") for at, one in enumerate("SAILS")]
    read = read_pdf(pdf_of([*texts, *apart]), "a.pdf").text
    assert read.split() == ["The", "loft/ropes", "shelf", "holds", "the", "bags.", "SAILS"]


def test_a_head_that_stands_somewhat_farther_below_is_one_where_the_text_is_apart() -> None:
    pages = list[list[Text]]()
    for at in range(3):
        text = [Text(60, 130 + 14 * n, f"Rope {at}{n} is lent once.") for n in range(9)]
        near = [Text(60, 330, f"The loft has shelf {at}.")]
        pages.append([Text(60, 90, "Ann Marn, Bob Dell"), Text(500, 90, str(at)), *text, *near])
    read = read_pdf(pdf_of(*pages), "a.pdf").text
    assert "Ann Marn" not in read
    assert read.count("The loft has shelf") == 3
    close = [[Text(60, 90, "Rope and price"), *page[2:], Text(60, 104, "Hemp")] for page in pages]
    assert read_pdf(pdf_of(*close), "a.pdf").text.count("Rope and price") == 3
