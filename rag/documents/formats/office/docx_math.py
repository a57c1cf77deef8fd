"""Equations of a Word file (OMML, ISO/IEC 29500-1, 22.1) -> the letters that they consist of."""

from collections.abc import Iterator
from typing import Any

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_RAISED = {"sup": "^", "sub": "_"}


def equations(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the equations of a part with their text, a fraction as "a/b" and a power as "a^b"."""
    for one in root.iter("{*}oMath"):
        if one.tag != f"{{{_MATH}}}oMath" and not one.tag.endswith("math}oMath"):
            continue
        yield one, " ".join(_text(one).split())


def _text(element: Any) -> str:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name == "f":
        above, below = (_group(element.find(f"{{*}}{part}")) for part in ("num", "den"))
        return f"{above}/{below}"
    if name == "rad":
        degree = _group(element.find("{*}deg"))
        return f"{degree}√{_group(element.find('{*}e'))}"
    if name == "d":
        begin, end = (_own(element, f"{{*}}dPr/{{*}}{part}Chr") for part in ("beg", "end"))
        inner = ", ".join(_text(one) for one in element.iterfind("{*}e"))
        return f"{'(' if begin is None else begin}{inner}{')' if end is None else end}"
    if name == "nary":
        sign = _own(element, "{*}naryPr/{*}chr") or "∫"
        return sign + "".join(map(_text, element))
    if name in _RAISED:
        text = _group(element)
        return f"{_RAISED[name]}{text}" if text else ""
    return "".join(map(_text, element))


def _group(element: Any) -> str:
    """Write a part of an equation, in brackets where it has several signs that are not one number.

    "a+b" -> "(a+b)"; "12" and "x" stay.
    """
    text = "" if element is None else "".join(map(_text, element)).strip()
    return text if text.isalnum() or not text else f"({text})"


def _own(element: Any, path: str) -> str | None:
    found = element.find(path)
    if found is None:
        return None
    return next((v for key, v in found.items() if key.rpartition("}")[2] == "val"), None)
