"""Numbers that a page gives to the items of its lists (HTML Standard, 4.4.5 and 4.4.8).

"<li value=7>" is 7, a list may fall, and count in letters or Roman figures. Knows no Markdown.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.documents.formats.shared.list_numbers import marked, written_number

_VALUE = r"[^<>\"']|\"[^\"]{0,999}\"|'[^']{0,999}'"
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title)\b(?:{_VALUE})*+>.*?(?:</(?P=raw)|\Z)"
    rf"|<(?P<end>/?)(?P<tag>ol|ul|menu|li)\b(?P<attributes>(?:{_VALUE})*+)>",
    re.IGNORECASE | re.DOTALL,
)
_SPECIAL = re.compile(r"<(?:li\b[^<>]*\svalue\b|ol\b[^<>]*\s(?:reversed|type)\b)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(start|value|type)\s*=\s*[\"']?\s*(-?\d{1,9}|[aAiI])(?=[\"'\s>]|\Z)")
_REVERSED = re.compile(r"\sreversed(?=[\s=/]|\Z)", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _List:
    numbered: bool
    next: int = 1
    step: int = 1
    form: str = "decimal"


def with_list_numbers(html: str) -> str:
    """Mark the numbers of lists that do not count from their start on in figures."""
    if not _SPECIAL.search(html):
        return html
    parts, done, open_ = list[str](), 0, list[_List]()
    tags = list(_TAG.finditer(html))
    counts = _items(tags)
    for at, found in enumerate(tags):
        tag = (found["tag"] or "").lower()
        if tag == "li" and not found["end"] and open_ and open_[-1].numbered:
            one = open_[-1]
            value = _attributes(found["attributes"]).get("value", "")
            number = int(value) if value.lstrip("-").isdigit() else one.next
            one.next = number + one.step
            parts += [html[done : found.end()], marked(f"{written_number(number, one.form)}.")]
            done = found.end()
        elif found["end"] and tag != "li":
            del open_[-1:]
        elif tag and tag != "li":
            open_.append(_opened(tag, found["attributes"], counts[at]))
    return "".join([*parts, html[done:]])


def _opened(tag: str, attributes: str, items: int) -> _List:
    found = _attributes(attributes)
    falls = tag == "ol" and _REVERSED.search(attributes) is not None
    start = found.get("start", "")
    first = int(start) if start.lstrip("-").isdigit() else items if falls else 1
    return _List(
        tag == "ol", first, -1 if falls else 1, _FORMS.get(found.get("type", ""), "decimal")
    )


def _items(tags: Sequence[re.Match[str]]) -> Counter[int]:
    """Count the items of each list, by the place of the tag that opens it."""
    counts, open_ = Counter[int](), list[int]()
    for at, found in enumerate(tags):
        tag = (found["tag"] or "").lower()
        if tag == "li" and not found["end"]:
            counts[open_[-1] if open_ else -1] += 1
        elif found["end"] and tag != "li":
            del open_[-1:]
        elif tag and tag != "li":
            open_.append(at)
    return counts


def _attributes(text: str) -> dict[str, str]:
    return {key.lower(): value for key, value in _ATTRIBUTE.findall(text)}
