"""Accounts as a visitor meets them: signing up, in and out, and being recognised, on both databases."""

import asyncio
import base64
import json
from collections import Counter
from datetime import UTC, datetime, timedelta

import jwt
import pytest
import time_machine
from sqlalchemy import Engine, text

from wtc import db
from wtc.errors import Conflict, CraicError, Invalid, LimitReached, NotSignedIn
from wtc.flows import accounts
from wtc.gateways import passwords, tokens
from wtc.settings import settings
from wtc.shapes.accounts import NOBODY, Role

EMAIL, PASSWORD = "aoife@example.com", "correct horse 🐎"
HOME = "192.0.2.7"


@pytest.fixture(autouse=True)
def _real_database(database: Engine) -> None:
    """Every test here runs on an empty database of each kind."""


@pytest.fixture
async def aoife() -> accounts.SignedIn:
    return await accounts.sign_up("Aoife Ní Bhriain", EMAIL, PASSWORD, address=HOME)


def rows(table: str) -> int:
    with db.reading() as session:
        return int(session.connection().execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())


async def test_a_sign_up_is_signed_in_at_once(aoife: accounts.SignedIn) -> None:
    who = await accounts.identify(aoife.cookie)
    assert (who.name, who.email, who.role) == ("Aoife Ní Bhriain", EMAIL, Role.USER)
    assert await accounts.identify_bearer(aoife.token) == who


async def test_nothing_is_kept_that_could_sign_anybody_in(aoife: accounts.SignedIn) -> None:
    with db.reading() as session:
        kept = session.connection().execute(text("SELECT token_hash FROM sessions")).scalar_one()
        password = session.connection().execute(text("SELECT password_hash FROM users")).scalar_one()
    assert kept == tokens.digest(aoife.cookie)
    assert password.startswith("$argon2id$")
    assert await accounts.identify(kept) == NOBODY


async def test_one_mailbox_has_one_account_however_it_is_typed(aoife: accounts.SignedIn) -> None:
    with pytest.raises(Conflict):
        await accounts.sign_up("Aoife", "  AOIFE@Example.COM ", PASSWORD, address=HOME)
    again = await accounts.log_in(" Aoife@EXAMPLE.com", PASSWORD, address=HOME)
    assert again.visitor.id == aoife.visitor.id


async def test_look_alike_mailboxes_are_two_accounts() -> None:
    one = await accounts.sign_up("Mike", "mike@example.com", PASSWORD, address=HOME)
    other = await accounts.sign_up("Mıke", "mıke@example.com", PASSWORD, address=HOME)
    assert one.visitor.id != other.visitor.id


async def test_a_decomposed_spelling_finds_the_composed_account() -> None:
    made = await accounts.sign_up("Seán", "sea\u0301n@example.com", "fa\u0301da fada", address=HOME)
    found = await accounts.log_in("seán@example.com", "fáda fada", address=HOME)
    assert found.visitor.id == made.visitor.id


async def test_names_lose_marks_that_nobody_sees() -> None:
    made = await accounts.sign_up("  Ni\u200bamh\u202e\n Byrne ", EMAIL, PASSWORD, address=HOME)
    assert made.visitor.name == "Niamh Byrne"
    with pytest.raises(Invalid):
        await accounts.sign_up("\u200b\u202e", "other@example.com", PASSWORD, address=HOME)


async def test_a_wrong_password_and_an_unknown_address_get_the_same_words(aoife: accounts.SignedIn) -> None:
    with pytest.raises(NotSignedIn) as wrong:
        await accounts.log_in(EMAIL, "not this one", address=HOME)
    with pytest.raises(NotSignedIn) as unknown:
        await accounts.log_in("nobody@example.com", "not this one", address=HOME)
    assert wrong.value.message == unknown.value.message


async def test_every_log_in_has_a_new_session_and_ends_the_one_it_replaces(aoife: accounts.SignedIn) -> None:
    fresh = await accounts.log_in(EMAIL, PASSWORD, address=HOME, replaces=aoife.cookie)
    assert fresh.cookie != aoife.cookie
    assert await accounts.identify(aoife.cookie) == NOBODY
    assert await accounts.identify_bearer(aoife.token) == NOBODY
    assert (await accounts.identify(fresh.cookie)).signed_in


async def test_a_token_the_client_made_up_opens_nothing(aoife: accounts.SignedIn) -> None:
    for token in ("", "x", "0" * 43, aoife.cookie + "x", aoife.token):
        assert await accounts.identify(token) == NOBODY


