"""Discover: every gig, narrowed down by chips that are links, so that the address is the state."""

from typing import Any

import reflex as rx

from wtc.components.adapters import AddressField, ChoiceList, NearMe, SearchField, Sheet, Turns
from wtc.components.calendar import RangePicker
from wtc.components.calendars import subscribe_link
from wtc.components.choices import chip, chip_boxes, chips
from wtc.components.events import event_grid, skeletons
from wtc.components.links import button, button_link, icon_button
from wtc.components.lists import in_force, read_as
from wtc.components.stage import Landed
from wtc.components.words import note
from wtc.domain.filters import DEAREST
from wtc.pages.drawer import drawer
from wtc.pages.frame import hang, marks, waiting
from wtc.state.events.discover import DiscoverState
from wtc.state.shell import ShellState

PAGE: Any = DiscoverState.page
RETRY = [ShellState.load, DiscoverState.load]
SHEET = "filters"


def _finder() -> rx.Component:
    """Search and the quickest filters, held under the top bar of a narrow window."""
    count = PAGE.active.length()
    return rx.el.div(
        rx.el.div(
            rx.el.div(SearchField.create(field="find-page", follow=True), class_name="grow"),
            button(
                rx.fragment("Filters", rx.cond(count > 0, rx.fragment(" (", count, ")"), None)),
                kind="sm",
                glyph="filters",
                custom_attrs={"data-opens": SHEET},
                aria_haspopup="dialog",
            ),
            class_name="row",
        ),
        rx.cond(
            DiscoverState.ready,
            rx.el.ul(
                rx.foreach(PAGE.whens, lambda each: rx.el.li(chip(each))),
                rx.el.li(chip(PAGE.free)),
                rx.foreach(PAGE.sounds, lambda each: rx.el.li(chip(each))),
                class_name="scroll-x",
                aria_label="Quick filters",
            ),
            chip_boxes(86, 98, 110, 60, 104, class_name="scroll-x"),
        ),
        class_name="finder only-narrow",
    )


def _group(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.p(title, class_name="lab"), *children, role="group", aria_label=title)


def _days() -> rx.Component:
    def day(name: str, label: str, value: rx.Var[str]) -> rx.Component:
        return rx.el.div(
            rx.el.label(label, html_for=f"day-{name}"),
            AddressField.create(field=f"day-{name}", param=name, type="date", value=value, min=PAGE.today, label=label),
            class_name="fld",
        )

    return rx.fragment(
        RangePicker.create(first=PAGE.first, last=PAGE.last, today=PAGE.today, label="Days to look at"),
        rx.el.div(day("from", "From", PAGE.first), day("to", "To", PAGE.last), class_name="days"),
    )


def _where() -> rx.Component:
    return rx.el.div(
        ChoiceList.create(
            field="where", label="Town", value=PAGE.city, choices=PAGE.cities, from_=PAGE.address, class_name="grow"
        ),
        NearMe.create(
            label="Near me",
            class_name="btn sm",
            on_denied=ShellState.no_position,
        ),
        class_name="row",
    )


def _when() -> rx.Component:
    return rx.cond(DiscoverState.ready, chips(PAGE.whens, name="When"), chip_boxes(78, 93, 102))


def _sounds() -> rx.Component:
    return rx.cond(
        DiscoverState.ready,
        chips(PAGE.sounds, name="Sound"),
        chip_boxes(98, 92, 120, 88, 106, 94, 110, 88, 122, 96, 104, 98),
    )


def _price() -> tuple[rx.Component, rx.Component]:
    return (
        AddressField.create(
            field="most",
            param="max",
            type="range",
            value=PAGE.most,
            min="0",
            max=str(DEAREST),
            step="5",
            unit="€",
            off=str(DEAREST),
            label="Most you'd pay",
        ),
        rx.el.div(chip(PAGE.free), class_name="chips"),
    )


