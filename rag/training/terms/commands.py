"""The term model's commands: each reads what the one before it wrote into the work folder.

terms.safetensors     weights and progress                    terms-train (goes on where it stopped)
terms.int8.onnx       the exported model                      terms-export
terms.json            its hash, and how it was trained        terms-export
terms_report.json     figures on what was never trained on    terms-evaluate
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.atomic import replacing
from rag.errors import InputError
from rag.models.packaged import packaged_tokenizer, sha256_of
from rag.training.terms.examples import (
    CANARD,
    DEV_CONVERSATIONS,
    from_canard,
    from_conversations,
    held_for_measuring,
    split_for_threshold,
    training_follow_ups,
)
from rag.training.terms.plan import SHIPPED

CHECKPOINT, MODEL, RECORD = "terms.safetensors", "terms.int8.onnx", "terms.json"


def train(options: argparse.Namespace) -> None:
    """Train on the conversations and on four fifths of CANARD, from the checkpoint on if any."""
    import torch

    from rag.training.state import State
    from rag.training.terms.network import fresh_network
    from rag.training.terms.train import train as run

    torch.set_num_threads(options.threads)
    rows, _ = split_for_threshold(training_follow_ups(options.data))
    network = fresh_network()
    checkpoint = options.work / CHECKPOINT
    state = State.load(checkpoint) if checkpoint.exists() else State.fresh(network)
    run(state, network, packaged_tokenizer(), rows, SHIPPED, checkpoint)


def export(options: argparse.Namespace) -> None:
    """Write the averaged weights as int8 ONNX."""
    from rag.training.state import State
    from rag.training.terms.export import export as write
    from rag.training.terms.network import fresh_network

    checkpoint = options.work / CHECKPOINT
    if not checkpoint.exists():
        raise InputError(f"no {checkpoint}; run: python -m rag.training terms-train")
    network, state = fresh_network(), State.load(checkpoint)
    state.fill(network, averaged=True)
    target = options.work / MODEL
    write(network, target)
    record = {"sha256": sha256_of(target), "steps": state.done, "plan": asdict(SHIPPED)}
    _write(options.work / RECORD, record)


def evaluate(options: argparse.Namespace) -> None:
    """Score the rewrites of the exported model on the development dialogues."""
    from rag.training.terms.measure import report

    canard = from_canard(options.data / CANARD)
    sets = {
        "conversations": from_conversations(options.data / DEV_CONVERSATIONS),
        "canard": [row for row in canard if held_for_measuring(row.dialogue)],
    }
    sets["conversations"] = [row for row in sets["conversations"] if row.history]
    scores = report(options.work / MODEL, sets)
    _write(options.work / "terms_report.json", scores)
    print(json.dumps(scores, indent=1))


def _write(path: Path, content: dict[str, Any]) -> None:
    with replacing(path) as part:
        part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
