"""Classes of English words as patterns, for the rules of all modules of this package.

Those in small letters are parts of a pattern, to be used with re.IGNORECASE.
"""

import re
from collections.abc import Iterable

from rag.text.months import MONTH_NAMES

LED = r"^\W*(?:(?:and|but|so)\s+)?"  # what a question may open with
QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)"
# "May" and "Will" are a month and a name, but for a question that opens with one of them.
AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|can|could|would|has|have|had|should|shall|might|must"
    r"|(?-i:(?<!\bin )may|MAY|will|WILL)"
    r"|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|hasn't|haven't)"
)
OPENING_AUXILIARY = rf"(?:{AUXILIARY}|(?:may|will)(?=\s+[^\W\d]))"
PREPOSITION = (
    r"(?:of|in|for|at|by|with|about|on|to|from|during|after|before|since|until|under|over|against"
    r"|between|through|into|as|than|within|without|across|near|around|behind)"
)
CONJUNCTION = r"(?:if|because|when|while|unless|after|before)"  # of a clause
# Helps a verb in its bare form: "does it cost".
HELPER = r"(?:do|does|did|can|could|would|should|must|might|will)"
ARTICLE = r"(?:the|an?)"
THEIR = r"(?:his|her|its|their)"
OWNER = rf"(?:my|our|your|{THEIR})"
DETERMINER = rf"(?:{ARTICLE}|{OWNER})"
SUBJECT_PRONOUN = r"(?:i|you|we|they|he|she|it)"
GENITIVE = r"['’]s?"  # "Ada's", "the boys'"
HAPPEN = r"(?:happen|occur|(?:take|took|taking)\s+place)"
PARTICIPLE = (
    r"(?:won|made|born|held|sold|built|found|taken|given|written|sung|known|killed|hit|lost)"
)
IS_PARTICIPLE = re.compile(  # a shed and a seed are things, red is a colour
    rf"(?!(?:bed|red|shed|sled|breed|feed|need|reed|speed|weed|\w*seed)$)\w+ed|{PARTICIPLE}",
    re.IGNORECASE,
)
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
PRONOUNS = {
    "person": HE | SHE,
    "many": frozenset({"they", "them", "their", "theirs", "themselves", "these", "those"}),
    "thing": frozenset({"it", "its", "itself", "this", "that", "one"}),
    "place": frozenset({"there"}),
    "time": frozenset({"then"}),
}
# "it" that stands for nothing: "what if it rains?", "how long does it take for the Max?"; and
# what stands for all that was done, "why did he do that?".
EXPLETIVE = re.compile(
    r"\bit\s+(?:rains?|snows?|is\s+raining|is\s+(?:true|possible|likely|too late)|true|possible"
    r"|likely|(?:cost|costs|take|takes|took)\s+(?:to|for|until|from))\b"
    r"|(?<=\bis )it\s+(?:true|possible|likely)\b|(?<=\bdo )(?:it|that|this)\b",
    re.IGNORECASE,
)
# "what is her first film called?", "what was the name of the boat?": a name is asked for.
CALLED = (
    r"what\b.*\b(?:called|named|entitled)\W*$"
    r"|what(?:['’]s|\s+(?:is|was))\s+the\s+(?:name|title)\s+of\b"
)
POSSESSIVE = frozenset({"his", "her", "its", "their", "hers", "theirs"})
TIME = re.compile(
    rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{'|'.join(MONTH_NAMES)})\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
ASKS_WHO = re.compile(rf"{LED}whom?\b", re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """Give a part of a pattern for each of some words, whole: "he" -> "\\b(?:he)\\b"."""
    return rf"\b(?:{'|'.join(sorted(words))})\b"
