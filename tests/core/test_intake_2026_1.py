"""The intake questionnaire's structure, held here a second time, in words."""

from typing import Any

from screening.core.instrument import (
    Condition,
    Either,
    Every,
    HasNot,
    Is,
    IsNot,
    Item,
    Section,
)
from screening.core.kinds import (
    AnyOf,
    Day,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Option,
    Part,
    Series,
    WholeNumber,
)
from screening.instruments.intake_2026_1 import INSTRUMENT

ITEMS = """
about.sport: one of running, trail_running, track_and_field, triathlon, cycling, swimming,
    team_sport, gymnastics_dance, other
about.level: one of recreational, competitive, elite
about.para_sport: one of no, yes
about.body: one of female, male, other; declined
about.hormone_therapy: one of none, testosterone, oestrogen, blockers; declined

menstruation.status: one of periods, not_yet, pregnant, postpartum, menopause, no_uterus,
    does_not_apply; declined
menstruation.contraception: one of none, copper_iud, combined, progestogen_pill, implant,
    injection, hormonal_iud, stopped_recently; declined;
    if menstruation.status is declined, not_yet, periods
menstruation.before_contraception: one of regular, irregular, absent; unknown;
    if menstruation.contraception is combined, hormonal_iud, implant, injection,
    progestogen_pill, stopped_recently
menstruation.known_cause: any of none, pcos, thyroid, prolactin, other; unknown;
    if menstruation.status is not_yet, periods
menstruation.menarche_age: whole number 8 to 25; unknown;
    if menstruation.status is not does_not_apply, not_yet; feeds menarche
menstruation.breast_development_age: whole number 6 to 25 or not_yet; unknown;
    if menstruation.status is not_yet
menstruation.periods_12m: whole number 0 to 20; unknown;
    if menstruation.status is declined, periods; feeds menses
menstruation.longest_gap_months: whole number 0 to 240; unknown;
    if menstruation.status is declined, periods
menstruation.cycle_over_35_days: one of no, yes; unknown;
    if menstruation.status is declined, periods
menstruation.change_with_training: one of no, lighter_or_irregular, stays_away; unknown;
    if menstruation.status is periods and menstruation.contraception is copper_iud, none;
    feeds cycle_change

male.libido: one of normal, lower; declined
male.morning_erections: one of normal, fewer, none; declined

energy.restriction: one of no, sometimes, often; declined; feeds energy_availability
energy.eating_problem: one of never, past, current; declined; feeds energy_availability
energy.ed_diagnosis: one of never, past, current; declined; feeds energy_availability
energy.ed_treatment: one of yes, no; declined; if energy.ed_diagnosis is current
energy.purging: one of never, less_than_weekly, one_to_four_per_week, more_than_four_per_week;
    declined; if energy.eating_problem is not never or energy.ed_diagnosis is not never
energy.weight_loss_month: one of no, under_5_percent, 5_to_10_percent, 10_percent_or_more;
    unknown; declined; feeds body_mass
energy.around_training: one of almost_always, not_always, often_not; feeds fuelling
energy.more_when_training_more: one of yes, a_little, no; unknown; feeds periodised_intake

nutrition.protein: one of yes, no; unknown; feeds protein
nutrition.calcium: one of yes, no; unknown; feeds calcium
nutrition.vitamin_d: one of yes, no; unknown; feeds vitamin_d
nutrition.shakes_for_meals: one of no, yes; feeds shakes

fatigue.tired: one of no, weekly, most_days; feeds fatigue
fatigue.rest_days: one of none, one, two_or_more; feeds recovery
fatigue.rested: one of mostly, mostly_not; feeds recovery
fatigue.signs: any of none, performance_drop, often_ill, low_mood; feeds under_recovery_signs
fatigue.collapse: any of none, fainting, palpitations, chest_pain

gut.bloating_pain: one of rarely, weekly, most_days; feeds bloating_pain
gut.stool: one of no, sometimes, often; feeds stool

bone.pain_now: one of no, yes; feeds bone_pain
bone.pain_sites: any of hip_groin, pelvis, sacrum, femoral_shaft, knee_patella, tibia_front,
    tibia_inner, fibula, inner_ankle, talus, heel, navicular_midfoot, metatarsal_2_base,
    metatarsal_5_base, metatarsal_shaft, sesamoid, spine, rib, other; if bone.pain_now is yes
bone.pain_started: day; unknown; if bone.pain_now is yes
bone.pain_sudden: one of no, yes; if bone.pain_now is yes
bone.pain_rest_night: one of no, rest, night, both; if bone.pain_now is yes
bone.pain_walking: one of no, yes; if bone.pain_now is yes
bone.pain_one_spot: one of no, yes; unknown; if bone.pain_now is yes
bone.hop: one of pain_free, painful, cannot, not_tried;
    if bone.pain_now is yes and bone.pain_sites is without hip_groin
bone.general_signs: any of none, saddle_numbness, bladder_bowel, fever, cancer_history,
    unexplained_weight_loss; if bone.pain_now is yes
bone.injury_count: one of none, one, two_or_more; unknown; feeds previous_bsi
bone.injuries: at most 6 rows, 1 where bone.injury_count is one, of
    site (one of femoral_neck, sacrum, pelvis, femoral_shaft, patella, tibia_front, tibia_inner,
    fibula, inner_ankle, talus, calcaneus, navicular, metatarsal_2_base, metatarsal_5_base,
    metatarsal_shaft, sesamoid, spine, rib, other or unknown),
    months_ago (whole number 0 to 600 or unknown), weeks_off (whole number 0 to 300 or unknown);
    if bone.injury_count is one, two_or_more; feeds previous_bsi
bone.workup: one of yes, no; unknown; if bone.injury_count is one, two_or_more
bone.diagnoses: any of none, low_bone_density, depression, anxiety; declined

load.hours_per_week: number 0 to 60; unknown; feeds volume
load.highest_ever: one of no, yes; unknown; feeds volume
load.longest_session: one of up_to_10_percent, 10_to_100_percent, more_than_100_percent;
    unknown; feeds single_session_jump
load.changes: any of none, volume, intensity, surface_or_hills, shoes; unknown; feeds load_jump
load.weekly_km: 12 weeks; optional
load.strength_sessions: one of none, one, two_or_more; feeds strength

close.topics: at most 3 of menstruation, eating, weight, training, pain, tiredness, stomach,
    mood, something_else; optional
close.remarks: text; optional
"""

