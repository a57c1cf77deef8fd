"""Find the best place to cut inside a sentence: after a clause, a word, or a whole character.

A whole character is what a reader sees as one: a letter with its accents, an emoji with
its skin tone, a family joined by joiners, the two letters of a flag, CR with LF. The rules
cover those; they are not the whole of Unicode's text segmentation (UAX #29).
"""

import re
import unicodedata

_CLAUSE_END = re.compile(
    r"(?:(?<![,;:)\]–—])[,;:)\]–—]++[\"'”’»]*+(?=\s)|[、，；：]|\s(?=[–—(\[])|(?=[\r\n]))"
)
_SPACE = re.compile(r"\s")
_JOINER = "\u200d"
_LONGEST_CLUSTER = 64  # further back nothing legible is saved


def cut_before(text: str, start: int, limit: int) -> int:
    """Return the best cut in `text`, after `start` and at `limit` at the latest.

    The end of the last clause in the second half, else of the last word, else `limit` moved
    back so that no visible character is torn. The stretch before the cut ends in no space.
    """
    middle = start + (limit - start) // 2
    for pattern, lowest in ((_CLAUSE_END, middle), (_SPACE, start)):
        cut = _last_end(pattern, text, lowest, limit)
        cut = start + len(text[start:cut].rstrip())
        if cut > start:
            return cut
    return whole_character(text, start, limit)


def _last_end(pattern: re.Pattern[str], text: str, lowest: int, limit: int) -> int:
    window = text[lowest : limit + 1]  # one more, to see whether a word ends at the limit
    ends = [match.end() for match in pattern.finditer(window)]
    return max((lowest + end for end in ends if lowest + end <= limit), default=0)


def whole_character(text: str, start: int, limit: int) -> int:
    """Move `limit` back to where a visible character begins; after `start` in any case."""
    cut = limit
    while cut > max(start, limit - _LONGEST_CLUSTER) and _inside_character(text, start, cut):
        cut -= 1
    return cut if cut > start and not _inside_character(text, start, cut) else limit


def _inside_character(text: str, start: int, cut: int) -> bool:
    if cut >= len(text) or cut <= start:
        return False
    before, after = text[cut - 1], text[cut]
    if before == _JOINER or after == _JOINER or (before == "\r" and after == "\n"):
        return True
    if unicodedata.category(after).startswith("M") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    return _is_flag_letter(after) and _flag_letters_before(text, start, cut) % 2 == 1


def _flag_letters_before(text: str, start: int, cut: int) -> int:
    lowest = max(start, cut - _LONGEST_CLUSTER)
    first = cut
    while first > lowest and _is_flag_letter(text[first - 1]):
        first -= 1
    return cut - first


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
