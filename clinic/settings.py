"""Settings: the only module that reads the environment.

With no environment at all the project runs for development: on this machine's own addresses, with SQLite and keys
under var/. PRODUCTION=1 asks for every setting in clinic.required and stops with a sentence for each that is missing or
malformed. A value may also stand in a file, named by the variable with _FILE behind it (SECRET_KEY_FILE=/run/...).
"""

import os
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import policies, required
from .given import Given
from .keys import local_keys, read_master_keys

env = Given()

BASE_DIR = Path(__file__).resolve().parent.parent
# What this installation keeps on disk: SQLite where that is used, figures of several processes, static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
# 1 in production: every required setting is asked for, TLS is demanded, debugging is off.
PRODUCTION = env.bool("PRODUCTION", default=False)
# Error pages that show the code; production never does.
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION

if PRODUCTION:
    given = {name: env.str(name, default="") for name in required.REQUIRED}
    given["CACHE_URL"] = env.str("CACHE_URL", default="dbcache://clinic_cache")
    given["TRUSTED_PROXIES"] = env.str("TRUSTED_PROXIES", default="1")
    refusals = required.refusals(given)
    if refusals:
        raise ImproperlyConfigured("\n".join(refusals))

if PRODUCTION or ("SECRET_KEY" in env and "MASTER_KEYS" in env):
    SECRET_KEY, _master_keys = env.str("SECRET_KEY"), env.str("MASTER_KEYS")
else:
    SECRET_KEY, _master_keys = local_keys(VAR_DIR / "keys.json")
MASTER_KEYS = read_master_keys(_master_keys)

# The names under which the site is reached, with commas between; any other Host is refused.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Where development serves, for links in mail; gunicorn is told where by --bind.
PORT = env.int("PORT", default=8000)
# How many proxies stand before this server and write X-Forwarded-For (docs/doors.md).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=int(PRODUCTION))
# Where links in mail lead: scheme and name, without a path.
BASE_URL = env.str(
    "BASE_URL", default=f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://127.0.0.1:{PORT}"
)
# Whom to tell about a hole: /.well-known/security.txt names it; without it there is no such page.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not re.fullmatch(r"(mailto:|https://|tel:)\S+", SECURITY_CONTACT):
    raise ImproperlyConfigured(
        "Set SECURITY_CONTACT: where holes are reported, for example mailto:security@example.org."
    )

# ── Applications and requests ───────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_tasks",
    "screening",
    "clinic",
    # After clinic: the first app that has a command wins, and our db_worker shows itself at its start.
    "django_tasks_db",
]
MIDDLEWARE = [
    "clinic.request_id.numbered",
    "clinic.metrics.requests.timed",
    # Headers first, so that what any other refuses, and each static file, carries them too.
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "clinic.headers.fixed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.headers.no_store",
    "clinic.headers.methods",
    "clinic.uploads.sized",
    # Its random padding and SameSite cookies keep the length of a page from telling what is on it.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "clinic.uploads.whole",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clinic.middleware.origin",
    "clinic.middleware.athlete_access",
    "clinic.middleware.practice_scope",
    "clinic.middleware.language",
    "clinic.middleware.employed",
    "clinic.middleware.idle_end",
    "clinic.middleware.second_factor",
    "clinic.once.forms_once",
]
# The OpenTelemetry collector that gets a span for each request; needs two packages more (docs/dependencies.md).
OTEL_EXPORTER_OTLP_ENDPOINT = env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default="")
if OTEL_EXPORTER_OTLP_ENDPOINT:
    MIDDLEWARE.insert(1, "clinic.telemetry.traced")
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
# Messages can hold an athlete's name, which belongs in no cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# What is sent beside a file; an import comes back as text, with an answer for each of its lines.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500
DATA_UPLOAD_MAX_NUMBER_FILES = 1

# ── Database ────────────────────────────────────────────────────────────────────────────────


def database_at(url: str) -> dict[str, Any]:
    """Settings of the database that a DATABASE_URL names."""
    return dict(env.db_url_config(url))


