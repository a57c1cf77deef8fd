"""`python -m ui`: serve the web chat over an index."""

import argparse
import sys
from collections.abc import Sequence

from rag import RagError
from ui import launch


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and serve; give the exit code: 0, or 1 when it cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m ui",
        description="Serve the web chat over an index.",
        epilog="example: python -m ui --index index --port 7860",
    )
    parser.add_argument("--index", default="index", help="folder of the index (default: index)")
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default: local)")
    parser.add_argument("--port", type=int, default=7860, help="port to serve on (default: 7860)")
    parser.add_argument("--auth", metavar="USER:PASSWORD", help="ask for these (default: open)")
    parser.add_argument("--root-path", help="where a proxy shows the page, such as /rag")
    options = parser.parse_args(arguments)
    try:
        launch(
            options.index,
            host=options.host,
            port=options.port,
            auth=options.auth,
            root_path=options.root_path,
        )
    except RagError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
