"""The words that join terms to the end of a question; the first stands for a comma."""

CONNECTIVES = (
    ",", "of", "in", "for", "at", "by", "with", "about", "on", "to", "from", "during", "after",
    "when", "as", "according", "than", "besides", "other",
)  # fmt: skip
