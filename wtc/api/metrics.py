"""What is counted: requests, refusals, events and how long they took, under labels that no visitor can multiply."""

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.process_collector import ProcessCollector

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "WEBSOCKET"})

registry = CollectorRegistry()
ProcessCollector(registry=registry)
_requests = Counter("wtc_requests_total", "Requests answered", ["method", "route", "status"], registry=registry)
_seconds = Histogram("wtc_request_seconds", "Time to answer", ["route"], buckets=BUCKETS, registry=registry)
sockets = Gauge("wtc_sockets", "Open websockets", registry=registry)


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
