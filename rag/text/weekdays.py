"""The names of the days of the week as people write them in English: "Monday", "Mon", "Tues"."""

# Not the calendar module's, which are those of the program's locale.
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_WEEKDAYS = ("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun")

# A named group, for a pattern that ignores case; names in full only, as "sun" and "sat" are words.
WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAY_NAMES).lower()})"


def weekday_number(name: str) -> int:
    """Give the number, 0 for Monday as in `datetime`, of a name in full, in any case.

    >>> weekday_number("sunday")
    6
    """
    return WEEKDAY_NAMES.index(name.capitalize())
