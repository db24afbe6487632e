"""Help, privacy and accessibility: short and true."""

import reflex as rx

from wtc.components.links import link
from wtc.pages.frame import hang


def _points(*points: str) -> rx.Component:
    return rx.el.ul(*(rx.el.li(point) for point in points))


def help_page() -> rx.Component:
    """How to find a gig, and where the listings come from."""
    return rx.el.article(
        rx.el.h1("Help"),
        rx.el.p("WhatsTheCraic gathers gigs all over Ireland and puts them on one list, each gig once."),
        rx.el.h2("Find something"),
        _points(
            "Type an act, a room or a town into the search. Fadas are optional: roisin finds Róisín.",
            "Press / to go to the search from anywhere.",
            "Every filter is in the address of the page, so a search can be bookmarked or sent to a friend.",
        ),
        rx.el.h2("Keep and hide"),
        _points(
            "The heart keeps a gig in your Saved list.",
            "The crossed-out eye puts one away; find it again under Saved, Hidden.",
        ),
        rx.el.h2("Where listings come from", id="sources"),
        rx.el.p(
            "Each card names its sources: Ticketmaster, Bandsintown, Eventbrite, Dice or our own local listings. When "
            "two of them list the same gig we show it once, with every source named on its page. We don't sell "
            "tickets; ticket links lead to the seller."
        ),
        rx.el.p(
            "A listing marked Sample is made up so that the site can be tried without a live source. Its date is "
            "invented and there is nothing to buy."
        ),
        rx.el.h2("Made with"),
        _points(
            "Inter by Rasmus Andersson, under the SIL Open Font License.",
            "Posters set in Fraunces, Syne, Anton, Pirata One, Shrikhand, Abril Fatface, Unbounded and Space Grotesk, "
            "all under the same licence.",
            "Leaflet by Volodymyr Agafonkin, under the BSD 2-Clause License; county lines made with Natural Earth.",
        ),
        class_name="prose",
    )


def privacy() -> rx.Component:
    """What is kept, and what is not."""
    return rx.el.article(
        rx.el.h1("Privacy"),
        rx.el.p("You can use everything but Saved and Preferences without an account."),
        rx.el.h2("What we keep"),
        _points(
            "With an account: your name, your email address, a scrambled form of your password, your preferences, "
            "and the gigs you keep or hide.",
            "A cookie that keeps you signed in, and one that remembers the town you picked.",
            "How often a gig is looked at: once a day for each visitor, by a scrambled mark good for that day. "
            "Your browser makes a random word for it and forgets it overnight.",
            "Short-lived logs of requests, to keep the site up and abuse out.",
        ),
        rx.el.h2("What we don't"),
        _points(
            "No advertising, no tracking by anybody else.",
            "Your position is asked for only when you press Near me, rounded to about a kilometre, and never stored. "
            "It is part of the page's address while you look, so mind what you share.",
            "Fonts, artwork and pictures come from this site alone.",
        ),
        class_name="prose",
    )


def accessibility() -> rx.Component:
    """What was built in, and what is known to be missing."""
    return rx.el.article(
        rx.el.h1("Accessibility"),
        rx.el.p("The aim is WCAG 2.2, level AA, on every page."),
        rx.el.h2("What you can count on"),
        _points(
            "Everything works with a keyboard, and what has the focus can be seen.",
            "Text and controls keep their contrast, and colour is never the only sign.",
            "Pages fit a window of 320 pixels and text at 200 percent.",
            "Movement stops and glass turns solid when your system asks for that.",
        ),
        rx.el.h2("What is not there yet"),
        _points(
            "Nobody outside has audited the site.",
            "Access to the rooms themselves: we list it only where a source tells us.",
            "The site is in English only.",
        ),
        rx.el.p("Something in your way? ", link("Help", to="/help", class_name="lk"), " says how the site works."),
        class_name="prose",
    )


def add(app: rx.App) -> None:
    hang(
        app, help_page, route="/help", title="Help", description="How WhatsTheCraic works and where listings come from."
    )
    hang(app, privacy, route="/privacy", title="Privacy", description="What WhatsTheCraic keeps about you.")
    hang(
        app,
        accessibility,
        route="/accessibility",
        title="Accessibility",
        description="How accessible WhatsTheCraic is.",
    )
