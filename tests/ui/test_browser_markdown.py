"""Documents of Markdown in a real browser: tables, headings and lists, with quotes marked in them.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, ask
from ui_server import StubBase, answer, citation, document, passage, serving

from rag import Citation

pytestmark = NEEDS_CHROMIUM
QUOTE = "| oak | 90 | planted by the **old** gate"
TEXT = (
    f"# Trees\n\n- tall ones\n\n| tree | age | where |\n| --- | --- | --- |\n{QUOTE} |\n"
    f"| ash | 12 | {'far ' * 60}|\n"
)
TREES = document(TEXT, id="trees.md", media_type="text/markdown")
LONG = "| tree | age | where |\n| --- | --- | --- |\n" + "| oak | 90 | gate |\n" * 50_000
WIDE = f"```js\nconst tree = 1;\n  grow({'tree, ' * 60});\n" + "  wait();\n" * 60 + "```"
MANUAL = document(f"# Growing\n\n{WIDE}\n", id="manual.md", media_type="text/markdown")
PROSE = """\
The licenses for most software and other practical works are designed
to take away your freedom to share and change the works.  By contrast,
the General Public License is intended to guarantee your freedom to
share and change all versions of a program."""
VERSE = "\n".join(f"Line {number}\nof the verse" for number in range(6))
LICENCE = document(f"{PROSE}\n\n{VERSE}\n", id="licence.txt")
FOREST = document(LONG, id="forest.csv", media_type="text/csv")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    answers = {
        "oak?": answer(citation(TREES, QUOTE)),
        "share?": answer(citation(LICENCE, VERSE)),
        "grow?": answer(citation(MANUAL, WIDE)),
        "forest?": answer(Citation(1, FOREST, passage(FOREST, 44, 800), 44, 62, score=0.7)),
    }
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


@pytest.mark.parametrize("width", [1280, 390])
def test_a_card_and_the_document_show_the_table_and_mark_the_quote_in_it(
    new_page, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    ask(page, "oak?")
    page.locator(".cite").click()
    card = page.locator("#card-1-1")
    check(card)
    card.get_by_role("button", name="Show in document").click()
    page.locator("#viewer table").wait_for()
    check(page.locator("#viewer"))
    assert page.locator("#viewer .view-text").text_content() == TEXT
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def check(shown) -> None:
    """See the table as it is meant, and the quote as it is stored."""
    assert shown.get_by_role("cell", name="oak", exact=True).count() == 1
    assert shown.get_by_role("heading", name="Trees", exact=True).count() == 1
    assert shown.get_by_role("listitem").count() == 1
    assert "".join(shown.locator("mark").all_text_contents()) == QUOTE
    widths = shown.locator(".syntax").evaluate_all("all => all.map((one) => one.offsetWidth)")
    assert set(widths) == {0}


def test_what_is_copied_from_a_cell_has_no_other_characters_than_the_document(new_page) -> None:
    page = new_page()
    ask(page, "oak?")
    copied = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelectorAll("#card-1-1 tr")[1]);
          return getSelection().getRangeAt(0).toString();
        }"""
    )
    assert copied == f"{QUOTE} |\n"


def test_a_megabyte_of_a_table_opens_within_seconds(new_page) -> None:
    page = new_page()
    ask(page, "forest?")
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").first.wait_for(timeout=30_000)
    assert page.locator("#viewer tr").count() > 4_000


@pytest.mark.parametrize("width", [1280, 390])
def test_code_in_an_answer_keeps_its_lines_and_scrolls_by_itself(new_page, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    ask(page, "grow?")
    code = page.locator('.turn[data-turn="1"] .code')
    shown = code.evaluate(
        """(code) => ({
          lines: code.innerText.split("\\n").slice(0, 2),
          wide: code.scrollWidth > code.clientWidth, long: code.scrollHeight > code.clientHeight,
          font: getComputedStyle(code).fontFamily,
        })"""
    )
    assert shown["lines"][0].endswith("const tree = 1;") and shown["wide"] and shown["long"]
    assert "monospace" in shown["font"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    below = code.bounding_box()["y"] + code.bounding_box()["height"]
    assert page.locator(".cite").bounding_box()["y"] >= below
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"{WIDE}\n[1]\n")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_wrapped_paragraph_fills_the_lines_of_a_card_and_verse_keeps_its_own(
    new_page, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    ask(page, "share?")
    page.locator(".cite").click()
    card = page.locator("#card-1-1 blockquote")
    assert card.text_content() == LICENCE.text
    lines = """(shown) => {
      const range = document.createRange();
      range.selectNodeContents(shown);
      const ends = new Map();
      for (const one of range.getClientRects()) ends.set(Math.round(one.top), one.right);
      return { count: ends.size, room: shown.closest("blockquote").getBoundingClientRect().right,
               ends: [...ends.values()] };
    }"""
    flowing = card.locator(".flow").evaluate(lines)
    longest = 14 * 9  # of a word, in pixels
    assert all(end > flowing["room"] - longest for end in flowing["ends"][:-1])
    assert card.locator("mark").evaluate(lines)["count"] == VERSE.count("\n") + 1
