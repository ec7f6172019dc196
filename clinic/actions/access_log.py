"""Taking the access log along, and checking it; both stand in it."""

from django.db import transaction
from django.utils.translation import gettext as _

from clinic import audit, chain
from clinic.access_log import file, rows
from clinic.access_log.rows import Filter
from clinic.chain import Fault, Problem
from clinic.models import Action, Membership, Outcome


@transaction.atomic
def export(*, asked: Filter, by: Membership, reason: str) -> list[str]:
    """The lines of a file with what was asked for, without the row that tells of it."""
    lines = file.written(by.practice, rows.narrowed(by.practice, asked))
    audit.record(Action.EXPORT, "access log", by=by, athlete=asked.athlete, reason=reason)
    return lines


def check(*, by: Membership) -> Fault | None:
    """The first broken link of the practice's log; None where it is whole."""
    fault = next(chain.faults(practice_id=by.practice_id), None)
    audit.record(
        Action.READ,
        "access log whole",
        by=by,
        outcome=Outcome.REFUSED if fault else Outcome.DONE,
        reason=str(fault.problem) if fault else "",
    )
    return fault


def in_words(fault: Fault) -> str:
    """For who reads it on a page."""
    numbered = {"number": fault.number}
    said = {
        Problem.CHANGED: _("Row %(number)s was changed after it was written."),
        Problem.MISSING: _("Row %(number)s is missing."),
        Problem.MOVED: _("Row %(number)s stands in another place than it was written in."),
        Problem.EXTRA: _("Row %(number)s was put in from outside."),
        Problem.HEAD: _("The log does not end with the row that was written last (%(number)s)."),
        Problem.CUT: _("Rows up to %(number)s were removed by something else than this programme."),
        Problem.KEY: _("The key of the log does not open, so nothing of it can be checked."),
    }[fault.problem]
    return _("The log is not whole. %(what)s Tell the administrator of the system.") % {
        "what": said % numbered
    }
