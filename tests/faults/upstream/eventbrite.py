"""Eventbrite v3: what organisers, venues and single events show; no search; pages by continuation."""

import base64
from typing import TYPE_CHECKING, Any, ClassVar

from tests.faults.upstream.contract import Asked, Contract, Mode, Reply
from tests.faults.upstream.modes import always, rewritten

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler

PAGE = 50


def error(status: int, code: str, words: str) -> Reply:
    return Reply(status, {"status_code": status, "error": code, "error_description": words})


NO_PATH = error(404, "NOT_FOUND", "The path you requested does not exist.")
NOT_YOURS = error(403, "NOT_AUTHORIZED", "You do not have permission to access the resource you requested.")


class Eventbrite(Contract):
    """``organizations`` and ``venues`` by id: their events. ``descriptions`` by event id: the whole text."""

    name = "eventbrite"
    settings: ClassVar[dict[str, str]] = {"EVENTBRITE_BASE_URL": "/v3"}
    surrogate = (b'"name": {"text": "', b'"name": {"text": "\\ud83d ')
    organizations: ClassVar[dict[str, list[dict[str, Any]]]] = {}
    venues: ClassVar[dict[str, list[dict[str, Any]]]] = {}
    descriptions: ClassVar[dict[str, str]] = {}

    def answer(self, asked: Asked) -> Reply:
        if not asked.headers.get("authorization", "").startswith("Bearer "):
            return error(401, "NO_AUTH", "Authentication not provided.")
        match asked.parts:
            case ["v3", "organizations", key, "events"]:
                return self._page(self.organizations[key], asked) if key in self.organizations else NOT_YOURS
            case ["v3", "venues", key, "events"]:
                return self._page(self.venues[key], asked) if key in self.venues else NO_PATH
            case ["v3", "events", "search"]:
                return NO_PATH
            case ["v3", "events", key, "description"]:
                text = self.descriptions.get(key)
                return Reply(200, {"description": text}) if text is not None else NO_PATH
            case ["v3", "events", key]:
                every = [one for events in (*self.organizations.values(), *self.venues.values()) for one in events]
                found = next((one for one in every if one["id"] == key), None)
                return Reply(200, found) if found else NO_PATH
        return NO_PATH

    def _page(self, events: list[dict[str, Any]], asked: Asked) -> Reply:
        at = 0
        if "continuation" in asked:
            try:
                at = int(base64.b64decode(asked["continuation"]))
            except ValueError:
                return error(400, "BAD_CONTINUATION_TOKEN", "The continuation token is not one.")
        size = min(PAGE, int(asked.get("page_size", PAGE)))
        more = at + size < len(events)
        about: dict[str, Any] = {"object_count": len(events), "page_number": at // size + 1, "page_size": size}
        about |= {"page_count": -(-len(events) // size), "has_more_items": more}
        if more:
            about["continuation"] = base64.b64encode(str(at + size).encode()).decode()
        return Reply(200, {"pagination": about, "events": events[at : at + size]})

    def items(self, said: Any) -> list[Any]:
        """The events of a page; a single event is not a page."""
        found = said.get("events") if isinstance(said, dict) else None
        return found if isinstance(found, list) else []


def endless(self: "Handler", asked: Asked) -> None:
    """More and more of the same page."""
    reply = self.good(asked)
    if "pagination" in reply.body:
        reply.body["pagination"] |= {"has_more_items": True, "continuation": base64.b64encode(b"0").decode()}
    self.give(reply)


def _no_token(_self: "Handler", said: Any) -> Any:
    said.get("pagination", {}).pop("continuation", None)
    return said


def _no_paging(_self: "Handler", said: Any) -> Any:
    said.pop("pagination", None)
    return said


MODES: dict[str, Mode] = {
    "no-auth": always(401, {"status_code": 401, "error": "NO_AUTH", "error_description": "Authentication missing"}),
    "bad-auth": always(400, {"status_code": 400, "error": "INVALID_AUTH", "error_description": "Token expired"}),
    "not-yours": always(403, NOT_YOURS.body),
    "no-path": always(404, NO_PATH.body),
    "bad-page": always(400, {"status_code": 400, "error": "BAD_PAGE", "error_description": "Page not valid."}),
    "limit": always(429, {"status_code": 429, "error": "HIT_RATE_LIMIT", "error_description": "Hit the limit."}),
    "endless": endless,
    "no-token": rewritten(_no_token),
    "no-paging": rewritten(_no_paging),
    "no-events": rewritten(lambda _self, said: said | {"events": [], "pagination": {"has_more_items": False}}),
    "odd-events": always(200, {"events": "none", "pagination": {"object_count": 3}}),
    "list": always(200, [1, 2, 3]),
}
Eventbrite.modes = MODES
