"""A question without polite words before it: "Hi, could you tell me who it is?" -> "who it is?".

Only where the rest is a question by its own words: "tell me about the film" stays as it is, and so
does "Hello, Dolly!". Used to tell what kind of answer is wanted. The search and the reader are
given the question as it was typed: 60 questions with a preface were answered no better without it.
"""

import re

_ASKS = r"(?:who|whom|whose|what|which|when|where|why|how)(?:['’]s|['’]re)?\b"
_ASKS_IN = rf"(?:(?:in|on|at|by|for|from|to|of|with|since|until) )?{_ASKS}"  # "in which year"
_REQUESTS = (  # what may follow a greeting besides
    r"(?:tell|give|explain|describe|summari[sz]e|please|(?:can|could|would|will|do) you)\b"
)
# Only after a stop: "Hello was released when?" asks about a "Hello".
_VERBS = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will)\b"
# "Tell Me Why" and "Do You Know" are titles; in a question all in capitals nothing is.
_ME = r"(?-i:me|us|ME|US)"
_YOU = r"(?-i:you|YOU)"
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening))"
    r"(?:(?P<all> there| all| everyone)| again)?\b(?P<stop>\s*[,.!:;–—-])?[\s,.!:;–—-]*"
    rf"(?<=[\s,.!:;–—-])(?={_ASKS_IN}|{_REQUESTS}|(?(stop)|(?(all)|(?!))){_VERBS})",
    re.IGNORECASE,
)
_POLITELY = r"(?:please |kindly )?"
_REQUEST = re.compile(
    r"\W*(?:(?:and|but|so|also|well|ok|okay),? )?(?:please,? )?(?:"
    rf"(?:(?:can|could|would|will) {_YOU} )?{_POLITELY}tell {_ME}"
    rf"|do {_YOU} (?:happen to )?know|i(?: would|['’]d) like to know|i want to know"
    rf"|please)(?:,? please)?[\s,:]+(?={_ASKS_IN})",
    re.IGNORECASE,
)


def without_preface(question: str) -> str:
    """Leave out the preface of a question; one that has none stays as it is.

    "do you know why he left?" -> "why he left?".
    """
    for preface in (_GREETING, _REQUEST):
        found = preface.match(question)
        question = question[found.end() :] if found else question
    return question
