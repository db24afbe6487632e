"""The frame that every page hangs in: the shell, its state, messages, and what the browser is told in the head."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from wtc.components.adapters import FinishAct, PageMove, Palette
from wtc.components.artists import Fans
from wtc.components.away import Keys, connection
from wtc.components.cards import Marks
from wtc.components.shell import Reader, shell
from wtc.components.toasts import toasts
from wtc.components.words import failed, slow
from wtc.settings import ROOT
from wtc.shapes.accounts import Role
from wtc.state.follows import FollowState
from wtc.state.shell import ShellState
from wtc.state.taste import TasteState
from wtc.state.toasts import ToastState
from wtc.theme.tokens import COLOURS

SHEETS = tuple(
    f"{sheet}.css"
    for sheet in (
        "tokens",
        "wtc",
        "event",
        "accounts",
        "artists",
        "venues",
        "organiser",
        "admin",
        "experiments",
        "taste",
        "picks",
        "calendars",
        "alerts",
        "away",
        "welcome",
        "print",
        "palette",
    )
)
NAME = "WhatsTheCraic"


def look() -> dict[str, Any]:
    """What ``rx.App`` is told of the looks: our sheets, our head, our messages, and none of the stock parts."""
    return {
        "stylesheets": [f"/{sheet}" for sheet in SHEETS if (ROOT / "assets" / sheet).is_file()],
        "reset_style": False,
        "html_lang": "en-IE",
        "head_components": _head(),
        "toaster": None,
        "app_wraps": {(5, "Overlay"): lambda stateful: _overlay() if stateful else None},
    }


def reader() -> Reader:
    """Whoever reads, as the bars show them."""
    return Reader(
        signed_in=ShellState.signed_in,
        name=ShellState.name,
        initials=ShellState.initials,
        organiser=ShellState.role == Role.ORGANIZER.word,
        admin=ShellState.role == Role.ADMIN.word,
        alerts=ShellState.alerts,
        unread=ShellState.unread,
        picked=ShellState.picked,
        city=ShellState.town,
        cities=ShellState.cities,
        on_city=ShellState.pick,
    )


def marks() -> Marks:
    """Hearts, hiding and thumbs wired to the reader's own marks: ``event_card(card, marks=marks())``."""
    return Marks(
        saved=TasteState.saved_ids,
        hidden=TasteState.hidden_ids,
        up=TasteState.up_ids,
        down=TasteState.down_ids,
        signed_in=ShellState.signed_in,
        refused=ToastState.refusals,
        on_save=TasteState.save,
        on_unsave=TasteState.unsave,
        on_hide=TasteState.hide,
        on_unhide=TasteState.unhide,
        on_up=TasteState.up,
        on_down=TasteState.down,
        on_unthumb=TasteState.unthumb,
    )


def fans() -> Fans:
    """Follow buttons wired to the reader's own list: ``follow_button(id, name, fans=fans())``."""
    return Fans(
        followed=FollowState.artist_ids,
        signed_in=ShellState.signed_in,
        refused=ToastState.refusals,
        on_follow=FollowState.follow,
        on_unfollow=FollowState.unfollow,
    )


def waiting(*boxes: rx.Component, told: str = "", retry: Any) -> rx.Component:
    """What holds the place of a page that is on its way, ``told`` to who hears it; else that it did not come."""
    status = (rx.el.p(told, class_name="sr", role="status"),) if told else ()
    return rx.cond(ToastState.failing, failed(on_retry=retry), rx.fragment(*boxes, *status, slow(on_retry=retry)))


ENGLISH = ("/admin", "/organiser", "/venues/new", "/style")
"""Rooms whose words are English yet, whatever language the page around them is in."""


def hang(
    app: rx.App,
    body: Callable[[], rx.Component],
    *,
    route: str,
    title: Any,
    description: Any = "",
    here: str = "",
    load: Any = (),
    samples: Any = False,
    bottom: bool = True,
    main: str = "wrap",
) -> None:
    """Add a page: what ``body`` makes inside the shell, its ``load`` events after ours."""
    events = [load] if not isinstance(load, Sequence) else list(load)

    def page() -> rx.Component:
        lang = "en" if route.startswith(ENGLISH) or route.endswith("/edit") else ""
        return shell(body(), reader=reader(), here=here, samples=samples, bottom=bottom, main=main, lang=lang)

    # Reflex writes a page's parts into a script named after the module that made it. Said to be made here, all pages
    # would share one script and each would carry the parts of every other.
    page.__module__ = body.__module__
    app.add_page(
        page,
        route=route,
        title=title if not isinstance(title, str) or NAME in title else f"{title} · {NAME}",
        description=description or "Live music in Ireland: tonight, this weekend and later, in every county.",
        on_load=[ShellState.load, TasteState.load, *events],
    )


def _overlay() -> rx.Component:
    return rx.fragment(
        toasts(ToastState.toasts, on_close=ToastState.close, on_undo=ToastState.undo),
        connection(ShellState.reader, on_sent=[TasteState.load, FollowState.load]),
        FinishAct.create(
            signed_in=ShellState.signed_in,
            on_save=TasteState.save,
            on_hide=TasteState.hide,
            on_up=TasteState.up,
            on_down=TasteState.down,
            on_follow=FollowState.follow,
        ),
        Keys.create(),
        Palette.create(),
        PageMove.create(),
    )


def _head() -> list[rx.Component]:
    return [
        rx.el.link(
            rel="preload",
            href="/fonts/inter-latin-var.woff2",
            custom_attrs={"as": "font"},
            type="font/woff2",
            cross_origin="anonymous",
        ),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icon-180.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="theme-color", content=COLOURS["bg"]),
        rx.el.meta(name="color-scheme", content="dark"),
    ]
