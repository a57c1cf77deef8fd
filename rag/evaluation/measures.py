"""The measures of a report: what each is called, what it means, and which way is better.

The one place for names and explanations; the table, the page and the gate read them here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal["answers", "refusal", "confidence", "citations", "feedback"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; its values are shares, 0..1, unless it says otherwise."""

    label: str
    group: Group
    meaning: str
    lower_is_better: bool = False


MEASURES: Mapping[str, Measure] = {
    "right": Measure(
        "Right",
        "answers",
        "Answerable questions answered with an accepted value, a relevant document cited first.",
    ),
    "f1": Measure(
        "F1",
        "answers",
        "Token F1 as SQuAD 2.0 defines it, all questions; a refusal is worth 1 where the "
        "documents do not say and 0 elsewhere.",
    ),
    "exact_match": Measure(
        "Exact match", "answers", "The answer equals a gold answer, as SQuAD 2.0 defines it."
    ),
    "value_f1": Measure(
        "F1 by value",
        "answers",
        "As F1, but the same date or number in another wording counts 1.",
    ),
    "value_exact": Measure(
        "Exact match by value",
        "answers",
        "As exact match, and the same date or number in another wording counts too.",
    ),
    "has_answer_f1": Measure("F1, answerable", "answers", "F1 over the answerable questions."),
    "has_answer_exact": Measure(
        "Exact match, answerable", "answers", "Exact match over the answerable questions."
    ),
    "answered": Measure(
        "Answered", "answers", "Answerable questions that were not refused, right or wrong."
    ),
    "no_answer_accuracy": Measure(
        "Refused, unanswerable",
        "refusal",
        "Questions that the documents do not answer and that were refused.",
    ),
    "refusal_precision": Measure(
        "Refusal precision", "refusal", "Refusals that were due: the documents do not say."
    ),
    "refusal_recall": Measure(
        "Refusal recall", "refusal", "Unanswerable questions that were refused."
    ),
    "refusal_f1": Measure(
        "Refusal F1", "refusal", "The harmonic mean of refusal precision and recall."
    ),
    "roc_area": Measure(
        "Answerable or not, ROC area",
        "confidence",
        "The chance that an answerable question has more confidence than an unanswerable one.",
    ),
    "risk_coverage_area": Measure(
        "Risk-coverage area",
        "confidence",
        "Mean of 1 - F1 among the surest answers, over every share of questions answered.",
        lower_is_better=True,
    ),
    "calibration_error": Measure(
        "Calibration error",
        "confidence",
        "Mean distance between confidence and the share that is right, in 10 bins (ECE).",
        lower_is_better=True,
    ),
    "quotes_exact": Measure(
        "Quotes exact",
        "citations",
        "Quotes equal to the stored document at their offsets, character by character; must be 1.",
    ),
    "statements_quoted": Measure(
        "Statements quoted", "citations", "Statements that stand word for word in a quote cited."
    ),
    "citation_recall": Measure(
        "Citation recall",
        "citations",
        "Answers to answerable questions with a quote that holds a gold answer.",
    ),
    "citation_precision": Measure(
        "Citation precision",
        "citations",
        "Cited passages that hold a gold answer, of answers to answerable questions.",
    ),
    "document_first": Measure(
        "Right document first", "citations", "Answers that cite a relevant document first."
    ),
    "rejected_again": Measure(
        "Rejected answers repeated",
        "feedback",
        "Questions whose answer was once disliked and is given again.",
        lower_is_better=True,
    ),
}

GROUPS: Mapping[Group, str] = {
    "answers": "Answers",
    "refusal": "Refusals",
    "confidence": "Confidence",
    "citations": "Citations",
    "feedback": "Feedback",
}

RANKING_LABELS = {"RR": "MRR", "R": "Recall", "Success": "Success", "nDCG": "nDCG"}


def label_of(name: str) -> str:
    """Name a measure for people: "document.hybrid.RR@10" -> "MRR@10, documents, hybrid"."""
    if name in MEASURES:
        return MEASURES[name].label
    parts = name.split(".")
    if len(parts) == 3:
        kind, at, k = parts[2].partition("@")
        return f"{RANKING_LABELS.get(kind, kind)}{at}{k}, {parts[0]}s, {parts[1]}"
    return name


def lower_is_better(name: str) -> bool:
    """Say which way is better; rankings (`document.hybrid.RR@10`) are better higher."""
    return name in MEASURES and MEASURES[name].lower_is_better
