"""Plain-words search: a sentence in English or Irish read as filters, and the rest of it as text."""

from wtc.domain.sentences.merging import ask, in_force, unsaid, with_text
from wtc.domain.sentences.names import NAMELESS, Names, asked_like, candidates
from wtc.domain.sentences.reading import read

__all__ = ["NAMELESS", "Names", "ask", "asked_like", "candidates", "in_force", "read", "unsaid", "with_text"]
