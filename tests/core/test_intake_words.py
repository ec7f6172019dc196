"""The words of the intake questionnaire: complete, Dutch in Dutch, and fit for who reads them."""

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from screening.core.instrument import Item
from screening.core.kinds import Group, Kind, Option
from screening.instruments.intake_2026_1 import INSTRUMENT

SENSITIVE = (
    "about.body",
    "about.hormone_therapy",
    "menstruation.status",
    "menstruation.contraception",
    "menstruation.breast_development_age",
    "male.libido",
    "male.morning_erections",
    "energy.restriction",
    "energy.eating_problem",
    "energy.ed_diagnosis",
    "energy.ed_treatment",
    "energy.purging",
    "energy.weight_loss_month",
    "fatigue.collapse",
    "bone.general_signs",
    "bone.injury_count",
    "bone.diagnoses",
)

SAME_IN_DUTCH = {
    "T3",
    "PCOS",
    "Rib",
    "Training",
    "Diagnoses",
    "Anorexia nervosa",
    "cm",
    "kg",
    "%",
}

OF_WOMEN_ALONE = re.compile(
    r"period|menstru|ovar|womb|pregnan|menopaus|breast|\bpill\b"
    r"|ongesteld|eierstok|baarmoeder|zwanger|overgang|borsten|borstgroei|\bpil\b|vrouw|woman|women",
    re.IGNORECASE,
)

NEVER_TO_AN_ATHLETE = re.compile(
    r"calor|\bkcal|\bbmi\b|\bfat\b|overweight|underweight|obes|\bthin\b|\bkilo\b|\bkg\b|abnormal|wrong with"
    r"|ondergewicht|overgewicht|\bdik\b|\bdun\b|\bmager|\bvet\b|abnorma|afwijkend",
    re.IGNORECASE,
)


def options_of(kind: Kind) -> tuple[Option, ...]:
    return (*getattr(kind, "options", ()), *getattr(kind, "words", ()))


def words_of(item: Item) -> Iterator[str]:
    """Every text of an item that an athlete can see."""
    texts = [item.name, item.question, item.why, item.hint, item.unit]
    texts += [option.label for option in options_of(item.kind)]
    for part in item.kind.parts if isinstance(item.kind, Group) else ():
        texts += [part.label, part.hint, *(option.label for option in options_of(part.kind))]
    yield from (str(text) for text in texts if text)


def words_of_all() -> list[str]:
    words = [str(text) for s in INSTRUMENT.sections for text in (s.title, s.why) if text]
    words += [word for item in INSTRUMENT.items.values() for word in words_of(item)]
    for measure in INSTRUMENT.measures:
        texts = (measure.label, measure.hint, measure.unit)
        words += [str(text) for text in texts if text]
        words += [str(option.label) for option in options_of(measure.kind)]
    return words


def test_every_item_has_a_name_and_a_question_and_every_option_a_label() -> None:
    for item in INSTRUMENT.items.values():
        assert item.name, item.code
        assert item.question, item.code
        assert all(option.label for option in options_of(item.kind)), item.code
    for measure in INSTRUMENT.measures:
        assert measure.label, measure.code
        assert all(option.label for option in options_of(measure.kind)), measure.code


@pytest.mark.parametrize("code", SENSITIVE)
def test_a_sensitive_item_says_why_it_is_asked(code: str) -> None:
    assert INSTRUMENT.items[code].why


def test_every_section_says_why_it_is_asked() -> None:
    assert all(section.why for section in INSTRUMENT.sections)


def test_every_word_has_its_own_dutch() -> None:
    with translation.override("en"):
        english = words_of_all()
    with translation.override("nl"):
        dutch = words_of_all()
    pairs = zip(english, dutch, strict=True)
    assert {en for en, nl in pairs if en == nl} == SAME_IN_DUTCH


@pytest.mark.parametrize("language", ["en", "nl"])
class TestInBothLanguages:
    @pytest.fixture(autouse=True)
    def in_that_language(self, language: str) -> Iterator[None]:
        with translation.override(language):
            yield

    def test_the_options_of_an_item_differ_from_each_other(self) -> None:
        for item in INSTRUMENT.items.values():
            labels = [str(option.label) for option in options_of(item.kind)]
            assert len(set(labels)) == len(labels), item.code

    def test_a_male_body_is_shown_no_word_of_women_alone(self) -> None:
        male = {"about.body": "male"}
        shown = [s for s in INSTRUMENT.sections if s.ask_if is None or s.ask_if.holds(male)]
        assert len(shown) == len(INSTRUMENT.sections) - 1
        for section in shown:
            words = [str(section.title), str(section.why)]
            words += [w for i in section.items if i.code != "about.body" for w in words_of(i)]
            assert not OF_WOMEN_ALONE.findall(" ".join(words)), section.code

    def test_no_athlete_reads_of_calories_body_measures_or_a_judgement(self) -> None:
        for item in INSTRUMENT.items.values():
            found = NEVER_TO_AN_ATHLETE.findall(" ".join(words_of(item)))
            assert not found, (item.code, found)

    def test_a_name_is_short_enough_for_a_table(self) -> None:
        for item in INSTRUMENT.items.values():
            assert len(str(item.name)) <= 40, item.code

    def test_a_question_is_one_sentence_that_is_read_at_once(self) -> None:
        for item in INSTRUMENT.items.values():
            question = str(item.question)
            assert len(question) <= 100, item.code
            assert question.count("?") == 1, item.code
            assert question.endswith("?"), item.code

    def test_a_reason_takes_at_most_two_sentences(self) -> None:
        for thing in (*INSTRUMENT.items.values(), *INSTRUMENT.sections):
            assert len(re.findall(r"[.?](?:\s|$)", str(thing.why))) <= 2, thing.code
