"""What is counted, for /metrics and for alerts, under labels that no visitor can multiply."""

import itertools
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
MILLISECONDS = (2, 5, 10, 20, 35, 50, 75, 100, 250, 500, 1_000, 5_000)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "WEBSOCKET"})

registry = REGISTRY
_requests = Counter("wtc_requests_total", "Requests answered", ["method", "route", "status"], registry=registry)
_seconds = Histogram("wtc_request_seconds", "Time to answer", ["route"], buckets=BUCKETS, registry=registry)
queries = Histogram("wtc_query_seconds", "Time until the database answers", buckets=BUCKETS, registry=registry)
sockets = Gauge("wtc_sockets", "Open websockets", registry=registry)
jobs = Gauge("wtc_jobs", "Jobs by kind and state, of the last month", ["kind", "state"], registry=registry)
mails = Counter("wtc_mails", "Mails handed over, by outcome", ["outcome"], registry=registry)
pushes = Counter("wtc_pushes", "Messages to browsers, by outcome", ["outcome"], registry=registry)
upstream_calls = Gauge("wtc_upstream_calls", "Calls to a source on this UTC day", ["source"], registry=registry)
upstream_failures = Gauge("wtc_upstream_failures", "Those of them that failed", ["source"], registry=registry)
upstream_left = Gauge("wtc_upstream_left", "Calls that a source says are left", ["source"], registry=registry)
connections = Gauge("wtc_database_connections", "Open connections of the database server", registry=registry)
disk_free = Gauge("wtc_disk_free_bytes", "Room in the data folder", registry=registry)
waiting = Gauge("wtc_jobs_waiting_seconds", "Since when the longest waiting job could have begun", registry=registry)
lists = Counter("ml_requests_total", "Lists and explanations asked for", ["what"], registry=registry)
predictions = Counter("ml_predictions_total", "Lists made, by what made them", ["ranker"], registry=registry)
list_errors = Counter("ml_errors_total", "What went wrong with lists", ["kind"], registry=registry)
list_cache = Counter(
    "ml_cache_total", "Lists that were kept (hit) or had to be made (miss)", ["result"], registry=registry
)
list_ms = Histogram(
    "ml_prediction_latency_ms", "Milliseconds to make a list", ["cached"], buckets=MILLISECONDS, registry=registry
)
feedback = Counter("ml_feedback_total", "What fans said of events", ["action"], registry=registry)
alerts = Gauge("wtc_alerts", "Open alerts by level", ["level"], registry=registry)


_asked: ContextVar[Iterator[int] | None] = ContextVar("asked", default=None)


def begin() -> None:
    """Count the statements of this request or socket from here on, in whatever thread they are asked."""
    _asked.set(itertools.count())


def asked(seconds: float) -> None:
    """The database answered a statement."""
    queries.observe(seconds)
    if (count := _asked.get()) is not None:
        next(count)


def statements() -> int:
    """How many statements there were since ``begin``; to be read once, at the end."""
    count = _asked.get()
    return next(count) if count is not None else 0


@lru_cache(maxsize=4_096)
def _counter(method: str, route: str, status: int) -> Counter:
    return _requests.labels(method if method in METHODS else "OTHER", route, str(status))


@lru_cache(maxsize=1_024)
def _timer(route: str) -> Histogram:
    return _seconds.labels(route)


def request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answer. ``route`` is a template or the name of a kind of page, never a path that somebody made up."""
    _counter(method, route, status).inc()
    _timer(route).observe(seconds)


def total(counter: Counter) -> float:
    """All that a counter has counted, whatever its labels."""
    return sum(one.value for family in counter.collect() for one in family.samples if one.name.endswith("_total"))


@dataclass(frozen=True, slots=True)
class Traffic:
    """Requests answered since the start: how many, how many with a 5xx, and how many within each of ``BUCKETS``."""

    answered: int = 0
    broken: int = 0
    within: tuple[int, ...] = (0,) * (len(BUCKETS) + 1)

    def __sub__(self, earlier: "Traffic") -> "Traffic":
        within = tuple(now - then for now, then in zip(self.within, earlier.within, strict=True))
        return Traffic(self.answered - earlier.answered, self.broken - earlier.broken, within)

    def slowest(self, share: float) -> float:
        """Seconds within which ``share`` of the requests were answered: the upper end of a bucket; 0 for none."""
        return _reached(share, self.within, BUCKETS)


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists and explanations since the start: how many were asked for, how many went wrong, and how many lists were
    made within each of ``MILLISECONDS``.
    """

    asked: float = 0
    failed: float = 0
    within: tuple[int, ...] = (0,) * (len(MILLISECONDS) + 1)

    def __sub__(self, earlier: "Lists") -> "Lists":
        within = tuple(now - then for now, then in zip(self.within, earlier.within, strict=True))
        return Lists(self.asked - earlier.asked, self.failed - earlier.failed, within)

    def slowest(self, share: float) -> float:
        """Milliseconds within which ``share`` of the lists were made: the upper end of a bucket; 0 for none."""
        return _reached(share, self.within, MILLISECONDS)


def _reached(share: float, within: Sequence[int], buckets: Sequence[float]) -> float:
    wanted, so_far = share * sum(within), 0
    for upper, many in zip((*buckets, buckets[-1] * 2), within, strict=True):
        so_far += many
        if many and so_far >= wanted:
            return upper
    return 0.0


def _within(timer: Histogram, buckets: Sequence[float]) -> tuple[int, ...]:
    """How many were observed in each bucket, whatever their labels, and beyond the last."""
    within = [0] * (len(buckets) + 1)
    places = {str(float(upper)): place for place, upper in enumerate((*buckets, float("inf")))}
    for family in timer.collect():
        for sample in family.samples:
            if sample.name.endswith("_bucket"):
                within[places[str(float(sample.labels["le"]))]] += int(sample.value)
    return within[0], *(after - before for before, after in itertools.pairwise(within))


def made() -> Lists:
    """What lists this process was asked for and made so far."""
    return Lists(total(lists), total(list_errors), _within(list_ms, MILLISECONDS))


def traffic() -> Traffic:
    """What this process has answered so far; 503s of /ready and of drains count like every other 5xx."""
    answered = broken = 0
    for family in _requests.collect():
        for sample in family.samples:
            if sample.name.endswith("_total") and sample.labels["method"] != "WEBSOCKET":
                answered += int(sample.value)
                broken += int(sample.value) * sample.labels["status"].startswith("5")
    return Traffic(answered, broken, _within(_seconds, BUCKETS))
