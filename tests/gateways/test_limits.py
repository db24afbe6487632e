"""Counting: the same in this process and in Redis, and never off when Redis is away."""

import asyncio
import os
import uuid
from collections.abc import Iterator

import pytest
import redis

from tests.serving import free_port
from wtc.gateways.limits import KEYS, Counter, InProcess, InRedis

REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def redis_answers() -> bool:
    try:
        return bool(redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False


@pytest.fixture(params=["in process", "in redis"])
def counter(request: pytest.FixtureRequest) -> Counter:
    if request.param == "in process":
        return InProcess()
    if not redis_answers():
        pytest.skip("Redis does not answer")
    return InRedis(REDIS)


@pytest.fixture
def key() -> Iterator[str]:
    made = f"test:{uuid.uuid4().hex}"
    yield made
    if redis_answers():
        redis.Redis.from_url(REDIS).delete(f"wtc:limit:{made}")


async def test_the_last_call_that_fits_is_admitted_and_the_next_is_not(counter: Counter, key: str) -> None:
    given = [await counter.take(key, 1, 3, 60) for _ in range(4)]
    assert [each.allowed for each in given] == [True, True, True, False]
    assert [each.remaining for each in given] == [2, 1, 0, 0]
    assert all(0 < each.reset <= 60 for each in given)


async def test_calls_cost_what_they_cost(counter: Counter, key: str) -> None:
    assert (await counter.take(key, 2.5, 3, 60)).allowed
    assert not (await counter.take(key, 1, 3, 60)).allowed


async def test_a_new_window_begins_when_the_old_one_ends(counter: Counter, key: str) -> None:
    assert not (await counter.take(key, 2, 1, 0.05)).allowed
    await asyncio.sleep(0.08)
    assert (await counter.take(key, 1, 1, 0.05)).allowed


async def test_racing_callers_are_all_counted(counter: Counter, key: str) -> None:
    given = await asyncio.gather(*(counter.take(key, 1, 10, 60) for _ in range(40)))
    assert sum(each.allowed for each in given) == 10


async def test_two_processes_share_a_count_in_redis(key: str) -> None:
    if not redis_answers():
        pytest.skip("Redis does not answer")
    one, other = InRedis(REDIS), InRedis(REDIS)
    assert (await one.take(key, 1, 1, 60)).allowed
    assert not (await other.take(key, 1, 1, 60)).allowed


async def test_without_redis_this_process_goes_on_counting(key: str) -> None:
    away = InRedis(f"redis://127.0.0.1:{free_port()}/0")
    given = [await away.take(key, 1, 2, 60) for _ in range(4)]
    assert [each.allowed for each in given] == [True, True, False, False]


def test_many_callers_do_not_fill_the_memory() -> None:
    counter = InProcess(clock=lambda: 0.0)
    for n in range(KEYS + 100):
        counter.count(str(n), 1, 1, 60)
    assert len(counter._windows) <= KEYS
    assert not counter.count(str(KEYS + 99), 1, 1, 60).allowed


def test_windows_that_ended_make_room_first() -> None:
    moment = 0.0
    counter = InProcess(clock=lambda: moment)
    counter.count("kept", 1, 1, 1_000)
    for n in range(KEYS - 1):
        counter.count(str(n), 1, 1, 1)
    moment = 2.0
    counter.count("new", 1, 1, 1)
    assert not counter.count("kept", 1, 1, 1_000).allowed
