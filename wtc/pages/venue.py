"""One room, alone: what's on, when it can be had, how to get there and in."""

from typing import Any

import reflex as rx

from wtc.components import details, venues
from wtc.components.calendar import MonthGrid
from wtc.components.calendars import subscribe_link
from wtc.components.choices import chips
from wtc.components.events import event_grid, rail
from wtc.components.icons import icon
from wtc.components.links import OUT, button, button_link
from wtc.components.lists import turn
from wtc.components.map import MapPanel
from wtc.components.stage import ShareButton, Stage
from wtc.components.words import note, whole_page
from wtc.pages.frame import hang, marks, waiting
from wtc.pages.wrong import wrong
from wtc.state.shell import ShellState
from wtc.state.venues.detail import VenueState

RETRY = [ShellState.load, VenueState.load]
_hold: Any = VenueState.hold  # on the class a handler makes an event, which its type does not say
_confirm: Any = VenueState.confirm
_let_go: Any = VenueState.let_go
_remove: Any = VenueState.remove


def add(app: rx.App) -> None:
    """Hang the page of one room."""
    hang(
        app,
        page,
        route="/venues/[slug]",
        title=VenueState.title,
        here="venues",
        load=VenueState.load,
        samples=VenueState.page.samples,
        main="wrap rm",
    )


def page() -> rx.Component:
    """The room, or the boxes that hold its place, or the news that there is none."""
    return Stage.create(
        rx.el.div(waiting(venues.skeleton(), told="Loading the room", retry=RETRY)),
        rx.el.div(rx.cond(VenueState.stage == "missing", _missing(), _room())),
        stage=VenueState.stage,
        subject=VenueState.page.detail.slug,
    )


def _room() -> rx.Component:
    room: Any = VenueState.page.detail
    return rx.fragment(
        venues.hero(room, *_actions(room)),
        rx.cond(
            room.closed,
            rx.el.p(
                icon("alert"),
                rx.el.span(rx.el.b("Closed."), " This room puts on no more gigs. What was on stays here."),
                class_name="note first c-coral",
            ),
            None,
        ),
        venues.tiles(room.tiles),
        _gigs(room),
        rx.el.div(
            rx.el.div(
                _calendar(room),
                rx.cond(room.photos, _photos(room), None),
                rx.cond(room.near, venues.near(room.near), None),
                class_name="stack",
            ),
            rx.el.div(
                _there(room),
                venues.access(room),
                rx.cond(room.plays | (room.sounds.length() > 0), _plays(room), None),
                rx.cond(room.amenities, _amenities(room), None),
                rx.cond(room.about, details.about(room.about), None),
                wrong("venue", room.id, room.slug),
                class_name="stack",
            ),
            class_name="g2 b",
        ),
    )


def _actions(room: Any) -> tuple[rx.Component, ...]:
    return (
        rx.cond(
            room.directions,
            rx.el.a(
                icon("pin"),
                "Directions",
                icon("external", small=True),
                rx.el.span(", opens in a new tab", class_name="sr"),
                href=room.directions,
                class_name="btn gls",
                **OUT,
            ),
            None,
        ),
        button_link("Alert me", to="/alerts?kind=venue&id=" + room.id.to(str), kind="gls", glyph="bell"),
        ShareButton.create(
            name=room.name, class_name="btn gls", on_copied=VenueState.copied, on_failed=VenueState.not_copied
        ),
        subscribe_link("/calendars?venue=" + room.slug, room.name, kind="gls"),
        rx.cond(VenueState.keeper, button_link("Edit", to=room.edit, kind="gls", glyph="sliders"), None),
    )


def _gigs(room: Any) -> rx.Component:
    told: Any = VenueState.page
    return rx.cond(
        told.cards,
        rx.cond(
            told.whole,
            rx.el.section(
                rx.el.div(
                    rx.el.div(rx.el.h2("On at ", room.name), rx.el.p(told.gigs)),
                    button_link("Back to the room", to=room.path, kind="gho sm"),
                    class_name="sh",
                ),
                event_grid(told.cards, marks=marks(), surface="venue"),
                turn(told.previous, told.more, words=("Sooner", "Later")),
                class_name="sec",
                id="on",
            ),
            rail(
                told.cards,
                name="on",
                title="On at " + room.name,
                reason=told.gigs,
                to=rx.cond(told.see_all, told.see_all, room.path),
                marks=marks(),
                surface="venue",
            ),
        ),
        rx.el.section(
            rx.el.h2("On at ", room.name),
            rx.el.p("Nothing listed here at the moment. The rooms nearby may have something.", class_name="muted"),
            class_name="sec quiet",
        ),
    )


