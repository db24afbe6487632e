"""What is counted, for /metrics and for alerts, under labels that no visitor can multiply."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from prometheus_client import REGISTRY, Counter, Gauge, Histogram

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "WEBSOCKET"})

registry = REGISTRY
_requests = Counter("wtc_requests_total", "Requests answered", ["method", "route", "status"], registry=registry)
_seconds = Histogram("wtc_request_seconds", "Time to answer", ["route"], buckets=BUCKETS, registry=registry)
sockets = Gauge("wtc_sockets", "Open websockets", registry=registry)
jobs = Gauge("wtc_jobs", "Jobs by kind and state, of the last month", ["kind", "state"], registry=registry)
mails = Counter("wtc_mails", "Mails handed over, by outcome", ["outcome"], registry=registry)
upstream_calls = Gauge("wtc_upstream_calls", "Calls to a source on this UTC day", ["source"], registry=registry)
upstream_failures = Gauge("wtc_upstream_failures", "Those of them that failed", ["source"], registry=registry)
upstream_left = Gauge("wtc_upstream_left", "Calls that a source says are left", ["source"], registry=registry)
connections = Gauge("wtc_database_connections", "Open connections of the database server", registry=registry)
disk_free = Gauge("wtc_disk_free_bytes", "Room in the data folder", registry=registry)
waiting = Gauge("wtc_jobs_waiting_seconds", "Since when the longest waiting job could have begun", registry=registry)
alerts = Gauge("wtc_alerts", "Open alerts by level", ["level"], registry=registry)


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
        wanted, so_far = share * sum(self.within), 0
        for upper, many in zip((*BUCKETS, BUCKETS[-1] * 2), self.within, strict=True):
            so_far += many
            if many and so_far >= wanted:
                return upper
        return 0.0


def traffic() -> Traffic:
    """What this process has answered so far; 503s of /ready and of drains count like every other 5xx."""
    answered = broken = 0
    for family in _requests.collect():
        for sample in family.samples:
            if sample.name.endswith("_total") and sample.labels["method"] != "WEBSOCKET":
                answered += int(sample.value)
                broken += int(sample.value) * sample.labels["status"].startswith("5")
    within = [0] * (len(BUCKETS) + 1)
    places = {str(float(upper)): place for place, upper in enumerate((*BUCKETS, float("inf")))}
    for family in _seconds.collect():
        for sample in family.samples:
            if sample.name.endswith("_bucket"):
                within[places[str(float(sample.labels["le"]))]] += int(sample.value)
    steps = [within[0], *(after - before for before, after in itertools.pairwise(within))]
    return Traffic(answered, broken, tuple(steps))
