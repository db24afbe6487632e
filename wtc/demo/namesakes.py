"""Acts that sources might know by nearly the names of ours: for trying the review of identities without any key."""

import random

from wtc.domain import ireland
from wtc.shapes.identity import ArtistRecord

MANY = 36
_SEED = 20_261_127
_FAR = (("US", "country"), ("BR", "samba"), ("DE", "techno"), ("JP", "classical"), ("SE", "death metal"))


def records() -> list[ArtistRecord]:
    """The sample records, the same every time: misspelt, with guests and bands, tributes, namesakes from far away."""
    draw = random.Random(_SEED)
    acts = [act for act in ireland.acts() if act.genres]
    chosen, others = draw.sample(acts, MANY), draw.sample(acts, MANY)
    return [_record(place, act, other, draw) for place, (act, other) in enumerate(zip(chosen, others, strict=True))]


def _record(place: int, act: ireland.Act, other: ireland.Act, draw: random.Random) -> ArtistRecord:
    country, genre = "IE", act.genres[0]
    name = act.name
    if place % 6 == 0:
        country, genre = draw.choice(_FAR)
    elif place % 6 == 1:
        spot = draw.randrange(1, len(name) - 1) if len(name) > 3 else 1
        name = name[:spot] + name[spot + 1 :]
    elif place % 6 == 2:
        name = f"{name} & {other.name}"
    elif place % 6 == 3:
        name = f"The {name} Experience"
    elif place % 6 == 4:
        name = f"{name} and the Night Buses"
    else:
        name = f"{name.split(maxsplit=1)[0]} {other.name.split()[-1]}"
    source = "spotify" if place % 2 else "bandsintown"
    return ArtistRecord(
        source=source,
        source_id=f"sample-namesake-{place:02}",
        name=name,
        url=f"https://example.org/{source}/{place}",
        genres=(genre,),
        country=country,
        sample=True,
    )
