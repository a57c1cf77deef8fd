"""A saved web page -> Markdown without menus, scripts, pictures and addresses of links."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rag.documents.dates import parse_date
from rag.documents.decoding import decode
from rag.documents.formats.html.escapes import without_escapes
from rag.documents.formats.html.lists import with_list_numbers
from rag.documents.formats.html.pairs import with_pairs
from rag.documents.formats.html.plain_tables import NAME, NAME_END, PAIRS, plain_tables
from rag.documents.formats.html.quotations import with_shallow_quotations
from rag.documents.formats.html.raised import LINK, SUPER, SUPER_END, linked, raised, with_powers
from rag.documents.formats.html.site_names import host_names, without_site
from rag.documents.formats.html.steps import STEP, STEP_END, step, without_steps
from rag.documents.formats.html.xhtml import as_html, is_xhtml
from rag.documents.formats.shared.list_numbers import NUMBER, NUMBER_END, with_numbers
from rag.documents.formats.shared.source import Source, title_of_table
from rag.documents.metadata import Metadata
from rag.documents.web_encodings import decode_page

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_PRESCANNED = 1024  # bytes in which a page declares its encoding (HTML Standard, 13.2.3.2)
_HIDDEN = frozenset({"noscript", "template"})
_FURNITURE = frozenset({"nav", "footer"})
_ROLES = frozenset({"navigation", "contentinfo", "search", "dialog", "alertdialog"})  # WAI-ARIA 1.2
# A form's prose stays: some programs put the whole of a page in one.
_CONTROLS = frozenset({"input", "select", "textarea", "datalist", "meter", "progress"})
_NAMING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})  # what is below them
_BOLD, _END = NAME, NAME_END  # for private use: no text has them but by accident
_BUTTON, _BUTTON_END = "\ue002", "\ue003"  # until it is known whether it stays
_MAIN, _MAIN_END = "\ue00a", "\ue00b"  # around what a page says is its main part
_MAIN_PART = re.compile(rf"{_MAIN}([^{_MAIN_END}]*){_MAIN_END}")
_MAIN_SHARE = 0.6  # of a page's text, from which the rest is taken to be around it
_MARKS = str.maketrans(
    "",
    "",
    "".join(
        (
            _BOLD,
            _END,
            _BUTTON,
            _BUTTON_END,
            _MAIN,
            _MAIN_END,
            PAIRS,
            SUPER,
            SUPER_END,
            LINK,
            STEP,
            STEP_END,
        )
    ),
)
# Characters that HTML has no use for; of many of them the library takes a page for no text.
_UNUSED = str.maketrans("", "", "".join(map(chr, (*range(9), 11, *range(14, 32), 127))))
_NUMBERS = str.maketrans("", "", NUMBER + NUMBER_END)
_BUTTON_TEXT = re.compile(
    rf"[^\S\n]{{0,9}}{_BUTTON}[^{_BUTTON_END}]*{_BUTTON_END}(?:[^\S\n]+$)?", re.MULTILINE
)
_BUTTON_LINE = re.compile(rf"^(?:{_BUTTON_TEXT.pattern})+\n*", re.MULTILINE)
# Of what stands over 1,000 elements deep nothing would be read: there these are left out.
_INLINE = re.compile(r"</?(?:a|b|big|em|font|i|small|span|strong|u)(?=[\s>])[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:article|blockquote|center|div|main|section)(?=[\s>])[^<>]*>", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_BOLD_LINE = re.compile(rf"^({_BOLD}[^{_BOLD}{_END}\n]+{_END})(:?)$", re.MULTILINE)
_HEADED = re.compile(r"^#{1,2} ", re.MULTILINE)
_DAY_KEYS = (
    "article-published_time", "article:published_time", "datepublished", "date", "pubdate",
    "publish-date", "dc.date", "dcterms.created", "citation_publication_date",
)  # fmt: skip


def read_html(data: bytes, name: str) -> Source:
    """Read a page as a browser shows it, tables and headings as Markdown; see `converter`.

    Metadata are those of its head: Open Graph, JSON-LD, `<meta>`, `<title>`.
    """
    from html_to_markdown import convert

    html = _decoded(data, name)
    html = with_list_numbers(as_html(html) if is_xhtml(html) else html)
    # Read apart from the text, which the library would begin with all that the head says: nothing
    # tells where that ends in a text that has rules of its own.
    head = convert(html).metadata
    text = _markdown(html, _PlainPage())
    return Source(text, _metadata(head) if head else Metadata(), title_of_table(text, name))


def read_part(part: str | bytes, *, xhtml: bool = False) -> str:
    """Read HTML that is a mail's or a book's, in which nothing is a page's furniture."""
    text = part if isinstance(part, str) else _decoded(part, "its HTML")
    html = as_html(text) if xhtml or is_xhtml(text) else text
    return text_of(with_list_numbers(html)).strip()


def text_of(html: str) -> str:
    """Convert HTML to Markdown, but for what it hides; numbers may be `list_numbers.marked`."""
    return _markdown(html, _Plain())


