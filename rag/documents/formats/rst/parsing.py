"""Parse reStructuredText with docutils so that nothing of it is lost or opens another file.

Roles and directives that docutils does not know are Sphinx's or another program's: of a role the
words are kept, of a directive its argument, as the name of what stands below it, and its content.
"""

import re
from collections.abc import Callable
from typing import Any

from docutils import frontend, nodes, utils
from docutils.parsers.rst import Directive, Parser, directives, states, tableparser
from docutils.parsers.rst.directives.tables import CSVTable

from rag.documents.formats.rst.tables import MOST_CELLS

_LONGEST_LINE = 1_000_000  # characters; docutils reads nothing of a file with a longer one
_LONGEST_PARAGRAPH = 10_000  # characters; marks in it take the square of their number
_NO_MESSAGES = 5  # above the level of all messages of docutils
_DIRECTIVE = re.compile(rf"\.\.[ ]+({states.Inliner.simplename})[ ]?::(?:[ ]+|$)")
# What a page does not show, or what only says how it is shown.
_LEFT_OUT = frozenset({
    "contents", "cssclass", "currentmodule", "date", "default-domain", "default-role", "footer",
    "graphviz", "header", "highlight", "include", "index", "inheritance-diagram", "literalinclude",
    "mermaid", "meta", "module", "plot", "raw", "rst-class", "section-numbering", "sectnum",
    "tabularcolumns", "target-notes", "testcleanup", "testsetup", "uml",
})  # fmt: skip
_CODE = frozenset({
    "code", "code-block", "console", "doctest", "ipython", "literal-block", "productionlist",
    "prompt", "sourcecode", "testcode", "testoutput",
})  # fmt: skip
_AROUND = frozenset({  # their arguments are conditions, columns and the like
    "container", "glossary", "grid", "hlist", "ifconfig", "only", "tab-set", "tabs",
})  # fmt: skip
_VERSIONS = {  # the words of Sphinx
    "deprecated": "Deprecated since version",
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
}
_OVER_DOCUTILS = frozenset({"class", "math", "role"})
_OWN = _LEFT_OUT | _CODE | _AROUND | _VERSIONS.keys() | _OVER_DOCUTILS
_RAW_ROLE = re.compile(r"([\w-]+)\s*\(\s*raw\s*\)")
_TITLED = re.compile(r"(?P<title>.*\S)\s*<(?P<target>[^<>]+)>\s*\Z", re.DOTALL)
_AS_WRITTEN: dict[str, Callable[..., nodes.Inline]] = {
    "code": nodes.literal,
    "emphasis": nodes.emphasis,
    "literal": nodes.literal,
    "math": nodes.math,
    "strong": nodes.strong,
    "sup": nodes.superscript,
    "superscript": nodes.superscript,
}
_LETTERS = {"pep": "PEP ", "rfc": "RFC "}


def parse_rst(text: str, name: str) -> nodes.document:
    """Parse `text` into docutils' tree, to which no transform has been applied."""
    settings = frontend.get_default_settings(Parser)
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.report_level = settings.halt_level = _NO_MESSAGES
    settings.warning_stream = False
    settings.syntax_highlight = "none"
    settings.line_length_limit = _LONGEST_LINE
    document = utils.new_document(name, settings)
    parser = Parser(inliner=_Inliner())
    parser.state_classes = _STATES
    parser.parse(text, document)
    return document


class _Inliner(states.Inliner):  # type: ignore[misc] # docutils ships no types
    """Gives the words of each role, known or not."""

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:
        """Leave the marks of a paragraph as they stand where it is very long."""
        if len(text) > _LONGEST_PARAGRAPH:
            return [nodes.Text(text)], []
        return super().parse(text, lineno, memo, parent)

    def interpreted(self, rawsource: str, text: str, role: str, lineno: int) -> Any:
        said, kind = utils.unescape(text), role.lower().rpartition(":")[2]
        if kind in _raw_roles(self.document):
            return [], []
        if kind in _AS_WRITTEN:
            return [_AS_WRITTEN[kind](rawsource, said)], []
        titled = _TITLED.match(said)
        shown = titled["title"] if titled else said.lstrip("!~")
        return [nodes.inline(rawsource, _LETTERS.get(kind, "") + shown)], []


for _key, _piece in vars(states.Inliner).items():
    if isinstance(_piece, str) and not _key.startswith("__"):
        setattr(_Inliner, _key, _piece)  # docutils seeks patterns in an object's own class only


class _AnyOption(dict[str, Any]):
    """Takes options of every name and value."""

    def __bool__(self) -> bool:
        return True

    def __missing__(self, key: str) -> Callable[[str | None], str]:
        return lambda value: value or ""


