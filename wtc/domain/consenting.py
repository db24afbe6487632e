"""What a user's data may be used for, in words, and since when."""

from datetime import datetime

from wtc import clock
from wtc.domain import words
from wtc.language import t, word
from wtc.shapes.personal import Agreed, Purpose, Word

PURPOSES = {
    Purpose.PROFILING: (
        word("Lists made for you"),
        word("What you save, hide, follow and say orders your lists. Off: what's popular, near and soon comes first."),
    ),
    Purpose.TRAINING: (
        word("Help the picks get better"),
        word(
            "A model learns from what you did, together with what everybody did. Off: what you were shown isn't noted "
            "any more, and you are taken out of the models we keep, within minutes."
        ),
    ),
    Purpose.COUNTING: (
        word("Be counted"),
        word(
            "Which gigs you look at, which seller you leave for and what you search for, as a number a day. Off: "
            "you aren't counted. A browser that sends Global Privacy Control isn't either."
        ),
    ),
}


def agreed(given: Word, now: datetime) -> Agreed:
    """A purpose with its words: 'On from the start', 'Off since Sat 21 Nov, 3pm'."""
    title, about = PURPOSES[given.purpose]
    if said := given.given_at if given.given else given.withdrawn_at:
        day = when(said, now)
        since = t("On since {day}", day=day) if given.given else t("Off since {day}", day=day)
    else:
        since = t("On from the start") if given.given else t("Off from the start")
    return Agreed(purpose=given.purpose.value, title=t(title), about=t(about), given=given.given, since=since)


def when(moment: datetime, now: datetime) -> str:
    """A moment as people say it: 'Sat 21 Nov, 3pm'. Irish time."""
    return f"{words.day(clock.local(moment).date(), clock.local(now).date())}, {words.hour(moment)}"
