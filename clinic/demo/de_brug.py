"""The first invented practice."""

from clinic.models import Role

from .de_brug_other_days import OTHER_DAYS
from .de_brug_today import TODAY
from .person import Facts, Worker

DE_BRUG = Facts(
    name="Praktijk De Brug (demo)",
    values={
        "street": "Bruglaan 1",
        "postcode": "3500 XX",
        "city": "Utrecht",
        "phone": "030 000 00 00",
        "email": "praktijk@debrug.example",
        "urgent_text_nl": (
            "Wij zijn er op werkdagen van 8 tot 18 uur. "
            "Krijg je ons niet te pakken? Bel je huisarts."
        ),
        "urgent_text_en": (
            "We are here on weekdays from 8 am to 6 pm. You cannot reach us? Call your GP."
        ),
    },
    workers=(
        Worker(Role.THERAPIST, "M. Visser", "fysio@debrug.example"),
        Worker(Role.OWNER, "K. de Ruiter", "beheer@debrug.example"),
        Worker(Role.STAFF, "S. Yilmaz", "balie@debrug.example"),
    ),
    athletes=TODAY + OTHER_DAYS,
)
