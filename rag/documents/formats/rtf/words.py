"""The words of Rich Text Format (Microsoft's RTF 1.9.1): tokens, letters, what is passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)|\\"
)
# Code pages of fonts (`\fcharset`); of others the file's own holds.
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}

LETTERS = {
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "tab": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
SIGNS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": " "}
# What is shown nowhere, or on each page.
PASSED_OVER = frozenset({
    "annotation", "atnauthor", "atnid", "author", "bkmkend", "bkmkstart", "colortbl", "comment",
    "do", "filetbl", "fldinst", "footer", "footerf", "footerl", "footerr", "ftnsep", "ftnsepc",
    "generator", "header", "headerf", "headerl", "headerr", "info", "listtable",
    "listoverridetable", "mmathPict", "nonesttables", "nonshppict", "objdata", "pgdsctbl", "pict",
    "pn", "pnseclvl", "revtbl", "rsidtbl", "rxe", "shppict", "shprslt", "sn", "sv", "tc",
    "template", "themedata", "txe", "xe", "xmlnstbl",
})  # fmt: skip
# What is read though the file says that who does not know it may pass over it.
KNOWN = frozenset({"footnote", "nesttableprops", "pntext", "listtext", "shpinst", "shptxt"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its number, a sign after a backslash, a brace, or bytes of text."""

    word: str = ""
    number: int | None = None
    sign: str = ""
    brace: str = ""
    text: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; pictures that are not written in letters are none."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        if found["word"]:
            word = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] else None
            if word == "bin":
                at += max(number or 0, 0)
            else:
                yield Token(word=word, number=number)
        elif found["hex"]:
            yield Token(text=bytes.fromhex(found["hex"].decode("ascii")))
        elif found["sign"]:
            sign = found["sign"].decode("latin-1")
            yield Token(word="par") if sign in "\r\n" else Token(sign=sign)
        elif found["brace"]:
            yield Token(brace=found["brace"].decode("ascii"))
        elif found["text"]:
            yield Token(text=found["text"])


def charset_codec(number: int | None) -> str | None:
    """Name the codec of a font's letters; None where they are the file's own."""
    return _CHARSETS.get(number or 0)


def with_pairs_joined(text: str) -> str:
    """Join the halves in which letters beyond U+FFFF are written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
