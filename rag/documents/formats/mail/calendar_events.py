"""Invitations of a calendar (iCalendar, RFC 5545) -> lines of what, when, where and by whom."""

import re
from collections.abc import Iterator
from datetime import datetime

from rag.documents.formats.shared.markdown_tables import name_and_value

_MOST_EVENTS = 20
_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_PROPERTY = re.compile(
    r"(?P<name>[A-Za-z-]+)(?P<with>(?:;[\w-]+=(?:\"[^\"\n]*\"|[^\";:\n]*))*):(?P<value>.*)"
)
_PARAMETER = re.compile(r";(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\";:]*))")
_ESCAPE = re.compile(r"\\(.)")
_EVERY = re.compile(r"FREQ=(?P<often>[A-Z]+)", re.IGNORECASE)
# Property -> the name of its line, in their order.
_NAMES = {
    "SUMMARY": "Event",
    "DTSTART": "Start",
    "DTEND": "End",
    "RRULE": "Repeats",
    "LOCATION": "Place",
    "ORGANIZER": "Organiser",
    "STATUS": "Status",
    "DESCRIPTION": "Description",
}


def events_text(text: str, beside: str = "") -> str:
    """Write the events of a calendar; a description that stands in the text `beside` is left out.

    >>> print(events_text("BEGIN:VEVENT\\nDTSTART:20240210T090000Z\\nSUMMARY:Tea\\nEND:VEVENT"))
    Event: Tea
    Start: February 10, 2024, 09:00 UTC
    """
    events = list(_events(_FOLD.sub("", text)))[:_MOST_EVENTS]
    said = " ".join(beside.split())
    return "\n\n".join(
        "\n".join(
            name_and_value(name, event[key])
            for key, name in _NAMES.items()
            if event.get(key) and not (key == "DESCRIPTION" and event[key] in said)
        )
        for event in events
    )


def _events(text: str) -> Iterator[dict[str, str]]:
    """Yield what each event says, without its alarms."""
    event: dict[str, str] | None = None
    within = 0
    for line in text.splitlines():
        found = _PROPERTY.match(line)
        key, value = (found["name"].upper(), found["value"]) if found else ("", "")
        if key == "BEGIN":
            within += event is not None
            event = {} if event is None and value.upper() == "VEVENT" else event
        elif key == "END" and event is not None:
            if not within:
                yield event
                event = None
            within = max(0, within - 1)
        elif found and event is not None and not within:
            event.setdefault(key, _shown(key, value, _parameters(found["with"])))


def _parameters(text: str) -> dict[str, str]:
    found = _PARAMETER.finditer(text)
    return {one["key"].upper(): one["quoted"] or one["plain"] or "" for one in found}


def _shown(key: str, value: str, parameters: dict[str, str]) -> str:
    if key in ("DTSTART", "DTEND"):
        return _time(value.strip(), parameters.get("TZID", ""))
    if key == "ORGANIZER":
        address = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
        name = parameters.get("CN", "")
        return f"{name} <{address}>" if name and name != address else address
    if key in ("RRULE", "STATUS"):
        every = _EVERY.search(value)
        return (every["often"] if every else value).lower()
    plain = _ESCAPE.sub(lambda one: " " if one[1] in "nN" else one[1], value)
    return " ".join(plain.split())


def _time(value: str, zone: str) -> str:
    """Write a day, and a time with its zone where there is one: "20240210" -> "February 10, 2024".

    What is none stays as it is.
    """
    for form in ("%Y%m%dT%H%M%S", "%Y%m%d"):
        try:
            found = datetime.strptime(value.rstrip("Zz"), form)  # a zone is a name
        except ValueError:
            continue
        day = f"{found:%B} {found.day}, {found.year}"
        if "T" not in form:
            return day
        clock = f"{day}, {found:%H:%M}"
        return f"{clock} UTC" if value[-1] in "Zz" else f"{clock} ({zone})" if zone else clock
    return value
