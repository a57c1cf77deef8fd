"""A notebook is read as text, code and what that wrote, without its pictures."""

import json
from time import process_time
from typing import Any

import pytest
from places import DATA

from rag.documents import read_document
from rag.documents.formats.ipynb import read_ipynb
from rag.errors import DocumentError

FORMATS = DATA / "formats"


def read(*cells: dict[str, Any], **metadata: Any) -> str:
    notebook = {"cells": cells, "metadata": metadata}
    return read_ipynb(json.dumps(notebook).encode(), "a.ipynb").text


def wrote(**output: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": "", "outputs": [output]}


def test_a_notebook_is_read_with_its_tables_and_the_first_lines_of_what_it_wrote() -> None:
    document = read_document(FORMATS / "rainfall.ipynb", root=FORMATS)
    assert (document.title, document.author) == ("Rainfall at Kelby", "Ann Lee")
    numbers = "\n".join(map(str, range(20)))
    assert document.text == (
        "# Rainfall at Kelby\n\nThe gauge stands *behind* the mill and is read at 7 each morning."
        '\n\n```python\n# load the readings\nimport pandas as pd\nrain = pd.read_csv("rain.csv")\n'
        "rain.head()\n```\n\n|  | month | mm |\n| --- | --- | --- |\n| 0 | May | 61 |\n"
        "| 1 | June | 48 |\n\n```python\nfor n in range(30):\n    print(n)\n```\n\n"
        f"```\n{numbers}\n... (10 more lines)\n```\n\n```python\nrain.plot()\n```\n\n"
        "```python\n1/0\n```\n\n```\nZeroDivisionError: division by zero\n```\n\n"
        "## Findings\n\nThe wettest year was 2012, with 940 mm of rain.\n"
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (wrote(data={"text/plain": "<Figure size 6x4>", "image/png": "iVBO"}), ""),
        (wrote(data={"text/plain": "<Gate object at 0x7f10>"}), ""),
        (wrote(data={"text/plain": "[<Line2D at 0x7f10>]"}), ""),
        (wrote(data={"text/markdown": "It is **wet**."}), "It is **wet**."),
        (wrote(output_type="stream", text=["\x1b[31mwet\x1b[0m\n"]), "```\nwet\n```"),
        ({"cell_type": "raw", "source": "as it *is*"}, "```\nas it *is*\n```"),
        ({"cell_type": "code", "source": "a = '```'"}, "````python\na = '```'\n````"),
        (
            {"cell_type": "markdown", "source": ["Wet ![x](data:image/png;base64,AA) days"]},
            "Wet  days",
        ),
    ],
)
def test_a_cell_is_written_as_it_is_read(cell: dict[str, Any], text: str) -> None:
    assert read(cell) == f"{text}\n"


def test_a_notebook_of_format_3_is_read() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Rain"},
        {"cell_type": "code", "input": "x", "outputs": [{"output_type": "pyout", "text": "61"}]},
    ]
    notebook = json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}).encode()
    text = "## Rain\n\n```python\nx\n```\n\n```\n61\n```\n"
    assert read_ipynb(notebook, "a.ipynb").text == text


def test_front_matter_in_a_raw_cell_is_the_notebooks_own() -> None:
    cell = {"cell_type": "raw", "source": "---\ntitle: Wet years\ndate: 2024-03-01\n---"}
    source = read_ipynb(json.dumps({"cells": [cell]}).encode(), "a.ipynb")
    assert (source.metadata.title, str(source.metadata.published)) == ("Wet years", "2024-03-01")


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"cells": 1}', b"[" * 100_000, b"text"])
def test_what_is_no_notebook_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a.ipynb is not a notebook or is damaged; open it"):
        read_ipynb(data, "a.ipynb")


def test_pictures_that_nothing_closes_are_read_in_time() -> None:
    begun = process_time()
    assert read({"cell_type": "markdown", "source": "![" * 100_000 + "![](data:" * 50_000})
    assert process_time() - begun < 5
    text = "![a plan](attachment:plan (1).png) of <img src='a'> oaks"
    assert read({"cell_type": "markdown", "source": text}) == "of  oaks\n"
