"""Where sessions are kept, and when they end whatever happens: settings.SESSION_COOKIE_AGE after they began.

Django's own end moves on with each thing that is written. Here it is counted from a stamp that is set at signing in.
A stamp from the future ends a session too: then the clock was set back, and nothing can be counted from it.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends import db
from django.http import HttpRequest
from django.utils import timezone

from screening import encryption

from . import browsers

BEGAN_KEY, SEEN_KEY, BROWSER_KEY = "began", "seen", "browser"
"""Two moments in seconds since 1970, and the browser in words."""

SLACK = 60
"""So many seconds a clock may go back by itself, as it does when it is kept right."""


class SessionStore(db.SessionStore):
    """The key stands in the cookie and nowhere else."""

    @classmethod
    def get_model_class(cls) -> type:
        from .models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        now = timezone.now()
        found = self.model.objects.filter(
            session_key=digest(self.session_key),
            expire_date__gt=now,
            began_at__lt=now + timedelta(seconds=SLACK),
        ).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(digest(session_key))

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest(key)).delete()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now = timezone.now().timestamp()
        began = data.setdefault(BEGAN_KEY, now)
        return self.model(
            session_key=digest(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=_moment(began + settings.SESSION_COOKIE_AGE),
            user_id=data.get(USER_KEY),
            began_at=_moment(began),
            seen_at=_moment(data.get(SEEN_KEY, now)),
            browser=data.get(BROWSER_KEY, ""),
        )

    def encode(self, session_dict: dict[str, Any]) -> str:
        text = self.serializer().dumps(session_dict).decode("latin-1")
        return encryption.seal_text(text, self._about())

    def decode(self, session_data: str) -> dict[str, Any]:
        """What was sealed for this very session; nothing where it does not open."""
        return self._opened(session_data, self._about())

    def held(self, row: Any) -> dict[str, Any]:
        """What a stored session holds, whoever's it is; nothing where it does not open."""
        return self._opened(row.session_data, about(row))

    def _opened(self, sealed: str, bound_to: str) -> dict[str, Any]:
        try:
            text = encryption.open_text(sealed, bound_to)
        except encryption.Unreadable:
            return {}
        found: dict[str, Any] = self.serializer().loads(text.encode("latin-1"))
        return found

    def _about(self) -> str:
        return f"session {digest(self.session_key or '')}"


def about(row: Any) -> str:
    """What a stored session's content is bound to."""
    return f"session {row.session_key}"


def begin(request: HttpRequest) -> None:
    """The time of this session begins now, and it knows its browser again."""
    request.session[BEGAN_KEY] = timezone.now().timestamp()
    request.session[BROWSER_KEY] = browsers.name_of(request.headers.get("User-Agent", ""))


def own_digest(request: HttpRequest) -> str:
    """Under which name the session of this request is kept."""
    return digest(request.session.session_key or "")


def digest(key: str) -> str:
    """Of a session's key: 160 bits, as many as the column takes."""
    return sha256(key.encode()).hexdigest()[:40]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
