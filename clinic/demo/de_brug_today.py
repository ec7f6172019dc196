"""Who comes to the first practice today: one of nearly every state, so that the day's list shows them all."""

from clinic.models import Stage

from . import answers, answers_bone, answers_energy
from .person import Amended, Asked, Measured, Person, Visit, Written

TODAY = (
    Person(
        "D-01",
        "Femke",
        "Aalders",
        19,
        visits=(Visit("09:20"),),
        asked=(Asked(1, answers=answers.HIP_PAIN_AT_NIGHT, at="22:47"),),
        shows="urgent, nobody called yet",
    ),
    Person(
        "D-02",
        "Hanna",
        "Vos",
        38,
        visits=(Visit("16:00"), Visit("08:40", weekday=2)),
        asked=(
            Asked(
                3,
                answers=answers.FIVE_MONTHS_WITHOUT,
                measured=(
                    Measured({"height_cm": 171, "weight_kg": 53.5}),
                    Measured(
                        {"dxa_z": -1.4, "t3": "lowest_quartile", "lipids": "normal"},
                        how="letter",
                        on=-40,
                    ),
                    Measured({"weight_month_ago_kg": 55}, how="reported"),
                ),
                told={"nutrition.vitamin_d": "no"},
            ),
        ),
        shows="high, with measurements from three sources",
    ),
    Person(
        "D-03",
        "Noor",
        "Hendriks",
        23,
        visits=(Visit("10:40"),),
        asked=(
            Asked(
                1,
                answers=answers.ON_THE_PILL,
                pain_days=31,
                measured=(
                    Measured({"weight_kg": 58}, how="reported", on=0),
                    Measured({"height_cm": 170, "weight_kg": 57.2}),
                ),
            ),
        ),
        shows="load timeline, and a weight reported beside a measured one",
    ),
    Person(
        "D-04",
        "Aïsha",
        "Benali",
        25,
        "en",
        visits=(Visit("15:20"),),
        asked=(
            Asked(
                5,
                answers=answers.HORMONAL_IUD,
                on_tablet=True,
                told={"menstruation.periods_12m": 9},
            ),
        ),
        shows="filled in on the tablet, completed in conversation",
    ),
    Person(
        "D-05",
        "Mirthe",
        "van den Oudenrijn-Hoogeveen",
        16,
        visits=(Visit("10:00"),),
        asked=(Asked(1, answers=answers.MUCH_LEFT_BLANK),),
        shows="much left blank, and what each answer would settle",
    ),
    Person(
        "D-06",
        "Sanne",
        "Brouwer",
        27,
        visits=(Visit("08:40"),),
        asked=(
            Asked(
                2,
                answers=answers_energy.MODERATE_AND_GREEN,
                measured=(
                    Measured(
                        {
                            "height_cm": 172,
                            "weight_kg": 53,
                            "dxa_z": -0.3,
                            "t3": "normal",
                            "lipids": "normal",
                            "ede_q_global": 0.4,
                        }
                    ),
                ),
                written=Written(
                    "Cyclus is vaak net langer dan vijf weken in het wedstrijdseizoen. "
                    "Eet drie maaltijden, slaat de avondsnack over na late training.",
                    plan=("load_plan", "strength", "food"),
                    referral=("dietitian",),
                ),
                signed=0,
            ),
        ),
        shows="signed today; Triad and CAT2 disagree",
    ),
    Person(
        "D-07",
        "Jonas",
        "de Wit",
        31,
        visits=(Visit("08:20"),),
        asked=(
            Asked(
                9,
                answers=answers.MAN,
                measured=(Measured({"height_cm": 184, "weight_kg": 71}),),
                written=Written("Geen klachten. Uitleg gegeven.", plan=("education",)),
                signed=0,
            ),
        ),
    ),
    Person(
        "D-08",
        "Thijs",
        "Vermeer",
        22,
        visits=(Visit("11:40"),),
        asked=(
            Asked(
                2,
                answers=answers.LOW_ENERGY_MAN,
                measured=(Measured({"testosterone": "lowest_quartile"}, how="letter", on=-12),),
            ),
        ),
    ),
    Person(
        "D-09",
        "Emily",
        "Carter",
        29,
        "en",
        visits=(Visit("11:20"),),
        asked=(Asked(4, answers=answers.PREGNANT),),
    ),
    Person(
        "D-10",
        "Lotte",
        "Mulder",
        34,
        visits=(Visit("13:20"),),
        asked=(Asked(0, Stage.INVITED, linked=True),),
    ),
    Person(
        "D-11",
        "Liam",
        "O’Connor",
        26,
        "en",
        visits=(Visit("14:00"),),
        asked=(Asked(0, Stage.INVITED, linked=True),),
    ),
    Person("D-12", "Iris", "Kok", 14, visits=(Visit("14:40"),), mails=False),
    Person(
        "D-13",
        "Ruben",
        "Postma",
        41,
        visits=(Visit("13:40"),),
        asked=(
            Asked(
                1,
                Stage.BUSY,
                answers.as_far_as(answers.MAN, "about", "male", "energy"),
            ),
        ),
    ),
    Person(
        "D-14",
        "Eva",
        "de Groot",
        33,
        visits=(Visit("15:00"),),
        asked=(
            Asked(
                2,
                Stage.BUSY,
                answers.as_far_as(
                    answers.WOMAN,
                    "about",
                    "menstruation",
                    "energy",
                    "nutrition",
                    "fatigue",
                    "gut",
                ),
            ),
        ),
    ),
    Person(
        "D-15",
        "Zoë",
        "Hartman",
        20,
        visits=(Visit("16:40"),),
        asked=(Asked(1, Stage.OPENED),),
    ),
    Person(
        "D-16",
        "Wilhelmina Anna-Sophia",
        "van Rechteren Limpurg-Oudemans van Beverweerd",
        36,
        visits=(Visit("17:00"),),
        asked=(
            Asked(
                2,
                answers=answers_bone.PAIN_AFTER_MORE_KM,
                pain_days=38,
            ),
        ),
        shows="load timeline with a gap, a very long name",
    ),
    Person(
        "D-17",
        "Charlotte",
        "Wolters",
        47,
        visits=(Visit("09:00"),),
        asked=(
            Asked(
                1,
                answers=answers_bone.FOOT_PAIN_AT_REST,
                at="20:15",
                pain_days=19,
                handled=(
                    "Om 20.40 uur gebeld. Loopt met krukken van een buurvrouw, morgen om 9 uur "
                    "hier. Huisartsenpost gebeld voor overleg; foto is aangevraagd."
                ),
            ),
        ),
        shows="urgent, and what was done about it",
    ),
    Person(
        "D-18",
        "Isabelle",
        "Jansen",
        24,
        visits=(Visit("09:00", day=-5),),
        asked=(
            Asked(
                9,
                answers=answers_bone.TWO_INJURIES,
                measured=(
                    Measured({"height_cm": 175, "weight_kg": 56}),
                    Measured({"dxa_z": -1.9}, how="letter", on=-60),
                ),
                written=Written(
                    "Traint 17 uur, geen rustdag. Wil de wedstrijd in mei halen. Afgesproken: "
                    "twee weken geen loopbelasting, fietsen en zwemmen in overleg met de coach.",
                    plan=("reduce_impact", "food", "team"),
                    referral=("gp", "sports_physician", "dietitian"),
                    discussed=("topic:training", "flag:bone_workup"),
                ),
                signed=7,
                amended=Amended(
                    "De nieuwe DXA-uitslag is binnen: lagere Z-score dan in de eerste brief.",
                    Measured({"dxa_z": -2.1}, how="letter", on=8),
                ),
            ),
        ),
        shows="signed with an amendment",
    ),
)
