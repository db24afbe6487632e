"""Every source from its socket to the catalogue: side by side, through its faults, with what vanished marked truly."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.faults.listings import fill, programme, show
from tests.faults.upstream import GENERIC, Upstream, serving
from wtc import db
from wtc.flows import ingest, readers, sources, uses
from wtc.gateways.http import Policy
from wtc.services import touring
from wtc.settings import ROOT, settings
from wtc.shapes.engine import IngestReport

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=7)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.2, cap=0.5, wait=0.002, longest_wait=0.02, breaker=3)
PATIENT = replace(FAST, connect=5, read=5, cap=10)
COUNT = 40
SETTINGS = {
    "TICKETMASTER_API_KEY": KEY,
    "BANDSINTOWN_APP_ID": KEY,
    "BANDSINTOWN_SEED_ARTISTS": 'Lankum,Kíla,AC/DC,Therapy?,The "Odd" Ones,Mary + Joe,M(h)aol,Stars * Bars,Nobody Now',
    "EVENTBRITE_API_TOKEN": KEY,
    "EVENTBRITE_ORG_IDS": "111",
    "EVENTBRITE_VENUE_IDS": "222",
    "DICE_APIFY_ENABLED": "true",
    "APIFY_TOKEN": KEY,
}
NEW = ("bandsintown", "eventbrite", "dice")


@pytest.fixture
def world(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """A good server on which every source lists 40 gigs, and settings that point to it."""
    with serving(programme(COUNT, TODAY)) as server:
        fill(server, COUNT, TODAY)
        server.pause = 0.6
        for name, value in {**server.environment, **SETTINGS}.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        yield server
    settings.cache_clear()


async def read(source: str, now: datetime = NOW, **asked: Any) -> IngestReport:
    return await ingest.run(source, now=now, **({"policy": PATIENT} | asked))


async def read_all(now: datetime = NOW, policy: Policy = PATIENT) -> dict[str, IngestReport]:
    reports = await ingest.run_all(now=now, policies=dict.fromkeys(readers.READERS, policy))
    return {report.source: report for report in reports}


def rows(database: Engine, what: str) -> list[Any]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {what}"))]


def catalogue(database: Engine) -> list[Any]:
    return rows(database, "id, slug, title, day, starts_at, status, venue_id, sequence FROM events ORDER BY id")


def listings(database: Engine, source: str) -> list[Any]:
    return rows(database, f"source_id FROM event_sources WHERE source = '{source}' AND gone_at IS NULL")


def unblock(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE ingest_state SET blocked_until = NULL"))
        connection.execute(text("DELETE FROM source_use"))


def configure(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


async def test_all_sources_fill_one_catalogue_and_a_second_time_nothing_changes(
    database: Engine, world: Upstream
) -> None:
    first = await read_all()
    assert list(first) == list(readers.READERS) == ["ticketmaster", "bandsintown", "eventbrite", "dice"]
    assert [report.stored.new for report in first.values()] == [COUNT] * 4
    assert all(report.complete for report in first.values()), first
    assert len(rows(database, "id FROM event_sources")) == 4 * COUNT
    filled = catalogue(database)
    second = await read_all(LATER)
    for report in second.values():
        assert (report.stored.new, report.stored.changed, report.stored.unchanged, report.gone) == (0, 0, COUNT, 0)
    assert catalogue(database) == filled


async def test_one_bad_source_stops_no_other(
    database: Engine, world: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.modes = {"bandsintown": "reset", "apify": "no-credit"}

    def broken(_items: Any) -> Any:
        raise KeyError("a fault of our own")

    ours = replace(readers.READERS["eventbrite"], parse=broken)
    monkeypatch.setattr(readers, "READERS", {**readers.READERS, "eventbrite": ours})
    found = await read_all(policy=FAST)
    assert found["ticketmaster"].complete
    assert "could not be reached" in found["bandsintown"].problems[0]
    assert "broke off (KeyError)" in found["eventbrite"].problems[0]
    assert "credit" in found["dice"].problems[0]
    health = {each.source: each.word for each in (await sources.health(NOW)).sources}
    assert health == {"ticketmaster": "ok", "bandsintown": "failed", "eventbrite": "failed", "dice": "unpaid"}


TURNED = {"drift", "surrogate"}
OWN = {
    "bandsintown": {"denied", "artist-key", "nobody", "nobody-text", "nobody-text-200", "odd-name", "wrapped"},
    "eventbrite": {"no-auth", "bad-auth", "not-yours", "no-path", "bad-page", "limit", "no-token", "odd-events"},
    "dice": {"no-token", "no-credit", "not-rented", "no-actor", "bad-input", "failed", "timed-out", "never-ends",
             "late", "sync-only", "long-sync", "lost-items", "no-id"},
}  # fmt: skip
FAULTS = [(source, mode) for source in NEW for mode in sorted({*GENERIC, *OWN[source]})]


@pytest.mark.slow
@pytest.mark.parametrize(("source", "mode"), FAULTS)
async def test_no_fault_crashes_a_run_or_loses_what_was_good(
    source: str, mode: str, database: Engine, world: Upstream
) -> None:
    await read(source)
    filled = catalogue(database)
    world.mode, world.asked = mode, []
    report = await read(source, LATER, policy=PATIENT if mode in (*TURNED, "slow", "flaky", "latin") else FAST)
    assert report.calls >= len(world.asked)  # one that was given up at once may not have arrived
    assert (report.stored.new, report.gone) == (0, 0)
    assert report.complete is not bool(report.problems)
    if report.complete:
        assert report.stored.seen + len(report.quarantined) + len(report.notes) > 0
    if mode not in TURNED:
        assert catalogue(database) == filled
    assert len(listings(database, source)) == COUNT
    unblock(database)
    world.mode = "ok"
    healed = await read(source, LATER + timedelta(hours=7))
    assert healed.complete
    assert healed.stored.new == 0
    assert len(catalogue(database)) == len(filled)


async def test_a_show_that_vanished_is_marked_where_its_act_was_read_whole(database: Engine, world: Upstream) -> None:
    await read("bandsintown")
    lost = world.bandsintown.acts["Lankum"]["events"].pop(2)
    other = world.bandsintown.acts["Kíla"]["events"].pop(2)
    del world.bandsintown.acts["Kíla"]
    report = await read("bandsintown", LATER)
    assert (report.gone, report.complete, report.notes) == (1, True, ("not known to Bandsintown: Kíla",))
    left = {row[0] for row in listings(database, "bandsintown")}
    assert lost["id"] not in left
    assert other["id"] in left
    world.bandsintown.acts["Lankum"]["events"].append(lost)
    assert (await read("bandsintown", LATER)).stored.changed == 1
    assert lost["id"] in {row[0] for row in listings(database, "bandsintown")}


async def test_a_show_that_another_act_still_lists_is_not_gone(database: Engine, world: Upstream) -> None:
    both = show(900, TODAY + timedelta(days=30), "Lankum")
    for act in ("Lankum", "Kíla"):
        world.bandsintown.acts[act]["events"].append(both)
    await read("bandsintown")
    world.bandsintown.acts["Lankum"]["events"].remove(both)
    assert (await read("bandsintown", LATER)).gone == 0
    world.bandsintown.acts["Kíla"]["events"].remove(both)
    assert (await read("bandsintown", LATER)).gone == 1


async def test_an_act_that_plays_no_more_loses_its_shows_and_many_at_once_are_not_believed(
    database: Engine, world: Upstream
) -> None:
    await read("bandsintown")
    world.bandsintown.acts["Lankum"]["events"] = []
    assert (await read("bandsintown", LATER)).gone == 5
    world.mode = "no-shows"
    report = await read("bandsintown", LATER)
    assert (report.gone, report.complete) == (0, False)
    assert "not believed" in report.problems[0]


async def test_the_acts_asked_longest_ago_come_next(world: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, BANDSINTOWN_MAX_ARTISTS="3")
    asked: list[set[str]] = []
    for hours in (0, 6, 12):
        world.asked = []
        await read("bandsintown", NOW + timedelta(hours=hours))
        asked.append({one.parts[1] for one in world.of("bandsintown")})
    assert [len(each) for each in asked] == [3, 3, 3]
    assert len(set.union(*asked)) == 9


async def test_a_run_stops_at_the_most_shows(world: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, BANDSINTOWN_MAX_EVENTS="12")
    report = await read("bandsintown")
    assert (report.stored.seen, report.complete, report.gone) == (12, True, 0)
    assert "enough for one run" in report.notes[0]


def to_ask(any_act: bool = False, most: int = 50, user_most: int = 2, now: datetime = NOW, **more: Any) -> list[str]:
    asked = {"seeds": (), "most": most, "any_act": any_act, "user_most": user_most, "user_hours": 12, "now": now}
    return [act.name for act in db.read(touring.acts_to_ask, "bandsintown", **(asked | more))]


async def test_asks_about_acts_on_our_bills_that_we_know_or_about_any(database: Engine, world: Upstream) -> None:
    await read("ticketmaster")
    assert to_ask() == []
    with database.begin() as connection:
        connection.execute(text("UPDATE artists SET musicbrainz_id = 'x' WHERE name = 'Lankum 16'"))
    assert to_ask() == ["Lankum 16"]
    assert len(to_ask(any_act=True)) == COUNT
    assert set(to_ask(any_act=True, city="Galway")) == {f"{act['name']}" for act in world.events if _in(act, "Galway")}


def _in(event: dict[str, Any], city: str) -> bool:
    return bool(event["_embedded"]["venues"][0]["city"]["name"] == city)


async def test_asks_again_about_acts_that_somebody_follows(database: Engine, world: Upstream) -> None:
    await read("ticketmaster")
    with database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO users (id, name, email, password_hash, role, created_at, updated_at) "
                "VALUES (1, 'Aoife', 'aoife@example.org', 'x', 1, '2026-01-01', '2026-01-01')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO user_followed_artists (user_id, artist_id, created_at) "
                "SELECT 1, id, '2026-01-01' FROM artists WHERE name IN ('Lankum 16', 'Kíla 1', 'Kíla 9')"
            )
        )
    assert len(to_ask()) == 2
    assert len(to_ask(user_most=10)) == 3
    assert to_ask(user_most=0) == []
    names = to_ask(user_most=10)
    await read("bandsintown")
    assert to_ask(user_most=10) == []
    assert sorted(to_ask(user_most=10, now=NOW + timedelta(hours=13))) == sorted(names)


async def test_eventbrites_own_events_appear_though_it_cannot_be_searched(database: Engine, world: Upstream) -> None:
    report = await read("eventbrite", city="Dublin")
    assert (report.stored.new, report.complete) == (COUNT, True)
    assert not any("search" in asked.path for asked in world.asked)
    assert [state.city for state in (await sources.health(NOW)).states] == ["Dublin"]


@pytest.mark.parametrize(
    ("source", "without", "said"),
    [
        ("bandsintown", {"BANDSINTOWN_APP_ID": ""}, "BANDSINTOWN_APP_ID is not set"),
        ("eventbrite", {"EVENTBRITE_API_TOKEN": ""}, "EVENTBRITE_API_TOKEN is not set"),
        ("eventbrite", {"EVENTBRITE_ORG_IDS": "", "EVENTBRITE_VENUE_IDS": ""}, "EVENTBRITE_EVENT_IDS is not set"),
        ("dice", {"DICE_APIFY_ENABLED": "false"}, "DICE_APIFY_ENABLED is false"),
        ("dice", {"APIFY_TOKEN": ""}, "APIFY_TOKEN is not set"),
    ],
)
async def test_a_source_that_is_not_set_up_is_not_called(
    source: str, without: dict[str, str], said: str, world: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, **without)
    report = await read(source)
    assert report.skipped in ("missing key", "switched off")
    assert said in report.problems[0]
    assert world.asked == []
    assert source not in readers.ready()
    assert next(each for each in (await sources.health(NOW)).sources if each.source == source).fix


async def test_every_call_is_counted_and_at_the_end_of_a_quota_nothing_is_called(
    database: Engine, world: Upstream
) -> None:
    await read_all()
    used = await uses.standing(NOW)
    counts = {name: used[source].calls for name, source in (("eventbrite", "eventbrite"), ("apify", "dice"))}
    assert counts == {name: len(world.of(name)) for name in counts}
    assert used["eventbrite"].left == 2_000 - counts["eventbrite"]
    assert used["ticketmaster"].left == 4_000
    assert used["bandsintown"].left is None
    with database.begin() as connection:
        connection.execute(text("UPDATE source_use SET `left` = 1 WHERE source = 'eventbrite'"))
    world.asked = []
    short = await read("eventbrite")
    assert (len(world.asked), short.complete) == (1, False)
    assert "1 calls are enough" in short.problems[-1]
    world.asked = []
    none = await read("eventbrite")
    assert (none.skipped, world.asked) == ("blocked", [])
    assert "21 Nov, 13:00" in none.problems[0]
    assert (await read("eventbrite", NOW + timedelta(hours=1))).complete


async def test_health_tells_an_admin_all_there_is(database: Engine, world: Upstream) -> None:
    world.modes = {"apify": "malformed", "eventbrite": "bad-auth"}
    await read_all()
    await read("ticketmaster", city="Galway")
    found = {each.source: each for each in (await sources.health(NOW)).sources}
    assert [state.city for state in found["ticketmaster"].states] == ["", "Galway"]
    assert found["ticketmaster"].report["seen"] > 0
    assert found["ticketmaster"].use is not None
    assert found["ticketmaster"].use.quota == 5_000
    assert "EVENTBRITE_API_TOKEN" in found["eventbrite"].fix
    assert found["eventbrite"].tried_at == NOW
    aside = found["dice"].quarantine
    assert {(item.field, item.reason) for item in aside} >= {("id", "it has no usable id")}
    assert all(item.raw and item.seen_at for item in aside)


async def test_no_key_is_told_to_anybody(
    database: Engine, world: Upstream, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    world.eventbrite.organizations["111"][3]["summary"] = world.eventbrite.organizations["111"][3]["description"][
        "text"
    ] = f"see ?token={KEY}&page=2"
    world.bandsintown.acts["Lankum"]["events"][0]["url"] = f"https://www.bandsintown.com/e/1?app_id={KEY}&came_from=267"
    told: list[Any] = [await read_all()]
    for mode in ("reset", "unauthorised", "forbidden", "400", "html", "redirect"):
        world.mode = mode
        unblock(database)
        told.append(await read_all(LATER, FAST))
    tables = ("events", "event_sources", "quarantine", "ingest_state", "source_use", "artists")
    kept = [rows(database, f"* FROM {table}") for table in tables]
    told.append(await sources.health(NOW))
    out = capsys.readouterr()
    assert KEY not in f"{told} {kept} {caplog.text} {out.out} {out.err}"


@pytest.mark.slow
@pytest.mark.parametrize(("modes", "code"), [({}, 0), ({"bandsintown": "promises", "apify": "not-rented"}, 3)])
def test_the_command_reads_all_and_names_each(modes: dict[str, str], code: int, world: Upstream) -> None:
    today = datetime.now(UTC).date()
    world.events = programme(12, today)
    fill(world, 40, today)
    world.modes = modes
    done = subprocess.run(
        [sys.executable, "-m", "wtc", "ingest", "--all"], cwd=ROOT, env=os.environ, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    for name in ("Ticketmaster", "Bandsintown", "Eventbrite", "Dice"):
        assert f"{name}: " in done.stdout
    assert ("not rented" in done.stdout) is bool(code)
    assert KEY not in done.stdout + done.stderr
