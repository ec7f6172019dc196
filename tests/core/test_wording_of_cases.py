"""Words for a person: answers, reasons, what was found, why this level, and what was not validated."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from screening.core.answers import Case
from screening.protocols import CURRENT
from screening.rules.results import Assessment
from screening.wording import notes, reasons
from screening.wording.answers import in_words, measure_in_words
from screening.wording.found import found
from screening.wording.results import explain

INSTRUMENT = CURRENT.instrument
PILL = {
    "menstruation.status": "periods",
    "menstruation.contraception": "combined",
    "menstruation.before_contraception": "irregular",
}
MIDFOOT = {
    "bone.injury_count": "one",
    "bone.injuries": [{"site": "metatarsal_shaft", "months_ago": 8, "weeks_off": 13}],
    "bone.workup": "no",
}


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with override("nl"):
        yield


def person(
    age: Any = 23, measured: dict[str, Any] | None = None, body: str = "female", **answers: Any
) -> tuple[Case, Assessment]:
    """Somebody with these answers, `about__sport` for about.sport; all others are left open."""
    given = {code.replace("__", "."): value for code, value in answers.items()}
    case = CURRENT.read_case(
        age=age, answers={"about.body": body, **given}, measurements=measured or {}
    )
    return case, CURRENT.assess(case)


def said(case: Case, code: str) -> str:
    return in_words(INSTRUMENT.items[code], case.responses)


def test_an_answer_stands_in_words_with_the_decimal_sign_of_the_language() -> None:
    case, _ = person(load__hours_per_week=7.5, load__changes=["volume", "shoes"])
    assert said(case, "load.hours_per_week") == "7,5 uur"
    assert said(case, "load.changes") == (
        "Ik train meer uren of kilometers; ik draag andere schoenen"
    )


def test_no_answer_is_said_in_four_different_ways() -> None:
    case, _ = person(energy__restriction="declined", nutrition__protein="unknown")
    assert said(case, "energy.restriction") == "Zegt het liever niet"
    assert said(case, "nutrition.protein") == "Weet het niet"
    assert said(case, "gut.stool") == "Niet beantwoord"
    assert said(case, "bone.pain_sites") == "Niet gevraagd"


def test_injuries_stand_as_site_time_and_weeks() -> None:
    rows = [{"site": "rib", "months_ago": 1, "weeks_off": 1}, {"site": "unknown"}]
    case, _ = person(bone__injury_count="two_or_more", bone__injuries=rows)
    assert said(case, "bone.injuries") == (
        "Rib, 1 maand geleden, 1 week niet getraind; "
        "plek onbekend, tijd onbekend, weken zonder training onbekend"
    )


def test_a_week_that_is_not_known_is_a_question_mark() -> None:
    case, _ = person(load__weekly_km=[24, 26.5, None] + [30] * 9)
    assert said(case, "load.weekly_km").startswith("24; 26,5; ?; 30; ")


def test_a_measurement_has_its_unit() -> None:
    words = {measure.code: measure for measure in INSTRUMENT.measures}
    assert measure_in_words(words["height_cm"], 170) == "170 cm"
    assert measure_in_words(words["expected_weight_percent"], 92) == "92%"


def test_each_triad_row_has_a_short_reason() -> None:
    case, _ = person(
        measured={"height_cm": 170, "weight_kg": 57.2},
        **PILL,
        **MIDFOOT,
        energy__restriction="sometimes",
        energy__eating_problem="never",
        energy__ed_diagnosis="never",
        energy__weight_loss_month="no",
        menstruation__menarche_age=14,
    )
    assert {row: reasons.triad_row(row, case) for row in ("energy_availability", "body_mass")} == {
        "energy_availability": "eet soms bewust minder",
        "body_mass": "BMI 19,8",
    }
    assert reasons.triad_row("menarche", case) == "14 jaar"
    assert reasons.triad_row("menses", case) == "verborgen door pil, pleister, ring"
    assert reasons.triad_row("bone_density", case) == "geen DXA"
    assert reasons.triad_row("previous_bsi", case) == "één: schacht metatarsale"


def test_an_open_answer_is_named_beside_what_is_known() -> None:
    case, _ = person(energy__restriction="sometimes")
    assert reasons.triad_row("energy_availability", case) == "eet soms bewust minder; rest open"
    case, _ = person()
    assert reasons.triad_row("energy_availability", case) == "niet beantwoord"


def test_indicators_say_what_they_read() -> None:
    case, _ = person(
        measured={"dxa_z": -1.6, "ede_q_global": 1.9},
        menstruation__status="periods",
        menstruation__contraception="none",
        about__hormone_therapy="none",
        menstruation__longest_gap_months=7,
        **MIDFOOT,
    )
    assert reasons.indicator("menstrual", case) == "langst 7 maanden weggebleven"
    assert reasons.indicator("bsi", case) == "schacht metatarsale, 8 maanden geleden"
    assert reasons.indicator("bone_density", case) == "Z-score −1,6"
    assert reasons.indicator("eating_disorder", case) == "EDE-Q 1,9"
    assert reasons.indicator("t3", case) == "niet gemeten"


def test_under_18_there_is_never_a_bmi() -> None:
    measured = {"height_cm": 160, "weight_kg": 45, "expected_weight_percent": 92.5}
    case, assessment = person(age=15, measured=measured)
    assert (
        reasons.triad_row("body_mass", case) == "92,5% van verwacht gewicht; gewichtsverlies open"
    )
    everything = [reasons.factor(code, case) for code in assessment.profile.factors]
    assert not any("BMI" in text for text in everything)


def test_a_domain_names_the_two_factors_that_weigh_most() -> None:
    case, assessment = person(
        **MIDFOOT,
        load__longest_session="10_to_100_percent",
        load__changes=["volume", "shoes"],
        load__hours_per_week=14,
    )
    assert reasons.domain("bone", case, assessment) == "eerdere BSI, geen DXA"
    assert reasons.domain("load", case, assessment) == "veranderingen, lange training, +1"
    assert reasons.domain("gut", case, assessment) == "2 open"


def test_what_was_found_has_the_athletes_own_details() -> None:
    case, assessment = person(
        **PILL,
        bone__pain_now="yes",
        bone__pain_sites=["tibia_inner"],
        bone__pain_started="2026-11-02",
        bone__pain_rest_night="no",
        bone__hop="pain_free",
        energy__restriction="sometimes",
    )
    assert found("bone_pain", INSTRUMENT, case, assessment) == (
        "Binnenzijde tibia, sinds 2 november 2026. Niet in rust, niet ’s nachts, hinkelen pijnvrij."
    )
    assert found("masked_cycle", INSTRUMENT, case, assessment) == (
        "Verborgen door pil, pleister, ring. Ervoor was de cyclus onregelmatig. "
        "Vraagt aandacht: energie."
    )


def test_without_details_the_general_sentence_stands() -> None:
    case, assessment = person()
    assert found("growth", INSTRUMENT, case, assessment) == (
        "Lengte of gewicht heeft de eerdere groeilijn verlaten."
    )


def test_the_level_is_explained_in_two_sentences() -> None:
    _, assessment = person(
        about__hormone_therapy="none",
        **PILL,
        **MIDFOOT,
        energy__restriction="sometimes",
        energy__eating_problem="never",
        energy__ed_diagnosis="never",
        bone__pain_now="no",
        fatigue__collapse=["none"],
        energy__weight_loss_month="no",
    )
    assert explain(assessment, INSTRUMENT) == (
        "Twee signalen op niveau verhoogd en een Triad-totaal van ten minste 2. "
        "Geen spoedsignalen; geen open vraag die spoed kan betekenen."
    )


def test_an_urgent_level_names_its_signs() -> None:
    _, assessment = person(body="male", fatigue__collapse=["chest_pain"])
    assert explain(assessment, INSTRUMENT) == "Eén spoedsignaal: flauwvallen of pijn op de borst."


def test_what_is_missing_is_named() -> None:
    _, assessment = person(body="male", about__hormone_therapy="none", energy__restriction="no")
    text = explain(assessment, INSTRUMENT)
    assert "geen antwoord op moeite met eten" in text
    assert "een open vraag kan nog spoed betekenen" in text


@pytest.mark.parametrize(
    ("age", "answers", "begins"),
    [
        (17, {}, "Jonger dan 18"),
        (46, {}, "Ouder dan 45"),
        (23, {"about.para_sport": "yes"}, "Parasporter"),
        (23, {"about.hormone_therapy": "testosterone"}, "Hormoontherapie"),
        (23, PILL, "Hormonale anticonceptie"),
        (23, {"menstruation.status": "pregnant"}, "Zwangerschap"),
        (23, {"menstruation.status": "postpartum"}, "Na een bevalling"),
        (23, {"about.sport": "gymnastics_dance"}, "Sport buiten de duursport"),
    ],
)
def test_it_says_for_whom_a_rule_was_not_developed(
    age: int, answers: dict[str, Any], begins: str
) -> None:
    case, _ = person(age, **answers)
    (note,) = notes.validity(case)
    assert str(note).startswith(begins)


def test_the_required_words_are_there_to_the_letter() -> None:
    dutch = str(notes.REQUIRED)
    for part in (
        "Dit verslag is gemaakt uit de antwoorden van de sporter. Het is geen diagnose en geen "
        "medisch advies. De profielscore is niet wetenschappelijk gevalideerd.",
        "een arts moet ze beoordelen, en onderdelen zonder uitslag zijn open gelaten.",
        "Een lage score sluit RED-S of een botblessure niet uit.",
        "neem direct contact op met de fysiotherapeut, huisarts of huisartsenpost.",
    ):
        assert part in dutch
    with override("en"):
        assert "It is not a diagnosis or medical advice." in str(notes.REQUIRED)
        assert "A low score does not rule out REDs or a bone injury." in str(notes.REQUIRED)


def test_a_runner_of_45_needs_no_note() -> None:
    case, _ = person(45, about__sport="running")
    assert notes.validity(case) == []


def test_a_man_is_told_nothing_about_cycles() -> None:
    case, assessment = person(body="male", about__hormone_therapy="testosterone")
    texts = [
        *map(str, notes.validity(case)),
        *(reasons.triad_row(row, case) for row in assessment.triad.rows or {}),
        *(reasons.indicator(code, case) for code in assessment.cat2.indicators or {}),
        explain(assessment, INSTRUMENT),
    ]
    assert not [text for text in texts if "cyclus" in text or "menstruatie" in text]
