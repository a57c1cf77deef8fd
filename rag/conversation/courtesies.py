"""What is said to be polite and asks nothing: "thanks", "ok", "hello", "bye".

A short closed list; anything beside it is a question. English only. This module knows nothing
of documents.
"""

import re

REPLY = "Ask me something about your documents."

_FAREWELLS = r"(?:good)?bye(?: bye)?|good night|see you(?: later)?"
_FAREWELL = re.compile(rf"\W*(?:{_FAREWELLS})\W*", re.IGNORECASE)
_SAID = (
    r"thanks|thank you|thanks a lot|many thanks|thank you very much|thx|cheers"
    r"|ok|okay|great|perfect|got it|i see|all right|alright"
    r"|hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)"
    rf"|{_FAREWELLS}"
)
_COURTESY = re.compile(rf"\W*(?:{_SAID})(?:\W+(?:{_SAID}))*\W*", re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Say whether a text asks nothing: "Thank you!", "ok, thanks"; not "thanks to whom?"."""
    return "?" not in text and _COURTESY.fullmatch(text) is not None


def is_farewell(text: str) -> bool:
    """Say whether a text takes leave: "bye!"."""
    return _FAREWELL.fullmatch(text) is not None
