"""Who comes to the first practice on other days, or not at all."""

from clinic.models import Stage

from . import answers, answers_energy
from .person import Asked, Measured, Person, Visit, Written

CHECKED = Written("Nabesproken.", plan=("education",))

OTHER_DAYS = (
    Person(
        "D-19",
        "Pien",
        "Willems",
        14,
        visits=(Visit("15:40", day=1),),
        asked=(
            Asked(
                2,
                answers=answers_energy.NEVER_A_PERIOD,
                parent="J. Willems",
                measured=(Measured({"expected_weight_percent": 93, "growth_deviation": "no"}),),
            ),
        ),
        shows="fourteen years old, with her parent’s consent",
    ),
    Person(
        "D-20",
        "Bram",
        "Jacobs",
        45,
        asked=(Asked(34, Stage.EXPIRED),),
    ),
    Person(
        "D-21",
        "Nina",
        "Schouten",
        30,
        visits=(Visit("11:00", day=1), Visit("11:00", weekday=1)),
        asked=(Asked(6, Stage.REVOKED),),
    ),
    Person(
        "D-22",
        "Oliver",
        "Smith",
        37,
        "en",
        visits=(Visit("13:00", day=1), Visit("13:00", weekday=3)),
        asked=(Asked(3, Stage.FROZEN),),
    ),
    Person(
        "D-23",
        "Tess",
        "Maas",
        21,
        visits=(Visit("14:00", day=1),),
        asked=(Asked(2, Stage.INVITED, mail_failed=True),),
    ),
    Person(
        "D-24",
        "Fleur",
        "Timmermans",
        26,
        visits=(Visit("09:40", weekday=0),),
        asked=(Asked(4, answers=answers.HORMONAL_IUD, reopened=True),),
    ),
    Person(
        "D-25",
        "Robin",
        "Dekker",
        28,
        visits=(Visit("16:20", day=-1),),
        asked=(Asked(4, answers=answers_energy.ON_TESTOSTERONE),),
    ),
    Person(
        "D-26",
        "Saar",
        "van Leeuwen",
        35,
        visits=(Visit("08:20", day=-3),),
        asked=(
            *(
                Asked(
                    days,
                    answers=answers_energy.BETTER_EACH_TIME[place],
                    measured=(Measured({"height_cm": 168, "weight_kg": weight, "dxa_z": z}),),
                    written=CHECKED,
                    signed=days - 2,
                )
                for place, (days, weight, z) in enumerate(
                    ((360, 49.5, -1.6), (262, 51, -1.6), (150, 53.5, -1.3))
                )
            ),
            Asked(
                6,
                answers=answers_energy.BETTER_EACH_TIME[3],
                measured=(Measured({"height_cm": 168, "weight_kg": 55, "dxa_z": -0.9}),),
                written=Written(
                    "Cyclus is terug en regelmatig. Opbouw volgens schema, geen pijn.",
                    plan=("load_plan",),
                ),
                signed=4,
            ),
        ),
        shows="four screenings, better each time",
    ),
    Person(
        "D-27",
        "Amber",
        "Prins",
        22,
        visits=(Visit("09:20", day=2), Visit("12:40", weekday=4)),
        asked=(
            *(
                Asked(
                    days,
                    answers=answers_energy.WORSE_EACH_TIME[place],
                    measured=(Measured({"height_cm": 174, "weight_kg": weight}),),
                    written=CHECKED,
                    signed=days - 1,
                )
                for place, (days, weight) in enumerate(((300, 61), (160, 59)))
            ),
            Asked(
                3,
                answers=answers_energy.WORSE_EACH_TIME[2],
                measured=(
                    Measured({"height_cm": 174, "weight_kg": 54, "weight_month_ago_kg": 56}),
                ),
            ),
        ),
        shows="three screenings, worse each time",
    ),
    Person(
        "D-28",
        "Daan",
        "Kuipers",
        32,
        visits=(Visit("11:00", day=-2), Visit("11:20", weekday=2)),
        asked=tuple(
            Asked(days, answers=given, written=CHECKED, signed=days - 1)
            for days, given in zip((330, 210, 5), answers_energy.UP_AND_DOWN, strict=True)
        ),
    ),
    Person(
        "D-29",
        "Maud",
        "Scholten",
        40,
        asked=(Asked(200, answers=answers.WOMAN, written=CHECKED, signed=198),),
        archived=True,
    ),
    Person(
        "D-30",
        "Chloé",
        "Dubois",
        27,
        "en",
        visits=(Visit("10:20", weekday=3),),
        asked=(
            Asked(
                1,
                Stage.BUSY,
                answers.as_far_as(answers.WOMAN, "about", "menstruation"),
                withdrawn=True,
            ),
        ),
    ),
)
