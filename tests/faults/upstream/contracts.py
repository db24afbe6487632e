"""Every source that the server speaks."""

from tests.faults.upstream.apify import Apify
from tests.faults.upstream.bandsintown import Bandsintown
from tests.faults.upstream.contract import Contract
from tests.faults.upstream.eventbrite import Eventbrite
from tests.faults.upstream.mixcloud import Mixcloud
from tests.faults.upstream.setlistfm import SetlistFm
from tests.faults.upstream.spotify import Spotify, SpotifyAccounts
from tests.faults.upstream.ticketmaster import Ticketmaster

CONTRACTS: tuple[type[Contract], ...] = (
    *(Ticketmaster, Bandsintown, Eventbrite, Apify),
    *(SpotifyAccounts, Spotify, Mixcloud, SetlistFm),
)
