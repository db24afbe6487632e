"""Figures for CloudWatch as log lines in its embedded metric format: an agent that reads the log finds them there."""

import asyncio
from collections.abc import Mapping
from typing import Any

from wtc import clock, log, measures
from wtc.measures import Lists, Traffic
from wtc.settings import settings

EVERY = 60.0
NAMESPACE = "WhatsTheCraic"
UNITS = {
    "Requests": "Count",
    "Failures": "Count",
    "LatencyP50": "Milliseconds",
    "LatencyP95": "Milliseconds",
    "Lists": "Count",
    "ListErrors": "Count",
    "ListLatencyP50": "Milliseconds",
    "ListLatencyP95": "Milliseconds",
    "Feedback": "Count",
}


async def watch() -> None:
    """For as long as the program runs, with ENABLE_CLOUDWATCH: a line each minute about the minute before."""
    if not settings().enable_cloudwatch:
        return
    traffic, lists, feedback = measures.traffic(), measures.made(), measures.total(measures.feedback)
    while True:
        await asyncio.sleep(EVERY)
        before, traffic = traffic, measures.traffic()
        lists_before, lists = lists, measures.made()
        said_before, feedback = feedback, measures.total(measures.feedback)
        log.writer().put(log.line(record(traffic - before, lists - lists_before, feedback - said_before)))


def record(traffic: Traffic, lists: Lists, feedback: float) -> Mapping[str, Any]:
    """One line in the embedded metric format."""
    figures = {
        "Requests": traffic.answered,
        "Failures": traffic.broken,
        "LatencyP50": traffic.slowest(0.50) * 1_000,
        "LatencyP95": traffic.slowest(0.95) * 1_000,
        "Lists": lists.asked,
        "ListErrors": lists.failed,
        "ListLatencyP50": lists.slowest(0.50),
        "ListLatencyP95": lists.slowest(0.95),
        "Feedback": feedback,
    }
    told = {
        "Namespace": NAMESPACE,
        "Dimensions": [["Service"]],
        "Metrics": [{"Name": name, "Unit": unit} for name, unit in UNITS.items()],
    }
    at = int(clock.ticking().timestamp() * 1_000)
    return {"_aws": {"Timestamp": at, "CloudWatchMetrics": [told]}, "Service": "wtc", **figures}
