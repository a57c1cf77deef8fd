"""Whether a question wants a yes or no: "is there a lift?", "dogs allowed?", "it is free, right?".

A sentence that says the question's own words can then be the answer: "Breakfast is included."
"""

import re

from rag.text.prefaces import without_preface

# A choice, or a question of another kind.
_ASKS = r"\b(?:or|who|whom|whose|what|which|when|where|why|how)\b"
_REQUEST = r"(?:please\s+)?(?:know|tell|give|list|name|show|find|say|explain)\b"
_WHETHER = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|also)\b\W*)*(?:am|is|are|was|were|do|does|did|has|have|had|can"
    rf"|could|will|would|should|shall|may|must)(?:n?['’]t)?\s+(?!\d|you\s+{_REQUEST})"
    rf"(?!.*{_ASKS}).*\?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# "you can keep a cat, right?", "the pool is heated, isn't it?"
_TAG = re.compile(
    rf"^(?!.*{_ASKS}).+,\s*(?:right|correct|yes|no"
    r"|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)"
    r"(?:n['’]?t)?\s+(?:i|you|he|she|it|we|they|there))\s*\?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ELLIPTIC = re.compile(  # "dogs allowed?"
    rf"^(?!.*{_ASKS})\W*+(?:[\w'’-]++\s+){{1,4}}(?:allowed|available|forbidden|included|mandatory"
    r"|necessary|needed|ok|okay|permitted|possible|required)\s*\?\W*$",
    re.IGNORECASE,
)


def asks_whether(question: str) -> bool:
    """Say whether a question wants a yes or no; "is it red or blue?" does not.

    >>> asks_whether("Is there a lift?"), asks_whether("Dogs allowed?"), asks_whether("Who is in?")
    (True, True, False)
    """
    asked = without_preface(question)
    return any(form.match(asked) for form in (_WHETHER, _TAG, _ELLIPTIC))
