"""Asked who somebody is, the part played in one film is no answer: "Ji-hye (IU)", "plays a pirate".

A name with the asked one in brackets behind it is that of a part where another name is told as the
person's own ("Lee Ji-eun aka IU"). Something else must be believed in its own right. English only.
This module knows nothing of how candidates are found, scored and grouped.
"""

import re
from collections.abc import Sequence

from rag.answering.candidates.subjects.name_pairs import own_names
from rag.answering.candidates.unraised import BELIEVED
from rag.answering.mentions import asked_name
from rag.reading.reader import Candidate, Reading
from rag.types import Hit

_PLAYS = re.compile(
    r"\b(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?)\s+(?:(?:a|an|the)\s+(?:[\w-]+\s+)?)?\Z",
    re.IGNORECASE,
)
_REACH = 60  # characters before an answer


def without_parts(question: str, reading: Reading, hits: Sequence[Hit]) -> Reading:
    """Leave out the parts that somebody plays, where it is asked who that is."""
    name = asked_name(question).casefold()
    if not name:
        return reading
    own = own_names(name, hits)
    kept = [one for one in reading.candidates if not _is_part(one, name, own)]
    if max((one.score for one in kept), default=0.0) < BELIEVED:
        return reading
    return reading.without_others(kept)


def _is_part(one: Candidate, name: str, own: set[str]) -> bool:
    if own and one.after.casefold().startswith(f" ({name})"):
        return one.text.casefold() not in own
    return _PLAYS.search(one.before[-_REACH:]) is not None
