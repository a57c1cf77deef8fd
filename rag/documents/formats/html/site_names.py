"""The title of a web page without its site's name, where the page says what that is.

Knows nothing of HTML: a part after a dash may as well be what the page is about.
"""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_PARTS = re.compile(r"\s*[|»]\s*|\s+[–—·•:-]\s+")
_LONGEST = 200  # characters of a site's name, at the end of a title


def without_site(title: str, names: Iterable[str]) -> str:
    """Cut off the end of a title that is one of the site's names, written in whatever way.

    >>> without_site("Rope - how it is made | Kelby Museum", ["kelby-museum"])
    'Rope - how it is made'
    """
    known = {key for name in names if (key := _key(name))}
    for part in _PARTS.finditer(title, max(0, len(title) - _LONGEST)):
        if part.start() and _key(title[part.end() :]) in known:
            return title[: part.start()]
    return title


def host_names(address: str) -> list[str]:
    """Name a site as its address does: by its host, without its last label, and by each other.

    >>> host_names("https://www.kelby-museum.org/rope")
    ['kelby-museum.org', 'kelby-museum', 'kelby-museum']
    """
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # of what only looks like an address
        return []
    labels = host.split(".")[:-1]
    return [host, ".".join(labels), *labels] if labels else []


def _key(name: str) -> str:
    """Write a name without case, accents, spaces, punctuation and a leading "the"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(filter(str.isalnum, letters)).removeprefix("the")