# PostgreSQL (postgres://user:password@host/name) or SQLite (sqlite:////var/lib/clinic/clinic.sqlite3, four slashes).
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'clinic.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # The address may say how many seconds a lock is waited for: sqlite:///...?timeout=5
    DATABASES["default"]["OPTIONS"] = {
        "timeout": DATABASES["default"].get("OPTIONS", {}).get("timeout", 20),
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # A connection that a restart of the server broke is not given out; nobody waits long for one that does not come.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "pool": {"min_size": 1, "max_size": 4, "timeout": 8, "reconnect_timeout": 2},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where limits are counted, which every worker must share; `manage.py createcachetable` makes the table of a dbcache.
CACHES = {
    "default": env.cache(
        "CACHE_URL", default="dbcache://clinic_cache" if PRODUCTION else "locmemcache://"
    )
}
if CACHES["default"]["BACKEND"].endswith(("DatabaseCache", "LocMemCache")):
    # Room enough that nobody pushes what was counted out of it by asking for many other things.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 50_000)

# ── Sign-in ─────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "clinic.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "clinic.passwords.Long",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "clinic.passwords.Uncommon"},
    {
        "NAME": "clinic.passwords.Impersonal",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "worklist"
ACCOUNT_ADAPTER = "clinic.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reset_password": "clinic.forms.account.ForgottenForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# "login_failed" counts wrong passwords, and wrong codes apart; "key" is the account.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# A mail to whom it concerns, after each change of a password or a second step.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
MFA_ADAPTER = "clinic.sign_in.MfaAdapter"
MFA_FORMS = {
    "add_webauthn": "clinic.forms.passkey.AddPasskeyForm",
    "authenticate_webauthn": "clinic.forms.passkey.AuthenticateWithPasskeyForm",
    "login_webauthn": "clinic.forms.passkey.LoginWithPasskeyForm",
    "reauthenticate_webauthn": "clinic.forms.passkey.ReauthenticateWithPasskeyForm",
    "authenticate": "clinic.forms.second_step.AuthenticateOnceForm",
    "reauthenticate": "clinic.forms.second_step.ReauthenticateOnceForm",
    "activate_totp": "clinic.forms.second_step.ActivateOnceForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers make passkeys for "localhost" too, without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# What apps for codes call this installation.
MFA_TOTP_ISSUER = env.str("SITE_NAME", default="RED-S screening")
SESSION_ENGINE = "clinic.sessions"
# From signing in to the end, whatever happens.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# ── Mail ────────────────────────────────────────────────────────────────────────────────────
# The mail server: smtp+tls://user:password@host:587, or smtp+ssl:// for port 465 (docs/mail.md).
vars().update(env.email("EMAIL_URL", default="consolemail://"))
# The sender of mail, for example Praktijk <info@example.org> (docs/mail.md).
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="practice@localhost")
EMAIL_TIMEOUT = 10
# In a thread of its own; the tests send at once.
MAIL_BESIDE_REQUEST = True

# ── Work outside requests: `manage.py db_worker` where there is one, else at once, in the request ──
# Whether a worker runs beside the server (docs/work.md).
WORKER = env.bool("WORKER", default=PRODUCTION)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WORKER
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# ── Watching ────────────────────────────────────────────────────────────────────────────────
# Less room on a disk that is written is a fault for /readyz, in megabytes (docs/watching.md).
DISK_FREE_MB = env.int("DISK_FREE_MB", default=500)
# A task that waits for longer is a fault for /readyz, and a worker that was not seen for so long.
QUEUE_MAX_MINUTES = env.int("QUEUE_MAX_MINUTES", default=15)
# A last backup that is older is a fault for /readyz; 0 does not ask for backups.
BACKUP_MAX_HOURS = env.int("BACKUP_MAX_HOURS", default=26 if PRODUCTION else 0)
# A clock that is further off from PostgreSQL's, or behind the access log, is a fault for /readyz.
CLOCK_MAX_SECONDS = env.int("CLOCK_MAX_SECONDS", default=30)
# Whoever shows it may read /metrics and the figures of /readyz; without it there is no /metrics.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if 0 < len(METRICS_TOKEN) < 32:
    raise ImproperlyConfigured("Set METRICS_TOKEN: at least 32 random characters, or leave it out.")
# Where several processes serve, each counts there; prometheus_client asks the environment for it.
METRICS_DIR = VAR_DIR / "metrics"
METRICS_SHARED = PRODUCTION and bool(METRICS_TOKEN)
if METRICS_SHARED:
    METRICS_DIR.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)

# ── Language and time ───────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# ── Static files ────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
# Where collectstatic puts static files and the server finds them; a relative path begins beside the code.
STATIC_ROOT = BASE_DIR / env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Development serves the sources themselves, with or without DEBUG.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ── Headers, cookies, TLS ───────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policies.CONTENT}
PERMISSIONS_POLICY = policies.PERMISSIONS
X_FRAME_OPTIONS = "DENY"
# Not "no-referrer": browsers then send "Origin: null" with forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
# Of each invitation that a device has proven; its id stands behind it.
PROOF_COOKIE_NAME = "screening_"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME, PROOF_COOKIE_NAME = "__Host-language", "__Host-screening_"
    CSRF_TRUSTED_ORIGINS = [BASE_URL]

# ── Logs: to standard error, nothing personal ───────────────────────────────────────────────
# json for machines, line for people; both go to standard error.
LOG_FORMAT = env.str("LOG_FORMAT", default="json" if PRODUCTION else "line")
if LOG_FORMAT not in ("json", "line"):
    raise ImproperlyConfigured("Set LOG_FORMAT: json, or line for people.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "clinic.logs.Redact"}},
    "formatters": {
        "json": {"()": "clinic.logs.Json"},
        "line": {
            "()": "clinic.logs.Line",
            "format": "{asctime} {levelname} {name} {request_id} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": "ext://clinic.logs.BESIDE",
            "formatter": LOG_FORMAT,
            "filters": ["redact"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django_tasks": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # The development server has lines of its own for requests.
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "clinic.request": {
            "handlers": ["stderr"],
            "level": "INFO" if PRODUCTION else "WARNING",
            "propagate": False,
        },
    },
}
