"""Making a backup, and noting that it was made."""

import time
from datetime import datetime
from pathlib import Path

from django.db import transaction

from clinic import audit
from clinic.backups import Fault, files, keys_file, sections, snapshot
from clinic.models import Action, Backup

BACKUP, PROOF = "backup", "proof of a backup"
"""What the access log calls them."""


def make(*, output: Path, keys: Path, replace: bool = False, new_keys: bool = False) -> Backup:
    """A backup in `output`, and the living data keys of now in `keys`; raises Fault.

    The keys are in their place before the backup is in its own, so that no backup is ever without.
    """
    began = time.monotonic()
    if output.exists() and not replace:
        raise Fault(f"{output} is there already.")
    with files.alone(), snapshot.taken() as moment:
        with files.written_whole(output) as file:
            sections.write_data(file, moment.about, moment.keys, moment.dump)
            keys_file.write(keys, moment.about["chains"], anew=new_keys)
        made = Backup(
            made_at=datetime.fromisoformat(moment.about["made_at"]),
            seconds=round(time.monotonic() - began),
            size=output.stat().st_size,
        )
    return _note(made)


@transaction.atomic
def _note(made: Backup) -> Backup:
    made.save()
    audit.record(Action.BACKUP, BACKUP, by=audit.COMMAND)
    return made


@transaction.atomic
def note_proof() -> None:
    """That a command opened everything that a backup holds."""
    audit.record(Action.BACKUP, PROOF, by=audit.COMMAND)
