"""Figures as CloudWatch reads them out of a log, and only where they are wanted."""

import asyncio

import pytest

from wtc import log, measures
from wtc.flows import cloudwatch
from wtc.measures import BUCKETS, MILLISECONDS, Lists, Traffic
from wtc.settings import settings


def test_a_minute_is_one_record_in_the_embedded_metric_format() -> None:
    within = [0] * (len(BUCKETS) + 1)
    within[3], within[6] = 90, 10
    lists = [0] * (len(MILLISECONDS) + 1)
    lists[2], lists[7] = 5, 2
    made = Lists(asked=9, failed=1, within=tuple(lists))
    told = dict(cloudwatch.record(Traffic(answered=100, broken=2, within=tuple(within)), made, 3))
    (directive,) = told["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == "WhatsTheCraic"
    assert all(name in told for name in directive["Dimensions"][0])
    assert {each["Name"]: told[each["Name"]] for each in directive["Metrics"]} == {
        "Requests": 100, "Failures": 2, "LatencyP50": 50.0, "LatencyP95": 500.0,
        "Lists": 9, "ListErrors": 1, "ListLatencyP50": 10, "ListLatencyP95": 100, "Feedback": 3,
    }  # fmt: skip
    assert told["_aws"]["Timestamp"] > 1_700_000_000_000


def test_lists_are_counted_by_the_time_that_they_took() -> None:
    before = measures.made()
    for took in (3.0, 40.0, 40.0, 90_000.0):
        measures.list_ms.labels("false").observe(took)
    measures.lists.labels("list").inc(4)
    lately = measures.made() - before
    assert (lately.asked, lately.failed, sum(lately.within)) == (4, 0, 4)
    assert (lately.slowest(0.25), lately.slowest(0.5), lately.slowest(1)) == (5, 50, 10_000)
    assert (lately - lately).slowest(0.95) == 0


@pytest.mark.parametrize("wanted", [True, False])
def test_lines_are_written_only_where_the_setting_says_so(wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENABLE_CLOUDWATCH", str(wanted))
    settings.cache_clear()
    written: list[bytes] = []
    monkeypatch.setattr(log.writer(), "put", written.append)
    monkeypatch.setattr(cloudwatch, "EVERY", 0.01)

    async def some_time() -> None:
        watching = asyncio.create_task(cloudwatch.watch())
        await asyncio.sleep(0.1)
        watching.cancel()

    asyncio.run(some_time())
    settings.cache_clear()
    assert bool(written) is wanted
    assert all(b'"_aws"' in line for line in written)
