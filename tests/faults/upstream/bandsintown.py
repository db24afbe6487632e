"""Bandsintown v3: one act at a time, names encoded twice, refusals that are not JSON."""

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

from tests.faults.upstream.contract import Asked, Contract, Mode, Reply
from tests.faults.upstream.modes import always, bent, rewritten

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler

NOT_FOUND = {"errorMessage": "[NotFound] The artist was not found"}
DENIED = {"Message": "User is not authorized to access this resource with an explicit deny"}
Act = dict[str, Any]


class Bandsintown(Contract):
    """``acts`` by name: what is known of each, and its shows."""

    name = "bandsintown"
    settings: ClassVar[dict[str, str]] = {"BANDSINTOWN_BASE_URL": ""}
    surrogate = (b'"lineup": ["', b'"lineup": ["\\ud83d ')
    acts: ClassVar[dict[str, Act]] = {}

    def answer(self, asked: Asked) -> Reply:
        if not asked.get("app_id"):
            return Reply(403, DENIED)
        match asked.parts:
            case ["artists", name]:
                act = self._act(name)
                return Reply(200, act["artist"]) if act else Reply(404, NOT_FOUND)
            case ["artists", name, "events"]:
                act = self._act(name)
                return Reply(200, self._shows(act, asked)) if act else Reply(404, NOT_FOUND)
        return Reply(403, {"message": "Missing Authentication Token"})

    def _act(self, sent: str) -> Act | None:
        """The act by its name as it was sent: reserved letters are encoded twice."""
        name = unquote(unquote(sent.replace("%27C", "%22")))
        known = {each.casefold(): act for each, act in self.acts.items()}
        return known.get(name.casefold())

    def _shows(self, act: Act, asked: Asked) -> list[dict[str, Any]]:
        first, _, last = asked.get("date", "upcoming").partition(",")
        if not last:
            return list(act["events"])
        return [show for show in act["events"] if first <= show["datetime"][:10] <= last]

    def items(self, said: Any) -> list[Any]:
        """The shows; of what is said of an act alone there is none to spoil."""
        return said if isinstance(said, list) else []


def artist_key(self: "Handler", asked: Asked) -> None:
    """A key that was given to one act: it answers for the first, and for nobody else."""
    contract: Bandsintown = self.server.bandsintown
    own = contract._act(asked.parts[1]) if len(asked.parts) > 1 else None
    mine = own is not None and own is next(iter(contract.acts.values()))
    self.give(contract.answer(asked) if mine else Reply(403, DENIED))


MODES: dict[str, Mode] = {
    "denied": always(403, DENIED),
    "artist-key": artist_key,
    "nobody": always(404, NOT_FOUND),
    "nobody-text": always(404, b"{warn=Not found}", Content_Type="text/plain"),
    "nobody-text-200": always(200, b"{warn=Not found}", Content_Type="text/plain"),
    "odd-name": always(401, b"\n\n{message=invalid parameter}\n", Content_Type="text/plain"),
    "no-shows": rewritten(lambda _self, said: [] if isinstance(said, list) else said),
    "list": always(200, [1, 2, 3]),
    "wrapped": rewritten(lambda _self, said: {"data": said}),
    "blanks": bent(lambda _self, sent: sent.replace(b'"53.342800"', b'""').replace(b'"Europe/Dublin"', b'""')),
}
Bandsintown.modes = MODES
