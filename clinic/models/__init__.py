from .consent import Consent, Consenter
from .event import Action, Event, Outcome
from .invitation import Invitation, Stage
from .isolation import WrongPractice
from .people import Athlete, Membership, Practice, Role, User

__all__ = [
    "Action",
    "Athlete",
    "Consent",
    "Consenter",
    "Event",
    "Invitation",
    "Membership",
    "Outcome",
    "Practice",
    "Role",
    "Stage",
    "User",
    "WrongPractice",
]