def _markdown(html: str, visitor: Any) -> str:  # the library declares one that has all methods
    from html_to_markdown import ConversionOptions, WarningKind, convert

    options = ConversionOptions(
        extract_metadata=False,
        skip_images=True,
        compact_tables=True,
        bullets="-",
        autolinks=False,
    )
    plain = with_shallow_quotations(plain_tables(html.translate(_MARKS | _UNUSED)))
    converted = convert(plain, options, visitor=visitor)
    if any(warning.kind == WarningKind.DEPTH_LIMIT_EXCEEDED for warning in converted.warnings):
        converted = convert(_BLOCK.sub("<p>", _INLINE.sub("", plain)), options, visitor=visitor)
    written = without_steps(_main_part(converted.content or ""))
    text = without_escapes(with_pairs(with_powers(written)))
    text = with_numbers(_BUTTON_TEXT.sub("", _BUTTON_LINE.sub("", text)))
    return _BOLD_LINE.sub(r"**\1**\2", text).translate(_MARKS | _NUMBERS).strip() + "\n"


def _main_part(text: str) -> str:
    """Leave out what stands around the main part of a page, if that has its own heading."""
    parts = _MAIN_PART.findall(text)
    if len(parts) != 1 or len(parts[0]) < _MAIN_SHARE * len(text):
        return text
    return parts[0] if _HEADED.search(parts[0]) else text


class _Plain:
    """Leaves words without the marks of Markdown, but for a line that is bold as a whole."""

    left_out = _HIDDEN

    def visit_element_start(self, context: Any) -> dict[str, str]:
        return {"type": "skip" if context.tag_name in self.left_out else "continue"}

    def visit_link(self, context: Any, href: str, text: str, title: str | None) -> dict[str, str]:
        return {"type": "custom", "output": linked(text, href, context.attributes().values())}

    def visit_element_end(self, context: Any, output: str) -> dict[str, str]:
        if context.tag_name != "sup":
            return {"type": "continue"}
        return {"type": "custom", "output": raised(output)}

    def visit_strong(self, _: Any, text: str) -> dict[str, str]:
        return {"type": "custom", "output": f"{_BOLD}{text}{_END}"}

    def visit_emphasis(self, _: Any, text: str) -> dict[str, str]:
        return {"type": "custom", "output": text}

    def visit_figcaption(self, _: Any, text: str) -> dict[str, str]:
        return {"type": "custom", "output": f"{text.strip()}\n\n"}


class _PlainPage(_Plain):
    """Leaves out a page's furniture too, and buttons that are not the words of a heading."""

    left_out = _HIDDEN | _FURNITURE | _CONTROLS

    def visit_element_start(self, context: Any) -> dict[str, str]:
        if context.attributes().get("role") in _ROLES:
            return {"type": "skip"}
        return super().visit_element_start(context)

    def visit_link(self, context: Any, href: str, text: str, title: str | None) -> dict[str, str]:
        found = super().visit_link(context, href, text, title)
        return found | {"output": step(found["output"], href, context.attributes())}

    def visit_button(self, _: Any, text: str) -> dict[str, str]:
        return {"type": "custom", "output": f"{_BUTTON}{text}{_BUTTON_END}"}

    def visit_element_end(self, context: Any, output: str) -> dict[str, str]:
        """Keep the button that opens what a heading names; one beside words does other things."""
        if context.tag_name == "main":
            return {"type": "custom", "output": f"{_MAIN}{output}{_MAIN_END}"}
        if context.tag_name not in _NAMING or _LETTER.search(_BUTTON_TEXT.sub("", output)):
            return super().visit_element_end(context, output)
        kept = output.replace(_BUTTON, "").replace(_BUTTON_END, "")
        return {"type": "custom", "output": kept}


def _decoded(data: bytes, name: str) -> str:
    """Decode by the encoding that the page declares, where that holds; else as any text."""
    declared = _DECLARED.search(data[:_PRESCANNED])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    text = decode_page(data, declared[1].decode("ascii")) if declared and not marked else None
    return decode(data, name) if text is None else text


def _metadata(found: Any) -> Metadata:
    document = found.document
    tags = {key.lower(): value for key, value in (document.meta_tags or {}).items()}
    stated = list(_statements(found.structured_data or ()))
    headline = next((value for one in stated if (value := _string(one.get("headline")))), None)
    title = (document.open_graph or {}).get("title") or headline or document.title
    days = [one.get("datePublished") for one in stated] + [tags.get(key) for key in _DAY_KEYS]
    address = document.canonical_url or (document.open_graph or {}).get("url")
    names = [
        (document.open_graph or {}).get("site_name"),
        tags.get("application-name"),
        *map(_site, stated),
        *host_names(address or ""),
    ]
    return Metadata(
        title=without_site(" ".join((title or "").split()), filter(None, names)) or None,
        published=next((day for value in days if value and (day := parse_date(value))), None),
        url=address if address and address.startswith(("http://", "https://")) else None,
        author=document.author
        or next((name for one in stated if (name := _named(one, "author"))), None),
    )


def _statements(structured: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of JSON-LD, those of a graph one by one (schema.org)."""
    for one in structured:
        try:
            value = json.loads(one.raw_json)
        except ValueError:
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from (each for each in item.get("@graph", [item]) if isinstance(each, dict))


def _site(statement: Mapping[str, Any]) -> str | None:
    """Name the site, or who publishes it."""
    if statement.get("@type") == "WebSite":
        return _string(statement.get("name"))
    return _named(statement, "publisher")


def _named(statement: Mapping[str, Any], role: str) -> str | None:
    """Name the first of those who have a role in a work, such as its author."""
    who = statement.get(role)
    first = who[0] if isinstance(who, list) and who else who
    return _string(first.get("name")) if isinstance(first, dict) else _string(first)


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