def _calendar(room: Any) -> rx.Component:
    month: Any = VenueState.month
    return rx.el.section(
        rx.el.h2(rx.cond(VenueState.keeper, "Hold a night", "Night by night")),
        rx.el.p(month.summary, class_name="muted meta"),
        MonthGrid.create(
            month=month.name,
            today=VenueState.today,
            marks=month.marks,
            selected=VenueState.picked,
            label="Nights at " + room.name,
            on_pick=VenueState.pick,
            on_month=VenueState.turn,
        ),
        rx.el.ul(
            *(rx.el.li(rx.el.i(class_name=f"dy {key}"), word) for key, word in KEYS),
            class_name="key",
            aria_label="What the colours mean",
        ),
        rx.cond(VenueState.picked, _night(room), None),
        class_name="panel avail",
    )


KEYS = (("free", "Free"), ("held", "Held"), ("booked", "Booked"), ("gig", "Listed gig"))


def _night(room: Any) -> rx.Component:
    night: Any = VenueState.night
    slot = night.slot
    return rx.el.div(
        rx.el.p(
            rx.cond(night.status, night.said, "Nobody has said anything about that night."),
            role="status",
            class_name="meta",
        ),
        rx.el.div(
            rx.cond(
                night.status == "free",
                rx.cond(
                    VenueState.keeper,
                    button("Hold this night", kind="pri", on_click=_hold(slot)),
                    rx.el.span("Organisers can ask for a free night.", class_name="muted meta"),
                ),
                None,
            ),
            rx.cond(
                VenueState.keeper & (night.status == "held"),
                rx.fragment(
                    rx.cond(
                        ~night.mine | VenueState.chief, button("Say yes", kind="pri", on_click=_confirm(slot)), None
                    ),
                    button(rx.cond(night.mine, "Take it back", "Say no"), on_click=_let_go(slot)),
                ),
                None,
            ),
            rx.cond(VenueState.keeper & (slot > 0), button("Take it off", kind="gho", on_click=_remove(slot)), None),
            class_name="row wrapx",
        ),
        rx.cond(
            VenueState.keeper & (slot == 0),
            venues.SlotForm.create(
                action="/v1/venues/" + room.id.to(str) + "/availability",
                day=VenueState.picked,
                on_done=VenueState.put_up,
            ),
            None,
        ),
        class_name="night",
    )


def _photos(room: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2("Inside"), venues.Gallery.create(photos=room.photos, name=room.name), class_name="panel"
    )


def _there(room: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2("Getting there"),
        rx.cond(
            room.placed,
            MapPanel.create(
                rx.el.img(src=room.map, alt="", custom_attrs={"width": 640, "height": 400, "loading": "lazy"}),
                src=room.pins,
                label="Map around " + room.name,
                lat=room.lat,
                lon=room.lon,
                zoom=room.zoom,
                subject=room.id,
                rings=True,
                class_name="mini",
            ),
            None,
        ),
        rx.cond(room.placed, None, note("Nobody has told us where on the map this room is.")),
        details.facts(room.there),
        details.facts(room.facts),
        rx.cond(room.site, _site(room), None),
        class_name="panel there",
    )


def _site(room: Any) -> rx.Component:
    return rx.el.ul(
        rx.el.li(
            icon("external"),
            rx.el.div(rx.el.a(room.site_name, href=room.site, class_name="lk", **OUT)),
        ),
        rx.cond(
            room.phone,
            rx.el.li(icon("phone"), rx.el.div(rx.el.a(room.phone, href=room.call, class_name="lk"))),
            None,
        ),
        class_name="fl",
    )


def _plays(room: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2("What it plays"),
        rx.cond(room.plays, rx.el.p(room.plays, class_name="muted meta"), None),
        chips(room.sounds, name="Rooms with the same sound"),
        class_name="panel",
    )


def _amenities(room: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2("What it has"),
        rx.el.ul(rx.foreach(room.amenities, lambda each: rx.el.li(icon("check"), rx.el.div(each))), class_name="fl"),
        class_name="panel",
    )


def _missing() -> rx.Component:
    return whole_page(
        "No room by that name.",
        "It may have closed, or the link lost its tail on the way.",
        button_link("See every room", to="/venues", kind="pri"),
        button_link("Home", to="/"),
    )
