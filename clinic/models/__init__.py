from .appointment import Appointment, Source
from .athlete import Athlete, Hold
from .backup import Backup
from .consent import Consent, Consenter
from .destruction import Destroyed, Destruction, Reason
from .event import NO_PRACTICE, Action, Chain, Cut, Event, Outcome
from .export import Export, ExportItem
from .handling import Handling
from .invitation import Invitation, Link, Stage
from .isolation import WrongPractice
from .joining import JoinInvitation
from .mailing import MailKind, MailText, Reminder
from .once import Once
from .people import Membership, Practice, Role, User
from .record import Consultation, Locked, Signature
from .report import Edition, Report
from .session import Session
from .sharing import CoachConsent, How, Release
from .table_file import TableFile
from .token import ApiToken

__all__ = [
    "NO_PRACTICE",
    "Action",
    "ApiToken",
    "Appointment",
    "Athlete",
    "Backup",
    "Chain",
    "CoachConsent",
    "Consent",
    "Consenter",
    "Consultation",
    "Cut",
    "Destroyed",
    "Destruction",
    "Edition",
    "Event",
    "Export",
    "ExportItem",
    "Handling",
    "Hold",
    "How",
    "Invitation",
    "JoinInvitation",
    "Link",
    "Locked",
    "MailKind",
    "MailText",
    "Membership",
    "Once",
    "Outcome",
    "Practice",
    "Reason",
    "Release",
    "Reminder",
    "Report",
    "Role",
    "Session",
    "Signature",
    "Source",
    "Stage",
    "TableFile",
    "User",
    "WrongPractice",
]
