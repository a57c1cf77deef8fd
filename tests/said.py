"""What a marker takes to be meant of what was said, told by a test."""

from rag.conversation.marking.marks import Marked, Said
from rag.conversation.word_keys import find_words


def marked(text: str, probability: float = 0.9) -> Said:
    """Mark every word of a text alike."""
    return Said(text, tuple(Marked(word, probability) for word in find_words(text)))
