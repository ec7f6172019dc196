"""The invented practice: who works there, who comes there, and what they answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from clinic.models import Role

from . import answers
from .answers import Answers

PRACTICE = "Praktijk De Brug (demo)"
CITY = "Utrecht"
PHONE = "030 000 00 00"
EMAIL = "praktijk@debrug.example"
URGENT_TEXT_NL = (
    "Wij zijn er op werkdagen van 8 tot 18 uur. Krijg je ons niet te pakken? Bel je huisarts."
)
URGENT_TEXT_EN = "We are here on weekdays from 8 am to 6 pm. You cannot reach us? Call your GP."


@dataclass(frozen=True, slots=True)
class Worker:
    role: Role
    name: str
    email: str


WORKERS = (
    Worker(Role.THERAPIST, "M. Visser", "fysio@debrug.example"),
    Worker(Role.OWNER, "K. de Ruiter", "beheer@debrug.example"),
    Worker(Role.STAFF, "S. Yilmaz", "balie@debrug.example"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """An athlete: `years` of age today, and what was sent `days` ago. Without answers she is `invited`, or not."""

    number: str
    given_name: str
    family_name: str
    years: int
    language: str = "nl"
    answers: Answers | None = None
    measurements: Mapping[str, Any] = field(default_factory=dict)
    days: int = 0
    invited: bool = False

    def born(self, today: date) -> date:
        return date(today.year - self.years, today.month, 1) - timedelta(days=75)


ATHLETES = (
    Person("D-01", "Femke", "Aalders", 19, answers=answers.HIP_PAIN_AT_NIGHT),
    Person(
        "D-02",
        "Hanna",
        "Vos",
        38,
        answers=answers.FIVE_MONTHS_WITHOUT,
        measurements={"height_cm": 171, "weight_kg": 53.5, "dxa_z": -1.4, "t3": "lowest_quartile"},
        days=3,
    ),
    Person(
        "D-03",
        "Noor",
        "Hendriks",
        23,
        answers=answers.ON_THE_PILL,
        measurements={"height_cm": 170, "weight_kg": 57.2},
        days=1,
    ),
    Person("D-04", "Aïsha", "Benali", 25, "en", answers.HORMONAL_IUD, days=5),
    Person(
        "D-05", "Mirthe", "van den Oudenrijn-Hoogeveen", 16, answers=answers.MUCH_LEFT_BLANK, days=1
    ),
    Person(
        "D-06",
        "Sanne",
        "Brouwer",
        27,
        answers=answers.WOMAN,
        measurements={"height_cm": 168, "weight_kg": 61, "dxa_z": 0.3, "lipids": "normal"},
        days=8,
    ),
    Person("D-07", "Jonas", "de Wit", 31, answers=answers.MAN, days=9),
    Person(
        "D-08",
        "Thijs",
        "Vermeer",
        22,
        answers=answers.LOW_ENERGY_MAN,
        measurements={"testosterone": "lowest_quartile"},
        days=2,
    ),
    Person("D-09", "Emily", "Carter", 29, "en", answers.PREGNANT, days=4),
    Person("D-10", "Lotte", "Mulder", 34, invited=True),
    Person("D-11", "Liam", "O’Connor", 26, "en", invited=True),
    Person("D-12", "Iris", "Kok", 14),
)
