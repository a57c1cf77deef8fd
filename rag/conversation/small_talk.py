"""What is said to be polite, of the program or of its answers -> the fixed reply to it.

"thanks", "cool", "hello", "bye"; "help", "what can you do?"; "are you sure?", "which document is
that from?", "shorter please" ask nothing of the documents. A reply has the status "courtesy".
Short closed lists; anything beside them is a question, and "Cool?", which may be a title, is one
too. This module knows nothing of documents.
"""

import re

from rag.types import Answer, Statement

REPLY = "Ask me something about your documents."
WELCOME = "You are welcome."
GOODBYE = "Goodbye."
WELL = f"Well, thank you. {REPLY}"
ABOUT_ME = (
    "I look for answers in your documents and quote where they stand; what the documents do not say"
    f" I do not know. {REPLY}"
)
OF_ANSWERS = (
    "An answer is taken from the quotes that stand with it, each with its document. Where it misses"
    " what you meant, ask in other words."
)

# None is others in a row, as "bye bye" or "no thanks" would be: what can be read in two ways at
# every word takes time exponential in their number.
_FAREWELLS = r"(?:good)?bye|good night|see you(?: later| soon)?"
_FAREWELL = re.compile(rf"\W*(?:{_FAREWELLS})(?:\W+(?:{_FAREWELLS}))*\W*", re.IGNORECASE)
_THANKS = (
    r"(?:(?:many )?(?:thanks|thank you)(?: a lot| (?:so|very) much| again)?|thx|ty|tysm|cheers)"
    r"(?: for (?:(?:the|your) )?(?:help|info|information|answers?))?"
)
_THANKED = re.compile(rf"(?<!\w)(?<!no )(?<!no, )(?:{_THANKS})(?!\w)", re.IGNORECASE)
_LEFT = re.compile(rf"(?<!\w)(?:{_FAREWELLS})(?!\w)", re.IGNORECASE)
_PRAISE = r"great|perfect|cool|nice|fine|good|awesome|amazing|excellent|brilliant|lovely|super"
_SAID = (
    rf"{_THANKS}|(?:(?:that['’]?s|that is|very|so|how) )?(?:{_PRAISE})"
    r"|(?:good|great|nice) (?:job|work)|well done|sounds good|wow|lol|haha|oh|ah|hmm+"
    r"|(?:yes|yep|yeah)(?: please)?|no|nope|sorry"
    r"|never ?mind|no (?:problem|worries)|(?:that['’]?s|that is|that was|that will be) (?:all|it)"
    r"|ok|okay|got it|i see|i understand|understood|all right|alright"
    r"|(?:hi|hello|hey)(?: there| again)?|good (?:morning|afternoon|evening|day)"
    rf"|{_FAREWELLS}"
)
_COURTESY = re.compile(rf"\W*(?:{_SAID})(?:\W+(?:{_SAID}))*\W*", re.IGNORECASE)
_HOW_I_AM = re.compile(
    rf"\W*(?:(?:{_SAID})\W+)*how (?:are you(?: doing)?(?: today)?|do you do)\W*", re.IGNORECASE
)
# Not "how does this work?": after an answer that asks of what was said.
_OF_ME = re.compile(
    rf"\W*(?:(?:{_SAID})\W+)*(?:(?:please )?help(?: me)?(?:,? please)?|can you help(?: me)?"
    r"|(?:who|what) are you|what (?:can|do) you do(?: for me| here)?|how do you work"
    r"|what (?:questions )?can i ask(?: you| here)?"
    r"|are you (?:an? )?(?:real|human|person|machine|robot|(?:chat ?)?bot|ai|chat ?gpt|assistant"
    r"|(?:large )?language model|llm|program|computer))\W*",
    re.IGNORECASE,
)
_THAT = r"(?:that|this|it)"
_IN_TEXT = r"(?:document|file|article|source|page|text|passage)"
# Not "where does it come from?": that may be asked of the cheese.
_OF_ANSWERS = re.compile(
    rf"\W*(?:(?:{_SAID})\W+)*(?:(?:but )?are you (?:really |quite )?(?:sure|certain)"
    rf"(?: (?:about|of) {_THAT})?|is (?:that|this) (?:right|correct|true)"
    rf"|(?:{_THAT}(?: is|['’]?s)|you(?: are|['’]?re)) (?:all |just )?"
    r"(?:wrong|incorrect|false|not (?:right|correct|true)|not what i (?:asked(?: for)?|meant?))"
    r"|(?:that|this) (?:is not|isn['’]?t) (?:right|correct|true|what i (?:asked(?: for)?|meant?))"
    rf"|(?:which|what) {_IN_TEXT}(?: (?:is|was) {_THAT} (?:from|in)| (?:says|said) (?:that|so)"
    rf"| does {_THAT} come from)?|where does it say (?:that|so)"
    rf"|where did you (?:get|find|read) {_THAT}(?: from)?|how do you know(?: {_THAT})?"
    rf"|what(?: is|['’]?s| are) (?:the|your) sources?(?: of {_THAT}| for {_THAT})?"
    rf"|(?:(?:can you|please) )?(?:show|give) (?:me )?the (?:{_IN_TEXT}|quote|citation)s?"
    r"|(?:make it |say it |a bit )?(?:shorter|briefer|longer|simpler)|in full|in short|in detail)"
    r"(?:,? please)?\W*",
    re.IGNORECASE,
)


def courtesy(text: str) -> Answer | None:
    """Reply to a text that asks nothing of documents; None for a question."""
    said = _reply(text)
    return None if said is None else Answer(text, "courtesy", (Statement(said),))


def _reply(text: str) -> str | None:
    if _OF_ME.fullmatch(text):
        return ABOUT_ME
    if _HOW_I_AM.fullmatch(text):
        return WELL
    if _OF_ANSWERS.fullmatch(text):
        return OF_ANSWERS
    if "?" in text or not _COURTESY.fullmatch(text):
        return None
    if _LEFT.search(text):
        return GOODBYE
    return WELCOME if _THANKED.search(text) else REPLY


def is_small_talk(text: str) -> bool:
    """Say whether a text asks nothing of documents: "ok, thanks", "help"; not "thanks to whom?"."""
    return _reply(text) is not None


def is_farewell(text: str) -> bool:
    """Say whether a text takes leave: "bye!", "good night, bye bye"."""
    return _FAREWELL.fullmatch(text) is not None