SECTIONS = """
about
menstruation: if about.body is declined, female, other
male: optional; if about.body is male, other
energy
nutrition
fatigue
gut
bone
load
close
"""

MEASURES = """
height_cm: number 100 to 230
weight_kg: number 25 to 250
weight_month_ago_kg: number 25 to 250
expected_weight_percent: number 40 to 200
growth_deviation: one of yes, no
dxa_z: number -6 to 6
dxa_z_fell: one of yes, no
dxa_date: day
t3: one of normal, lowest_quartile, below
testosterone: one of normal, lowest_quartile, below
lipids: one of normal, raised
ede_q_global: number 0 to 6
ed_diagnosis: one of none, anorexia_nervosa, bulimia_nervosa, other
depression_or_anxiety: one of yes, no
refuses_food_or_drink: one of yes, no
self_harm_concern: one of yes, no
"""


def listed(table: str) -> list[str]:
    """The entries of a table above; an indented line goes on with the entry before it."""
    return [line for line in table.replace("\n    ", " ").split("\n") if line]


def codes(options: tuple[Option, ...]) -> str:
    return ", ".join(option.code for option in options)


def kind_in_words(kind: Kind) -> str:
    match kind:
        case OneOf(options=options):
            return f"one of {codes(options)}"
        case AnyOf(options=options, most=most):
            return f"{'any' if most is None else f'at most {most}'} of {codes(options)}"
        case WholeNumber(least=least, most=most, words=words):
            return f"whole number {least} to {most}" + (f" or {codes(words)}" if words else "")
        case Number(least=least, most=most):
            return f"number {least} to {most}"
        case Series(length=length):
            return f"{length} weeks"
        case Group(parts=parts, most=most, counter=counter, counts=counts):
            rows = ", ".join(f"{rows} where {counter} is {code}" for code, rows in counts.items())
            return f"at most {most} rows, {rows}, of {', '.join(map(part_in_words, parts))}"
        case Day():
            return "day"
        case FreeText():
            return "text"
    raise AssertionError(kind)


def part_in_words(part: Part) -> str:
    return f"{part.code} ({kind_in_words(part.kind)}{' or unknown' if part.unknown else ''})"


def condition_in_words(condition: Condition) -> str:
    match condition:
        case IsNot(item=item, among=among):
            return f"{item} is not {', '.join(sorted(among))}"
        case Is(item=item, among=among):
            return f"{item} is {', '.join(sorted(among))}"
        case HasNot(item=item, option=option):
            return f"{item} is without {option}"
        case Either(conditions=conditions):
            return " or ".join(map(condition_in_words, conditions))
        case Every(conditions=conditions):
            return " and ".join(map(condition_in_words, conditions))
    raise AssertionError(condition)


def in_words(thing: Item | Section) -> str:
    facts = [kind_in_words(thing.kind)] if isinstance(thing, Item) else []
    facts += [word for word in ("unknown", "declined", "optional") if getattr(thing, word, False)]
    if thing.ask_if:
        facts.append(f"if {condition_in_words(thing.ask_if)}")
    if isinstance(thing, Item) and thing.factor:
        facts.append(f"feeds {thing.factor}")
    return f"{thing.code}: {'; '.join(facts)}" if facts else thing.code


def test_the_57_items_are_asked_in_this_order_with_these_answers_and_conditions() -> None:
    assert [in_words(item) for item in INSTRUMENT.items.values()] == listed(ITEMS)
    assert len(listed(ITEMS)) == 57


def test_the_sections_stand_in_this_order_with_these_conditions() -> None:
    assert [in_words(section) for section in INSTRUMENT.sections] == listed(SECTIONS)


def test_the_16_measures_take_these_values() -> None:
    measures = [f"{m.code}: {kind_in_words(m.kind)}" for m in INSTRUMENT.measures]
    assert measures == listed(MEASURES)
    assert len(measures) == 16


def test_the_intake_is_version_2026_1() -> None:
    assert (INSTRUMENT.code, INSTRUMENT.version) == ("intake", "2026.1")


def test_a_male_body_is_asked_no_question_on_menstruation() -> None:
    for item in INSTRUMENT.items.values():
        asked = all(c.holds({"about.body": "male"}) for c in INSTRUMENT.conditions[item.code])
        assert not (asked and item.code.startswith("menstruation."))


def test_hopping_is_never_asked_with_hip_or_groin_pain() -> None:
    hop = INSTRUMENT.conditions["bone.hop"]
    pain: dict[str, Any] = {"bone.pain_now": "yes", "bone.pain_sites": ("tibia_front",)}
    assert all(condition.holds(pain) for condition in hop)
    pain["bone.pain_sites"] = ("tibia_front", "hip_groin")
    assert not all(condition.holds(pain) for condition in hop)
