"""Apify with the Dice reader: runs that are started, awaited and emptied page by page, or done in one call."""

import json
from typing import TYPE_CHECKING, Any, ClassVar

from tests.faults.upstream.contract import Asked, Contract, Mode, Reply
from tests.faults.upstream.modes import always, ok, rewritten

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler

ACTOR = "lexis-solutions~dice-fm"
INPUTS = {"query", "type", "maxItems", "dateFrom", "dateUntil", "proxyConfiguration"}


def error(status: int, kind: str, words: str = "No.") -> Reply:
    return Reply(status, {"error": {"type": kind, "message": words}})


class Apify(Contract):
    """``cities``: what the reader finds when it is asked for a city. ``runs`` are the inputs it was given."""

    name = "apify"
    settings: ClassVar[dict[str, str]] = {"APIFY_BASE_URL": "/v2"}
    surrogate = (b'"description": "', b'"description": "\\ud83d ')
    cities: ClassVar[dict[str, list[dict[str, Any]]]] = {}

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self.runs: list[dict[str, Any]] = []
        self.status, self.polls = "SUCCEEDED", 0

    def answer(self, asked: Asked) -> Reply:
        if not asked.headers.get("authorization", "").startswith("Bearer "):
            return error(401, "token-not-provided")
        match asked.decoded:
            case ["v2", "acts", actor, _] if actor != ACTOR:
                return error(404, "record-not-found", "Actor was not found")
            case ["v2", "acts", _, "runs"] if asked.method == "POST":
                number = self._start(asked.json)
                run = {"id": f"run{number}", "status": "READY", "defaultDatasetId": f"set{number}"}
                return Reply(201, {"data": run})
            case ["v2", "acts", _, "run-sync-get-dataset-items"] if asked.method == "POST":
                return Reply(201, self._found(self._start(asked.json)))
            case ["v2", "actor-runs", run]:
                return Reply(200, {"data": self._run(run)})
            case ["v2", "datasets", named, "items"]:
                return self._page(int(named.removeprefix("set")), asked)
        return error(404, "page-not-found", "We have bad news: there is no API endpoint at this URL.")

    def _start(self, given: dict[str, Any]) -> int:
        self.runs.append(given)
        return len(self.runs) - 1

    def _run(self, run: str) -> dict[str, Any]:
        self.polls -= 1
        status = self.status if self.polls < 0 else "RUNNING"
        return {"id": run, "status": status, "defaultDatasetId": f"set{run.removeprefix('run')}"}

    def _found(self, number: int) -> list[dict[str, Any]]:
        given = self.runs[number]
        return self.cities.get(str(given.get("query")), [])[: int(given.get("maxItems", 10))]

    def _page(self, number: int, asked: Asked) -> Reply:
        found = self._found(number)
        offset, limit = int(asked.get("offset", 0)), int(asked.get("limit", 1_000))
        return Reply(200, found[offset : offset + limit], {"X-Apify-Pagination-Total": str(len(found))})


def ends(status: str) -> Mode:
    """The run ends like this."""

    def mode(self: "Handler", asked: Asked) -> None:
        reply = self.good(asked)
        if "actor-runs" in asked.parts:
            reply.body["data"]["status"] = status
        self.give(reply)

    return mode


def sync_only(self: "Handler", asked: Asked) -> None:
    """A stand-in that knows but the one call."""
    gone = asked.parts[-1] == "runs" or asked.parts[1] in ("actor-runs", "datasets")
    self.give(error(404, "page-not-found") if gone else self.good(asked))


def long_sync(self: "Handler", asked: Asked) -> None:
    """Neither way leads anywhere in time."""
    starts = asked.parts[-1] == "runs"
    self.give(error(404, "page-not-found") if starts else error(408, "run-timeout-exceeded"))


def lost_items(self: "Handler", asked: Asked) -> None:
    self.give(error(404, "record-not-found") if asked.parts[1] == "datasets" else self.good(asked))


def no_id(self: "Handler", asked: Asked) -> None:
    self.give(Reply(201, {"data": {}}) if asked.parts[-1] == "runs" else self.good(asked))


def late(self: "Handler", asked: Asked) -> None:
    """Still running at the first two looks."""
    contract: Apify = self.server.apify
    if asked.parts[-1] == "runs":
        contract.polls = 2
    ok(self, asked)


def _as_object(_self: "Handler", said: Any) -> Any:
    return {"items": said} if isinstance(said, list) else said


MODES: dict[str, Mode] = {
    "no-token": always(401, error(401, "token-not-provided").body),
    "bad-token": always(401, error(401, "user-or-token-not-found").body),
    "no-credit": always(402, error(402, "not-enough-usage-to-run-paid-actor").body),
    "not-rented": always(403, error(403, "actor-is-not-rented").body),
    "no-actor": always(404, error(404, "record-not-found").body),
    "bad-input": always(400, error(400, "invalid-input").body),
    "too-often": always(429, error(429, "rate-limit-exceeded").body),
    "failed": ends("FAILED"),
    "aborted": ends("ABORTED"),
    "timed-out": ends("TIMED-OUT"),
    "odd-status": ends("PONDERING"),
    "never-ends": ends("RUNNING"),
    "late": late,
    "sync-only": sync_only,
    "long-sync": long_sync,
    "lost-items": lost_items,
    "no-id": no_id,
    "wrapped": rewritten(_as_object),
    "list": lambda self, asked: self.give(Reply(200, [1, 2, 3]) if asked.parts[1] == "datasets" else self.good(asked)),
}
Apify.modes = MODES


def inputs(asked: Asked) -> set[str]:
    return set(json.loads(asked.body))