class _Lenient(Directive):  # type: ignore[misc]
    """Keeps the argument and the content of a directive."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        kind = _kind(self.name)
        argument = self.arguments[0] if self.arguments else ""
        if kind == "role":
            _raw_roles(self.state.document).update(_RAW_ROLE.findall(argument))
        if kind in _LEFT_OUT or kind == "role" or kind.startswith("auto"):
            return []
        if kind in _CODE:
            return self._code(argument, prose=kind != "productionlist")
        if kind == "math":
            text = "\n".join([argument, *self.content]).strip()
            return [nodes.math_block(text, text)] if text else []
        if kind == "toctree":
            return self._contents()
        if kind in _VERSIONS:
            return self._version(_VERSIONS[kind], argument)
        if kind in _AROUND or (kind == "class" and argument.islower() and "(" not in argument):
            return self._content()
        return self._named(kind, argument)

    def _content(self) -> list[nodes.Node]:
        around = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, around)
        return [around] if around.children else []

    def _line(self, text: str) -> list[nodes.Node]:
        """Give the inline nodes of a text that goes over lines."""
        found, _ = self.state.inline_text(" ".join(text.split()), self.lineno)
        return list(found)

    def _named(self, kind: str, argument: str) -> list[nodes.Node]:
        content = self._content()
        if kind == "seealso" and (content or argument):
            said = nodes.paragraph("", "", *self._line(argument)) if argument else None
            return [
                nodes.admonition("", nodes.title("", "See also"), *filter(None, [said]), *content)
            ]
        lines = [utils.unescape(line.strip()) for line in argument.splitlines() if line.strip()]
        if content:
            return [*(nodes.rubric("", line) for line in lines), *content]
        return [nodes.paragraph("", line) for line in lines]

    def _code(self, language: str, *, prose: bool) -> list[nodes.Node]:
        lines = [] if prose else [language]
        text = "\n".join([*lines, *self.content])
        block = nodes.literal_block(text, text, classes=["code", language] if prose else [])
        caption = self.options.get("caption", "")
        above = [nodes.paragraph("", "", *self._line(caption))] if caption else []
        return [*above, block] if text.strip() else above

    def _contents(self) -> list[nodes.Node]:
        """Give the titles of pages where they are written; the others are names of files."""
        titles = (found["title"] for line in self.content if (found := _TITLED.match(line)))
        items = [nodes.list_item("", nodes.paragraph("", title.strip())) for title in titles]
        caption = self.options.get("caption", "")
        above = [nodes.rubric("", caption)] if caption and items else []
        return [*above, nodes.bullet_list("", *items)] if items else []

    def _version(self, words: str, argument: str) -> list[nodes.Node]:
        version, *rest = argument.split(None, 1)[:2] or [""]
        said = nodes.admonition("", nodes.title("", f"{words} {version}".strip()))
        if rest:
            said += nodes.paragraph("", "", *self._line(rest[0]))
        said += self._content()
        return [said]


class _SimpleTable(tableparser.SimpleTableParser):  # type: ignore[misc]
    """Reads a first row whose first cell is empty, of which docutils loses all cells."""

    def setup(self, block: Any) -> None:
        super().setup(block)
        width, first = self.block[0].find(" "), self.block[1]
        if first.strip() and not first[:width].strip():
            self.block[1] = "\\" + first[1:]  # how an empty cell is written


class _CsvTable(CSVTable):  # type: ignore[misc]
    """Leaves rows short beside one of very many cells, which would make a table too large."""

    def extend_short_rows_with_empty_cells(self, columns: int, parts: Any) -> None:
        if columns * sum(map(len, parts)) <= MOST_CELLS:
            super().extend_short_rows_with_empty_cells(columns, parts)


class _Explicit:
    """Of a state of docutils' parser: has `_Lenient` read what docutils does not know."""

    nested_sm_cache: list[Any] = []  # noqa: RUF012 # machines with these states, not docutils'

    def __init__(self: Any, state_machine: Any, debug: bool = False) -> None:
        super().__init__(state_machine, debug)  # type: ignore[call-arg]
        nested = {"state_classes": _STATES, "initial_state": "Body"}
        self.nested_sm_kwargs = self.indent_sm_kwargs = self.known_indent_sm_kwargs = nested

    def explicit_construct(self: Any, match: re.Match[str]) -> Any:
        found = _DIRECTIVE.match(match.string)
        if found and (_kind(found[1]) in _OWN or not self._known(found[1])):
            return self.run_directive(_Lenient, found, found[1], {})
        if found and _kind(found[1]) == "csv-table":
            return self.run_directive(_CsvTable, found, found[1], {})
        return super().explicit_construct(match)  # type: ignore[misc]

    def directive(self: Any, match: re.Match[str], **presets: Any) -> Any:
        """Read what a substitution stands for."""
        if _kind(match[1]) in _OWN or not self._known(match[1]):
            return self.run_directive(_Lenient, match, match[1], {})
        return super().directive(match, **presets)  # type: ignore[misc]

    def table_top(self: Any, *found: Any) -> Any:
        simple = found[-1] is tableparser.SimpleTableParser
        parser = _SimpleTable if simple else found[-1]
        return super().table_top(*found[:-1], parser)  # type: ignore[misc]

    def _known(self: Any, name: str) -> bool:
        return directives.directive(name, self.memo.language, self.document)[0] is not None


def _kind(name: str) -> str:
    """ "py:function" -> "function"."""
    return name.lower().rpartition(":")[2]


def _raw_roles(document: Any) -> set[str]:
    """Give the names of the document's roles for what only one kind of output shows."""
    return document.__dict__.setdefault("raw_roles", set())  # type: ignore[no-any-return]


_STATES = tuple(type(one.__name__, (_Explicit, one), {}) for one in states.state_classes)
