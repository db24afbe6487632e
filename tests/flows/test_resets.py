"""A forgotten password, from the asking to the new one, through the real outbox."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import Engine, text

from wtc import db, measures
from wtc.clock import now
from wtc.errors import Gone, Invalid, LimitReached, NotSignedIn
from wtc.flows import accounts, outbox, resets
from wtc.services import outbox as kept
from wtc.settings import settings
from wtc.shapes.accounts import NOBODY

EMAIL, OLD, NEW = "aoife@example.com", "the old password", "the new password"
HOME = "192.0.2.7"


@pytest.fixture(autouse=True)
async def aoife(database: Engine) -> accounts.SignedIn:
    return await accounts.sign_up("Aoife", EMAIL, OLD, address=HOME)


def mails() -> list[EmailMessage]:
    folder: Path = settings().data_dir / "outbox"
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [mail for mail in found if isinstance(mail, EmailMessage)]


async def asked(email: str = EMAIL) -> str:
    """The token of the newest mail after asking."""
    await resets.forgot(email, address=HOME)
    await outbox.settled()
    return token_in(mails()[-1])


def token_in(mail: EmailMessage) -> str:
    found = re.search(r"^http\S+/reset#token=([\w-]{43})\r?$", mail.get_content(), re.MULTILINE)
    assert found, "the link stands whole on a line of its own"
    return found[1]


async def test_the_mailed_link_sets_a_new_password_and_signs_in(aoife: accounts.SignedIn) -> None:
    done = await resets.reset(await asked(), NEW)
    assert (await accounts.identify(done.cookie)).email == EMAIL
    with pytest.raises(NotSignedIn):
        await accounts.log_in(EMAIL, OLD, address=HOME)
    assert (await accounts.log_in(EMAIL, NEW, address=HOME)).visitor.signed_in


async def test_a_reset_ends_every_session_and_token(aoife: accounts.SignedIn) -> None:
    await resets.reset(await asked(), NEW)
    assert await accounts.identify(aoife.cookie) == NOBODY
    assert await accounts.identify_bearer(aoife.token) == NOBODY


async def test_a_link_works_once() -> None:
    token = await asked()
    await resets.reset(token, NEW)
    with pytest.raises(Gone):
        await resets.reset(token, "yet another password")


async def test_a_new_password_voids_the_other_links() -> None:
    first, second = await asked(), await asked()
    await resets.reset(second, NEW)
    with pytest.raises(Gone):
        await resets.reset(first, "yet another password")


async def test_a_link_ends_after_half_an_hour() -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False) as clock:
        token = await asked()
        clock.shift(timedelta(minutes=30))
        with pytest.raises(Gone):
            await resets.reset(token, NEW)


async def test_a_bad_password_does_not_use_the_link_up() -> None:
    token = await asked()
    with pytest.raises(Invalid):
        await resets.reset(token, "short")
    assert (await resets.reset(token, NEW)).visitor.signed_in


async def test_an_invented_token_is_gone() -> None:
    for token in ("x", "0" * 43, "é" * 200):
        with pytest.raises(Gone):
            await resets.reset(token, NEW)


async def test_an_address_without_account_gets_no_mail_and_the_asker_no_sign() -> None:
    await resets.forgot("nobody@example.com", address=HOME)
    await outbox.settled()
    assert mails() == []


async def test_one_account_is_sent_three_mails_an_hour_and_the_asker_cannot_tell() -> None:
    for _ in range(5):
        await resets.forgot(EMAIL, address=HOME)
    await outbox.settled()
    assert len(mails()) == 3


async def test_an_address_that_asks_too_often_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESET_LIMIT_ADDRESS", "2")
    settings.cache_clear()
    for number in range(2):
        await resets.forgot(f"nobody{number}@example.com", address=HOME)
    with pytest.raises(LimitReached):
        await resets.forgot("nobody@example.com", address=HOME)


async def test_the_link_leads_to_the_configured_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://gigs.example/")
    settings.cache_clear()
    await asked()
    assert "\nhttps://gigs.example/reset#token=" in mails()[-1].get_content()


async def test_the_database_never_holds_a_token_that_works() -> None:
    token = await asked()
    with db.reading() as session:
        held = session.connection().execute(text("SELECT token_hash FROM password_resets")).scalars().all()
        bodies = session.connection().execute(text("SELECT body FROM outbox")).scalars().all()
    assert token not in held
    assert bodies == [""], "what a sent mail said is forgotten"


async def test_the_owner_is_told_that_the_password_changed() -> None:
    await resets.reset(await asked(), NEW)
    await outbox.settled()
    assert [mail["Subject"] for mail in mails()] == ["Set a new password", "Your password was changed"]


async def test_a_name_cannot_add_a_header_or_a_recipient() -> None:
    await accounts.sign_up("Eve\r\nBcc: all@example.com", "eve@example.com", OLD, address=HOME)
    await asked("eve@example.com")
    mail = mails()[-1]
    assert mail["Bcc"] is None
    assert mail["To"] == "eve@example.com"
    assert mail.get_content().startswith("Hi Eve Bcc: all@example.com,")


async def test_mail_that_cannot_go_is_kept_and_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False) as clock:
        (settings().data_dir / "outbox").write_text("a file where the folder should be")
        failed = measures.mails.labels("failed")._value.get()
        await resets.forgot(EMAIL, address=HOME)
        await outbox.settled()
        assert await outbox.deliver() == 0
        assert measures.mails.labels("failed")._value.get() == failed + 1
        assert db.read(kept.due, now=now()) == (), "not at once"
        (settings().data_dir / "outbox").unlink()
        clock.shift(timedelta(seconds=31))
        assert await outbox.deliver() == 1
        assert token_in(mails()[0])


async def test_a_mail_is_taken_by_one_sender_only() -> None:
    await resets.forgot(EMAIL, address=HOME)
    await outbox.settled()
    db.write(kept.queue, recipient=EMAIL, subject="x", body="y", now=now())
    (mail,) = db.read(kept.due, now=now())
    assert db.write(kept.claim, mail)
    assert not db.write(kept.claim, mail)


async def test_tidying_drops_only_what_is_past_its_time() -> None:
    with time_machine.travel(now(), tick=False) as clock:
        await asked()
        await outbox.tidy()
        assert {table: rows(table) for table in TABLES} == {"sessions": 1, "password_resets": 1, "outbox": 1}
        clock.shift(timedelta(days=100))
        await outbox.tidy()
        assert {table: rows(table) for table in TABLES} == dict.fromkeys(TABLES, 0)
        assert rows("login_attempts") == 0


TABLES = ("sessions", "password_resets", "outbox")


def rows(table: str) -> int:
    with db.reading() as session:
        return int(session.connection().execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one())
