"""The names of months as people write them in English: "January", "Jan.", "sept"."""

import calendar

_NAMES = [name.lower() for name in calendar.month_name[1:]]

# A named group, for a pattern that ignores case.
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


def month_number(name: str) -> int:
    """Give the number, 1..12, of a name that `MONTH` matches.

    >>> month_number("Sept")
    9
    """
    return next(n for n, full in enumerate(_NAMES, 1) if full.startswith(name[:3].lower()))
