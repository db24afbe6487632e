"""What somebody wants to be called."""

from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.language import t

LONGEST = 80


def chosen(text: str) -> str:
    """A name fit to show: one line, no unseen marks, 1 to 80 characters. ``Invalid`` otherwise."""
    name = clean(text, LONGEST + 1)
    if not name or len(name) > LONGEST:
        raise Invalid(
            "What do we call you?", details={"name": t("Give a name of 1 to {count} characters.", count=LONGEST)}
        )
    return name
