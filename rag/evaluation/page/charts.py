"""Numbers -> plots, as SVG that takes its colours from the page's style sheet.

Pure functions; every label is escaped here. Knows nothing of reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 440, 280
LEFT, RIGHT, TOP, BOTTOM = 50, 14, 14, 42
ROW = 30  # height of a bar with its gap

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Series:
    """A named line; `colour` is a class of the style sheet (c1, c2, ...)."""

    name: str
    points: Sequence[Point]
    colour: str
    dots: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: what it shows, the values that are marked, and how they are written."""

    label: str
    ticks: Sequence[float]
    labels: Sequence[str]

    def place(self, value: float) -> float:
        """Give the share of the way from the first tick to the last, 0..1."""
        first, last = self.ticks[0], self.ticks[-1]
        return (value - first) / (last - first)


def shares(label: str, ticks: Sequence[float] = (0, 0.25, 0.5, 0.75, 1)) -> Axis:
    """Make an axis of shares, written in percent."""
    return Axis(label, ticks, [f"{100 * tick:.0f}" for tick in ticks])


def line_chart(title: str, x: Axis, y: Axis, series: Iterable[Series]) -> str:
    """Draw lines over a grid."""
    return _svg(title, HEIGHT, _grid(x, y) + "".join(_line(one, x, y) for one in series))


def reliability_chart(title: str, bins: Sequence[tuple[float, float, int]]) -> str:
    """Draw (mean confidence, share right, questions) of each bin against the diagonal."""
    x, y = shares("confidence, %"), shares("right, %")
    most = max((count for *_, count in bins), default=1)
    dots = "".join(
        f'<circle class="fill c1" cx="{_x(x, given):.1f}" cy="{_y(y, seen):.1f}" '
        f'r="{4 + 7 * (count / most) ** 0.5:.1f}"><title>confidence {100 * given:.0f} %: '
        f"{100 * seen:.0f} % right of {count:,}</title></circle>"
        for given, seen, count in bins
    )
    diagonal = _line(Series("", [(0, 0), (1, 1)], "muted", dashed=True), x, y)
    joined = _line(Series("", [(a, b) for a, b, _ in bins], "c1"), x, y)
    return _svg(title, HEIGHT, _grid(x, y) + diagonal + joined + dots)


def bar_chart(title: str, bars: Sequence[tuple[str, float, str, str]], most: float = 1.0) -> str:
    """Draw horizontal bars: (label, value of 0..most, text at its end, colour)."""
    left, width = 86, WIDTH - 86 - 116
    parts = []
    for i, (label, value, text, colour) in enumerate(bars):
        top, length = i * ROW + 4, width * min(value / most, 1.0) if most else 0.0
        parts.append(
            f'<text class="tick" x="{left - 8}" y="{top + 15}" text-anchor="end">{escape(label)}'
            f'</text><rect class="track" x="{left}" y="{top}" width="{width}" height="21" rx="4"/>'
            f'<rect class="fill {colour}" x="{left}" y="{top}" width="{max(length, 1):.1f}" '
            f'height="21" rx="4"><title>{escape(label)}: {escape(text)}</title></rect>'
            f'<text class="value" x="{left + width + 8}" y="{top + 15}">{escape(text)}</text>'
        )
    return _svg(title, len(bars) * ROW + 4, "".join(parts))


def range_chart(title: str, rows: Sequence[tuple[str, float, float, str]], most: float) -> str:
    """Draw the stretch from a median to a high percentile: (label, low, high, text)."""
    left, width = 70, WIDTH - 70 - 132
    parts = []
    for i, (label, low, high, text) in enumerate(rows):
        middle = i * ROW + 15
        first, last = (left + width * min(v / most, 1.0) for v in (low, high))
        parts.append(
            f'<text class="tick" x="{left - 8}" y="{middle + 4}" text-anchor="end">'
            f'{escape(label)}</text><line class="grid" x1="{left}" x2="{left + width}" '
            f'y1="{middle}" y2="{middle}"/><line class="stroke c1 thick" x1="{first:.1f}" '
            f'x2="{max(last, first + 1):.1f}" y1="{middle}" y2="{middle}"/>'
            f'<circle class="fill c1" cx="{first:.1f}" cy="{middle}" r="5"/>'
            f'<text class="value" x="{left + width + 8}" y="{middle + 4}">{escape(text)}</text>'
        )
    return _svg(title, len(rows) * ROW, "".join(parts))


