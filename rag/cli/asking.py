"""`rag ask`, `rag chat` and `rag search`: what the documents say, and where.

They show what the knowledge base finds; options are described in rag.cli.application.
"""

from typing import Annotated

import typer

from rag.cli.application import (
    INDEX,
    AfterOption,
    BeforeOption,
    DocumentOption,
    IndexOption,
    JsonOption,
    LlmModelOption,
    LlmOption,
    filters,
    language_model,
    whole_number,
)
from rag.cli.chat import converse
from rag.cli.listing import count_undated
from rag.cli.show import (
    show_answer,
    show_documents,
    show_hits,
    show_json,
    show_meant,
    show_undated,
)
from rag.knowledge_base import KnowledgeBase


def ask(
    words: Annotated[
        list[str], typer.Argument(metavar="QUESTION...", help="Best put in quotation marks.")
    ],
    index: IndexOption = INDEX,
    documents: DocumentOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    llm: LlmOption = "",
    llm_model: LlmModelOption = "",
    as_json: JsonOption = False,
) -> None:
    """Answer a question, citing the documents.

    When the documents do not say, the answer is that they do not, and the exit code 0. The status
    that --json gives is answered, not_found or conflicting, and courtesy for "thanks" or "help".

    \b
    Example:
      rag ask "when was the MV released?" --after 2024-01-01
    """
    question, model = " ".join(words), language_model(llm, llm_model)
    with KnowledgeBase.open(index, create=False, llm=model) as kb:
        chosen = filters(kb, documents, after, before)
        answer = kb.ask(question, **chosen)
        refused = answer.status == "not_found"
        undated = count_undated(kb, chosen) if refused else 0
        empty = refused and not kb.contents().documents
    if as_json:
        show_json(answer.to_dict())
    elif empty:
        show_documents([])  # says how to fill the index
    else:
        show_meant(answer, question)
        show_answer(answer)
        show_undated(undated)


def chat(
    index: IndexOption = INDEX,
    documents: DocumentOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    llm: LlmOption = "",
    llm_model: LlmModelOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line an answer.")] = False,
) -> None:
    """Ask, and ask on: "and when was it released?".

    One question a line, until the input ends or says "exit" or "bye". What a follow-up was taken to
    mean is shown above its answer.

    \b
    Example:
      rag chat --index index
    """
    model = language_model(llm, llm_model)
    with KnowledgeBase.open(index, create=False, llm=model) as kb:
        chosen = filters(kb, documents, after, before)
        converse(kb.chat(**chosen), as_json=as_json, undated=count_undated(kb, chosen))


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A question or keywords.")],
    index: IndexOption = INDEX,
    limit: Annotated[
        int, typer.Option(metavar="N", parser=whole_number(1), help="How many passages.")
    ] = 10,
    documents: DocumentOption = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the passages that fit a query best.

    A score compares the passages of one query and says nothing beside another's; with --json stand
    also that by meaning (dense, a cosine of -1 to 1) and by words (lexical, BM25 from 0 on).

    \b
    Example:
      rag search "music video release" --limit 3
    """
    with KnowledgeBase.open(index, create=False) as kb:
        chosen = filters(kb, documents, after, before)
        hits = kb.search(query, limit=limit, **chosen)
        undated = count_undated(kb, chosen) if not hits else 0
    if as_json:
        show_json([hit.to_dict() for hit in hits])
    else:
        show_hits(hits, query)
        show_undated(undated)
