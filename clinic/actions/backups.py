"""Making a backup, noting that it was made, and letting backups forget."""

import glob
import logging
import time
from datetime import datetime
from pathlib import Path

from django.db import transaction

from clinic import audit
from clinic.backups import Fault, files, keys_file, rota, sections, snapshot
from clinic.models import Action, Backup

logger = logging.getLogger(__name__)

BACKUP, PROOF = "backup", "proof of a backup"
"""What the access log calls them."""


def make(*, output: Path, keys: Path, replace: bool = False, new_keys: bool = False) -> Backup:
    """A backup in `output`, and the living data keys of now in `keys`; raises Fault.

    The keys are in their place before the backup is in its own, so that no backup is ever without.
    """
    began = time.monotonic()
    if output.exists() and not replace:
        raise Fault(f"{output} is there already.")
    with files.alone():
        for names in (glob.escape(output.name), rota.NAMES):
            files.sweep(output.parent, names)
        with files.written_whole(output) as file:
            with snapshot.taken() as moment:
                known = list(moment.known)
                sections.write_data(file, moment.about, moment.keys, moment.dump)
            # The moment is past: whose key was destroyed since is forgotten at once.
            keys_file.write(keys, moment.about["chains"], known, anew=new_keys)
        made = Backup(
            made_at=datetime.fromisoformat(moment.about["made_at"]),
            seconds=round(time.monotonic() - began),
            size=output.stat().st_size,
            keys=str(keys.absolute()),
        )
    _note(made)
    # Until now nobody knew that keys are to be forgotten there.
    keys_file.forget(keys)
    return made


@transaction.atomic
def _note(made: Backup) -> None:
    made.save()
    audit.record(Action.BACKUP, BACKUP, by=audit.COMMAND)


def forget() -> None:
    """Take keys that were destroyed out of each file of data keys that backups were noted with.

    Where this process does not reach it, the next backup does it.
    """
    noted = list(Backup.objects.exclude(keys="").values_list("keys", flat=True))
    for path in map(Path, dict.fromkeys(noted)):
        try:
            if path.exists():
                keys_file.forget(path)
            elif str(path) == noted[0]:
                raise Fault("it is not there.")
        except (Fault, OSError) as fault:
            logger.error("%s may hold keys that were destroyed: %s", path, fault)


@transaction.atomic
def note_proof() -> None:
    """That a command opened everything that a backup holds."""
    audit.record(Action.BACKUP, PROOF, by=audit.COMMAND)