def forest_chart(title: str, rows: Sequence[tuple[str, float, float, float, bool]]) -> str:
    """Draw differences with intervals around zero: (label, mean, low, high, real).

    The texts stand above their interval, so that a narrow page has room for them.
    """
    widest = max((max(abs(low), abs(high)) for _, _, low, high, _ in rows), default=0.0) or 0.01
    edge, pitch = 6, 46  # room for a dot; height of a row

    def place(value: float) -> float:
        return edge + (WIDTH - 2 * edge) * (value / widest + 1) / 2

    parts = []
    for i, (label, mean, low, high, real) in enumerate(rows):
        top, middle, colour = i * pitch, i * pitch + 28, _direction(mean) if real else "muted"
        parts.append(
            f'<text class="tick" x="0" y="{top + 14}">{escape(label)}</text>'
            f'<text class="value" x="{WIDTH}" y="{top + 14}" text-anchor="end">'
            f"{100 * mean:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})</text>"
            f'<line class="grid" x1="0" x2="{WIDTH}" y1="{middle}" y2="{middle}"/>'
            f'<line class="axis" x1="{place(0)}" x2="{place(0)}" y1="{middle - 7}" '
            f'y2="{middle + 7}"/><line class="stroke {colour}" x1="{place(low):.1f}" '
            f'x2="{place(high):.1f}" y1="{middle}" y2="{middle}"/>'
            f'<circle class="fill {colour}" cx="{place(mean):.1f}" cy="{middle}" r="5"/>'
        )
    return _svg(title, len(rows) * pitch, "".join(parts))


def stacked_bar(title: str, parts: Sequence[tuple[str, int, str]]) -> str:
    """Draw one bar of (label, count, colour); widths are shares of all."""
    total = sum(count for _, count, _ in parts) or 1
    pieces = "".join(
        f'<span class="piece {colour}" style="flex-grow:{count}" '
        f'title="{escape(label)}: {count:,}"></span>'
        for label, count, colour in parts
        if count
    )
    legend = "".join(
        f'<li><span class="swatch {colour}"></span>{escape(label)} '
        f"<b>{count:,}</b> <small>{100 * count / total:.0f} %</small></li>"
        for label, count, colour in parts
        if count
    )
    label = escape(f"{title}: " + ", ".join(f"{name} {count}" for name, count, _ in parts))
    return (
        f'<div class="stack" role="img" aria-label="{label}">{pieces}</div>'
        f'<ul class="legend">{legend}</ul>'
    )


def high_ticks(least: float) -> list[float]:
    """Give round marks up to 1 for values from `least`: 0.55 -> 0.5, 0.6, ..., 1."""
    starts = ((0.9, 5), (0.8, 4), (0.6, 4), (0.5, 5), (0.2, 4), (0.0, 4))
    start, steps = next((s, n) for s, n in starts if least >= s)
    return [start + (1 - start) * i / steps for i in range(steps + 1)]


def legend(series: Iterable[Series]) -> str:
    """Name the lines of a chart."""
    items = "".join(
        f'<li><span class="swatch {one.colour}"></span>{escape(one.name)}</li>' for one in series
    )
    return f'<ul class="legend">{items}</ul>'


def _direction(mean: float) -> str:
    return "good" if mean > 0 else "bad"


def _svg(title: str, height: float, content: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'preserveAspectRatio="xMinYMin meet">{content}</svg>'
    )


def _grid(x: Axis, y: Axis) -> str:
    """Draw both axes with their marks and labels."""
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    rows = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{_y(y, tick):.1f}" '
        f'y2="{_y(y, tick):.1f}"/><text class="tick" x="{LEFT - 8}" y="{_y(y, tick) + 4:.1f}" '
        f'text-anchor="end">{escape(text)}</text>'
        for tick, text in zip(y.ticks, y.labels, strict=True)
    )
    columns = "".join(
        f'<text class="tick" x="{_x(x, tick):.1f}" y="{bottom + 18}" text-anchor="middle">'
        f"{escape(text)}</text>"
        for tick, text in zip(x.ticks, x.labels, strict=True)
    )
    return (
        f'{rows}{columns}<line class="axis" x1="{LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}"/>'
        f'<text class="label" x="{(LEFT + right) / 2}" y="{HEIGHT - 6}" text-anchor="middle">'
        f'{escape(x.label)}</text><text class="label" text-anchor="middle" '
        f'transform="translate(14 {(TOP + bottom) / 2}) rotate(-90)">{escape(y.label)}</text>'
    )


def _line(series: Series, x: Axis, y: Axis) -> str:
    places = [(_x(x, a), _y(y, b)) for a, b in series.points]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in places)
    style = " dashed" if series.dashed else ""
    dots = "".join(
        f'<circle class="fill {series.colour}" cx="{a:.1f}" cy="{b:.1f}" r="4">'
        f"<title>{escape(series.name)}: {100 * value:.1f}</title></circle>"
        for (a, b), (_, value) in zip(places, series.points, strict=True)
    )
    line = f'<polyline class="stroke {series.colour}{style}" points="{path}"/>'
    return line + (dots if series.dots else "")


def _x(axis: Axis, value: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * axis.place(value)


def _y(axis: Axis, value: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * axis.place(value)