async def test_logging_out_ends_the_cookie_and_the_token(aoife: accounts.SignedIn) -> None:
    elsewhere = await accounts.log_in(EMAIL, PASSWORD, address=HOME)
    await accounts.log_out(aoife.cookie, "")
    assert await accounts.identify(aoife.cookie) == NOBODY
    assert await accounts.identify_bearer(aoife.token) == NOBODY
    assert (await accounts.identify(elsewhere.cookie)).signed_in


async def test_logging_out_everywhere_ends_every_session(aoife: accounts.SignedIn) -> None:
    elsewhere = await accounts.log_in(EMAIL, PASSWORD, address=HOME)
    await accounts.log_out("", aoife.token, everywhere=True)
    assert await accounts.identify(elsewhere.cookie) == NOBODY
    assert rows("sessions") == 0


async def test_a_session_ends_when_it_idles_and_when_it_is_old() -> None:
    start = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        made = await accounts.sign_up("Aoife", EMAIL, PASSWORD, address=HOME)
        for day in range(20, 81, 20):
            clock.move_to(start + timedelta(days=day))
            assert (await accounts.identify(made.cookie)).signed_in
        clock.move_to(start + timedelta(days=91))
        assert await accounts.identify(made.cookie) == NOBODY
        idle = await accounts.log_in(EMAIL, PASSWORD, address=HOME)
        clock.move_to(start + timedelta(days=91 + 31))
        assert await accounts.identify(idle.cookie) == NOBODY


async def test_an_account_has_a_bounded_number_of_sessions(aoife: accounts.SignedIn) -> None:
    for _ in range(21):
        last = await accounts.log_in(EMAIL, PASSWORD, address=HOME)
    assert rows("sessions") == 20
    assert (await accounts.identify(last.cookie)).signed_in


async def test_the_eleventh_try_on_an_account_is_refused_even_with_the_right_password(
    aoife: accounts.SignedIn,
) -> None:
    for number in range(10):
        with pytest.raises(NotSignedIn):
            await accounts.log_in(EMAIL, "not this one", address=f"198.51.100.{number}")
    with pytest.raises(LimitReached) as refused:
        await accounts.log_in(EMAIL, PASSWORD, address="198.51.100.99")
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= 3600
    known = await accounts.log_in(EMAIL, PASSWORD, address=HOME, device=aoife.device)
    assert known.visitor.signed_in, "the owner's own browser is not locked out"


async def test_a_known_browser_has_a_limit_of_its_own(aoife: accounts.SignedIn) -> None:
    for number in range(10):
        with pytest.raises(NotSignedIn):
            await accounts.log_in(EMAIL, "no", address=f"198.51.100.{number}", device=aoife.device)
    with pytest.raises(LimitReached):
        await accounts.log_in(EMAIL, PASSWORD, address=HOME, device=aoife.device)


async def test_the_twenty_first_try_from_a_network_is_refused_and_an_ipv6_network_is_one() -> None:
    for number in range(20):
        with pytest.raises(NotSignedIn):
            await accounts.log_in(f"guess{number}@example.com", "no", address=f"2001:db8:1:2::{number + 1:x}")
    with pytest.raises(LimitReached):
        await accounts.log_in("guess@example.com", "no", address="2001:db8:1:2:ffff::1")
    with pytest.raises(NotSignedIn):
        await accounts.log_in("guess@example.com", "no", address="2001:db8:1:3::1")


async def test_the_count_of_tries_stays_small_and_is_forgotten_after_an_hour() -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False) as clock:
        for _ in range(15):
            with pytest.raises((NotSignedIn, LimitReached)):
                await accounts.log_in(EMAIL, "no", address=HOME)
        assert rows("login_attempts") == 10
        clock.shift(timedelta(minutes=61))
        with pytest.raises(NotSignedIn):
            await accounts.log_in(EMAIL, "no", address=HOME)
        assert rows("login_attempts") == 1


@pytest.mark.parametrize("length", [8, 72, 73, 128])
async def test_passwords_of_8_to_128_characters_of_any_script_work_whole(length: int) -> None:
    password = ("ßé🎻\0" * 40)[:length]
    await accounts.sign_up("Aoife", EMAIL, password, address=HOME)
    assert (await accounts.log_in(EMAIL, password, address=HOME)).visitor.signed_in
    with pytest.raises(NotSignedIn):
        await accounts.log_in(EMAIL, password[:-1] + "x", address=HOME)


