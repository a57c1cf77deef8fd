"""Time of an answer on the seeds: a whole `rag ask`, a question within a process, reading alone;
and of the chat, from the start of its process until the first page is served.

python -m benchmarks.ask
"""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from rag import KnowledgeBase
from rag.answering.questions import wanted

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
        _report_within_a_process(index)
        pages = sorted(_first_page([rag, "ui", "--index", index]) for _ in range(RUNS))
    for what, seconds in {"rag ask": times, "rag ui, first page": pages}.items():
        rounded = " ".join(f"{s:.2f}" for s in seconds)
        print(f"{what}: median {statistics.median(seconds):.2f} s of {RUNS}   [{rounded}]")


def _report_within_a_process(index: str) -> None:
    """Print the median times of the questions in tests/data, models loaded."""
    lines = Path("tests/data/seeds_questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with KnowledgeBase.open(index) as kb:
        kb.ask(QUESTION)
        whole = statistics.median(kb.ask(q).timings["total"] for q in questions)
        eight = statistics.median(
            kb.ask(q, passages=8).timings["read"] for q in questions if wanted(q) == "span"
        )
    print(
        f"a question: median {whole:.0f} ms of {len(questions)}; reading 8 passages {eight:.0f} ms"
    )


def _first_page(command: list[str]) -> float:
    """Start the chat, wait until its page is there, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    begun = time.perf_counter()
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as process:
        try:
            while process.poll() is None:
                try:
                    httpx.get(f"http://127.0.0.1:{port}/").raise_for_status()
                    return time.perf_counter() - begun
                except httpx.TransportError:
                    time.sleep(0.02)
            raise RuntimeError("the chat ended before it showed a page")
        finally:
            process.kill()


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
