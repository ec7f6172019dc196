"""The settings of production, read by a process of their own, for tests that walk through the pages with them."""

import functools
import json
import subprocess
import sys
import tempfile
from typing import Any

from ..repo.test_settings import COMPLETE, ROOT

NAMES = (
    "CONTENT_SECURITY_POLICY",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "CSRF_TRUSTED_ORIGINS",
    "LANGUAGE_COOKIE_HTTPONLY",
    "LANGUAGE_COOKIE_NAME",
    "LANGUAGE_COOKIE_SAMESITE",
    "LANGUAGE_COOKIE_SECURE",
    "MIDDLEWARE",
    "PERMISSIONS_POLICY",
    "PROOF_COOKIE_NAME",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "SECURE_REDIRECT_EXEMPT",
    "SECURE_REFERRER_POLICY",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_SECURE",
    "TRUSTED_PROXIES",
    "WHITENOISE_ALLOW_ALL_ORIGINS",
    "X_FRAME_OPTIONS",
)
OVER_TLS = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
"""What the proxy adds to each request."""

READ = f"import json; from clinic import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES!r}}}))"


@functools.cache
def _read() -> str:
    with tempfile.TemporaryDirectory() as var:
        return subprocess.run(
            [sys.executable, "-c", READ],
            cwd=ROOT,
            env={**COMPLETE, "VAR_DIR": var},
            capture_output=True,
            text=True,
            check=True,
        ).stdout


def production() -> dict[str, Any]:
    """Name and value of each of NAMES."""
    found: dict[str, Any] = json.loads(_read())
    return found
