"""How each source is opened: the settings it needs, what it is asked about, how a page is parsed, what mends it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from wtc.db import ask
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.gateways import bandsintown, dice, eventbrite, ticketmaster
from wtc.gateways.http import Policy
from wtc.gateways.places import Reading
from wtc.services import reach, touring
from wtc.settings import settings
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import Listing

Parsed = tuple[list[Listing], list[Quarantined]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What one run asks for: a city or, empty, everything, between two days, with at most so many calls."""

    city: str
    first: date
    last: date
    now: datetime
    most: int | None = None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A source that can be read. ``keys`` are the settings it needs, of ``any_of`` one; ``switch`` turns it on.

    With ``by_city`` a city is read with less than everything. ``fixes`` say what to do about a word of its health,
    where the usual advice is not enough.
    """

    keys: tuple[str, ...]
    address: str
    open: Callable[[Asking], Awaitable[Reading]]
    parse: Callable[[list[Any]], Parsed]
    any_of: tuple[str, ...] = ()
    switch: str = ""
    by_city: bool = False
    fixes: Mapping[str, str] = field(default_factory=dict)

    @property
    def off(self) -> bool:
        """Whether its own switch is off."""
        return bool(self.switch) and not _set(self.switch)

    @property
    def missing(self) -> str:
        """The settings that it needs and that are not set, in words; '' when it has all."""
        lacking = [name for name in self.keys if not _set(name)]
        if self.any_of and not any(map(_set, self.any_of)):
            lacking.append(" or ".join(self.any_of))
        return " and ".join(lacking)

    @property
    def ready(self) -> bool:
        """Whether it can be asked at all."""
        return not self.off and not self.missing

    @property
    def host(self) -> str:
        """Whom it asks: two sources of one host are read one after the other."""
        return urlsplit(str(_value(self.address))).netloc.lower()


def reader_of(source: str) -> Reader:
    """How to read ``source``; ``Invalid`` naming those that can be read."""
    if source not in READERS:
        raise Invalid(f"There is no source called {clean(source, 40)!r}. Sources: {', '.join(READERS)}.")
    return READERS[source]


def ready() -> list[str]:
    """The sources that can be asked, in the order of trust."""
    return [source for source, reader in READERS.items() if reader.ready]


def _value(name: str) -> Any:
    return getattr(settings(), name.lower())


def _set(name: str) -> bool:
    value = _value(name)
    return bool(value.get_secret_value() if hasattr(value, "get_secret_value") else value)


async def _ticketmaster(asking: Asking) -> Reading:
    chosen = settings()
    return ticketmaster.Reading(
        key=chosen.ticketmaster_api_key.get_secret_value(),
        base_url=chosen.ticketmaster_base_url,
        countries=chosen.ticketmaster_country_codes,
        max_pages=chosen.ingestion_max_pages,
        city=asking.city,
        first=asking.first,
        last=asking.last,
        now=asking.now,
        most=asking.most,
        policy=asking.policy,
    )


async def _bandsintown(asking: Asking) -> Reading:
    """Its acts: those named in the settings, on our own bills and followed, the one asked longest ago first."""
    chosen = settings()
    acts = await ask(
        touring.acts_to_ask,
        bandsintown.SOURCE,
        seeds=chosen.bandsintown_seed_artists,
        most=chosen.bandsintown_max_artists,
        any_act=chosen.bandsintown_allow_any_artist,
        user_most=chosen.bandsintown_user_max_artists,
        user_hours=chosen.bandsintown_user_sync_hours,
        city=asking.city,
        now=asking.now,
    )
    return bandsintown.Reading(
        key=chosen.bandsintown_app_id.get_secret_value(),
        base_url=chosen.bandsintown_base_url,
        acts=acts,
        first=asking.first,
        last=asking.last,
        now=asking.now,
        max_events=chosen.bandsintown_max_events,
        most=asking.most,
        policy=asking.policy,
    )


async def _eventbrite(asking: Asking) -> Reading:
    """The same for every city: it is read by id."""
    chosen = settings()
    return eventbrite.Reading(
        key=chosen.eventbrite_api_token.get_secret_value(),
        base_url=chosen.eventbrite_base_url,
        organisations=chosen.eventbrite_org_ids,
        venues=chosen.eventbrite_venue_ids,
        events=chosen.eventbrite_event_ids,
        texts=await ask(reach.texts, eventbrite.SOURCE, asking.first),
        now=asking.now,
        most=asking.most,
        policy=asking.policy,
    )


async def _dice(asking: Asking) -> Reading:
    chosen = settings()
    return dice.Reading(
        key=chosen.apify_token.get_secret_value(),
        base_url=chosen.apify_base_url,
        actor=chosen.dice_apify_actor,
        cities=(asking.city,) if asking.city else dice.CITIES,
        max_items=chosen.dice_apify_max_items,
        use_proxy=chosen.dice_apify_use_proxy,
        first=asking.first,
        last=asking.last,
        now=asking.now,
        most=asking.most,
        policy=asking.policy,
    )


READERS: Mapping[str, Reader] = {
    "ticketmaster": Reader(
        keys=("TICKETMASTER_API_KEY",),
        address="TICKETMASTER_BASE_URL",
        by_city=True,
        open=_ticketmaster,
        parse=lambda items: ticketmaster.parse({"_embedded": {"events": items}}),
    ),
    "bandsintown": Reader(
        keys=("BANDSINTOWN_APP_ID",),
        address="BANDSINTOWN_BASE_URL",
        open=_bandsintown,
        parse=lambda items: bandsintown.parse({"events": items}),
        fixes={
            "unauthorised": "The app id opens none of the acts: it needs Bandsintown's written consent. Check "
            "BANDSINTOWN_APP_ID, or empty it to switch the source off."
        },
    ),
    "eventbrite": Reader(
        keys=("EVENTBRITE_API_TOKEN",),
        any_of=("EVENTBRITE_ORG_IDS", "EVENTBRITE_VENUE_IDS", "EVENTBRITE_EVENT_IDS"),
        address="EVENTBRITE_BASE_URL",
        open=_eventbrite,
        parse=lambda items: eventbrite.parse({"events": items}),
        fixes={
            "unauthorised": "The token was refused: make a new one at Eventbrite (Account Settings, Developer Links, "
            "API Keys), set EVENTBRITE_API_TOKEN, then run python -m wtc ingest --source eventbrite."
        },
    ),
    "dice": Reader(
        keys=("APIFY_TOKEN",),
        switch="DICE_APIFY_ENABLED",
        address="APIFY_BASE_URL",
        open=_dice,
        parse=lambda items: dice.parse({"items": items}),
        fixes={
            "off": "Set DICE_APIFY_ENABLED=true once you have read its terms and rented the reader.",
            "unauthorised": "Apify refused it: check APIFY_TOKEN and DICE_APIFY_ACTOR at console.apify.com.",
            "unpaid": "Rent the reader DICE_APIFY_ACTOR or top up the account at console.apify.com, or set "
            "DICE_APIFY_ENABLED=false.",
        },
    ),
}
