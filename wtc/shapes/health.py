"""How the program is: one check, one word, one sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """``absent`` is a part that this program does not have yet, or that is switched off: no failure."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The result of one check; ``message`` is written for an operator and carries no value of any setting."""

    name: str
    status: Health
    message: str = ""
