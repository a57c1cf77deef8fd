"""Asked for the number of one kind, that of another is no answer: a serial for a VAT number.

The kind is the word before "number" in the question and before the answer. English only. This
module knows nothing of how candidates are found, scored and grouped.
"""

import re

from rag.reading.reader import Candidate, Reading

_NUMBER = r"(?:numbers?|no|nr|id|code)\b"
_ASKED = re.compile(rf"\b(?P<kind>[^\W\d_][\w&-]+)\s+{_NUMBER}", re.IGNORECASE)
_LABEL = re.compile(rf"\b(?P<kind>[^\W\d_][\w&-]+)\s+{_NUMBER}\W{{0,4}}(?:is\s+|was\s+)?$", re.I)
_NO_KIND = frozenset(
    """
    a an any by her his its my of our that the their there this what your access average booking
    contact current direct entry home main maximum minimum new office old only reference right
    total work
    """.split()  # noqa: SIM905  # a list of words reads best as words
)

# Kinds that are one: each is read as the first of its line.
_SAME = ("phone telephone tel mobile cell cellphone", "postal post zip", "id identity")
_KIND = {kind: line.split()[0] for line in _SAME for kind in line.split()}


def of_asked_kind(question: str, reading: Reading) -> Reading:
    """Leave out numbers that are labelled as those of another kind than the question asks for."""
    asked = _ASKED.search(question)
    kind = _kind(asked)
    if not kind or kind in _NO_KIND:
        return reading
    kept = [one for one in reading.candidates if not _is_of_another(one, kind)]
    return reading.without_others(kept)


def _is_of_another(one: Candidate, kind: str) -> bool:
    label = _LABEL.search(one.before)
    if label is None or not any(map(str.isdigit, one.text)):
        return False
    own = _kind(label)
    return own not in _NO_KIND and own != kind and kind not in one.quoted.lower()


def _kind(found: re.Match[str] | None) -> str:
    kind = found["kind"].lower() if found else ""
    return _KIND.get(kind, kind)
