"""Invented answers whose story lies in eating, the cycle and hormones."""

from .answers import ANYONE, FIVE_MONTHS_WITHOUT, MAN, WOMAN, but

NEVER_A_PERIOD = but(
    WOMAN,
    without=(
        "menstruation.menarche_age",
        "menstruation.periods_12m",
        "menstruation.longest_gap_months",
        "menstruation.cycle_over_35_days",
        "menstruation.change_with_training",
    ),
    about__sport="gymnastics_dance",
    menstruation__status="not_yet",
    menstruation__breast_development_age=12,
    load__hours_per_week=16,
    fatigue__rest_days="one",
    close__topics=["menstruation"],
)
DISORDER_IN_TREATMENT = but(
    WOMAN,
    about__level="elite",
    menstruation__periods_12m=9,
    menstruation__longest_gap_months=2,
    menstruation__cycle_over_35_days="yes",
    energy__restriction="often",
    energy__eating_problem="current",
    energy__ed_diagnosis="current",
    energy__ed_treatment="yes",
    energy__purging="less_than_weekly",
    energy__weight_loss_month="declined",
    energy__around_training="often_not",
    fatigue__signs=["low_mood", "often_ill"],
    bone__diagnoses=["depression"],
    close__topics=["eating", "weight", "mood"],
    close__remarks="I see a psychologist every two weeks. She knows that I am filling this in.",
)
ON_TESTOSTERONE = but(
    ANYONE,
    about__sport="cycling",
    about__body="other",
    about__hormone_therapy="testosterone",
    menstruation__status="does_not_apply",
    male__libido="declined",
    male__morning_erections="declined",
    energy__around_training="not_always",
    gut__bloating_pain="weekly",
    close__topics=["something_else"],
)
BETTER_EACH_TIME = (
    FIVE_MONTHS_WITHOUT,
    but(
        FIVE_MONTHS_WITHOUT,
        menstruation__periods_12m=6,
        energy__restriction="sometimes",
        energy__around_training="not_always",
        fatigue__tired="weekly",
        nutrition__protein="yes",
        load__strength_sessions="one",
    ),
    but(
        WOMAN,
        about__sport="trail_running",
        menstruation__menarche_age=16,
        menstruation__periods_12m=8,
        menstruation__longest_gap_months=2,
        menstruation__cycle_over_35_days="yes",
        bone__injury_count="one",
        bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 22, "weeks_off": 8}],
        bone__workup="yes",
        load__strength_sessions="one",
    ),
    but(
        WOMAN,
        about__sport="trail_running",
        menstruation__menarche_age=16,
        menstruation__periods_12m=11,
        bone__injury_count="one",
        bone__injuries=[{"site": "metatarsal_shaft", "months_ago": 25, "weeks_off": 8}],
        bone__workup="yes",
        close__remarks="Het gaat veel beter. Ik slaap goed en ik eet voor én na de training.",
    ),
)
"""Four screenings of one athlete, about a season apart."""
WORSE_EACH_TIME = (
    but(WOMAN, about__sport="track_and_field", about__level="elite"),
    but(
        WOMAN,
        about__sport="track_and_field",
        about__level="elite",
        menstruation__periods_12m=10,
        energy__around_training="not_always",
        fatigue__tired="weekly",
        load__hours_per_week=11,
        load__changes=["volume"],
    ),
    but(
        WOMAN,
        about__sport="track_and_field",
        about__level="elite",
        menstruation__periods_12m=7,
        menstruation__longest_gap_months=3,
        menstruation__cycle_over_35_days="yes",
        menstruation__change_with_training="lighter_or_irregular",
        energy__restriction="often",
        energy__around_training="often_not",
        fatigue__tired="most_days",
        fatigue__rested="mostly_not",
        fatigue__rest_days="none",
        fatigue__signs=["performance_drop", "often_ill"],
        load__hours_per_week=14,
        load__changes=["volume", "intensity"],
        close__topics=["tiredness", "menstruation"],
        close__remarks="Ik ben moe, ook na een rustweek. Mijn coach zegt dat het erbij hoort.",
    ),
)
UP_AND_DOWN = (
    but(MAN, about__sport="cycling", energy__restriction="often", male__libido="lower"),
    but(MAN, about__sport="cycling"),
    but(
        MAN,
        about__sport="cycling",
        energy__restriction="sometimes",
        energy__around_training="not_always",
        fatigue__tired="weekly",
        load__hours_per_week=18,
    ),
)
WITH_A_GAP = (
    but(WOMAN, about__sport="swimming", fatigue__tired="weekly", gut__bloating_pain="weekly"),
    but(
        WOMAN,
        without=("fatigue.tired", "fatigue.rested", "fatigue.signs", "gut.stool"),
        about__sport="swimming",
    ),
    but(WOMAN, about__sport="swimming", nutrition__vitamin_d="no"),
)
"""In the second much was left blank."""
MODERATE_AND_GREEN = but(
    WOMAN,
    menstruation__menarche_age=16,
    menstruation__periods_12m=10,
    bone__injury_count="one",
    bone__injuries=[{"site": "fibula", "months_ago": 40, "weeks_off": 5}],
    bone__workup="yes",
)
"""With a full set of measurements: moderate by the Triad's points, green by CAT2's counting."""
