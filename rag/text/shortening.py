"""Cut a text to a length at which it can be shown in one line."""


def shorten(text: str, longest: int) -> str:
    """Return `text` on one line, cut after a word to at most `longest` characters.

    "A very long first sentence" with longest 15 -> "A very long…"
    """
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    kept = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return kept.rstrip(" ,;:-\u2013\u2014.") + "…"
