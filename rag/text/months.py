"""The names of months as people write them in English: "January", "Jan.", "sept"."""

# Not the calendar module's, which are those of the program's locale.
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip

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
    short = name[:3].capitalize()
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.startswith(short))
