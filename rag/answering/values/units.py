"""The word that a number counts, or that it is the number of: "5 km" -> kilometre, "Apollo 11".

Units of one meaning get one name: "km" and "kilometers" -> kilometre, "$" -> dollar.
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
    "litre": "l liter",
    "millilitre": "ml milliliter",
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
# Units that tell one measure, so that one in brackets may say another over again.
_MEASURES = (
    "litre millilitre cup pint gallon quart fl floz tablespoon tbsp teaspoon tsp",
    "millimetre centimetre metre kilometre inch foot yard mile",
    "gram kilogram ounce oz lb lbs pound stone",
    "°c °f",
)
_MEASURE = {unit: number for number, line in enumerate(_MEASURES) for unit in line.split()}
_UNITS = _NAMES.keys() | set(_NAMES.values())
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
# What "five" does, or is done to them, in "five died" and "five may have died"; this goes into
# other patterns too.
VERB = (
    r"(?:(?!\w*eed\b)[a-z]{2,}ed|became|began|came|can|could|did|do|does|fell|found|got|hurt|left"
    r"|lost|made|may|might|must|said|saw|says?|shall|should|stood|took|went|would)\b"
)
_VERB = re.compile(VERB)
_LONGEST_NAME = 80  # characters, with the space and signs after it
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
        """about above after age aged all almost am another around before below between both dr
    during each early every exactly fewer her his i its just last late least less mid minus more
    most mr mrs ms my nearly negative next no nr number only our over pm roughly since some such
    their there these this those through total under until up we you""",
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
    name = singular(unit)
    return _NAMES.get(name, name)


def are_of_one_measure(one: str | None, other: str | None) -> bool:
    """Say whether two units differ and tell one measure: litre and cup, but not litre and gram."""
    known = one in _MEASURE and other in _MEASURE
    return known and one != other and _MEASURE[one or ""] == _MEASURE[other or ""]


def find_verb(text: str, start: int) -> str | None:
    """Read the verb right after a number that ends at `start`: "died" of "five died"."""
    found = _UNIT.match(text, start)
    verb = found and found["unit"] and _VERB.fullmatch(found["unit"].lower())
    return verb[0] if verb else None


def singular(word: str) -> str:
    """Give a word without the ending of many: "hours" -> hour, "kms" -> kms."""
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def is_name(word: str) -> bool:
    """Say whether a capitalised word names something, unlike "About", "Dollars" and "Released"."""
    plain = word.lower()
    common = plain in _UNNAMED or singular(plain) in _UNITS or _VERB.fullmatch(plain)
    return word[0].isupper() and not common


def currency_unit(sign: str) -> str:
    """Give the unit that `CURRENCY` stands for: "US$" -> dollar."""
    plain = sign.strip().lower()
    return _NAMES.get(plain, plain)


def find_name(before: str) -> str | None:
    """Read what the number after this text is the number of: "Apollo ", "Room ", "COVID-"."""
    found = _NAME.search(before[-_LONGEST_NAME:])
    if found is None:
        return None
    name = found["name"].casefold()
    glued, capital = not found["gap"], found["name"][0].isupper()
    if glued or name in _NUMBERED or (capital and name not in _UNNAMED):
        return name
    return None
