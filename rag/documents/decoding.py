"""Turn the bytes of a file into text, or say why they are none.

Order of trust: a byte order mark, strict UTF-8, UTF-16 by its pattern of zero bytes, UTF-8 with
a few bytes amiss, then detection over the bytes around the first that is not UTF-8, in which
code pages of Latin letters are told apart by their alphabets. Line ends stay as they are.
"""

import codecs
import re

from rag.documents.alphabets import code_page, is_latin
from rag.errors import DocumentError

_MARKS = (  # UTF-32 before UTF-16, whose mark begins like that of UTF-32-LE
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
)
_SAMPLE = 32_768  # bytes on either side of the first that is not UTF-8
_BETWEEN_CHARACTERS = re.compile(rb"[\x00-/]")
_MOST_CONTROLS = 0.01  # of the characters; text has none but tabs, line and page ends
_CONTROLS = dict.fromkeys((*range(9), *range(14, 27), *range(28, 32), *range(127, 160)))
_CONTROLS.pop(0x85)  # NEXT LINE, a line end in some old encodings
_MOST_AMISS = 1 / 3  # bytes amiss, to each character of several bytes
_AMISS = {  # what "surrogateescape" makes of a byte -> its character in the commonest code page
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)
}


def decode(data: bytes, name: str) -> str:
    """Decode `data`; `name` is the file's, for the error.

    Raises `DocumentError` when the bytes are no text in any encoding known.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name)
    if data.startswith(_BINARY_STARTS):
        raise _not_text(name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _utf8_with_faults(data) or _decode_detected(data, error.start, name)
    else:
        text = _utf16_without_mark(data) or text if "\0" in text else text
    if "\0" in text or _is_mostly_controls(text):
        raise _not_text(name)
    return text


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} begins as {encoding.upper()} but is damaged at byte {error.start};"
            " save it again as UTF-8"
        ) from error


def _utf8_with_faults(data: bytes) -> str | None:
    """Decode UTF-8 into which a little of another encoding was pasted, or whose end is cut off.

    A byte amiss is read as Western, a character cut off at the end becomes U+FFFD. None when
    too few characters of several bytes are in order: other encodings have some by chance.
    """
    text, used = codecs.utf_8_decode(data, "surrogateescape")  # stops before what is cut off
    amiss = used - len(text.encode("utf-8", "ignore"))
    in_order = len(text) - amiss - len(text.encode("ascii", "ignore"))
    if not in_order or amiss >= _MOST_AMISS * in_order or "\0" in text:
        return None
    return text.translate(_AMISS) + ("\ufffd" if used < len(data) else "")


def _decode_detected(data: bytes, position: int, name: str) -> str:
    """Decode by the encoding that fits the bytes around `position`, the first not UTF-8."""
    import charset_normalizer

    if b"\0" in data:
        text = _utf16_without_mark(data)
        if text is None:
            raise _not_text(name)
        return text
    sample = _sample(data, position)
    best = charset_normalizer.from_bytes(sample).best()
    encodings = [best.encoding, *best.could_be_from_charset] if best else []
    if _has_few_high_bytes(data, position):  # too little to tell by: the commonest
        encodings.insert(0, "cp1252")
    elif best and is_latin(str(best)):
        encodings.insert(0, code_page(sample) or best.encoding)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _not_text(name)


def _sample(data: bytes, position: int) -> bytes:
    """Cut out the bytes around `position`, of whole characters in any encoding of several bytes.

    No character ends there with a byte below "0", so the sample ends before such a byte.
    """
    before = max(0, position - _SAMPLE)
    start = data.rfind(b"\n", before, position) + 1 or before
    end = _BETWEEN_CHARACTERS.search(data, position + _SAMPLE)
    return data[start : end.start() if end else len(data)]


def _has_few_high_bytes(data: bytes, position: int) -> bool:
    """Say whether bytes beyond ASCII are rare around `position`, in plain lines before it too.

    Detection looks at pieces of its sample only, and so is not given those lines.
    """
    around = data[max(0, position - _SAMPLE) : position + _SAMPLE]
    count = sum(byte > 127 for byte in around)
    return count < 20 and count < 0.05 * len(around)


def _utf16_without_mark(data: bytes) -> str | None:
    """Decode UTF-16 that has no mark: Western text has zeros in every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    encodings = (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2]))
    for encoding, high_bytes in encodings:
        if half and high_bytes.count(0) > 0.4 * half and sample.count(0) < 0.6 * len(sample):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _is_mostly_controls(text):
                return text
    return None


def _is_mostly_controls(text: str) -> bool:
    sample = text[:100_000]
    return len(sample) - len(sample.translate(_CONTROLS)) > _MOST_CONTROLS * len(sample)


def _not_text(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is not text (binary, or in an unknown encoding);"
        " save it as UTF-8 text or leave it out"
    )
