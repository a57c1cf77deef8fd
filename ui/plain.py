"""Plain text -> HTML: every line as it stands, but paragraphs that were wrapped flow.

Nothing is hidden: all characters stay in their place, only the line ends of such a paragraph are
shown as spaces, by its class.
"""

from collections.abc import Sequence

from ui.markdown_lines import Line, lines_of
from ui.painting import Painter
from ui.wrapping import begins_item, is_wrapped


def write_plain(painter: Painter, first: int) -> None:
    """Write all that a painter shows; what stands before `first` is no text, but metadata."""
    lines = lines_of(painter.text, painter.start, painter.end)
    at = 0
    while at < len(lines):
        end = _end_of_paragraph(lines, at)
        texts = [line.text for line in lines[at:end]]
        start, last = lines[at].start, lines[end - 1]
        if start >= first and is_wrapped(texts):
            text = start + len(texts[0]) - len(texts[0].lstrip())
            painter.write(start, text)
            painter.tag(f'<span class="flow{" set-in" if texts[1][:1].isspace() else ""}">')
            painter.write(text, last.end)
            painter.tag("</span>")
            painter.write(last.end, last.next)
        else:
            painter.write(start, last.next)
        at = end


def _end_of_paragraph(lines: Sequence[Line], at: int) -> int:
    """Give where a paragraph or an item of a list ends that begins at a line, or an empty line."""
    end = at + 1
    while (
        end < len(lines)
        and not lines[end - 1].ends_page
        and not lines[end - 1].blank
        and not lines[end].blank
        and not begins_item(lines[end].text)
    ):
        end += 1
    return end
