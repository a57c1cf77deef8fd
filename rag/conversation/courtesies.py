"""What is said to be polite, or of the program itself, and asks nothing of the documents.

"thanks", "ok", "hello", "bye"; "help", "what can you do?". Short closed lists; anything beside them
is a question. English only. This module knows nothing of documents.
"""

import re

REPLY = "Ask me something about your documents."
ABOUT_ME = (
    "I look for answers in your documents and quote where they stand; what the documents do not say"
    f" I do not know. {REPLY}"
)

# None is others in a row, as "bye bye" would be: what can be read in two ways at every word takes
# time exponential in their number.
_FAREWELLS = r"(?:good)?bye|good night|see you(?: later)?"
_FAREWELL = re.compile(rf"\W*(?:{_FAREWELLS})(?:\W+(?:{_FAREWELLS}))*\W*", re.IGNORECASE)
_SAID = (
    r"thanks|thank you|thanks a lot|many thanks|thank you very much|thx|cheers"
    r"|ok|okay|great|perfect|got it|i see|all right|alright"
    r"|hi|hello|hey|hi there|hello there|good (?:morning|afternoon|evening)"
    rf"|{_FAREWELLS}"
)
_COURTESY = re.compile(rf"\W*(?:{_SAID})(?:\W+(?:{_SAID}))*\W*", re.IGNORECASE)
# Not "how does this work?": after an answer that asks of what was said.
_OF_ME = re.compile(
    rf"\W*(?:(?:{_SAID})\W+)*(?:(?:please )?help(?: me)?(?:,? please)?|can you help(?: me)?"
    r"|(?:who|what) are you|what (?:can|do) you do(?: for me| here)?|how do you work"
    r"|what (?:questions )?can i ask(?: you| here)?"
    r"|are you (?:an? )?(?:real|human|person|machine|robot|bot|chat ?bot|ai))\W*",
    re.IGNORECASE,
)


def reply(text: str) -> str | None:
    """Give what to reply to a text that asks nothing of documents; None for a question."""
    if _OF_ME.fullmatch(text):
        return ABOUT_ME
    return REPLY if "?" not in text and _COURTESY.fullmatch(text) else None


def is_courtesy(text: str) -> bool:
    """Say whether a text asks nothing of documents: "ok, thanks", "help"; not "thanks to whom?"."""
    return reply(text) is not None


def is_farewell(text: str) -> bool:
    """Say whether a text takes leave: "bye!", "good night, bye bye"."""
    return _FAREWELL.fullmatch(text) is not None
