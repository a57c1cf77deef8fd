"""Tell the code pages of Latin letters apart by the alphabets of the languages written in them.

The same byte is "ù" in Western Europe, "ů" in Central Europe and "ł" on the Baltic. What a
language is spelled with tells which was meant: French has no "ł", and Czech has no "ø". This
module knows nothing of files, nor of other scripts.
"""

from collections import Counter

_WESTERN, _CENTRAL = ("cp1252", "iso8859_15"), ("cp1250", "iso8859_2")
_TURKISH, _BALTIC = ("cp1254",), ("cp1257",)
_LANGUAGES = (  # besides a to z; of two that fit alike the earlier is taken
    (_WESTERN, "àâæçéèêëîïôœùûüÿ"),  # French
    (_WESTERN, "äöüß"),  # German
    (_WESTERN, "áéíñóúü¿¡ªº"),  # Spanish
    (_WESTERN, "àáâãçéêíóôõúüªº"),  # Portuguese
    (_WESTERN, "àèéìíîòóùú"),  # Italian
    (_WESTERN, "àçèéíïòóúü"),  # Catalan
    (_WESTERN, "áèéêëíïóöúü"),  # Dutch
    (_WESTERN, "åæøéòôó"),  # Danish, Norwegian
    (_WESTERN, "åäöéšž"),  # Swedish, Finnish
    (_WESTERN, "áæðéíóöúýþ"),  # Icelandic
    (_CENTRAL, "ąćęłńóśźż"),  # Polish
    (_CENTRAL, "áčďéěíňóřšťúůýž"),  # Czech
    (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    (_CENTRAL, "áéíóöőúüű"),  # Hungarian
    (_CENTRAL, "ăâîşţ"),  # Romanian
    (_CENTRAL, "čćđšž"),  # Croatian, Bosnian, Slovene
    (_TURKISH, "âçğıİîöşûü"),  # Turkish
    (_BALTIC, "ąčęėįšųūž"),  # Lithuanian
    (_BALTIC, "āčēģīķļņšūž"),  # Latvian
    (_BALTIC, "äõöšüž"),  # Estonian
)
# English with names from all over Western Europe; any one language is believed before it.
_MIXED = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ"
_MIXED_LESS = 0.1
_MARKS = frozenset("\u00a0\u2018\u2019\u201c\u201d„…–—«»€£§°•·©®™")  # of no one language
_LEAST_FIT = 0.8  # of the letters; below it another kind of encoding is at work
_LATIN_BEFORE = "\u0250"


def is_latin(text: str) -> bool:
    """Say whether most letters of `text` beyond ASCII are Latin ones, or whether it has none."""
    letters = [character for character in text if character > "\x7f" and character.isalpha()]
    return 2 * sum(letter < _LATIN_BEFORE for letter in letters) >= len(letters)


def code_page(data: bytes) -> str | None:
    """Name the code page by which `data`, in Latin letters, is spelled most like a language.

    The French bytes of "où" -> "cp1252"; None when it is like none in any code page known.
    """
    pages = dict.fromkeys(page for pages, _ in _LANGUAGES for page in pages)
    counts = {page: Counter(_letters(data, page)) for page in pages}
    fits = [
        (_share(counts[page], frozenset(alphabet + alphabet.upper())), page)
        for pages, alphabet in _LANGUAGES
        for page in pages
    ]
    mixed = _share(counts["cp1252"], frozenset(_MIXED + _MIXED.upper())) - _MIXED_LESS
    fit, page = max([*fits, (mixed, "cp1252")], key=lambda pair: pair[0])
    return page if fit >= _LEAST_FIT else None


def _letters(data: bytes, page: str) -> str:
    """Decode the bytes beyond ASCII, less the marks that stand in texts of every language."""
    beyond = bytes(byte for byte in data if byte > 127).decode(page, "replace")
    return "".join(character for character in beyond if character not in _MARKS)


def _share(counts: Counter[str], alphabet: frozenset[str]) -> float:
    known = sum(count for letter, count in counts.items() if letter in alphabet)
    return known / counts.total() if counts else 1.0
