"""What kind of answer a question wants: a few exact words, or whole sentences.

English question words only; anything else wants exact words. This module knows nothing of
documents.
"""

import re
from typing import Literal

from rag.text.prefaces import without_preface

Wanted = Literal["span", "sentences"]

_ABOUT_IT = r".{1,80}\babout\W*$"
_SUBJECT = (  # of "how he died": what no measure begins with, unlike "how old" and "how many"
    r"(?:he|she|it|they|we|you|i|the|an?|this|that|these|those|his|her|its|their|our|my|your)\b"
)
_MEASURES = (
    r"(?:big|deep|early|far|fast|few|heavy|high|large|late|long|many|much|often|old|soon|tall"
    r"|wide)\b"
)
# "How to Train Your Dragon was released when?" asks for a value, whatever it begins with.
_VALUE_AT_END = re.compile(
    r"\b(?:is|are|was|were|did|does)\b.*(?<!\band )\b(?:by whom|when|where)\W*$", re.IGNORECASE
)
_HOW = re.compile(r"\bhow\b", re.IGNORECASE)
_MANY = r"(?:\w+\s+){0,2}?(?:\w+(?<![isu])s|children|men|people|women)\b"  # "opening hours"
_TAKES_PART = (  # not "who plays the drums"
    r"attend(?:s|ed)?\b|(?:took|takes|has taken|have taken) part\b|participat(?:es?|ed)\b|came to\b"
    r"|(?:play(?:s|ed)?|sings?|sang)\s+in\s+(?:\w+\s+){1,3}?"
    r"(?:band|cast|choir|group|orchestra|quartet|team|trio)\b"
)
_DID = r"(?:bought|came|fell|gave|got|left|lost|made|paid|ran|rose|sent|sold|took|went|won|wrote)"
_DONE = r"(?:bought|broken|built|found|given|kept|left|lost|paid|sent|sold|stolen|taken)"
_SEVERAL = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|also|please|can you|could you)\b\W*)*(?:"
    rf"list\b|(?:name|give me|tell me)\s+(?:all\b|every|the\s+{_MANY})"
    r"|(?:what|which|who)\s+(?:are|were)\b"
    rf"|(?:what|which)\s+{_MANY}\s+"
    r"(?:are|were|do|does|did|have|can|could|may|must|should|will)\b"
    r"|(?:what|who)(?:['’]s|\s+(?:is|was))\s+(?:all|at|in|inside|on|present)\b"
    rf"|(?:what|which)\s+(?!(?:does|has|is|was)\b){_MANY}\s+(?:\w{{2,}}ed|{_DID})\b"
    rf"|who\s+(?:all\s+|else\s+)?(?:{_TAKES_PART})"
    rf"|what(?:['’]s|\s+(?:is|was))\s+(?:(?:also|not)\s+)?(?:new|\w+ed|{_DONE})\b"
    r"|what\s+(?:can|did|do|does|must|should)\s.*"
    r"\b(?:bring|comprise|consist of|contain|include|need)\b"
    r")",
    re.IGNORECASE,
)
_STORY = r"(?:gist|outline|overview|plot|story(?:line)?|summary|synopsis)"
_OPEN = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|please|well|also)\b\W*)*(?:"
    r"why\b|how come\b|what for\b|for what reason"
    r"|(?:can|could|would|will) you (?:please |kindly )?tell\b|tell (?:me|us)\b"
    r"|(?:(?:can|could|would|will) you (?:please |kindly )?)?(?:"
    r"explain\b|describe\b|summari[sz]e\b"
    r"|give (?:me|us) (?:[\w-]+ ){0,3}?(?:summary|overview|details|description|explanation)\b)"
    r"|how(?: (?:exactly|precisely|actually|really|else))? (?:to|do|does|did|can|could|is|are|was"
    r"|were|has|have|had|would|will|should|might|must|shall)\b"
    rf"|how(?:['’](?:s|re|d)|s)\b|how {_SUBJECT}"
    rf"|how (?!{_MEASURES})(?-i:[A-Z])"  # "tell me how Ann died"
    rf"|what(?: (?:is|are|was|were)|['’]?s|['’]re) {_ABOUT_IT}"
    rf"|what {_SUBJECT} .{{1,80}}\b(?:is|are|was|were)(?: all)? about\W*$"
    r"|what (?:do|can) you (?:know|say|tell (?:me|us)) about\b"
    r"|what (?:happened|happens|if)\b"
    rf"|(?:what(?:['’]?s| (?:is|was)) )?(?:the )?{_STORY} (?:of|behind)\b"
    r"|(?:what|how) about\b"
    r")",
    re.IGNORECASE,
)


def asks_for_several(question: str) -> bool:
    """Say whether a question plainly asks for more than one thing, as in "what are the tools?".

    "list the tools", "which tools do I need?" and "what is in the box?" do so, "what is the
    price?" and "which of them was first?" do not.
    """
    return _SEVERAL.match(question) is not None


def asks_how(question: str) -> bool:
    """Say whether a question asks for a way of doing something: "explain how to bake it"."""
    return _HOW.search(question) is not None


def wanted(question: str) -> Wanted:
    """Say what a question wants.

    "why did he practise?", "tell me about the video" -> "sentences"; "how long is it?",
    "can you tell me who directed it?" -> "span".
    """
    asked = without_preface(question)
    return "sentences" if _OPEN.match(asked) and not _VALUE_AT_END.search(asked) else "span"
