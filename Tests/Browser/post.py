"""A mail server for tests: aiosmtpd, with TLS and sign-in, that can be told to refuse, to be slow and to be away."""

from __future__ import annotations

import email
import email.policy
import re
import ssl
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

USER, PASSWORD = "warta", "rahasia pos"


class Post:
    """What has arrived, in its order; a context in which the server listens."""

    def __init__(self, port: int, pair: tuple[Path, Path] | None = None, implicit: bool = False) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refused: dict[str, str] = {}
        context = None
        if pair:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*map(str, pair))
        options = {"require_starttls": True, "tls_context": context} if pair and not implicit else {}
        if pair:
            options |= {"authenticator": self._authenticate, "auth_required": True, "auth_require_tls": not implicit}
        self._controller = Controller(
            self, hostname="127.0.0.1", port=port, ssl_context=context if implicit else None, **options
        )

    def _authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        known = (getattr(data, "login", b""), getattr(data, "password", b""))
        return AuthResult(success=known == (USER.encode(), PASSWORD.encode()))

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.raw.append(envelope.original_content or b"")
        letter = email.message_from_bytes(envelope.original_content or b"", policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        letter["X-To"] = ",".join(envelope.rcpt_tos)
        self.letters.append(letter)
        return "250 taken"

    def __enter__(self) -> Post:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def link(letter: EmailMessage) -> str:
    """The path of the one-time link that a letter brings."""
    found = re.search(r"https?://[^/\s]+(/newsroom/link/[0-9a-f]{64})\s", letter.get_content())
    assert found, letter.get_content()
    return found[1]
