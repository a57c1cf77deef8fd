"""The report's page: whole in one file, nothing forged by what documents say, usable."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rag.evaluation import Report, Row
from rag.evaluation.comparison import COMPARED
from rag.evaluation.figures import summarise
from rag.evaluation.page import report_html
from rag.evaluation.page.charts import high_ticks
from rag.evaluation.rows import Cited, MemoryRows

EVIL = '<script>window.evil = 1</script><img src=x onerror="window.evil = 1">'
CHROMIUM = shutil.which("chromium")


def row(number: int, *, right: bool = True, status: str = "answered", text: str = "Who?") -> Row:
    """Make a row of an answerable question."""
    return Row(
        id=f"q{number}",
        question=text,
        kind="who",
        golds=("Ada",),
        relevant={"a.txt": 1},
        status=status,
        answer="Ada [1]",
        confidence=number / 10,
        citations=(Cited("a.txt", 0, 3, "Ada"),),
        scores={
            "f1": float(right),
            "correct": float(right),
            "right": float(right),
            "forced_f1": float(right),
            "forced_right": float(right),
            "document.hybrid.R@1": 1.0,
            "document.hybrid.R@50": 1.0,
            "document.hybrid.RR@10": 1 / number,
            "document.hybrid.nDCG@10": 1 / number,
        },
        timings={"read": 10.0 * number, "total": 20.0 * number},
    )


def report(*rows: Row) -> Report:
    return Report("set.jsonl", MemoryRows(rows), summarise(rows, len(rows)), warnings=(EVIL,))


ROWS = (row(1), row(2, right=False, text="Where is the pier?"), row(3, text=EVIL))


def test_nothing_is_fetched_from_anywhere() -> None:
    page = report_html(report(*ROWS))
    assert (
        re.findall(r"(?:src|href|url|import)\s*[=(]\s*[\"']?[^\"'\s)]+", page.split("<main>")[0])
        == []
    )
    assert not re.search(r"<(?:link|iframe|script src)", page)
    assert "http" not in page


def test_what_questions_and_documents_say_is_text() -> None:
    page = report_html(report(*ROWS))
    assert EVIL not in page
    assert "&lt;script&gt;window.evil" in page


def test_failures_come_first_and_each_plot_is_there() -> None:
    page = report_html(report(*ROWS))
    shown = re.findall(r'data-order="\d+" data-kind="who" data-outcome="(\w+)"', page)
    assert shown == ["wrong", "right", "right"]
    for title in ("Recall of documents", "Risk and coverage", "Reliability", "Time by stage"):
        assert f"<h3>{title}" in page


def test_a_long_set_shows_its_failures_and_says_how_many_there_are() -> None:
    rows = [row(i % 9 + 1, right=i != 2_500) for i in range(2_501)]
    page = report_html(report(*rows))
    assert page.count('<details class="q"') == 2_000
    assert "The first 2,000 of 2,501 questions" in page
    assert 'data-outcome="wrong"' in page


@pytest.mark.parametrize(
    ("least", "ticks"), [(0.95, 0.9), (0.55, 0.5), (0.3, 0.2), (0.1, 0.0), (1.0, 0.9)]
)
def test_axes_begin_below_the_least_value(least: float, ticks: float) -> None:
    marks = high_ticks(least)
    assert (marks[0], marks[-1]) == (ticks, pytest.approx(1.0))


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_questions_are_sorted_filtered_and_found(tmp_path: Path, scheme: str, width: int) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(report_html(report(*ROWS)), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
        )
        page.set_default_timeout(120_000)  # a machine may be busy
        problems = list[str]()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.click("[data-sort=rank]")
        order = "[...document.querySelectorAll('.q')].map(q => q.dataset.rank).map(Number)"
        assert page.evaluate(order) == sorted(page.evaluate(order))
        page.click(".chip[data-outcome=wrong]")
        assert page.locator(".q:visible").count() == 1
        page.click(".chip[data-outcome=wrong]")
        page.fill("#find", "pier where")
        assert page.locator(".q:visible .asked").all_inner_texts() == ["Where is the pier?"]
        page.click(".q:visible summary")
        assert "characters 0 to 3" in page.locator(".q:visible blockquote").inner_text()
        assert page.evaluate("window.evil") is None
        assert problems == []
        browser.close()


OUTSIDE = """[...document.querySelectorAll('svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll('text')];
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  const outside = boxes.filter(([_, b]) => b.left < frame.left - 1 || b.right > frame.right + 1);
  const over = boxes.filter(([_, b], i) => boxes.some(([_, c], j) => j < i && b.left < c.right - 1
    && c.left < b.right - 1 && b.top < c.bottom - 6 && c.top < b.bottom - 6));
  return [...outside, ...over].map(([text]) => text);
})"""


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")
@pytest.mark.parametrize("width", [1280, 400])
def test_the_texts_of_the_plots_are_whole(tmp_path: Path, width: int) -> None:
    from playwright.sync_api import sync_playwright

    scores = dict.fromkeys(COMPARED, 1.0) | {"forced_f1": 1.0, "forced_right": 1.0}
    rows = [
        replace(
            row(i % 9 + 1),
            id=f"q{i}",
            kind="how many",
            scores={**scores, "document.hybrid.R@1": 1.0, "document.hybrid.R@50": 1.0},
            timings={"compose": 1.234 * i, "total": 12.34 * i},
        )
        for i in range(1, 1_235)
    ]
    none = [replace(one, scores=dict.fromkeys(one.scores, 0.0)) for one in rows[:20]]
    now = report(*rows)
    path = tmp_path / "report.html"
    path.write_text(report_html(now, now.compare(report(*none))), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.set_default_timeout(120_000)  # a machine may be busy
        page.goto(path.as_uri())
        assert "+100.0 (+100.0 to +100.0)" in page.inner_text(".forest")
        assert ", ".join(page.evaluate(OUTSIDE)) == ""
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        forest = "(f => f.scrollWidth - f.clientWidth)(document.querySelector('.forest'))"
        assert page.evaluate(forest) <= 0
        browser.close()
