"""Leave out the part that somebody plays in one film.

Question: who somebody is.
Example: "Who is IU?", "Ji-hye (IU) waits. The singer Lee Ji-eun aka IU plays a pirate." -> "Lee
Ji-eun" and "singer", not "Ji-hye" and "pirate"
Exceptions: a name with the asked one in brackets behind it, where no other one is told as the
person's own.
"""

import re

from rag.answering.candidates.constraints.name_pairs import own_names
from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.mentions import asked_name
from rag.reading.reader import Candidate

_PLAYS = re.compile(
    r"\b(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?)\s+(?:(?:a|an|the)\s+(?:[\w-]+\s+)?)?\Z",
    re.IGNORECASE,
)
_REACH = 60  # characters before an answer


def without_parts(asked: Asked) -> Keep | None:
    """Keep all but the parts that somebody plays, where it is asked who that is."""
    name = asked_name(asked.question).casefold()
    if not name:
        return None
    own = own_names(name, asked.hits)
    return lambda one: not _is_part(one, name, own)


def _is_part(one: Candidate, name: str, own: set[str]) -> bool:
    if own and one.after.casefold().startswith(f" ({name})"):
        return one.text.casefold() not in own
    return _PLAYS.search(one.before[-_REACH:]) is not None
