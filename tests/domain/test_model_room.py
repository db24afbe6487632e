"""The ML room in words: what was not measured says so, and no figure is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from wtc.charts.models import quality, traffic
from wtc.domain import model_room as words
from wtc.shapes.model_room import Day, Drift, Entry, Health, Latency
from wtc.shapes.recommenders import Standing, Version

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


def ranked(**ndcg: float) -> dict[str, Any]:
    return {name: {"all": {"ndcg": value, "lists": 40}} for name, value in ndcg.items()}


def version(label: str, *, active: bool = False, stored: bool = True, passed: bool = True, **ndcg: float) -> Version:
    told = {"ranker": "learned", "rankers": ranked(**ndcg), "passed": passed}
    return Version(label=label, active=active, stored=stored, trained_at=NOW, samples=1_234, metrics=told)


NEW = version("3", active=True, learned=0.31, popularity=0.22)
OLD = version("2", learned=0.35, popularity=0.20)


def test_without_a_model_every_tile_says_that_nothing_was_measured() -> None:
    tiles = {tile.key: tile for tile in words.tiles(None, Health(), "people")}
    assert tiles["version"].value == "None"
    assert {tiles[key].value for key in ("coverage", "latency", "drift")} == {"none yet"}
    assert tiles["ndcg"].value == "–"
    assert all(tile.href.startswith("/v1/model/") for tile in tiles.values()), (
        "what an admin cannot open proves nothing"
    )


def test_while_people_have_no_version_of_their_own_the_tile_names_what_makes_their_lists() -> None:
    assert words.tiles(None, Health(), "people")[0].note == "lists go by points"
    assert words.tiles(None, Health(), "people", "crowd-1")[0].note == "lists go by crowd-1"


def test_tiles_carry_what_was_measured_and_colour_it_by_its_bar() -> None:
    fine = Health(
        lists=40, kept=0.9, coming=200, shown=50, coverage=0.25, latency=Latency(lists=4, p50=8, p95=21, p99=40)
    )
    tiles = {tile.key: tile for tile in words.tiles(NEW, replace(fine, drift=Drift(index=0.25)), "crowd")}
    assert (tiles["ndcg"].value, tiles["ndcg"].note, tiles["ndcg"].tone) == ("0.310", "popularity 0.220", "emerald")
    assert (tiles["latency"].value, tiles["latency"].tone) == ("8 ms", "emerald")
    assert tiles["coverage"].value == "25.0%"
    assert (tiles["drift"].tone, tiles["drift"].note) == ("coral", "shifted: retrain")
    assert tiles["drift"].href.endswith("of=crowd")


def test_a_version_that_is_level_with_popularity_neither_leads_nor_trails() -> None:
    level = version("4", active=True, learned=0.2204, popularity=0.22)
    assert {tile.key: tile.tone for tile in words.tiles(level, Health(), "people")}["ndcg"] == "muted"
    assert quality([level]).finding == "Version 4 is level with popularity on the week held back."
    assert "leads popularity by 0.090" in quality([NEW]).finding


def test_segments_stand_beside_popularity_and_the_version_before() -> None:
    (row,) = words.segments(NEW, OLD)
    assert (row.name, row.lists, row.ndcg, row.popularity) == ("Everybody", "40", "0.310", "0.220")
    assert (row.change, row.tone) == ("−0.040", "coral")
    assert words.segments(NEW, None)[0].change == "–"
    assert words.segments(None, OLD) == []


def test_ways_stand_by_how_well_they_fit_hidden_tastes_and_only_what_is_sure_has_a_colour() -> None:
    told = {
        "popularity": {"ndcg": 0.1, "above": 0.0, "within": 0.0},
        "content": {"ndcg": 0.6, "above": 0.5, "within": 0.02},
        "hybrid": {"ndcg": 0.11, "above": 0.01, "within": 0.02},
        "additive": {"ndcg": 0.05, "above": -0.05, "within": 0.02},
    }
    rows = words.hidden(replace(NEW, metrics=NEW.metrics | {"hidden": told}))
    assert [(row.name, row.fit, row.above, row.tone) for row in rows] == [
        ("Your sounds", "0.600", "+0.500 ± 0.020", "emerald"),
        ("Fans and sounds", "0.110", "+0.010 ± 0.020", "muted"),
        ("Popular now", "0.100", "the control", "muted"),
        ("Points", "0.050", "−0.050 ± 0.020", "coral"),
    ]
    assert words.hidden(NEW) == words.hidden(None) == []


def test_rolling_back_leads_to_the_newest_good_version_that_is_still_here() -> None:
    assert words.earlier([NEW, version("2", passed=False), version("1", stored=False), version("0")], "3") == version(
        "0"
    )
    assert words.earlier([OLD], "") is None
    states = {row.label: row.state for row in (words.version_row(one, "3", NOW) for one in (NEW, OLD))}
    assert states == {"3": "Serves", "2": "Ready"}
    assert words.version_row(NEW, "2", NOW).state == "Refused"
    assert words.version_row(version("1", passed=False), "3", NOW).can_serve is False


def test_trouble_is_said_before_age() -> None:
    assert words.trouble(Standing()) == ""
    assert "old" in words.trouble(Standing(stale=True))
    assert words.trouble(Standing(stale=True, problem="Version 3 is refused: x.")).startswith("Version 3 is refused")


def test_deeds_are_told_with_who_and_why() -> None:
    def told(action: str, **details: Any) -> str:
        entry = Entry(id=1, at=NOW, who="Ada", action=action, subject="model", subject_id="4", details=details)
        return words.log_row(entry, NOW).words

    assert told("model.train", active=False) == "Version 4 trained by Ada, held back"
    assert told("model.activate", before="5") == "Version 4 put to work by Ada in place of 5"
    assert told("experiment.end", winner="hybrid", reason="more saves") == "Test 4 ended by Ada, hybrid: more saves"


def test_the_chart_has_a_line_for_each_way_and_says_which_leads() -> None:
    drawn = quality([NEW, OLD])
    assert drawn.finding == "Version 3 leads popularity by 0.090 NDCG@10 on the week held back."
    assert [line["x"] for line in drawn.figure["data"]] == [["2", "3"]] * 4
    assert drawn.rows[0][:2] == ("2", "0.350")
    assert quality([]).figure == {}


def test_lists_by_day_are_drawn_with_their_slowest_and_an_idle_week_says_so() -> None:
    days = [Day(day=date(2026, 11, 21)), Day(day=date(2026, 11, 22), fresh=30, kept=1_200, p95=78.4)]
    drawn = traffic(days)
    assert drawn.finding == "1,230 lists in 2 days. Above each day its p95: at worst 78 ms, on Sun 22."
    assert drawn.rows == (("Sat 21", "0", "0", "–"), ("Sun 22", "30", "1,200", "78 ms"))
    assert [bar["y"] for bar in drawn.figure["data"]] == [[0, 30], [0, 1_200]]
    assert traffic([Day(day=date(2026, 11, 22), kept=1)]).finding == "1 list in 1 day, all of them kept ones."
    assert traffic(days[:1]).figure == {}
