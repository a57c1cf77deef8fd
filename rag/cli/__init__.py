"""The command line `rag`: what `rag.knowledge_base` does, one command each.

It parses options, shows what comes back and turns errors into exit codes; it decides
nothing about documents, ranking or answers.
"""

import sys


def main() -> None:
    """Run the command line; it is loaded only here, so that Ctrl-C meanwhile ends in one line."""
    try:
        from rag.cli.commands import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)  # 128 + SIGINT, as shells report it


__all__ = ["main"]
