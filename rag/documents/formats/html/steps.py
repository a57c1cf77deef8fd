"""Links that are no words of a page: to its neighbours ("Next", "Up"), and to where they stand.

Which ones lead to neighbours, their `rel` says or the keys that manuals of Texinfo and DocBook give
them; the lines that consist of such links are left out.
"""

import re
from collections.abc import Mapping

STEP, STEP_END = "\ue00c", "\ue00d"  # for private use: around the text of such a link
_RELATIONS = frozenset({"next", "prev", "previous", "up"})
_KEYS = frozenset("npuh")  # for next, previous, up and home
_PLACE = re.compile(r"\s*[¶#§🔗]\s*")
_BESIDE = 80  # characters of a line, at most, that are none of those links
_STEP = re.compile(rf"{STEP}[^{STEP_END}]*{STEP_END}")
_LINE = re.compile(rf"^.*{STEP}.*\n?(?:\|(?: -{{3}} \|)+\n?)?", re.MULTILINE)
_MARKS = str.maketrans("", "", STEP + STEP_END)


def step(text: str, place: str, said: Mapping[str, str]) -> str:
    """Mark the text of a link if it leads to a neighbour; "" of the sign for its own place."""
    if place.startswith("#") and _PLACE.fullmatch(text):
        return ""
    relations = {*(said.get("rel") or "").lower().split()}
    if relations & _RELATIONS or said.get("accesskey") in _KEYS:
        return f"{STEP}{text}{STEP_END}"
    return text


def without_steps(text: str) -> str:
    """Leave out the lines that are links to neighbours, but for a few words."""
    return _LINE.sub(_prose, text).translate(_MARKS)


def _prose(line: re.Match[str]) -> str:
    others = "".join(_STEP.sub("", line[0]).split())
    return line[0] if len(others) > _BESIDE else ""
