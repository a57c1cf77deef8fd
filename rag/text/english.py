"""Whether a word is in the dictionary: a word that is not may be a typing error.

The dictionary is symspellpy's, 82,834 words that both Google's books and SCOWL have, in British and
American spelling. It is read from disk when the first uncommon word is looked up.
"""

from functools import cache
from importlib import resources

from rag.text.tokens import is_common_word

_LIST = "frequency_dictionary_en_82_765.txt"  # a word and its count a line
# Words too, but far oftener typed for "when" and "what".
_SELDOM_MEANT = frozenset({"wen", "wat"})


def is_word(word: str) -> bool:
    """Say whether a word in small letters is one of English: "the", "mould", "jan"."""
    if word in _SELDOM_MEANT:
        return False
    return is_common_word(word) or f"\n{word} " in _lines()


@cache
def _lines() -> str:
    """Read the list as it stands: a search in it takes less than a millisecond, a set of it 40."""
    text = resources.files("symspellpy").joinpath(_LIST).read_text(encoding="utf-8-sig")
    return f"\n{text}"
