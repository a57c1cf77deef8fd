"""How good are the answers? Standard measures, no language model as judge.

    from rag import KnowledgeBase
    from rag.evaluation import evaluate, read_questions

    with KnowledgeBase.open("index", create=False) as kb:
        report = evaluate(kb, read_questions("questions.jsonl"))
    print(report)             # the table
    print(report["f1"])       # a figure
    report.save("report")     # report.html, report.json, questions.jsonl

The library never imports this; `rag eval` is made of it.
"""

from rag.evaluation.comparison import Comparison
from rag.evaluation.datasets import read_qrels, read_questions, read_run, with_qrels
from rag.evaluation.external import evaluate_run
from rag.evaluation.figures import Figure
from rag.evaluation.gates import Gate, check_gates, missed_gates, parse_gate
from rag.evaluation.questions import Question, QuestionSet, question_set
from rag.evaluation.report import Report
from rag.evaluation.rows import Row
from rag.evaluation.running import evaluate

__all__ = [
    "Comparison",
    "Figure",
    "Gate",
    "Question",
    "QuestionSet",
    "Report",
    "Row",
    "check_gates",
    "evaluate",
    "evaluate_run",
    "missed_gates",
    "parse_gate",
    "question_set",
    "read_qrels",
    "read_questions",
    "read_run",
    "with_qrels",
]
