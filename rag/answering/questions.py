"""What kind of answer a question wants: a few exact words, or whole sentences.

English question words only; anything else wants exact words. This module knows nothing of
documents.
"""

import re
from typing import Literal

Wanted = Literal["span", "sentences"]

_OPEN = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|please|well|also)\b\W*)*(?:"
    r"why\b|how come\b|what for\b|for what reason|explain\b|describe\b|summari[sz]e\b"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|explain|describe|summari[sz]e)"
    r"|tell (?:me|us)\b|give (?:me|us) (?:a |an |some )?(?:summary|overview|details)"
    r"|how (?:do|does|did|can|could|is|are|was|were|has|have|had|would|will|should)\b"
    r"|what (?:is|are|was|were|'s) .{1,80}\babout\W*$|what's .{1,80}\babout\W*$"
    r"|what (?:happened|happens)\b"
    r")",
    re.IGNORECASE,
)


def wanted(question: str) -> Wanted:
    """Say what a question wants.

    "why did he practise?", "tell me about the video" -> "sentences"; "how long is it?",
    "who directed it?" -> "span".
    """
    return "sentences" if _OPEN.match(question) else "span"
