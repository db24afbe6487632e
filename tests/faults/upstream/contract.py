"""What a source's stand-in has to say for itself: a question, its answer by the contract, and where its items are."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler, Upstream

Query = dict[str, str]


class Asked(Query):
    """One question as it came: its query, and beside it the method, the path below the prefix, headers and body."""

    def __init__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        where = urlsplit(target)
        super().__init__({name: values[0] for name, values in parse_qs(where.query, keep_blank_values=True).items()})
        self.method, self.headers, self.body = method, headers, body
        _, self.contract, rest = (*where.path.split("/", 2), "", "")[:3]
        self.path = f"/{rest}"

    @property
    def json(self) -> Any:
        return json.loads(self.body or b"null")

    @property
    def form(self) -> Query:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def parts(self) -> list[str]:
        """The path's segments, as they were sent."""
        return [part for part in self.path.split("/") if part]

    @property
    def decoded(self) -> list[str]:
        return [unquote(part) for part in self.parts]

    def told(self) -> dict[str, Any]:
        """For ``GET /log``."""
        return {"method": self.method, "contract": self.contract, "path": self.path, "query": dict(self)}


@dataclass(frozen=True)
class Reply:
    """An answer: ``body`` is JSON, or bytes as they are."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Mode = Callable[["Handler", "Asked"], None]


class Contract:
    """One source. ``modes`` are its own ways to misbehave, beside those that every source knows.

    A new one: a class with a ``name`` (the first part of the path), ``answer`` and ``items``, listed in ``CONTRACTS``.
    """

    name: ClassVar[str]
    settings: ClassVar[dict[str, str]] = {}
    """The settings that point to it: name to path below the prefix."""
    modes: ClassVar[dict[str, Mode]] = {}
    surrogate: ClassVar[tuple[bytes, bytes]] = (b'"title": "', b'"title": "\\ud83d ')

    def __init__(self, server: "Upstream") -> None:
        self.server = server

    def answer(self, asked: Asked) -> Reply:
        """What the contract says to this question."""
        raise NotImplementedError

    def items(self, said: Any) -> list[Any]:
        """The list inside an answer's JSON that holds its items; a list of nothing when it holds none."""
        return said if isinstance(said, list) else []

    def spoilt(self, item: dict[str, Any], turn: int) -> Any:
        """``item`` as nobody can read it, in a way that depends on ``turn``."""
        return ({**item, "id": None, "slug": None, "url": None}, None, "an item", [item])[turn % 4]
