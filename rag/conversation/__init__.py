"""Follow-up questions without a language model: what was said before, and what is meant now."""

from rag.conversation.conversation import Conversation
from rag.conversation.exchanges import Exchange
from rag.conversation.resolving import Resolution, Resolver
from rag.conversation.terms import TermMarker

__all__ = ["Conversation", "Exchange", "Resolution", "Resolver", "TermMarker"]
