"""The options of `rag eval`: their names, help texts and ranges."""

from pathlib import Path
from typing import Annotated

import typer

from rag.cli.application import named_index, path_of, whole_number

QuestionsArgument = Annotated[
    str,
    typer.Argument(
        metavar="QUESTIONS",
        help="A file of questions (.jsonl, .csv, .tsv, SQuAD's .json), a BEIR folder, or hf:NAME; "
        "with --make, the new file.",
    ),
]
IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="FOLDER",
        parser=path_of("--index"),
        callback=named_index,
        help="The index that is asked, as it is; else RAG_INDEX, else ./index.",
    ),
]
DocsOption = Annotated[
    Path | None,
    typer.Option(
        "--docs",
        metavar="FOLDER",
        parser=path_of("--docs"),
        help="Index this folder first, and ask that.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "--report",
        metavar="FOLDER",
        parser=path_of("--output"),
        help="Write report.html and report.json here.",
    ),
]
CompareOption = Annotated[
    Path | None,
    typer.Option(
        metavar="REPORT",
        parser=path_of("--compare"),
        help="An earlier report's folder or report.json.",
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1), metavar="N", help="Ask only N questions, drawn at random."
    ),
]
SeedOption = Annotated[int, typer.Option(metavar="S", help="Decides what is drawn at random.")]
AtLeastOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="Fail below this: f1=0.7; may be repeated."),
]
AtMostOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help="Fail above this: p95.total=500; may be repeated."),
]
QrelsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", parser=path_of("--qrels"), help="Relevant documents, as TREC judgements."
    ),
]
RunOption = Annotated[
    Path | None,
    typer.Option(
        "--run", metavar="FILE", parser=path_of("--run"), help="Score this TREC run, ask nothing."
    ),
]
RetrievalOnlyOption = Annotated[
    bool, typer.Option("--retrieval-only", help="Rank passages, answer nothing.")
]
KeepRunsOption = Annotated[
    bool, typer.Option("--runs", help="Write the rankings as TREC runs too (with --output).")
]
MakeOption = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(1),
        metavar="N",
        help="Instead, write N starter questions about the documents of --docs or --index to "
        "the new file QUESTIONS.",
    ),
]
