"""The encodings that pages and mails name -> those that browsers read them by (WHATWG Encoding).

A page that says "iso-8859-1" was written by a program that meant Windows-1252, and so on. Knows
nothing of what is decoded.
"""

import codecs
import re

# Python's names on both sides.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WORD = re.compile(rb"=\?(?P<label>[\w.:-]{1,40})(?=(?:\*[\w-]{0,20})?\?[BbQq]\?)")  # RFC 2047


def codec_of(label: str) -> str:
    """Name the codec for a label, which is returned as it is where it is not known.

    >>> codec_of("ISO-8859-1"), codec_of("no-such")
    ('cp1252', 'no-such')
    """
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: a null character in it
        return label
    return _MEANT.get(name, name)


def decode_as(data: bytes, label: str) -> str | None:
    """Decode by the encoding that a label means; None where it does not hold, or is not known.

    What is UTF-8 throughout is read so where Western letters are declared: these are the setting
    that programs come with.
    """
    name = codec_of(label)
    for codec in ("utf-8", name) if name == "cp1252" else (name,):
        try:
            return data.decode(codec)
        except (LookupError, ValueError):
            continue
    return None


def decode_page(data: bytes, label: str) -> str | None:
    """Decode a page that declares `label` in letters that are ASCII: UTF-16 is then UTF-8.

    >>> decode_page("café".encode(), "utf-16")
    'café'
    """
    wide = codec_of(label).startswith(("utf-16", "utf-32"))
    return decode_as(data, "utf-8" if wide else label)


def with_meant_words(data: bytes) -> bytes:
    """Let a mail's encoded words name the codecs that are meant."""
    return _WORD.sub(lambda word: b"=?" + codec_of(word["label"].decode("ascii")).encode(), data)
