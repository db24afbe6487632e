"""What the caller was told, in JSON: reading it marks nothing; and the page where a mail's reader ends such mail."""

from dataclasses import asdict
from html import escape
from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import Field

from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import RowId
from wtc.api.taste import PRIVATE
from wtc.flows import notifications
from wtc.language import irish, t
from wtc.shapes.accounts import Role
from wtc.shapes.alerts import NotificationSettings, Road

door = Door(scope="touch", prefix="/v1/users/me/notifications", tags=["alerts"])
older = Door(scope="touch", prefix="/v1/alerts", tags=["alerts"], include_in_schema=False)
clicks = Door(scope="pages", include_in_schema=False)

Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000)]
Way = Literal["now", "digest", "off"]
Hour = Annotated[int, Field(ge=0, le=23)]


class Settings(Body):
    """Any of the fields; those left out stay as they are. Hours are Irish."""

    change: Way | None = None
    show: Way | None = None
    taste: Way | None = None
    set: Way | None = None
    digest_hour: Hour | None = None
    quiet_from: Hour | None = None
    quiet_to: Hour | None = None
    push_change: bool | None = None
    push_show: bool | None = None
    push_taste: bool | None = None
    push_set: bool | None = None


@older.get("/notifications", needs=Role.USER)
@door.get("", needs=Role.USER)
async def listed(caller: Caller, limit: Limit = 50, offset: Offset = 0) -> Response:
    """What the caller was told: unread first, then the newest. Nothing is marked as read by it."""
    return answer(await notifications.page(caller, limit=limit, offset=offset), headers=PRIVATE)


@door.post("/read", needs=Role.USER)
async def read_all(caller: Caller) -> Response:
    """Mark all as read; how many were not."""
    return answer({"read": await notifications.read_all(caller)}, headers=PRIVATE)


@door.post("/{row_id}/read", needs=Role.USER, status_code=204)
async def read(row_id: RowId, caller: Caller) -> Response:
    """Mark one as read; 404 when it is not the caller's."""
    await notifications.read(caller, row_id)
    return Response(status_code=204, headers=PRIVATE)


@door.get("/settings", needs=Role.USER)
async def settings(caller: Caller) -> Response:
    """Which news goes to the caller by mail and to their browsers, and when."""
    return answer(await notifications.settled(caller), headers=PRIVATE)


@door.put("/settings", needs=Role.USER)
async def settle(body: Settings, caller: Caller) -> Response:
    """Settle that anew; the whole as it stands after."""
    told = asdict(await notifications.settled(caller)) | body.model_dump(exclude_none=True)
    roads = {name: Road(told[name]) for name in ("change", "show", "taste", "set")}
    return answer(await notifications.settle(caller, NotificationSettings(**(told | roads))), headers=PRIVATE)


@clicks.get(notifications.PATH + "/{token}")
async def ask(token: str) -> Response:
    """The page that a mail's link opens: it ends nothing before the button is pressed."""
    if notifications.whose(token) is None:
        return _broken()
    return _page(
        t("No more mail about gigs?"), t("Your alerts and your list on the site go on as they are."), press=True
    )


@clicks.post(notifications.PATH + "/{token}")
async def end(token: str) -> Response:
    """End all news by mail: by the page's button, or by a mail program's own (RFC 8058). 404 for a broken link."""
    if not await notifications.unsubscribe(token):
        return _broken()
    return _page(t("Done. No more mail about gigs."), t("What's new is still in your list on the site."))


def _broken() -> Response:
    return _page(t("That link isn't whole"), t("Open it from the mail again, or sign in and choose there."), 404)


def _page(title: str, words: str, status: int = 200, *, press: bool = False) -> Response:
    tongue, choose = "ga" if irish() else "en-IE", t("Choose what we write to you about")
    button = f'<form method="post"><button class="btn pri" type="submit">{t("Stop these mails")}</button></form>'
    html = f"""<!doctype html>
<html lang="{tongue}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{escape(title)} · WhatsTheCraic</title>
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/wtc.css"><link rel="icon" href="/favicon.svg">
</head><body><div class="shell"><main class="wrap" id="main"><div class="said"><h1>{escape(title)}</h1>
<p>{escape(words)}</p>{button if press else ""}
<p><a href="/notifications">{choose}</a></p></div></main></div></body></html>"""
    return Response(html, status, media_type="text/html", headers={"cache-control": "no-store"})
