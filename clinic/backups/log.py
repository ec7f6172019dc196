"""The access log of a backup: whether it is whole, and whether the live one goes on from it."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from clinic import audit, chain, triggers
from clinic.models import Action

RESTORED = "restored backup"
"""What the access log calls it."""

Heads = list[tuple[str, int, str]]
"""Of each chain its id, the number of its last row, and that row's fingerprint."""


def heads(alias: str) -> Heads:
    return [(str(head.chain), head.number, head.fingerprint) for head in chain.heads(using=alias)]


def faults(alias: str) -> Iterator[str]:
    """A sentence for the first broken link of each chain."""
    return map(str, chain.faults(using=alias))


def gone(noted: Iterable[tuple[str, int, str]]) -> list[str]:
    """The chains in which the live log does not hold what was noted as their last row."""
    return [
        name
        for name, number, fingerprint in noted
        if number and not chain.holds(UUID(name), number, fingerprint)
    ]


def note_restored(alias: str, made_at: str) -> None:
    """Let the restored log say, in the chain of no practice, that a command put it back, and of when the backup was."""
    row = audit.row(Action.BACKUP, RESTORED, by=audit.COMMAND, reason=made_at)
    chain.append([row], using=alias)


def is_guarded(database: BaseDatabaseWrapper) -> bool:
    """Whether the database itself refuses changes of the log."""
    return not triggers.missing(database)
