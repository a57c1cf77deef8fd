"""Leave out a number with the label of another one.

Question: a number, code or id of some kind ("VAT number").
Example: "What is the VAT number?", "Serial number: 5512. VAT number: 9031." -> "9031"
Exceptions: words before "number" that tell no kind ("my", "total", "booking"); a number whose
sentence has the kind that is asked for.

The kind is the word before "number" in the question, and before the answer.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.reading.reader import Candidate

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


def of_asked_label(asked: Asked) -> Keep | None:
    """Keep all but numbers that are labelled as those of another kind than is asked for."""
    kind = _kind(_ASKED.search(asked.question))
    if not kind or kind in _NO_KIND:
        return None
    return lambda one: not _is_of_another(one, kind)


def _is_of_another(one: Candidate, kind: str) -> bool:
    label = _LABEL.search(one.before)
    if label is None or not any(map(str.isdigit, one.text)):
        return False
    own = _kind(label)
    return own not in _NO_KIND and own != kind and kind not in one.quoted.lower()


def _kind(found: re.Match[str] | None) -> str:
    kind = found["kind"].lower() if found else ""
    return _KIND.get(kind, kind)
