"""Code pages of Windows and their names in Python; characters that show nothing."""

_PAGES = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030", 950: "big5hkscs", 1361: "johab"}
USUAL = "cp1252"
# Characters that show nothing; a text with many is taken for no text.
CONTROLS = dict.fromkeys(n for n in (*range(32), 127) if chr(n) not in "\t\n\r")


def page_codec(number: int | None) -> str:
    """Name the codec of a code page."""
    codec = _PAGES.get(number or 0, f"cp{number}")
    try:
        "".encode(codec)
    except LookupError:
        return USUAL
    return codec
