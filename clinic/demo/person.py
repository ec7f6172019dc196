"""What is said of each invented athlete: who she is, when she comes, and how far each questionnaire came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from clinic.models import Role, Stage

from .answers import Answers


@dataclass(frozen=True, slots=True)
class Worker:
    role: Role
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment `at` a time of day; `day` counts working days from today, which is 0 on any day of the week.

    With `weekday` (0 is Monday) it is in the week after that of today.
    """

    at: str
    day: int = 0
    weekday: int | None = None

    def on(self, today: date) -> date:
        if self.weekday is not None:
            return today + timedelta(days=7 - today.weekday() + self.weekday)
        day, step = today, timedelta(days=1 if self.day > 0 else -1)
        for _each in range(abs(self.day)):
            day += step
            while day.weekday() > 4:
                day += step
        return day


@dataclass(frozen=True, slots=True)
class Measured:
    """Values that were found `on` so many days after the answers were sent, and how."""

    values: Mapping[str, Any]
    how: str = "measured"
    on: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """Note and plan."""

    note: str
    plan: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()

    @property
    def content(self) -> dict[str, Any]:
        return {
            "note": self.note,
            "plan": list(self.plan),
            "referral": list(self.referral),
            "discussed": sorted(self.discussed),
        }


@dataclass(frozen=True, slots=True)
class Amended:
    """Why what was signed was opened again, and what was measured then."""

    reason: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class Asked:
    """One questionnaire, and what the practice did with it.

    `days` ago it was sent; else last saved, or opened, or asked for.
    """

    days: int
    stage: Stage = Stage.RECEIVED
    answers: Answers = field(default_factory=dict)
    pain_days: int | None = None
    """The pain began so many days before it was sent."""
    at: str = "19:40"
    measured: tuple[Measured, ...] = ()
    told: Answers = field(default_factory=dict)
    written: Written | None = None
    signed: int | None = None
    """So many days ago."""
    amended: Amended | None = None
    handled: str = ""
    parent: str = ""
    on_tablet: bool = False
    reopened: bool = False
    withdrawn: bool = False
    mail_failed: bool = False
    linked: bool = False
    """Asked for anew at each run, since a link is kept nowhere."""


@dataclass(frozen=True, slots=True)
class Person:
    """An athlete: `years` of age today. `shows` says why her last assessment is worth opening."""

    number: str
    given_name: str
    family_name: str
    years: int
    language: str = "nl"
    asked: tuple[Asked, ...] = ()
    """The oldest first."""
    visits: tuple[Visit, ...] = ()
    mails: bool = True
    archived: bool = False
    shows: str = ""

    def born(self, today: date) -> date:
        """Another day of the year for each number; her birthday is not in the last days, nor in the coming ones."""
        days = 10 + int(self.number[2:]) * 83 % 320
        return date(today.year - self.years, today.month, 1) - timedelta(days=days)

    @property
    def email(self) -> str:
        if not self.mails:
            return ""
        return (
            f"{slugify(f'{self.given_name} {self.family_name}')}@sporter.example"
            if self.mails
            else ""
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """A practice with who works and who comes there."""

    name: str
    values: Mapping[str, str]
    workers: tuple[Worker, ...]
    athletes: tuple[Person, ...]
