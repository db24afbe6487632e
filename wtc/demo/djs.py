"""The sample directory of DJs: nobody in it exists, and their addresses lead to nobody."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDj:
    """One DJ who does not exist; ``fee`` is in the words that people write."""

    name: str
    city: str
    genres: tuple[str, ...]
    fee: str


_LINES = """
DJ Wet Slippers|Dublin|house;disco|€300-400
Marmalade Sky Club|Cork|disco;funk|300 EUR
Captain Custard|Galway|techno|€250
The Immersion|Dublin|deep house;house|€500 for three hours
Nana Subwoofer|Belfast|drum and bass;jungle|£250
Sunrise Crisps|Limerick|hip hop;rap|negotiable
Fada Over Easy|Galway|trad;electronic|€200
Soft Shoulder|Waterford|ambient;electronic|€150-200
Loose Chippings|Kilkenny|breaks;electro|€180
Last Bus Disco|Athlone|disco;pop|€220
Gorse Fire|Sligo|techno;industrial techno|€350
DJ Airing Cupboard|Dublin|r&b;soul|€400
Biscuit Tin Sound|Derry|reggae;dub|£180-220
The Good Room|Cork|house;soul|€350
Clamped|Dublin|techno;hard techno|€600
Mind Yourself|Belfast|house;garage|£300
Slow Set|Ennis|soul;motown|€160
Kettle's On|Tralee|funk;disco|€170
Ciarraí Acid|Killarney|acid house;techno|ask
Turf Accountant|Mullingar|hip hop;trap|€140
Red Lemonade|Drogheda|pop;dance|€200
Bog Butter|Carlow|ambient;experimental|€120
Window Seat|Dundalk|indie;alternative|€130
Late Licence|Dublin|disco;house|€450
Second Cuppa|Letterkenny|country;americana|€110
Sally Gap|Bray|downtempo;electronic|€190
Pirate Ship FM|Wexford|reggae;ska|€210
No Bother|Newry|dance;trance|£150
Yoke|Limerick|techno;electro|€280
The Residents' Meeting|Galway|house;deep house|€320
"""

DJS = tuple(
    SampleDj(name=name, city=city, genres=tuple(genres.split(";")), fee=fee)
    for name, city, genres, fee in (line.split("|") for line in _LINES.strip().splitlines())
)
