"""Numbers of things in words, for messages and tables."""


def counted(count: int, noun: str) -> str:
    """1, "passage" -> "1 passage"; 2000, "passage" -> "2,000 passages"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
