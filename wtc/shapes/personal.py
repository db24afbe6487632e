"""A user's own data as a whole: whose it is, what is in it, what became of it, and what it may be used for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """By what rows are known to be about one user, for ``models.personal``.

    ``tries`` are the hashes that count their tries at the door, ``marks`` those of their looks, one a day.
    """

    id: int
    email: str = ""
    tries: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def held(self, what: str) -> tuple[int | str, ...]:
        """The values of one kind: id, email, tries or marks."""
        kinds: dict[str, tuple[int | str, ...]] = {
            "id": (self.id,),
            "email": (self.email,),
            "tries": self.tries,
            "marks": self.marks,
        }
        return kinds[what]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something a user did of late, in words: what, with which gig, and when."""

    said: str
    title: str
    href: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """Rows of one table: ``name`` as people call them, how many, and what becomes of them when the account goes.

    ``why`` says what they are kept for, empty when they go.
    """

    table: str
    name: str
    rows: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Everything that is kept about a user, the account first; tables without a row are left out."""

    heaps: tuple[Heap, ...]

    @property
    def gone(self) -> tuple[Heap, ...]:
        return tuple(heap for heap in self.heaps if not heap.why)

    @property
    def kept(self) -> tuple[Heap, ...]:
        return tuple(heap for heap in self.heaps if heap.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """That an account was deleted: ``reference`` is all that ties it to anybody. ``removed`` and ``kept`` count rows.

    ``finished_at`` is when picture files and trained models were clean as well; None while they are not.
    """

    reference: str
    asked_at: datetime
    finished_at: datetime | None = None
    removed: int = 0
    kept: int = 0


class Purpose(StrEnum):
    """What a user's data may be used for beyond what they asked for."""

    PROFILING = "profiling"
    TRAINING = "training"
    COUNTING = "counting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What holds for one purpose, and when it was last given and withdrawn (None: never said)."""

    purpose: Purpose
    given: bool
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One purpose as its switch shows it; ``since`` is 'On since Sat 21 Nov, 3pm'."""

    purpose: str
    title: str
    about: str
    given: bool
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSession:
    """A browser or program that is signed in: since when and when it was last seen; ``here`` is the one that asks."""

    began: str
    seen: str
    here: bool = False
