"""setlist.fm: acts and their past shows; XML for whoever forgets to ask for JSON, 404 for nothing found."""

from typing import Any, ClassVar

from tests.faults.acts import KEY, NAMES, mbid, setlist
from tests.faults.upstream.contract import Asked, Contract, Reply
from tests.faults.upstream.modes import EVIL, always

XML = b"<?xml version='1.0'?><setlists/>"
MISSING = {"code": 404, "status": "Not Found", "message": "not found", "timestamp": "2026-11-21T12:00:00.000+0000"}


class SetlistFm(Contract):
    """Forty shows of each act, in both nestings of their sets."""

    name = "setlistfm"
    settings: ClassVar[dict[str, str]] = {"SETLISTFM_BASE_URL": ""}
    surrogate = (b'"name": "', b'"name": "\\ud83d ')

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("accept") != "application/json":
            return Reply(200, XML, {"Content-Type": "application/xml"})
        if asked.headers.get("x-api-key") != KEY:
            return Reply(403, {"message": "Forbidden"})
        match asked.parts:
            case ["search", "artists"]:
                found = [name for name in NAMES if asked["artistName"].casefold() in name.casefold()]
                items = [{"mbid": mbid(name), "name": name, "disambiguation": "Irish band"} for name in found]
                said = {"type": "artists", "itemsPerPage": 30, "page": 1, "total": len(items), "artist": items}
                return Reply(200, said) if items else Reply(404, MISSING)
            case ["artist", key, "setlists"]:
                return self._shows(key, int(asked.get("p", "1")))
        return Reply(404, MISSING)

    def _shows(self, key: str, page: int) -> Reply:
        for name in NAMES:
            if mbid(name) == key and page <= 2:
                shows = [setlist(name, number, nested=number % 2 == 0) for number in range(20 * page - 20, 20 * page)]
                return Reply(200, {"itemsPerPage": 20, "page": page, "total": 40, "setlist": shows})
        return Reply(404, MISSING)

    def items(self, said: Any) -> list[Any]:
        found = said.get("setlist") if isinstance(said, dict) else None
        return found if isinstance(found, list) else []


SetlistFm.modes = {
    "bad-key": always(403, {"message": "Forbidden"}),
    "limit-exceeded": always(429, {"message": "Limit Exceeded"}),
    "too-many": always(429, {"message": "Too Many Requests"}),
    "xml": always(200, XML, Content_Type="application/xml"),
    "echo": always(401, {"message": f"Key {KEY} unknown"}),
    "odd-data": always(200, {"setlist": "none", "artist": 7}),
    "spoilt-items": always(
        200, {"artist": [None, {"mbid": "x"}], "setlist": [None, 3, {}, {"id": "a", "eventDate": "31-02-2026"}]}
    ),
    "list": always(200, [1, 2, 3]),
    "deep": always(200, b"[" * 100_000),
    "429-day": always(429, b"", Retry_After="12471"),
    "redirect-307": always(307, b"", Location=f"{EVIL}/elsewhere"),
}
