"""The sender of web push against services and clients that mean harm; what it sends, the browser alone can read."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.push import HOST, Browser, Service, service, written
from wtc.gateways import push, vapid
from wtc.gateways.push import known
from wtc.settings import settings
from wtc.shapes.push import Outcome, Reply

WORDS = json.dumps({"title": "Lankum: seó nua", "body": "x" * 240}).encode()


@pytest.fixture
async def far(tmp_path: Path) -> AsyncIterator[Service]:
    async with service(tmp_path) as made:
        yield made


async def sent(far: Service, browser: Browser, addresses: list[str] | None = None) -> Reply:
    async with far.sender(addresses) as sender:
        return await sender.send(browser.subscription, WORDS, topic="news-1", now=datetime.now(UTC))


async def test_the_browser_reads_what_was_sent_and_the_service_knows_who_sent_it(far: Service) -> None:
    browser = Browser()
    assert await sent(far, browser) == Reply(outcome=Outcome.SENT)
    ((path, headers, body),) = far.asked
    assert browser.read(body) == json.loads(WORDS)
    assert WORDS[:20] not in body
    assert (path, headers["host"], headers["content-encoding"]) == ("/wpush/v2/one", HOST, "aes128gcm")
    assert (headers["topic"], headers["ttl"]) == ("news-1", "43200")
    token, key = (each.partition("=")[2] for each in headers["authorization"].removeprefix("vapid ").split(", "))
    assert key == vapid.public_key()
    point = base64.urlsafe_b64decode(key + "=="[: -len(key) % 4])
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, public, algorithms=["ES256"], audience=f"https://{HOST}")
    assert 0 < claims["exp"] - datetime.now(UTC).timestamp() <= 24 * 3_600
    with pytest.raises(Exception, match="Decryption error"):
        Browser().read(body)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "sent"), (202, "sent"), (404, "gone"), (410, "gone"), (400, "refused"), (413, "refused"), (307, "refused")]
    + [(status, "failed") for status in (401, 403, 429, 500, 502, 503)],
)
async def test_each_answer_has_its_meaning(far: Service, status: int, outcome: str) -> None:
    far.say("one", status, location="https://updates.push.services.mozilla.com/wpush/v2/elsewhere", retry_after="90")
    reply = await sent(far, Browser())
    assert reply.outcome == outcome
    assert reply.wait == (90.0 if outcome == "failed" else 0.0)
    assert len(far.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [b"stall", b"", b"garbage\r\n\r\n", b"HTTP/1.1 201 Created\r\nx: " + b"y" * 500_000 + b"\r\n\r\n"],
    ids=["stalls", "hangs up", "garbage", "endless head"],
)
async def test_a_service_that_misbehaves_costs_seconds_and_no_more(
    far: Service, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "SECONDS", 0.5)
    far.answers["/wpush/v2/one"] = answer
    reply = await sent(far, Browser())
    assert reply.outcome is Outcome.FAILED
    assert "wpush" not in reply.problem


async def test_a_body_without_end_is_not_read(far: Service) -> None:
    far.answers["/wpush/v2/one"] = b"HTTP/1.1 201 Created\r\nx: endless\r\n\r\n"
    assert (await sent(far, Browser())).outcome is Outcome.SENT


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "fd00::1"],  # noqa: S104
)
async def test_no_address_that_is_not_public_is_called(far: Service, address: str) -> None:
    for addresses in ([address], ["93.184.215.14", address]):
        assert (await sent(far, Browser(), addresses)).outcome is Outcome.FAILED
    assert far.asked == []


async def test_a_certificate_of_another_name_is_not_believed(far: Service) -> None:
    elsewhere = replace(Browser().subscription, endpoint="https://wns2.notify.windows.com/w/?token=1")
    async with far.sender() as sender:
        reply = await sender.send(elsewhere, WORDS, topic="news-1", now=datetime.now(UTC))
    assert reply.outcome is Outcome.FAILED
    assert far.asked == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/wpush/v2/x",
        "https://updates.push.services.mozilla.com:8443/x",
        "https://user@updates.push.services.mozilla.com/x",
        "https://evil.example\\@updates.push.services.mozilla.com/x",
        "https://updates.push.services.mozilla.com/",
        "https://updates.push.services.mozilla.com/x#y",
        "https://updates.push.services.mozilla.com.evil.example/x",
        "https://evilpush.services.mozilla.com/x",
        "https://push.services.mozilla.com@127.0.0.1/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://fcm.googleapis.com./x",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: y",
        "https://fcm.googleapis.com/é",
        "https://fcm.googleapis.com/" + "x" * 1_000,
        "https://fcm.googleapis.com:99999/x",
        "https://[fcm.googleapis.com/x",
        "file:///etc/passwd",
        "",
    ],
)
async def test_an_address_of_no_push_service_is_no_address(far: Service, endpoint: str) -> None:
    assert not known(endpoint)
    async with far.sender() as sender:
        hostile = replace(Browser().subscription, endpoint=endpoint)
        assert (await sender.send(hostile, WORDS, topic="t", now=datetime.now(UTC))).outcome is Outcome.GONE
    assert far.asked == []


def test_the_browsers_services_are_known_and_an_operator_may_name_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGuQyavXutnMH",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAC%2b",
    ):
        assert known(each)
    mine = "https://push.example.org/up/1"
    assert not known(mine)
    monkeypatch.setenv("PUSH_HOSTS", ".Example.org")
    settings.cache_clear()
    assert known(mine)
    monkeypatch.undo()
    settings.cache_clear()


def test_keys_are_a_point_and_sixteen_bytes() -> None:
    good = Browser().subscription
    assert vapid.proper(good)
    for wrong in (
        replace(good, auth=written(b"short")),
        replace(good, auth=good.auth[:-1] + "="),
        replace(good, auth="é" * 22),
        replace(good, p256dh=written(b"\x04" + b"\x01" * 64)),
        replace(good, p256dh=written(b"\x02" + b"\x01" * 64)),
        replace(good, p256dh=good.p256dh[:-2]),
        replace(good, p256dh="+" + good.p256dh[1:]),
    ):
        assert not vapid.proper(wrong), wrong


def test_the_house_makes_its_key_and_a_setting_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    own = vapid.public_key()
    assert vapid.public_key() == own
    assert len(base64.urlsafe_b64decode(own + "=")) == 65
    monkeypatch.setenv("JWT_SECRET", "another-secret-" + "x" * 32)
    settings.cache_clear()
    assert vapid.public_key() != own
    monkeypatch.setenv("VAPID_PRIVATE_KEY", written((7).to_bytes(32)))
    settings.cache_clear()
    seven = ec.derive_private_key(7, ec.SECP256R1()).public_key().public_numbers()
    assert base64.urlsafe_b64decode(vapid.public_key() + "=")[1:33] == seven.x.to_bytes(32)
    assert "AAAAAAc" not in repr(settings())
    monkeypatch.undo()
    settings.cache_clear()
