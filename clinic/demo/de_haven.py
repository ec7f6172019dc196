"""The second invented practice, for switching, and for seeing that nobody of the first is there."""

from clinic.models import Role, Stage

from . import answers_bone, answers_energy
from .person import Asked, Facts, Measured, Person, Visit, Worker, Written

CHECKED = Written("Nabesproken.", plan=("education",))

DE_HAVEN = Facts(
    name="Sportfysio De Haven (demo)",
    values={
        "street": "Havenkade 2",
        "postcode": "9700 XX",
        "city": "Groningen",
        "phone": "050 000 00 00",
        "email": "info@dehaven.example",
    },
    workers=(
        Worker(Role.THERAPIST, "J. Terpstra", "fysio@dehaven.example"),
        Worker(Role.OWNER, "A. Hoekstra", "beheer@dehaven.example"),
        Worker(Role.STAFF, "F. Lindeman", "balie@dehaven.example"),
    ),
    athletes=(
        Person(
            "H-01",
            "Marijke",
            "Dijkstra",
            28,
            visits=(Visit("09:00"),),
            asked=(
                Asked(
                    1,
                    answers=answers_energy.DISORDER_IN_TREATMENT,
                    measured=(Measured({"ed_diagnosis": "other"}, how="letter", on=-30),),
                ),
            ),
        ),
        Person(
            "H-02",
            "Grace",
            "Thompson",
            31,
            "en",
            visits=(Visit("09:40"),),
            asked=(
                Asked(
                    2,
                    answers=answers_bone.UNEVEN_STORY,
                    measured=(
                        Measured({"height_cm": 170, "weight_kg": 60, "weight_month_ago_kg": 60.5}),
                    ),
                ),
            ),
        ),
        Person(
            "H-03",
            "Youssef",
            "Haddad",
            24,
            visits=(Visit("10:20"),),
            asked=(Asked(3, answers=answers_bone.IN_A_WHEELCHAIR),),
        ),
        Person(
            "H-04",
            "Anouk",
            "Bosman",
            29,
            visits=(Visit("13:00"),),
            asked=tuple(
                Asked(days, answers=given, written=CHECKED, signed=signed)
                for (days, signed), given in zip(
                    ((340, 338), (170, 169), (2, 0)), answers_energy.WITH_A_GAP, strict=True
                )
            ),
        ),
        Person(
            "H-05",
            "Gijs",
            "van der Meulen",
            16,
            visits=(Visit("15:40"),),
            asked=(Asked(1, Stage.INVITED),),
        ),
        Person("H-06", "Kim", "Nguyen", 22, "en", visits=(Visit("16:20"),), mails=False),
        Person(
            "H-07",
            "Stefan",
            "Kowalski",
            52,
            "en",
            visits=(Visit("09:00", day=1),),
            asked=(Asked(4, answers=answers_bone.HEEL_PAIN, pain_days=50),),
        ),
        Person("H-08", "Lieke", "Zijlstra", 18, visits=(Visit("10:00", weekday=0),)),
        Person("H-09", "Jelle", "Wiersma", 27, visits=(Visit("11:00", weekday=2),)),
        Person("H-10", "Fenna", "Bakema", 33),
    ),
)

BOTH = Worker(Role.THERAPIST, "N. van Rijswijk", "invaller@wissel.example")
"""Works at both practices."""
