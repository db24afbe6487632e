"""Which tables hold rows about a user, and what becomes of them: a table that lacks its line here fails a test."""

from collections.abc import Mapping
from dataclasses import dataclass

GONE, UNNAMED = "gone", "unnamed"


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows about a user: ``name`` heads them in the archive, ``owner`` is the column that leads to the user.

    ``owner`` may refer to ``users``, or to a table with a rule of its own ("alert_id"): the rows then follow that
    one. ``holds`` says what else than the user's id stands in it: "email", "tries" or "marks" (see
    ``services.personal``). ``leaves_out`` are the columns that are secrets, or the user's id once more. When an account
    is deleted the rows go, or stay without the user (``then=UNNAMED``), and ``why`` says what they are kept for.
    """

    name: str
    owner: str
    leaves_out: tuple[str, ...] = ()
    holds: str = "id"
    then: str = GONE
    why: str = ""


RULES: Mapping[str, Rule] = {
    "users": Rule("Account", "id", ("password_hash", "synthetic")),
    "sessions": Rule("Where you are signed in", "user_id", ("token_hash",)),
    "password_resets": Rule("Password links", "user_id", ("token_hash",)),
    "login_attempts": Rule("Tries at the door", "account_key", ("account_key", "address_key"), "tries"),
    "outbox": Rule("Mail to you", "recipient", ("body", "unsubscribe"), "email"),
    "alerts": Rule("Alerts", "user_id", ("block", "same")),
    "notifications": Rule("Notifications", "user_id", ("key",)),
    "notification_settings": Rule("Mail and push settings", "user_id"),
    "push_devices": Rule("Browsers that show you news", "user_id", ("p256dh", "auth", "mark")),
    "pushes": Rule("What they were sent", "device_id"),
    "user_preferences": Rule("Preferences", "user_id"),
    "user_consents": Rule("What you agreed to", "user_id"),
    "user_saved_events": Rule("Saved gigs", "user_id"),
    "user_hidden_events": Rule("Hidden gigs", "user_id"),
    "user_followed_artists": Rule("Followed acts", "user_id"),
    "feeds": Rule("Calendars you subscribe to", "user_id", ("token_hash", "mark")),
    "ml_feedback": Rule("What you said of gigs", "user_id"),
    "ml_interactions": Rule("Gigs you were shown", "user_id"),
    "model_predictions": Rule("Lists made for you", "user_id"),
    "recommendation_cache": Rule("Lists kept for a while", "user_id", ("key",)),
    "taste_dials": Rule("More and less of", "user_id"),
    "taste_artists": Rule("Acts you play elsewhere", "user_id"),
    "user_spotify": Rule("Spotify", "user_id", ("access_token", "refresh_token")),
    "ab_assignments": Rule("Comparisons you are in", "user_id"),
    "imports": Rule("Files you brought", "user_id"),
    "reports": Rule("What you reported", "user_id"),
    "contact_messages": Rule("Messages to DJs", "user_id"),
    "local_events": Rule("Nights you put on", "owner_id"),
    "event_series": Rule("Weekly nights you put on", "owner_id"),
    "venue_photos": Rule("Photos you hung", "user_id"),
    "availability_slots": Rule("Rooms you asked for", "user_id", then=UNNAMED, why="it is the room's calendar"),
    "event_views": Rule("Gigs you looked at", "viewer", ("viewer",), "marks", UNNAMED, "counts of looks stay true"),
    "ticket_clicks": Rule("Sellers you left for", "viewer", ("viewer",), "marks", UNNAMED, "counts of looks stay true"),
    "corrections": Rule("Corrections you made", "user_id", then=UNNAMED, why="the listing stays corrected"),
    "listing_pairs": Rule("Doubles you judged", "user_id", then=UNNAMED, why="each gig stays on the list once"),
    "artist_decisions": Rule("Acts you told apart", "user_id", then=UNNAMED, why="the acts stay told apart"),
    "artist_merges": Rule(
        "Acts you made one", "user_id", ("lost",), then=UNNAMED, why="old addresses still lead there"
    ),
    "ab_experiments": Rule("Comparisons you ended", "ended_by", ("salt",), then=UNNAMED, why="what was learned stays"),
    "audit_log": Rule(
        "What you did as a keeper", "user_id", then=UNNAMED, why="what was done to the site can be traced"
    ),
    "jobs": Rule(
        "Work you asked for", "user_id", ("slot", "holder"), then=UNNAMED, why="the house's diary, for a month"
    ),
}
"""By table."""

OTHERS: Mapping[str, str] = {
    "djs": "contacts of DJs who asked to be listed, users or not: an admin keeps and removes them",
    "venues": "telephone numbers of rooms",
}
"""Tables with columns that sound like a person's and hold nothing of a user, and why."""
