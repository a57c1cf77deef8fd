"""What a chart of a slide shows -> a table: a row for each category, a column for each series.

The values are those that the chart keeps of its sheet (ECMA-376, part 1, section 21.2), whatever
its kind: python-pptx knows no three-dimensional ones. Points without categories are left out.
"""

from collections.abc import Iterator
from typing import Any

from rag.documents.formats.shared.cell_values import shown
from rag.documents.formats.shared.markdown_tables import markdown_table

_NUMBERS = ("{*}numRef", "{*}numLit")


def chart_texts(chart: Any) -> Iterator[str]:
    """Yield a chart's title and the tables of its plots."""
    if chart.has_title and (title := " ".join(chart.chart_title.text_frame.text.split())):
        yield title
    for plot in chart._chartSpace.iterfind(".//{*}plotArea/*"):
        series = plot.findall("{*}ser")
        names = next(filter(None, map(_names, series)), None)
        if names:
            values = [_values(one) for one in series]
            rows = [[name, *(one.get(at, "") for one in values)] for at, name in names.items()]
            yield markdown_table([["", *map(_name, series)], *rows])


def _name(series: Any) -> str:
    return " ".join(" ".join(_points(series.find("{*}tx")).values()).split())


def _names(series: Any) -> dict[int, str]:
    """Give the categories by their numbers, each below the wider ones that it is of."""
    found = series.find("{*}cat")
    levels = [] if found is None else found.findall(".//{*}lvl")
    if not levels:
        return _shown(found)
    names, *wider = map(_points, levels)
    for level in wider:
        above = ""
        for at, name in names.items():
            above = level.get(at, above)
            names[at] = f"{above} {name}".lstrip()
    return names


def _values(series: Any) -> dict[int, str]:
    return _shown(series.find("{*}val"))


def _shown(data: Any) -> dict[int, str]:
    """Give points as the program shows them: numbers, and days, by their format."""
    points, forms = _points(data), [] if data is None else data.findall(".//{*}formatCode")
    form = forms[0].text if forms else "General"
    is_number = data is not None and any(data.find(kind) is not None for kind in _NUMBERS)
    if not is_number:
        return points
    epoch = data.getroottree().find("{*}date1904")
    is_late = epoch is not None and epoch.get("val") not in ("0", "false")
    return {at: _number(text, form or "General", is_late) for at, text in points.items()}


def _number(text: str, form: str, is_late: bool) -> str:
    """Write a number; a day is counted from the end of 1899 or, where `is_late`, from 1904."""
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        value = float(text)
        day = from_excel(value, MAC_EPOCH if is_late else WINDOWS_EPOCH)
        return shown(day if is_date_format(form) else value, form)
    except (ValueError, OverflowError):  # an error of the sheet, such as "#N/A"
        return ""


def _points(data: Any) -> dict[int, str]:
    """Give the texts of points by their numbers; a lone value is the first."""
    if data is None:
        return {}
    points = data.findall(".//{*}pt")
    if not points and (text := data.findtext("{*}v")):
        return {0: text}
    return {int(one.get("idx")): one.findtext("{*}v") or "" for one in points}
