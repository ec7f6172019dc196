"""Which questions stand together on a page."""

from clinic.demo import answers as invented
from screening.instruments.intake_2026_1 import INSTRUMENT
from screening.journey import Journey
from screening.pages import ALONE, MOST, following, pages_of, read_by

PAGES = pages_of(INSTRUMENT)
CODES = [[item.code for item in page.items] for page in PAGES]


def test_every_question_stands_on_one_page() -> None:
    assert sorted(code for page in CODES for code in page) == sorted(INSTRUMENT.items)


def test_a_page_never_mixes_sensitive_and_everyday_questions() -> None:
    for page in PAGES:
        assert len({item.declined for item in page.items}) == 1
        assert len(page.items) <= MOST


def test_sensitive_and_deciding_questions_stand_alone() -> None:
    for code in ALONE:
        assert [code] in CODES


def test_what_decides_on_a_question_stands_before_it() -> None:
    told: set[str] = set()
    for page in PAGES:
        for item in page.items:
            assert read_by(INSTRUMENT, item) <= told
            told.add(item.code)


def test_three_questions_about_eating_share_a_page_with_what_follows_from_them() -> None:
    assert [
        "energy.restriction",
        "energy.eating_problem",
        "energy.ed_diagnosis",
        "energy.ed_treatment",
    ] in CODES


def test_a_woman_without_pain_meets_at_most_26_pages() -> None:
    assert len(Journey.of(INSTRUMENT, invented.WOMAN).pages) <= 26


def test_what_follows_from_an_answer_reaches_through_other_answers() -> None:
    body = next(page for page in PAGES if page.items[0].code == "about.body")
    found = following(INSTRUMENT, body)
    assert {"male.libido", "menstruation.status", "menstruation.before_contraception"} <= found
    assert "energy.restriction" not in found
