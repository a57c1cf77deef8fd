"""Wall time of `rag ask` on the seeds: a whole process, from start to printed answer.

python -m benchmarks.ask
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "when was the MV released?"
RUNS = 5


def main() -> None:
    """Index the seeds, ask once to warm the caches, then time `RUNS` processes."""
    rag = str(Path(sys.executable).parent / "rag")
    with tempfile.TemporaryDirectory() as index:
        subprocess.run([rag, "sync", "seeds", "--index", index], check=True, capture_output=True)
        ask = [rag, "ask", QUESTION, "--index", index]
        subprocess.run(ask, check=True, capture_output=True)
        times = sorted(_seconds(ask) for _ in range(RUNS))
    rounded = " ".join(f"{seconds:.2f}" for seconds in times)
    print(f"rag ask: median {statistics.median(times):.2f} s of {RUNS}   [{rounded}]")


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
