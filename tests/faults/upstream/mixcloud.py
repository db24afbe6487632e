"""Mixcloud: users, their cloudcasts, searches and oEmbed; its way of asking for patience is a 403."""

from typing import Any, ClassVar

from tests.faults.acts import NAMES, cloudcast, mixcloud_user, user_name
from tests.faults.upstream.contract import Asked, Contract, Reply
from tests.faults.upstream.modes import EVIL, always


class Mixcloud(Contract):
    """``next`` is missing on the last page, and leads elsewhere where it is not."""

    name = "mixcloud"
    settings: ClassVar[dict[str, str]] = {"MIXCLOUD_BASE_URL": "", "MIXCLOUD_OEMBED_BASE_URL": "/oembed"}
    surrogate = (b'"name": "', b'"name": "\\ud83d ')

    def answer(self, asked: Asked) -> Reply:
        match asked.parts:
            case ["oembed"]:
                html = "<iframe src='https://evil.example'></iframe><script>alert(1)</script>"
                facts = {"type": "rich", "title": "Late one 1", "author_name": NAMES[0], "html": html}
                return Reply(200, facts | {"image": "https://thumbnailer.mixcloud.com/o"})
            case ["search"]:
                return _page(_found(asked), asked)
        for name in NAMES:
            if asked.parts == [user_name(name)]:
                return Reply(200, mixcloud_user(name))
            if asked.parts == [user_name(name), "cloudcasts"]:
                return _page([cloudcast(name, number) for number in range(25, 0, -1)], asked)
        return Reply(404, {"error": {"type": "NotFound", "message": "Not found"}})

    def items(self, said: Any) -> list[Any]:
        found = said.get("data") if isinstance(said, dict) else None
        return found if isinstance(found, list) else []


def _found(asked: Asked) -> list[dict[str, Any]]:
    words = asked["q"].casefold()
    if asked["type"] == "user":
        return [mixcloud_user(name) for name in NAMES if words in name.casefold()]
    mixes = [cloudcast(name, number) for name in NAMES for number in range(1, 4)]
    return [one for one in mixes if words in f"{one['name']} house disco {one['user']['name']}".casefold()]


def _page(items: list[dict[str, Any]], asked: Asked) -> Reply:
    size, begin = int(asked.get("limit", "20")), int(asked.get("offset", "0"))
    more = {"next": f"{EVIL}/next"} if begin + size < len(items) else {}
    return Reply(200, {"paging": more, "data": items[begin : begin + size]})


RATE_LIMITED = {"error": {"type": "RateLimitException", "message": "You have hit your rate limit", "retry_after": 900}}
Mixcloud.modes = {
    "rate-limit": always(403, RATE_LIMITED),
    "rate-limit-short": always(403, {"error": {"type": "RateLimitException", "message": "Slow down"}}),
    "private": always(403, {"error": {"type": "PermissionException", "message": "private"}}),
    "error-200": always(200, {"error": {"type": "OopsException", "message": "x"}}),
    "odd-data": always(200, {"data": "none", "paging": []}),
    "spoilt-items": always(200, {"data": [None, 3, {}, {"key": "//", "name": "x"}, {"key": "/a/b/", "name": None}]}),
    "list": always(200, [1, 2, 3]),
    "deep": always(200, b"[" * 100_000),
    "429-day": always(429, b"", Retry_After="12471"),
    "redirect-307": always(307, b"", Location=f"{EVIL}/elsewhere"),
}
