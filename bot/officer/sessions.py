"""Officers' sign-in: one password, a signed cookie that runs out, a token against forged requests."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeTimedSerializer

COOKIE = "dean06_officer"
LIFETIME_S = 8 * 3600
"""A working day."""


@dataclass(frozen=True)
class Session:
    """What the cookie holds: a random name, and whether its bearer has signed in."""

    nonce: str
    signed_in: bool


class Sessions:
    """Issues, reads and ends sessions. A changed password or secret key ends all of them."""

    def __init__(self, password: str, secret: str) -> None:
        """Derive the signing key.

        :param password: the officers' password.
        :param secret: the application's secret key.
        """
        self._password = _digest(password)
        self._key = hmac.digest(secret.encode(), b"officer" + self._password, "sha256")
        self._serializer = URLSafeTimedSerializer(self._key, salt="officer-session")
        self._ended: dict[str, float] = {}

    def is_password(self, candidate: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(_digest(candidate), self._password)

    def issue(self, signed_in: bool) -> tuple[Session, str]:
        """Return a new session and its cookie."""
        session = Session(secrets.token_urlsafe(16), signed_in)
        return session, str(self._serializer.dumps([session.nonce, session.signed_in]))

    def read(self, cookie: str | None) -> Session | None:
        """Return the session of a cookie; None where it is forged, run out or ended."""
        try:
            nonce, signed_in = self._serializer.loads(cookie or "", max_age=LIFETIME_S)
        except BadData:
            return None
        return None if nonce in self._ended else Session(nonce, signed_in)

    def end(self, session: Session) -> None:
        """Make a session's cookie worthless, for as long as it would otherwise hold."""
        now = time.time()
        self._ended = {nonce: until for nonce, until in self._ended.items() if until > now}
        self._ended[session.nonce] = now + LIFETIME_S

    def token(self, session: Session) -> str:
        """Return the token that a form or script of this session's page sends along."""
        return hmac.new(self._key, f"csrf:{session.nonce}".encode(), hashlib.sha256).hexdigest()

    def is_token(self, session: Session, candidate: str) -> bool:
        """Compare in constant time."""
        return hmac.compare_digest(self.token(session).encode(), candidate.encode("utf-8", "replace"))


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode("utf-8", "replace")).digest()
