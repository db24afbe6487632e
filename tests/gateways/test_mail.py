"""Mail handed to a real SMTP server, and written as files that stay in their folder."""

import asyncio
import socket
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from wtc.errors import SourceDown
from wtc.gateways import mail
from wtc.settings import settings
from wtc.shapes.accounts import Mail


def letter(**parts: object) -> Mail:
    usual = {
        "id": 7,
        "recipient": "aoife@example.com",
        "subject": "Set a new password",
        "body": "Dia duit, a Aoífe\n\nhttps://gigs.example/reset#token=" + "x" * 43 + "\n",
        "attempts": 0,
        "created_at": datetime(2026, 5, 1, 12, tzinfo=UTC),
    }
    return Mail(**(usual | parts))  # type: ignore[arg-type]


class Postbox:
    """An SMTP server's other end: keeps what it gets, or refuses it."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.got.append(envelope)
        return self.answer


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Postbox]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    for name, value in {"MAIL_BACKEND": "smtp", "SMTP_PORT": str(port), "SMTP_TLS": "none"}.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield box
    controller.stop()
    settings.cache_clear()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()


async def test_a_mail_arrives_whole_over_smtp(postbox: Postbox) -> None:
    await mail.send(letter())
    (got,) = postbox.got
    assert got.rcpt_tos == ["aoife@example.com"]
    assert isinstance(got.content, bytes)
    assert "Dia duit, a Aoífe" in got.content.decode()
    assert b"reset#token=" + b"x" * 43 in got.content


async def test_a_server_that_refuses_is_told_apart_from_success(postbox: Postbox) -> None:
    postbox.answer = "554 No thanks"
    with pytest.raises(SourceDown) as down:
        await mail.send(letter())
    assert down.value.message == "SMTPDataError 554"


async def test_a_server_that_is_not_there_is_a_source_that_is_down(
    postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PORT", "1")
    settings.cache_clear()
    with pytest.raises(SourceDown):
        await mail.send(letter())


def test_a_file_is_whole_private_and_named_by_time_and_number(folder: Path) -> None:
    asyncio.run(mail.send(letter()))
    (path,) = folder.iterdir()
    assert path.name == "20260501-120000-000007.eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"reset#token=" + b"x" * 43 in path.read_bytes()


@pytest.mark.parametrize(
    "parts",
    [
        {"subject": "Hello\r\nBcc: all@example.com"},
        {"recipient": "a@example.com\r\nBcc: all@example.com"},
    ],
)
def test_a_line_break_in_a_header_stops_the_mail(folder: Path, parts: dict[str, str]) -> None:
    with pytest.raises(SourceDown):
        asyncio.run(mail.send(letter(**parts)))
    assert list(folder.glob("*.eml")) == []


def test_a_recipient_never_moves_the_file(folder: Path) -> None:
    asyncio.run(mail.send(letter(recipient="../../../tmp/x@example.com")))
    assert [path.parent for path in folder.rglob("*.eml")] == [folder]
