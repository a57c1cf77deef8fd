"""The command line `rag`: what `rag.knowledge_base` does, one command each.

It parses options, shows what comes back and turns errors into exit codes; it decides
nothing about documents, ranking or answers.
"""

from rag.cli.commands import main

__all__ = ["main"]
