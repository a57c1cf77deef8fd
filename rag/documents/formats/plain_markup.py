"""Org and AsciiDoc -> Markdown, line by line: headings, code, links; the rest stays as written.

It knows nothing of what a file includes, nor of AsciiDoc's tables, whose cells stay lines.
"""

import re

from rag.documents.dates import parse_date
from rag.documents.decoding import decode
from rag.documents.formats.shared.source import Source
from rag.documents.metadata import Metadata

_ORG_HEADING = re.compile(r"(\*{1,6}) (\S.*?)(?:[ \t]+:[\w@#%:]{1,100}:)?[ \t]*\Z")
_ORG_KEY = re.compile(r"#\+(title|author|date):[ \t]*(\S.*)", re.IGNORECASE)
_ORG_BLOCK = re.compile(r"[ \t]*#\+(begin|end)_(?:src|example)\b[ \t]*(\w*)", re.IGNORECASE)
_ORG_UNSEEN = re.compile(r"[ \t]*(?:#\+\w|#(?: |\Z)|:[\w-]{1,40}:(?:[ \t]|\Z))")
_ORG_LINK = re.compile(r"\[\[([^\[\]\n]{1,1000})\](?:\[([^\[\]\n]{1,1000})\])?\]")
_ORG_RULE = re.compile(r"[ \t]*\|[-+]+\|?[ \t]*\Z")
_ADOC_HEADING = re.compile(r"(={1,6}) (\S.*)")
_ADOC_KEY = re.compile(r":(author|revdate):[ \t]*(\S.*)")
_ADOC_FENCE = re.compile(r"(?:-{4,}|\.{4,}|`{3,})\w*[ \t]*\Z")
_ADOC_UNSEEN = re.compile(
    r"//(?!/)|:[\w!-]{1,60}:(?:[ \t]|\Z)|\[[^\[\]\n]*\][ \t]*\Z|(?:image|include)::"
    r"|(?:={4,}|\*{4,}|_{4,}|\+{4,}|--|\|===)[ \t]*\Z"
)
_ADOC_LINK = re.compile(r"(?:link:|(?=https?://))[^\s\[\]]{1,1000}\[([^\[\]\n]{1,1000})\]")
_ADOC_REFERENCE = re.compile(r"<<[^<>,\n]{1,200},[ ]?([^<>\n]{1,200})>>")


def read_org(data: bytes, name: str) -> Source:
    """Read a file of Emacs' Org mode, without comments, drawers and options; see `converter`."""
    lines, said = list[str](), dict[str, str]()
    code = False
    for line in decode(data, name).splitlines():
        if block := _ORG_BLOCK.match(line):
            code = block[1].lower() == "begin"
            lines.append(f"```{block[2]}" if code else "```")
        elif code:
            lines.append(line)
        elif key := _ORG_KEY.match(line):
            said.setdefault(key[1].lower(), key[2].strip())
        elif heading := _ORG_HEADING.match(line):
            lines.append(f"{'#' * len(heading[1])} {_org_words(heading[2])}")
        elif _ORG_RULE.match(line):
            lines.append(line.replace("+", "|").replace("-", "---", 1))
        elif not _ORG_UNSEEN.match(line):
            lines.append(_org_words(line))
    day = parse_date(said.get("date", "").strip("<>[]").split(" ")[0])
    return _source(lines, Metadata(said.get("title"), day, author=said.get("author")))


def read_adoc(data: bytes, name: str) -> Source:
    """Read AsciiDoc, without comments, attributes and other files; see `converter`."""
    lines, said = list[str](), dict[str, str]()
    fence, hidden = "", False
    for line in decode(data, name).splitlines():
        if fence or (not hidden and _ADOC_FENCE.match(line)):
            closes = bool(fence) and line.rstrip() == fence
            lines.append("```" if closes or not fence else line)
            fence = "" if closes else fence or line.rstrip()[:200]
        elif line.startswith("////") or hidden:
            hidden = hidden != line.startswith("////")
        elif key := _ADOC_KEY.match(line):
            said.setdefault(key[1], key[2].strip())
        elif heading := _ADOC_HEADING.match(line):
            lines.append(f"{'#' * len(heading[1])} {_adoc_words(heading[2])}")
        elif not _ADOC_UNSEEN.match(line):
            lines.append(_adoc_words(line))
    day = parse_date(said.get("revdate", ""))
    return _source(lines, Metadata(published=day, author=said.get("author")))


def _source(lines: list[str], metadata: Metadata) -> Source:
    text = "\n".join(line.rstrip() for line in lines).strip()
    return Source(re.sub(r"\n{3,}", "\n\n", text) + "\n", metadata)


def _org_words(line: str) -> str:
    return _ORG_LINK.sub(lambda link: link[2] or link[1], line)


def _adoc_words(line: str) -> str:
    return _ADOC_REFERENCE.sub(r"\1", _ADOC_LINK.sub(r"\1", line))
