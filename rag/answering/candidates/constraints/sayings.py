"""Leave out a sentence in which nothing is said.

Question: what somebody said about something.
Example: "What did Ida say about the album?", "The album has ten songs. Ida called it a dream." ->
"a dream"
Exceptions: what stands behind a word for saying or quotation marks in its paragraph.
"""

import re

from rag.answering.candidates.filtering import Asked, Keep
from rag.answering.leads import paragraph_before
from rag.reading.reader import Candidate

_ASKED = re.compile(
    r"\bwhat\s+(?:did|does|do|has|have|had)\s+\S.*\b(?:say|said|tell|told|reveal|revealed)\b.*"
    r"\b(?:about|of|on)\s+\S",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[\"“”«»]|\b(?:according|acknowledg\w+|add(?:s|ed)|admit\w*|announc\w+|applaud\w*|answer\w*|argu(?:e|es|ed)"
    r"|ask(?:s|ed)|believ\w+|call(?:s|ed)|claim\w*|comment\w*|complain\w*|confess\w*|confirm\w*"
    r"|critici[sz]\w+|declar\w+|den(?:y|ies|ied)|describ\w+|explain\w*|express\w*|fear(?:s|ed)"
    r"|hop(?:es?|ed)|insist\w*|laud\w*|interview\w*|mention\w*|not(?:es?|ed)|point(?:s|ed)\s+out|prais\w+"
    r"|recall\w*|recount\w*|remark\w*|repl(?:y|ies|ied)|report\w*|reveal\w*|sa(?:y|ys|id|ying)"
    r"|shar(?:es?|ed)|spoke|speaks|stat(?:es?|ed|ement)|stress\w*|suggest\w*|talk(?:s|ed)?|tells?"
    r"|th(?:inks?|ought)|thank\w*|told|tweet\w*|views?|warn\w*|wr(?:ites?|ote)|written)\b",
    re.IGNORECASE,
)


def of_what_is_said(asked: Asked) -> Keep | None:
    """Keep what stands where something is said, where it is asked what somebody said."""
    return _is_said if _ASKED.search(asked.question) else None


def _is_said(one: Candidate) -> bool:
    return _SAYS.search(f"{paragraph_before(one)} {one.quoted}") is not None
