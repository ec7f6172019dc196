"""What production must be told before it starts, and what is wrong with what it was told."""

from email.utils import parseaddr

from environ import Env

from .keys import read_master_keys

REQUIRED = {
    "SECRET_KEY": "at least 50 random characters, for sessions and forms",
    "MASTER_KEYS": "one or more name:base64 of 32 random bytes, the key in use first, "
    "for example 2026-1:$(openssl rand -base64 32)",
    "ALLOWED_HOSTS": "the names under which the site is reached, with commas between",
    "DATABASE_URL": "for example postgres://user:password@host/name or sqlite:////var/lib/clinic.sqlite3",
    "DEFAULT_FROM_EMAIL": "the sender of mail, for example Praktijk <info@example.org>",
    "EMAIL_URL": "the mail server, for example smtp+tls://user:password@host:587",
}

WELL_FORMED = {
    "CACHE_URL": "a cache that all workers share, for example dbcache://clinic_cache, or leave it out",
    "TRUSTED_PROXIES": "how many proxies stand before this server, 0 or more, or leave it out for 1",
}


def refusals(values: dict[str, str]) -> list[str]:
    """A sentence for each required setting that is missing or malformed."""
    wrong = {name for name, value in values.items() if not value.strip()}
    if len(values["SECRET_KEY"]) < 50 or len(set(values["SECRET_KEY"])) < 5:
        wrong.add("SECRET_KEY")
    try:
        read_master_keys(values["MASTER_KEYS"])
    except ValueError:
        wrong.add("MASTER_KEYS")
    if "*" in values["ALLOWED_HOSTS"] or "/" in values["ALLOWED_HOSTS"]:
        wrong.add("ALLOWED_HOSTS")
    if not values["TRUSTED_PROXIES"].isdecimal():
        wrong.add("TRUSTED_PROXIES")
    for name, schemes in (
        ("DATABASE_URL", {*Env.DB_SCHEMES}),
        ("EMAIL_URL", {*Env.EMAIL_SCHEMES}),
    ):
        if values[name].partition("://")[0] not in schemes:
            wrong.add(name)
    if values["CACHE_URL"].partition("://")[0] in {"locmemcache", "dummycache"}:
        wrong.add("CACHE_URL")
    if "@" not in parseaddr(values["DEFAULT_FROM_EMAIL"])[1]:
        wrong.add("DEFAULT_FROM_EMAIL")
    told = {**REQUIRED, **WELL_FORMED}
    return [f"Set {name}: {told[name]}." for name in told if name in wrong]
