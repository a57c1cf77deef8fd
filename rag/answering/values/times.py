"""Times of day in a short text, and whether two can be the same: "7:30 pm", "19:30", "noon"."""

import re
from dataclasses import dataclass

from rag.answering.values.finding import Found, find_all

_HALF_DAY = 12
_DAWN = 6  # up to which an hour "at night" is one after midnight
ZONE = r"(?-i:UTC|GMT|[ECMPKJ][SD]?T|AE[SD]T|CES?T|BST|IST)"
_TIME = re.compile(
    r"(?:12\s+)?\b(?P<named>noon|midday|midnight)\b"
    r"|(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])"
    r"(?:(?P<dot>[:.])(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?(?![:.,]?\d)"
    r"(?:\s*(?:(?P<half>[ap])\.?\s?m\b\.?|in\s+the\s+(?P<part>morning|afternoon|evening)\b"
    r"|(?P<night>at\s+night)\b|(?P<clock>o['’]clock)\b))?"
    rf"(?:\s*\(?(?P<zone>{ZONE})\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time; without am or pm an hour up to twelve may be in either half of the day."""

    hour: int  # 0..23
    minute: int = 0
    second: int = 0
    certain: bool = True  # in which half of the day
    zone: str | None = None


def find_times(text: str, end: int | None = None) -> Found[TimeOfDay]:
    """Read the times in a short text; "7:30" is one, a bare "7" or "7.30" is a number.

    Those that begin before `end` count, and are read with what stands after it.
    """
    return find_all([_TIME], _from_match, text, end)


def same_time(one: TimeOfDay, other: TimeOfDay) -> bool:
    """Say whether two times can be the same: "7:30" and "19:30" can, in zones not at odds."""
    if (one.minute, one.second) != (other.minute, other.second):
        return False
    if one.zone and other.zone and one.zone != other.zone:
        return False
    if one.certain and other.certain:
        return one.hour == other.hour
    return one.hour % _HALF_DAY == other.hour % _HALF_DAY


def _from_match(match: re.Match[str]) -> TimeOfDay | None:
    if named := match["named"]:
        return TimeOfDay(0 if named.lower() == "midnight" else _HALF_DAY)
    part = (match["half"] or match["part"] or match["night"] or "").lower()
    if not (part or match["clock"] or match["dot"] == ":"):
        return None
    hour = int(match["hour"]) % 24
    certain = bool(part) or hour > _HALF_DAY or hour == 0 or match["hour"].startswith("0")
    if part and hour <= _HALF_DAY:
        small_hours = match["night"] and hour % _HALF_DAY < _DAWN
        morning = part in ("a", "morning") or small_hours
        hour = hour % _HALF_DAY + (0 if morning else _HALF_DAY)
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    return TimeOfDay(hour, minute, second, certain, _zone(match["zone"]))


def _zone(name: str | None) -> str | None:
    """Take "EST" and "EDT" for "ET", as those who write them do."""
    return re.sub(r"(?<=^[ECMP])[SD](?=T$)", "", name) if name else None
