"""Mail on its way out: as .eml files in the data folder, or over SMTP when a setting says so."""

import asyncio
import os
import secrets
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import aiosmtplib

from wtc.errors import SourceDown
from wtc.settings import settings
from wtc.shapes.accounts import Mail

PATIENCE = 15.0


async def send(mail: Mail) -> None:
    """Hand over one mail; ``SourceDown`` names the kind of failure and nothing of what the mail says."""
    try:
        if settings().mail_backend == "file":
            await asyncio.to_thread(_file, mail)
        else:
            await _smtp(mail)
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        code = getattr(error, "code", None) or getattr(error, "errno", None)
        raise SourceDown(f"{type(error).__name__} {code or ''}".strip()) from error


def written(mail: Mail) -> EmailMessage:
    """The mail as it goes over the wire: plain text, no line broken, so that links stay whole.

    A line break in an address or a subject is refused by the header classes with ``ValueError``.
    """
    message = EmailMessage(policy=SMTPUTF8)
    name, sender = parseaddr(settings().mail_from)
    message["From"] = Address(name, addr_spec=sender)
    local, _, host = mail.recipient.rpartition("@")
    message["To"] = Address(username=local, domain=host)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.created_at:%Y%m%d%H%M%S}.{mail.id}@{_host()}>"  # the same when it is tried again
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(mail.body, cte="8bit")
    return message


def _file(mail: Mail) -> None:
    """Write the mail whole or not at all, readable by the owner alone; its name says when and which, never what."""
    folder = settings().data_dir / "outbox"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{mail.created_at:%Y%m%d-%H%M%S}-{mail.id:06d}.eml"
    draft = Path(f"{path}.{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(written(mail).as_bytes())
    draft.replace(path)


async def _smtp(mail: Mail) -> None:
    chosen = settings()
    await aiosmtplib.send(
        written(mail),
        hostname=chosen.smtp_host,
        port=chosen.smtp_port,
        username=chosen.smtp_user or None,
        password=chosen.smtp_password.get_secret_value() or None,
        use_tls=chosen.smtp_tls == "tls",
        start_tls=chosen.smtp_tls == "starttls",
        timeout=PATIENCE,
    )


def _host() -> str:
    return urlsplit(settings().address).hostname or "localhost"
