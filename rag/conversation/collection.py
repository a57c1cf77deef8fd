"""Questions about the collection itself: which documents there are, how many, of what dates.

"what documents do you have?", "how many files are there?", "when were the articles published?" are
told from the list of documents, not from their texts: no passage says so, and nothing is cited.
Only whole questions in the words of short closed lists, since documents speak of documents as well:
"which documents do I need for the visa?" is theirs. This module reads no document.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.retrieval import Filter
from rag.types import Answer, ListedDocument, Statement

MOST = 10  # documents that are named
_LONGEST_TITLE = 100  # characters

_LEAD = r"\W*(?:(?:hi|hello|hey|and|so|ok|okay|well|please)\W+)*"
_KIND = r"(?:documents|docs|files|articles|sources|texts)"
_KNOWN = (
    r"(?:(?:do|can) you (?:have(?: got| access to)?|know|see|read|search|access)"
    r"|have you (?:got|read|indexed)|(?:are|were) (?:there|indexed|here))"
)
_HERE = (
    r"(?: (?:now|here|indexed|in total|in (?:here|there|(?:the|your|this) (?:index"
    r"|collection|library|folder))))*"
)
_YOURS = r"(?:your|the indexed|all(?: (?:the|your|of your|of the))?)"
_TELL = r"(?:(?:can|could) you )?(?:please )?(?:list|show|name|tell)(?: me| us)?"
_SAID = r"(?:published|written|released|posted|issued|dated|from)"
_NUMBER = r"(?:first|second|third|last|latest|newest|oldest|1st|2nd|3rd)"
_OF_THEM = re.compile(
    _LEAD + rf"(?:(?:what|which|how many|what kind of) {_KIND} {_KNOWN}{_HERE}"
    rf"|do you have any {_KIND}{_HERE}"
    rf"|{_TELL} {_YOURS} {_KIND}{_HERE}|(?:list|show) (?:documents|docs|files){_HERE}"
    rf"|{_TELL} (?:what|which) {_KIND} (?:you have|you know|there are){_HERE}"
    rf"|what(?: is|['’]?s) in your {_KIND}"
    rf"|what are your {_KIND}(?: about)?|what do you know)\W*",
    re.IGNORECASE,
)
_ONE = r"(?:document|file|article|text)"
_OF_DATES = re.compile(
    _LEAD + rf"(?:(?:when|in (?:what|which) year) were (?:the|your|these) {_KIND} {_SAID}"
    rf"|(?:what|which) (?:are|were) the (?:publication )?dates of (?:the|your|these) {_KIND}"
    rf"|what(?: is|['’]?s) the (?:publication )?date of the {_NUMBER} {_ONE}"
    rf"|when was the {_NUMBER} {_ONE} {_SAID}"
    rf"|(?:of )?(?:what|which) dates? are (?:the|your|these) {_KIND}(?: from)?)\W*",
    re.IGNORECASE,
)


def asks_of_collection(question: str) -> bool:
    """Say whether a question is about the documents there are, not about what they say."""
    return bool(_OF_THEM.fullmatch(question) or _OF_DATES.fullmatch(question))


def tell_of_collection(question: str, documents: Sequence[ListedDocument], where: Filter) -> Answer:
    """Tell which of the documents listed are asked, and from when: the first ones by name.

    The answer is sure, and cites nothing. Where dates are asked for, a document without one says
    so.
    """
    asked = [one for one in documents if _is_asked(one, where)]
    dated = _OF_DATES.fullmatch(question) is not None
    named = "; ".join(_named(one, dated=dated) for one in asked[:MOST])
    more = f"; and {len(asked) - MOST:,} more" if len(asked) > MOST else ""
    text = f"{_count(len(asked))}: {named}{more}." if asked else "There are no documents."
    return Answer(question, "answered", (Statement(text),), confidence=1.0)


def _is_asked(one: ListedDocument, where: Filter) -> bool:
    chosen = where.documents is None or one.id in where.documents
    if where.after is None and where.before is None:
        return chosen
    first, last = where.after or date.min, where.before or date.max
    return chosen and one.published is not None and first <= one.published <= last


def _named(one: ListedDocument, *, dated: bool) -> str:
    title = " ".join(one.title.split())
    title = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
    undated = ", without a date" if dated else ""
    return f"“{title}”{f', {one.published.isoformat()}' if one.published else undated}"


def _count(number: int) -> str:
    return "There is 1 document" if number == 1 else f"There are {number:,} documents"
