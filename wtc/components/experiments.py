"""Pictures of experiments: the line at the foot, ways of picking, and lists side by side with their intervals."""

from typing import Any

import reflex as rx

from wtc.components.admin import lamp
from wtc.components.links import link
from wtc.components.reports import SayForm
from wtc.components.words import note
from wtc.domain.experiments import WAYS, Way
from wtc.shapes.experiment_pages import Row, Table, Trial, WayCard


class TwoLists(rx.Component):
    """The first gigs by the table of points beside those of the list that is served, each from its own endpoint."""

    library = "$/public/lists.jsx"
    tag = "TwoLists"
    names: rx.Var[dict[str, str]]


def variant_chip(words: Any) -> rx.Component:
    """Which list picked for the reader, leading to what that means; nothing while ``words`` is ''."""
    return rx.cond(words, link(words, to="/how-we-pick", class_name="vchip"), None)


def way(card: WayCard) -> rx.Component:
    """One way of picking; the reader's own says so."""
    return rx.el.li(
        rx.el.h3(card.name, rx.cond(card.mine, rx.el.span("Yours now", class_name="bdg c-emerald"), None)),
        rx.el.p(card.how),
        rx.el.p(card.share, class_name="meta num"),
        class_name=rx.cond(card.mine, "panel pickway on", "panel pickway"),
    )


def trial(one: Trial, *, on_end: Any) -> rx.Component:
    """One experiment: what it is, its tables, and while it runs the form that ends it."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(one.name),
            rx.el.p(lamp(one.state, one.tone), rx.el.span(one.when), rx.el.code(one.id), class_name="meta"),
            class_name="ahd",
        ),
        rx.cond(one.about, rx.el.p(one.about, class_name="muted"), None),
        rx.cond(one.ending, rx.el.p(one.ending), rx.el.p(one.plan, class_name="meta")),
        rx.foreach(one.tables, table),
        rx.el.p(one.peeking, class_name="meta"),
        rx.cond(one.running, _end(one, on_end), None),
        class_name="trial panel",
        key=one.id,
    )


def table(one: Table) -> rx.Component:
    """One population: each list beside the control, all on one scale."""
    return rx.el.div(
        rx.el.h3(one.title, rx.cond(one.synthetic, rx.el.span("Synthetic", class_name="bdg sample"), None)),
        rx.el.p(rx.el.span(one.verdict, class_name="bdg c-" + one.tone), " ", one.words, class_name="verdict"),
        rx.el.p(one.sample, class_name="meta num"),
        rx.el.div(
            rx.el.span("List"),
            rx.el.span("Users"),
            rx.el.span("Kept or opened"),
            rx.el.span("Lift"),
            rx.el.span(rx.el.span("−", one.edge), rx.el.span("+", one.edge), class_name="ends num"),
            rx.el.span("State"),
            class_name="trow head",
            aria_hidden="true",
        ),
        rx.el.ul(rx.foreach(one.rows, row), class_name="trows"),
        class_name="pop",
    )


def row(one: Row) -> rx.Component:
    """One list: users, rate, lift, its interval as a bar and in words."""
    return rx.el.li(
        rx.el.div(rx.el.b(one.name), rx.el.span(one.share, class_name="meta num"), class_name="who"),
        rx.el.span(one.users, rx.el.span(" users", class_name="uword"), class_name="num"),
        rx.el.span(one.rate, rx.el.span(" kept or opened", class_name="uword"), class_name="num"),
        rx.el.b(one.lift, class_name="lift num c-" + one.tone),
        rx.el.div(
            rx.cond(
                one.dot,
                rx.fragment(
                    rx.el.i(style={"left": one.left, "width": one.width}),
                    rx.el.em(style={"left": one.dot}),
                ),
                None,
            ),
            class_name="ivl c-" + one.tone,
            aria_hidden="true",
        ),
        rx.el.div(
            rx.el.span(one.badge, class_name="bdg c-" + one.tone),
            rx.el.span(one.words, class_name="meta"),
            rx.foreach(one.warnings, lambda words: note(words, glyph="alert", colour="coral")),
            class_name="says",
        ),
        rx.el.p(
            rx.cond(one.hides, rx.el.span(one.hides), None),
            rx.cond(one.latency, rx.el.span(one.latency), None),
            rx.cond(one.textbook, rx.el.span(one.textbook), None),
            class_name="meta num fine",
        ),
        class_name="trow",
        key=one.key,
    )


def _end(one: Trial, on_end: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary("End this test"),
        SayForm.create(
            rx.el.input(type="hidden", name="experiment", value=one.id, read_only=True),
            rx.el.label(
                "Everybody gets",
                rx.el.select(
                    rx.el.option("No winner: the control again", value=""),
                    rx.foreach(one.arms, lambda arm: rx.el.option(arm.label, value=arm.key)),
                    name="winner",
                    class_name="in",
                ),
            ),
            rx.el.label(
                "Why",
                rx.el.textarea(name="reason", required=True, min_length=3, max_length=500, rows="2", class_name="in"),
            ),
            rx.el.p("The results stay as they are now, for good.", class_name="meta"),
            rx.el.button("End it", type="submit", class_name="btn sm"),
            names=["experiment", "winner", "reason"],
            keeps=True,
            on_say=on_end,
            class_name="tellus",
        ),
    )


def new_trial(*, on_start: Any) -> rx.Component:
    """The form that begins a comparison of two lists or more: which, to what share of people, against which."""
    return rx.el.section(
        rx.el.h2("New test"),
        rx.el.p("Tick the lists. Shares left empty are equal; the others are measured against the control."),
        SayForm.create(
            rx.el.label(
                "Id",
                rx.el.input(
                    name="id",
                    required=True,
                    max_length=64,
                    pattern="[a-z][a-z0-9_]{2,63}",
                    placeholder="recommendation_algo_002",
                    class_name="in",
                ),
            ),
            rx.el.label("Name", rx.el.input(name="name", required=True, max_length=120, class_name="in")),
            rx.el.label(
                "Users planned for each list",
                rx.el.input(
                    name="planned", type="number", min="100", max="1000000", default_value="5000", class_name="in"
                ),
            ),
            rx.el.fieldset(rx.el.legend("Lists"), *(_list_of(ranker, each) for ranker, each in WAYS.items())),
            rx.el.button("Begin", type="submit", class_name="btn sm pri"),
            names=["id", "name", "planned", "control", *WAYS, *(f"share-{ranker}" for ranker in WAYS)],
            keeps=True,
            on_say=on_start,
            class_name="tellus newtest",
        ),
        class_name="panel trial",
    )


def _list_of(ranker: str, each: Way) -> rx.Component:
    """One list of a new test: whether it takes part, its share in per cent, whether it is the control."""
    about = rx.el.span(f" of {each.name}", class_name="sr")
    return rx.el.div(
        rx.el.label(rx.el.input(type="checkbox", name=ranker), rx.el.b(each.name), " ", rx.el.span(each.how)),
        rx.el.label(
            "Share",
            about,
            rx.el.input(
                name=f"share-{ranker}",
                type="number",
                min="1",
                max="99",
                step="any",
                placeholder="equal",
                class_name="in",
            ),
            "%",
        ),
        rx.el.label(
            rx.el.input(type="radio", name="control", value=ranker, default_checked=ranker == "popularity"), "Control"
        ),
        class_name="newlist",
    )
