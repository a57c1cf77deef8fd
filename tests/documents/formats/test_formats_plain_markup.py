"""Org and AsciiDoc files are read with their headings, their code and the words of links."""

from datetime import date

from rag.documents.formats.plain_markup import read_adoc, read_org


def test_org_is_read_without_drawers_comments_and_options() -> None:
    source = read_org(
        b"#+TITLE: Mill notes\n#+AUTHOR: Ann Lee\n#+DATE: <2024-03-01 Fri>\n#+OPTIONS: toc:nil\n"
        b"# hidden\n* The wheel :oak:wet:\n:PROPERTIES:\n:ID: 77\n:END:\nIt turns at\n"
        b"[[https://mill.example][nine]].\n** TODO Grease it\n#+BEGIN_SRC sh\n* run # now\n"
        b"#+END_SRC\n- oak\n| a | b |\n|---+---|\n| 1 | 2 |\n",
        "a.org",
    )
    said = source.metadata
    assert (said.title, said.author, said.published) == ("Mill notes", "Ann Lee", date(2024, 3, 1))
    assert source.text == (
        "# The wheel\nIt turns at\nnine.\n## TODO Grease it\n```sh\n* run # now\n```\n- oak\n"
        "| a | b |\n|-----|---|\n| 1 | 2 |\n"
    )


def test_asciidoc_is_read_without_attributes_comments_and_pictures() -> None:
    source = read_adoc(
        b"= The mill\n:author: Ann Lee\n:revdate: 2024-03-01\n:toc:\n\n// hidden\n////\nhidden\n"
        b"////\n== Wheel\n\n[source,sh]\n----\n== run\n----\n\nNOTE: See https://m.example[the map]"
        b" and <<gate,the gate>>.\nimage::a.png[Oak]\n\n* oak\n",
        "a.adoc",
    )
    assert (source.metadata.author, source.metadata.published) == ("Ann Lee", date(2024, 3, 1))
    assert source.text == (
        "# The mill\n\n## Wheel\n\n```\n== run\n```\n\nNOTE: See the map and the gate.\n\n* oak\n"
    )