def _filters() -> rx.Component:
    """One set of controls: beside the list on a wide window, a sheet on a narrow one."""
    return rx.el.div(
        Sheet.create(
            rx.el.div(
                rx.el.p("Filters", class_name="lead"),
                icon_button("close", "Close the filters", custom_attrs={"data-closes": SHEET}),
                class_name="row between only-narrow",
            ),
            rx.el.div(
                _group("When", _when(), _days()),
                _group("Where", _where()),
                _group("Most you'd pay", *_price()),
                rx.cond(~DiscoverState.ready | (PAGE.sounds.length() > 0), _group("Sound", _sounds()), None),
                rx.cond(
                    DiscoverState.ready & (PAGE.sources.length() > 0),
                    _group("Listed by", chips(PAGE.sources, name="Listed by")),
                    None,
                ),
                class_name="fil",
            ),
            rx.el.div(
                button_link("Clear all", to="/discover", kind="gho"),
                button(PAGE.show, kind="pri", class_name="grow", custom_attrs={"data-closes": SHEET}),
                class_name="fix",
            ),
            id=SHEET,
            name="Filters",
        ),
        class_name="side",
    )


def _bar() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.h1(rx.cond(DiscoverState.ready, PAGE.heading, "Looking for gigs")),
            rx.el.p(rx.cond(DiscoverState.busy, "", PAGE.heading), class_name="sr", role="status"),
            ChoiceList.create(field="sort", label="Order", value=PAGE.sort, choices=PAGE.sorts, from_=PAGE.address),
            button_link("Map", to=PAGE.map, kind="sm", glyph="map"),
            subscribe_link(PAGE.subscribe, "this search"),
            class_name="rb",
        ),
        in_force(PAGE.active, clear="/discover"),
        read_as(PAGE.read),
        rx.cond(
            DiscoverState.ready & (PAGE.alert != ""),
            button_link("Tell me about new ones", to=PAGE.alert, kind="gho sm", glyph="bell", class_name="tellme"),
            None,
        ),
    )


def _found() -> rx.Component:
    return rx.el.div(
        rx.el.h2("Results", class_name="sr"),
        event_grid(PAGE.cards, marks=marks(), first=4, surface="discover"),
        rx.cond(
            PAGE.more,
            rx.el.div(
                button_link(PAGE.more_label, to=PAGE.more, prevent_scroll_reset=True, view_transition=False),
                class_name="more",
            ),
            None,
        ),
        rx.cond(PAGE.capped, rx.el.p(PAGE.capped, class_name="more muted"), None),
        class_name=rx.cond(DiscoverState.busy, "busy", "still"),
        aria_busy=DiscoverState.busy,
    )


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.el.h2(PAGE.hint),
        rx.cond(
            PAGE.ways.length() > 0,
            chips(PAGE.ways, name="Nearest searches that find something"),
            rx.el.p("Fewer words, or a shorter one, often does it."),
        ),
        button_link("Everything, everywhere", to="/discover", glyph="compass"),
        class_name="said",
    )


def discover() -> rx.Component:
    """The page."""
    return rx.fragment(
        Landed.create(ready=DiscoverState.ready),
        Turns.create(from_=PAGE.address),
        _finder(),
        rx.el.div(
            _filters(),
            rx.el.div(
                _bar(),
                rx.cond(PAGE.notice, note(PAGE.notice, colour="gold", role="status"), None),
                rx.cond(
                    DiscoverState.ready,
                    rx.cond(PAGE.total > 0, _found(), _nothing()),
                    waiting(skeletons(9), retry=RETRY),
                ),
                class_name="grow results",
            ),
            class_name="disc",
        ),
        drawer(),
    )


def add(app: rx.App) -> None:
    hang(
        app,
        discover,
        route="/discover",
        title="Discover gigs",
        description="Search every gig in Ireland by act, room, town, day, sound and price.",
        here="discover",
        load=DiscoverState.load,
        samples=PAGE.samples,
    )
