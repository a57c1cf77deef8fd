"""What a number counts, or is the number of: "5 km" -> kilometre, "$5" -> dollar, "Apollo 11".

English only. This module knows nothing of the numbers themselves.
"""

import re

_MONEY = {
    "dollar": "$ US$ USD",
    "euro": "€ EUR",
    "pound": "£ GBP",
    "yen": "¥ JPY",
    "won": "₩ KRW",
    "rupee": "₹ INR",
}
_SAME = {
    "metre": "m meter",
    "kilometre": "km kms kilometer",
    "centimetre": "cm centimeter",
    "millimetre": "mm millimeter",
    "kilogram": "kg kgs kilo",
    "gram": "g",
    "foot": "ft feet",
    "inch": "inche",
    "mile": "mi",
    "hour": "h hr hrs",
    "minute": "min mins",
    "second": "s sec secs",
    "year": "yr yrs",
    "person": "people",
    "child": "children",
    "%": "percent",
    "°c": "celsius",
    "°f": "fahrenheit",
}
_NAMES = {
    alias.lower(): name
    for names in (_MONEY, _SAME)
    for name, aliases in names.items()
    for alias in aliases.split()
}
# Before a number; other dollars than those of the USA stay apart: "A$5". Case matters.
CURRENCY = r"(?-i:[A-Z]{0,2}\$|[€£¥₩₹]|(?:USD|EUR|GBP|JPY|KRW|INR)\s?)"
_UNIT = re.compile(
    r"\s*-?\s*(?:(?:more|other|new|(?-i:US|U\.S\.))\s+)?"
    r"(?:(?P<percent>%|per\s?cent\b)|(?:°|degrees?)\s*(?P<scale>celsius|fahrenheit|c\b|f\b)"
    r"|(?P<unit>[$€£¥₩₹°]|[^\W\d_]+)(?!\d))",
    re.IGNORECASE,
)
_NO_UNITS = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be but by for from had has have he in into is it of on or per she so
    than that the they to was were when where which while who will with""",
    )
)
# What "five" does, or is done to them, in "five died" and "five may have died".
_VERB = re.compile(
    r"(?!\w*eed$)[a-z]{2,}ed|became|began|came|can|could|did|do|does|fell|found|got|hurt|left|lost|made"
    r"|may|might|must|said|saw|say|shall|should|stood|took|went|would"
)
_NAME = re.compile(r"(?P<name>[^\W\d_]+)(?P<gap>[\s.#-]*)$")
_NUMBERED = frozenset(
    re.findall(
        r"\w+",
        """act article chapter class day episode flight gate grade group level line page part phase
    platform question room route rule scene season section step type unit version volume
    week""",
    )
)
_UNNAMED = _NO_UNITS | frozenset(
    re.findall(
        r"\w+",
        """about above after aged all almost another around before below between exactly fewer just
    least less minus more most nearly negative no nr number only over roughly since some these
    this those total under until up""",
    )
)


def find_unit(text: str, start: int) -> str | None:
    """Read what a number that ends at `start` counts, singular and in lower case."""
    found = _UNIT.match(text, start)
    if found is None:
        return None
    if found["percent"]:
        return "%"
    if found["scale"]:
        return f"°{found['scale'][0].lower()}"
    unit = found["unit"].lower()
    if unit in _NO_UNITS or _VERB.fullmatch(unit):
        return None
    name = unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit
    return _NAMES.get(name, name)


def currency_unit(sign: str) -> str:
    """Give the unit that `CURRENCY` stands for: "US$" -> dollar."""
    plain = sign.strip().lower()
    return _NAMES.get(plain, plain)


def find_name(before: str) -> str | None:
    """Read what the number after this text is the number of: "Apollo ", "Room ", "COVID-"."""
    found = _NAME.search(before)
    if found is None:
        return None
    name = found["name"].casefold()
    glued, capital = not found["gap"], found["name"][0].isupper()
    if glued or name in _NUMBERED or (capital and name not in _UNNAMED):
        return name
    return None
