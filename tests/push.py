"""A browser's keys, and a push service on this machine that misbehaves when it is asked to."""

import asyncio
import base64
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import http_ece
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from wtc.gateways.push import Sender
from wtc.shapes.push import Subscription

HOST = "updates.push.services.mozilla.com"
PUBLIC = "93.184.215.14"


def written(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Browser:
    """A browser that subscribed; ``read`` opens what was sent to it."""

    name: str = "one"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes 16"

    @property
    def subscription(self) -> Subscription:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Subscription(
            endpoint=f"https://{HOST}/wpush/v2/{self.name}", p256dh=written(point), auth=written(self.auth)
        )

    @property
    def json(self) -> dict[str, Any]:
        told = self.subscription
        return {"endpoint": told.endpoint, "expirationTime": None, "keys": {"p256dh": told.p256dh, "auth": told.auth}}

    def read(self, body: bytes) -> dict[str, Any]:
        opened: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        told: dict[str, Any] = json.loads(opened)
        return told


@dataclass
class Service:
    """What the push service was asked, and what it answers: ``answers`` by path, 201 for the others."""

    port: int = 0
    trust: ssl.SSLContext | bool = True
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    busy: int = 0
    busiest: int = 0

    def sender(self, addresses: list[str] | None = None) -> Sender:
        """A sender for whom this machine is the internet."""

        async def resolve(_host: str, _port: int) -> list[str]:
            return addresses or [PUBLIC]

        return Sender(resolve=resolve, door=lambda _address, _port: ("127.0.0.1", self.port), trust=self.trust)

    def say(self, name: str, status: int, **headers: str) -> None:
        """Answer the browser of this name so from now on."""
        lines = "".join(f"{key.replace('_', '-')}: {value}\r\n" for key, value in headers.items())
        self.answers[f"/wpush/v2/{name}"] = (
            f"HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n{lines}\r\n".encode()
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        path = first.split()[1]
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        self.asked.append((path, headers, await reader.readexactly(int(headers["content-length"]))))
        await asyncio.sleep(0.01)
        self.busy -= 1
        answer = self.answers.get(path, b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        if answer == b"stall":
            await asyncio.sleep(30)
        try:
            writer.write(answer)
            if answer.endswith(b"endless\r\n\r\n"):
                while not writer.is_closing():
                    writer.write(b"x" * 65_536)
                    await writer.drain()
        except ConnectionError:
            pass
        writer.close()


@asynccontextmanager
async def service(folder: Path) -> AsyncIterator[Service]:
    """Such a service over TLS, with a certificate that its senders alone believe."""
    made = Service()
    certificate, key = _certificate(folder)
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(certificate, key)
    made.trust = ssl.create_default_context(cafile=str(certificate))
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=here)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1000))
        .not_valid_after(now + timedelta(days=1000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    paths = folder / "push.crt", folder / "push.key"
    paths[0].write_bytes(made.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths
