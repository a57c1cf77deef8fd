"""`python -m ui` is the command `rag ui`."""

import sys

from rag.cli import main

sys.argv.insert(1, "ui")
main()
