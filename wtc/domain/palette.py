"""Places to go from anywhere: those whose name or other words begin with what was typed."""

from wtc.domain.text import fold
from wtc.language import t, word
from wtc.shapes.accounts import Role
from wtc.shapes.palette import Offer

PLACES: tuple[tuple[str, str, str, Role], ...] = (
    (word("Home"), "/", "start", Role.VISITOR),
    (word("Discover"), "/discover", "search gigs all", Role.VISITOR),
    (word("Trending"), "/trending", "popular wanted", Role.VISITOR),
    (word("Venues"), "/venues", "rooms map halls", Role.VISITOR),
    (word("Artists"), "/artists", "acts bands", Role.VISITOR),
    (word("DJs"), "/djs", "mixes", Role.VISITOR),
    (word("Saved"), "/saved", "calendar hearts kept", Role.VISITOR),
    (word("Your taste"), "/taste", "charts genres", Role.USER),
    (word("Preferences"), "/preferences", "account settings password", Role.USER),
    (word("Sign in"), "/login", "log in account", Role.VISITOR),
    (word("For organisers"), "/organiser", "plan a night", Role.VISITOR),
    (word("How we pick"), "/how-we-pick", "reasons scores", Role.VISITOR),
    (word("Help"), "/help", "questions contact", Role.VISITOR),
    (word("Privacy"), "/privacy", "data cookies", Role.VISITOR),
    (word("Accessibility"), "/accessibility", "", Role.VISITOR),
    (word("Sources"), "/admin/sources", "admin ingest", Role.ADMIN),
)
"""Label, address, other words it goes by, and who may go there."""
FIRST, MOST = 6, 4


def places(text: str, role: Role) -> tuple[Offer, ...]:
    """The pages that somebody of this ``role`` may mean by ``text``; the chief ones when nothing is typed."""
    typed = fold(text)
    open_ = [
        (t(label), href, fold(f"{label} {more} {t(label)}").split())
        for label, href, more, needs in PLACES
        if role >= needs and not (href == "/login" and role > Role.VISITOR)
    ]
    if not typed:
        return tuple(Offer(label=label, href=href) for label, href, _ in open_[:FIRST])
    hits = [
        Offer(label=label, href=href)
        for label, href, words in open_
        if fold(label).startswith(typed) or (len(typed) > 1 and any(each.startswith(typed) for each in words))
    ]
    return tuple(hits[:MOST])
