"""The motifs of the press: each fills a sheet from its seed, in flat opaque inks."""

from collections.abc import Callable

from wtc.charts.motifs.hard import bars, grid, peaks, shards
from wtc.charts.motifs.land import hills, ridges, staves, waves
from wtc.charts.motifs.round import arches, knot, plait, rings
from wtc.charts.pen import Sheet

MOTIFS: dict[str, Callable[[Sheet], str]] = {
    motif.__name__: motif
    for motif in (arches, bars, grid, hills, knot, peaks, plait, ridges, rings, shards, staves, waves)
}
