"""Slides of few words are read, and what goes wrong in our code is not called damage."""

import io
from pathlib import Path

import pytest
from pptx import Presentation

from rag.documents import read_document
from rag.documents.formats.office import pptx
from rag.documents.formats.office.pptx import read_pptx
from rag.errors import DocumentError

TITLE_ONLY, TITLE_AND_BODY, BLANK = 5, 1, 6


def presentation(*texts: str) -> bytes:
    """Make slides of titles, and of the texts below them after a colon; "" is blank."""
    made, data = Presentation(), io.BytesIO()
    for text in texts:
        title, _, body = text.partition(": ")
        layout = TITLE_AND_BODY if body else TITLE_ONLY if title else BLANK
        slide = made.slides.add_slide(made.slide_layouts[layout])
        if title:
            slide.shapes.title.text = title
        if body:
            slide.placeholders[1].text = body
    made.save(data)
    return data.getvalue()


def test_slides_of_a_title_alone_and_blank_ones_are_read() -> None:
    data = presentation("Results", "", "Plan: Rent is 900.", "Thanks")
    text = "# Results\n\f\n\n\f\n## Plan\n\nRent is 900.\n\f\n## Thanks\n"
    assert read_pptx(data, "a.pptx").text == text


def test_a_fault_of_ours_is_not_taken_for_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("nothing to order")

    (tmp_path / "a.pptx").write_bytes(presentation("Results"))
    monkeypatch.setattr(pptx, "in_reading_order", fail)
    with pytest.raises(DocumentError, match=r"cannot read .*a.pptx \(ValueError: nothing to or"):
        read_document(tmp_path / "a.pptx", root=tmp_path)


def test_a_power_is_told_from_the_number_below_it() -> None:
    made, data = Presentation(), io.BytesIO()
    slide = made.slides.add_slide(made.slide_layouts[TITLE_AND_BODY])
    paragraph = slide.placeholders[1].text_frame.paragraphs[0]
    for text, baseline in (("Stars: 3 × 10", ""), ("6", "30000"), (", H", ""), ("2", "-25000")):
        run = paragraph.add_run()
        run.text = text
        run.font.bold = True
        if baseline:
            run.font._element.set("baseline", baseline)
    made.save(data)
    assert read_pptx(data.getvalue(), "a.pptx").text == "Stars: 3 × 10^6, H2\n"
