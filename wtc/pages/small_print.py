"""Help, privacy and accessibility: short and true."""

import reflex as rx

from wtc.components.links import link
from wtc.pages.frame import hang
from wtc.state.yours import ContactState


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
    """What is kept, why, for how long, and who else gets it."""
    return rx.el.article(
        rx.el.h1("Privacy"),
        rx.el.p(
            "You can look at everything without an account. What is yours is shown to you alone, in ", _yours(), "."
        ),
        rx.el.h2("What we keep, why, and for how long"),
        _points(
            "Your name, your email address and a scrambled form of your password: so that you can sign in. Until you "
            "delete your account.",
            "What you tell us: preferences, gigs you save and hide, acts you follow, what you say of gigs, alerts, "
            "calendars. To do what you asked. Until you take it back.",
            "Which gigs your lists showed you, what you opened and scrolled past, and which lists were made: to order "
            "them and see whether they get better. 400 days at most; switch it off in your account.",
            "Only if you connect Spotify or bring a file: which acts you play and how much. Until you take it away; "
            "Spotify asks you again after six months. The key to it is kept sealed.",
            "Where you are signed in: 90 days at most, 30 without a visit. Tries at the door, scrambled: an hour.",
            "How often a gig is looked at: once a day for each visitor, by a scrambled mark good for that day. 400 "
            "days at most; switch it off in your account, or let your browser send Global Privacy Control.",
            "Words that were searched for, and how often: not by whom. What reads like an address, a telephone number "
            "or an Eircode is left out, and what fewer than three visitors typed is shown to nobody. Five weeks at "
            "most; the same switch, and Global Privacy Control, turn it off.",
            "Mail that waits to be sent: a day. What it said is forgotten once it is sent.",
            "Browsers in which you switched on notifications: their address at their maker's push service, and the "
            "keys for it. Until you switch them off or sign out there; what is sent to them, a day.",
            "What organisers put on, reports, messages to DJs, and what keepers of the site did: until their account "
            "goes. What was done to the site stays on record without a name.",
            "Logs of requests, to keep the site up and abuse out: for as long as its operator's system keeps logs.",
        ),
        rx.el.h2("Cookies"),
        _points(
            "One that keeps you signed in, one that knows a browser that signed in before, and those that "
            "remember the town, the language and the use of data you picked. None of them is anybody else's.",
        ),
        rx.el.h2("Who else gets it"),
        _points(
            "Nobody buys or rents it. No advertising, no tracking by anybody else.",
            "A DJ you write to gets your message, your name and your address, so that they can answer.",
            "Spotify is asked with your key, if you gave us one. A player of Mixcloud's loads only when you press it, "
            "and then Mixcloud sees your visit.",
            "Notifications while the site is closed go through the push service of your browser's maker: Google, "
            "Mozilla, Microsoft or Apple. They are sealed: it learns when, and not what.",
            "Map tiles come from this site, or from the map service that its operator chose.",
            "Your position is asked for only when you press Near me, rounded to about a kilometre, and never stored. "
            "It is part of the page's address while you look, so mind what you share.",
        ),
        rx.el.h2("What is yours to do"),
        _points(
            "See what is kept, take all of it with you as one file, switch off what it is used for, and delete your "
            "account: all in your account, at once, without asking anybody.",
            "Deleting reaches every table, list, queue and picture, and the trained models within minutes. Counts of "
            "looks stay, with nothing in them that leads to you. Backups keep it until they are replaced.",
            "You get a receipt by mail. With its reference you can ask later what was deleted, and when.",
            "You may complain to the Data Protection Commission, or to the authority of your country.",
        ),
        _contact("Questions about privacy"),
        class_name="prose",
    )


def _yours() -> rx.Component:
    return link("your account", to="/account", class_name="lk")


def _contact(what: str) -> rx.Component:
    """Whom to write to, as the operator set it."""
    named = rx.el.a(ContactState.email, href="mailto:" + ContactState.email, class_name="lk")
    nobody = "whoever runs this copy of the site named no address for it."
    return rx.el.p(f"{what}: ", rx.cond(ContactState.email != "", named, nobody))


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
            "The site is in English and in Irish; a fluent reader has yet to check the Irish.",
        ),
        rx.el.p("Something in your way? ", link("Help", to="/help", class_name="lk"), " says how the site works."),
        _contact("Tell us what doesn't work for you"),
        class_name="prose",
    )


def add(app: rx.App) -> None:
    hang(
        app, help_page, route="/help", title="Help", description="How WhatsTheCraic works and where listings come from."
    )
    hang(
        app,
        privacy,
        route="/privacy",
        title="Privacy",
        description="What WhatsTheCraic keeps about you, why, and for how long.",
        load=[ContactState.load],
    )
    hang(
        app,
        accessibility,
        route="/accessibility",
        title="Accessibility",
        description="How accessible WhatsTheCraic is.",
        load=[ContactState.load],
    )
