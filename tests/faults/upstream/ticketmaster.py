"""Ticketmaster Discovery v2: countries, windows of time, pages to a depth, both kinds of 429."""

import copy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from tests.faults.upstream.contract import Asked, Contract, Mode, Query, Reply
from tests.faults.upstream.modes import EVIL, always, bent, ok, rewritten

if TYPE_CHECKING:
    from tests.faults.upstream.server import Handler

PATH = "/discovery/v2/events.json"
DEEPEST = 1_000


def fault(code: str, words: str) -> dict[str, Any]:
    return {"fault": {"faultstring": words, "detail": {"errorcode": code}}}


def errors(code: str, words: str, status: int = 400) -> dict[str, Any]:
    return {"errors": [{"code": code, "detail": words, "status": str(status)}]}


class Ticketmaster(Contract):
    """``events`` is what it lists."""

    name = "ticketmaster"
    settings: ClassVar[dict[str, str]] = {"TICKETMASTER_BASE_URL": "/discovery/v2"}
    surrogate = (b'"name": "Lankum', b'"name": "\\ud83d Lankum')
    events: list[dict[str, Any]]

    def answer(self, asked: Asked) -> Reply:
        """With its refusals of wrong dates, deep pages and large sizes."""
        if asked.path != PATH:
            return Reply(404, errors("DIS1004", "Resource not found", 404))
        if not asked.get("apikey"):
            return Reply(401, fault("oauth.v2.FailedToResolveAPIKey", "Failed to resolve API Key"))
        size, number = int(asked.get("size", 20)), int(asked.get("page", 0))
        for edge in ("startDateTime", "endDateTime"):
            if edge in asked and (len(asked[edge]) != 20 or not asked[edge].endswith("Z")):
                words = "Query param with date must be of valid format YYYY-MM-DDTHH:mm:ssZ"
                return Reply(400, errors("DIS1015", words))
        if size > 200:
            return Reply(400, errors("DIS1036", "Page size too large"))
        if size * number > DEEPEST:
            return Reply(400, errors("DIS1035", "Max paging depth exceeded. (page * size) must be less than 1,000"))
        return listed(self.page(asked, self.matching(asked)))

    def items(self, said: Any) -> list[Any]:
        found: list[Any] = said.get("_embedded", {}).get("events", [])
        return found

    def spoilt(self, item: dict[str, Any], turn: int) -> Any:
        return (
            {**item, "name": None},
            {**item, "dates": {"start": {"localDate": "2026-13-45"}}},
            {**item, "dates": {"start": {"dateTime": "NaN"}}},
            None,
        )[turn % 4]

    def matching(self, query: Query) -> list[dict[str, Any]]:
        """What the contract says this question finds, in the order asked for."""
        found = [one for one in self.events if self._fits(one, query)]
        return sorted(found, key=lambda one: (str(_start(one).get("dateTime", "")), str(one.get("id"))))

    def _fits(self, one: dict[str, Any], query: Query) -> bool:
        place = next(iter(one.get("_embedded", {}).get("venues", [])), {})
        if place.get("country", {}).get("countryCode", "IE") != query.get("countryCode", "IE"):
            return False
        if query.get("city") and place.get("city", {}).get("name", "").lower() != query["city"].lower():
            return False
        start = _start(one)
        for word in ("TBA", "TBD"):
            if query.get(f"include{word}") == "only":
                return bool(start.get(f"date{word}"))
        if start.get("dateTBA") or start.get("dateTBD"):
            return False
        moment = str(start.get("dateTime") or f"{start.get('localDate')}T00:00:00Z")
        dated = self.server.mode != "ignores-dates"
        return not dated or query.get("startDateTime", "") <= moment <= query.get("endDateTime", "9999")

    def page(self, query: Query, found: list[dict[str, Any]]) -> dict[str, Any]:
        """One page as the contract has it: no ``_embedded`` when it is empty, and a next link without the key."""
        size, number = int(query.get("size", 20)), int(query.get("page", 0))
        items = found[number * size : (number + 1) * size]
        said: dict[str, Any] = {"_links": {"self": {"href": f"{PATH}?size={size}"}}}
        if items:
            said["_embedded"] = {"events": items}
        if (number + 1) * size < len(found):
            host = EVIL if self.server.mode == "evil-links" else ""
            said["_links"]["next"] = {"href": f"{host}{PATH}?page={number + 1}&size={size}{{&sort}}", "templated": True}
        pages = -(-len(found) // size)
        said["page"] = {"size": size, "totalElements": len(found), "totalPages": pages, "number": number}
        return said


def listed(said: object) -> Reply:
    return Reply(200, said, {"Rate-Limit": "5000", "Rate-Limit-Available": "4000", "Rate-Limit-Reset": _reset()})


def _start(one: dict[str, Any]) -> dict[str, Any]:
    start = one.get("dates", {}).get("start", {}) if isinstance(one.get("dates"), dict) else {}
    return start if isinstance(start, dict) else {}


def _reset() -> str:
    tomorrow = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return str(int(tomorrow.timestamp() * 1000))


def quota(self: "Handler", asked: Asked) -> None:
    words = f"Rate limit quota violation. Quota limit exceeded. Identifier : {asked['apikey']}"
    self.say(429, fault("policies.ratelimit.QuotaViolation", words), Rate_Limit_Reset=_reset())


def quota_bare(self: "Handler", asked: Asked) -> None:
    self.say(429, fault("policies.ratelimit.QuotaViolation", f"Quota. Identifier : {asked['apikey']}"))


def spike_always(self: "Handler", asked: Asked) -> None:
    self.say(429, fault("policies.ratelimit.SpikeArrestViolation", "Spike arrest violation. Allowed rate : 5ps"))


def spike(self: "Handler", asked: Asked) -> None:
    spike_always(self, asked) if len(self.server.asked) % 3 == 1 else ok(self, asked)


def shifting(self: "Handler", asked: Asked) -> None:
    """The first event vanishes after the first page was read, so that one slips from the second page unseen."""
    found = self.server.ticketmaster.matching(asked)
    if asked["page"] == "1" and sum(one["page"] == "1" for one in self.server.asked) == 1:
        self.server.events.remove(found[0])
    ok(self, asked)


def doubled(self: "Handler", asked: Asked) -> None:
    """The last item of each page is on the next one again."""
    contract: Ticketmaster = self.server.ticketmaster
    found = contract.matching(asked)
    step = int(asked["size"]) - 1
    found = [one for at in range(0, len(found), step) for one in found[max(0, at - 1) : at + step]]
    self.give(listed(contract.page(asked, found)))


def _promises(_self: "Handler", said: Any) -> Any:
    said["page"]["totalElements"] += 7
    return said


def deep_early(self: "Handler", asked: Asked) -> None:
    """A lower reach than the contract says."""
    if int(asked["size"]) * int(asked["page"]) >= 400:
        return self.say(400, errors("DIS1035", "Max paging depth exceeded"))
    return ok(self, asked)


def small_pages(self: "Handler", asked: Asked) -> None:
    if int(asked["size"]) > 100:
        return self.say(400, errors("DIS1036", "Page size too large"))
    return ok(self, asked)


def silent_cap(self: "Handler", asked: Asked) -> None:
    smaller = copy.copy(asked)
    smaller["size"] = str(min(50, int(asked["size"])))
    ok(self, smaller)


MODES: dict[str, Mode] = {
    "ignores-dates": ok,
    "evil-links": ok,
    "no-results": always(200, {"page": {"size": 200, "totalElements": 0, "totalPages": 0, "number": 0}}),
    "unauthorised": always(401, fault("oauth.v2.InvalidApiKey", "Invalid ApiKey")),
    "quota": quota,
    "quota-bare": quota_bare,
    "spike": spike,
    "spike-always": spike_always,
    "bad-date": always(400, errors("DIS1015", "Query param with date must be of valid format")),
    "deep-early": deep_early,
    "small-pages": small_pages,
    "silent-cap": silent_cap,
    "404": always(404, errors("DIS1004", "Resource not found", 404)),
    "list": always(200, [1, 2, 3]),
    "odd-events": always(200, {"_embedded": {"events": "none"}, "page": {"totalElements": 3}}),
    "fault-200": always(200, fault("steps.jsonthreatprotection.ExecutionFailed", "Threat")),
    "nan": bent(lambda _self, sent: sent.replace(b'"number":', b'"odd": NaN, "number":')),
    "shifting": shifting,
    "doubled": doubled,
    "promises": rewritten(_promises),
}
Ticketmaster.modes = MODES