@pytest.mark.parametrize("password", ["x" * 7, "x" * 129, "x" * 1_000_000, "\ufdfa" * 20, "half\ud83d a mark"])
async def test_other_passwords_are_refused_before_any_work(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        await accounts.sign_up("Aoife", EMAIL, password, address=HOME)
    assert "password" in refused.value.details
    assert rows("login_attempts") == 0


async def test_a_short_password_at_log_in_is_only_wrong() -> None:
    with pytest.raises(NotSignedIn):
        await accounts.log_in(EMAIL, "short", address=HOME)


@pytest.mark.usefixtures("dear_passwords")
async def test_an_older_hash_is_renewed_at_log_in(aoife: accounts.SignedIn) -> None:
    weak = passwords._hasher.using(memory_cost=8_192, rounds=1).hash(PASSWORD)
    with db.writing() as session:
        session.connection().execute(text("UPDATE users SET password_hash = :hash"), {"hash": weak})
    await accounts.log_in(EMAIL, PASSWORD, address=HOME)
    with db.reading() as session:
        assert "m=65536" in session.connection().execute(text("SELECT password_hash FROM users")).scalar_one()


def forged(claims: dict[str, object], headers: dict[str, object], signature: bytes = b"") -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (headers, claims)]
    return b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")]).decode()


async def test_forged_and_altered_tokens_open_nothing(aoife: accounts.SignedIn) -> None:
    claims = jwt.decode(aoife.token, options={"verify_signature": False})
    secret = settings().jwt_secret.get_secret_value()
    bad = [
        forged(claims, {"alg": "none", "typ": "JWT"}),
        forged(claims, {"alg": "RS256", "typ": "JWT"}, b"x" * 256),
        jwt.encode(claims, "x" * 32, "HS256"),
        jwt.encode(claims, secret, "HS512"),
        jwt.encode(claims, secret, "HS256", headers={"kid": "../../dev/null"}),
        jwt.encode(claims | {"exp": 1}, secret, "HS256"),
        jwt.encode(claims | {"exp": "soon"}, secret, "HS256"),
        jwt.encode(claims | {"iss": "somebody"}, secret, "HS256"),
        jwt.encode(claims | {"aud": tokens.DEVICE}, secret, "HS256"),
        jwt.encode(claims | {"sub": "999"}, secret, "HS256"),
        *(jwt.encode({k: v for k, v in claims.items() if k != gone}, secret, "HS256") for gone in claims),
        aoife.device,
        aoife.token[:-2],
        "a.b.c",
        "é",
        "." * 5_000,
    ]
    assert (await accounts.identify_bearer(jwt.encode(claims, secret, "HS256"))).signed_in, "the claims are good"
    for token in bad:
        assert await accounts.identify_bearer(token) == NOBODY


async def test_a_token_ends_after_twelve_hours(aoife: accounts.SignedIn) -> None:
    with time_machine.travel(aoife.expires_at - timedelta(seconds=1), tick=False) as clock:
        assert (await accounts.identify_bearer(aoife.token)).signed_in
        clock.shift(timedelta(seconds=1))
        assert await accounts.identify_bearer(aoife.token) == NOBODY


async def test_many_guesses_at_once_do_not_slip_past_the_limit(aoife: accounts.SignedIn) -> None:
    async def guess(number: int) -> str:
        try:
            await accounts.log_in(EMAIL, "no", address=f"198.51.100.{number}")
        except CraicError as refused:
            return refused.code
        return "in"

    told = Counter(await asyncio.gather(*(guess(number) for number in range(20))))
    assert told["not_signed_in"] <= 10
    assert told["not_signed_in"] + told["limit_reached"] == 20
    assert rows("login_attempts") == told["not_signed_in"] + 1, "refused tries are not counted; the sign-up is"


@pytest.mark.usefixtures("dear_passwords")
async def test_the_loop_is_free_while_passwords_are_hashed(aoife: accounts.SignedIn) -> None:
    flood = [asyncio.create_task(accounts.log_in(EMAIL, PASSWORD, address=HOME)) for _ in range(40)]
    turns = 0
    while not all(task.done() for task in flood):
        await asyncio.sleep(0)
        turns += 1
    told = Counter(type(task.exception()).__name__ for task in flood)
    assert turns > 1_000, (
        "the loop went round all the while; held up by each hash it would have turned some dozens of times"
    )
    assert told["SourceDown"] >= 40 - passwords.PLACES - 5, "what does not fit in line is turned away"
    assert told["NoneType"] + told["LimitReached"] + told["SourceDown"] == 40


async def test_all_that_will_not_do_in_a_sign_up_is_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        await accounts.sign_up(" ", "aoife@", "short", address=HOME)
    assert set(refused.value.details) == {"name", "email", "password"}
