"""What each kind of answer reads, and what it refuses."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from screening.core.kinds import (
    NOTHING,
    AnyOf,
    Day,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Option,
    Part,
    Problem,
    Series,
    WholeNumber,
    Wrong,
)

SITE = OneOf(Option("rib"), Option("spine"))
SIGNS = AnyOf(Option("none"), Option("fever"), Option("cough"), Option("cold"))
HOURS = Number(0, 60)
AGE = WholeNumber(6, 25, words=(Option("not_yet"),))
WEEKS = Series(3)
INJURIES = Group(Part("site", SITE), Part("weeks", WholeNumber(0, 300)), most=2)


def refused(kind: Kind, raw: Any) -> Wrong:
    with pytest.raises(Wrong) as caught:
        kind.read(raw)
    return caught.value


def test_a_choice_reads_its_option() -> None:
    assert SITE.read("rib") == "rib"


@pytest.mark.parametrize("raw", ["knee", "", "Rib", None, 1, True, ["rib"], {"rib": 1}])
def test_a_choice_refuses_what_it_does_not_offer_and_says_what_it_does(raw: Any) -> None:
    wrong = refused(SITE, raw)
    assert (wrong.problem, wrong.allowed) == (Problem.NOT_OFFERED, ("rib", "spine"))


def test_several_options_are_read_in_the_order_given() -> None:
    assert SIGNS.read(["cough", "fever"]) == ("cough", "fever")


def test_none_may_stand_alone() -> None:
    assert SIGNS.read(["none"]) == ("none",)


def test_an_empty_list_is_no_answer() -> None:
    assert SIGNS.read([]) is NOTHING


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("fever", Problem.NOT_A_LIST),
        (None, Problem.NOT_A_LIST),
        ({"fever": True}, Problem.NOT_A_LIST),
        (["flu"], Problem.NOT_OFFERED),
        ([None], Problem.NOT_OFFERED),
        ([["fever"]], Problem.NOT_OFFERED),
        (["fever", "fever"], Problem.TWICE),
        (["none", "none"], Problem.TWICE),
        (["fever", "none"], Problem.EXCLUDES),
    ],
)
def test_several_options_refuse(raw: Any, problem: Problem) -> None:
    assert refused(SIGNS, raw).problem is problem


def test_more_options_than_allowed_are_refused() -> None:
    few = AnyOf(Option("a"), Option("b"), Option("c"), most=2)
    assert few.read(["a", "c"]) == ("a", "c")
    wrong = refused(few, ["a", "b", "c"])
    assert (wrong.problem, wrong.allowed) == (Problem.TOO_MANY, (2,))


@pytest.mark.parametrize("raw", [0, 60, 7, Decimal("7.5")])
def test_a_number_reads_its_range_with_both_ends(raw: Any) -> None:
    assert HOURS.read(raw) == raw


def test_a_float_is_read_as_the_decimal_that_it_prints_as() -> None:
    assert HOURS.read(0.1) == Decimal("0.1")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (-1, Problem.OUT_OF_RANGE),
        (61, Problem.OUT_OF_RANGE),
        (Decimal("60.0000001"), Problem.OUT_OF_RANGE),
        (float("nan"), Problem.NOT_A_NUMBER),
        (float("inf"), Problem.NOT_A_NUMBER),
        (Decimal("Infinity"), Problem.NOT_A_NUMBER),
        (True, Problem.NOT_A_NUMBER),
        ("7", Problem.NOT_A_NUMBER),
        (None, Problem.NOT_A_NUMBER),
        ([7], Problem.NOT_A_NUMBER),
    ],
)
def test_a_number_refuses(raw: Any, problem: Problem) -> None:
    assert refused(HOURS, raw).problem is problem


def test_a_number_out_of_range_says_the_range() -> None:
    assert refused(HOURS, 61).allowed == (0, 60)


@pytest.mark.parametrize("raw", [12, 12.0, Decimal("12.0"), Decimal("1.2E+1")])
def test_a_whole_number_reads_any_writing_of_it(raw: Any) -> None:
    read = AGE.read(raw)
    assert (read, type(read)) == (12, int)


def test_a_whole_number_reads_the_word_beside_its_range() -> None:
    assert AGE.read("not_yet") == "not_yet"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (12.5, Problem.NOT_WHOLE),
        (5, Problem.OUT_OF_RANGE),
        (26, Problem.OUT_OF_RANGE),
        ("12", Problem.NOT_A_NUMBER),
        ("never", Problem.NOT_A_NUMBER),
        (None, Problem.NOT_A_NUMBER),
        (False, Problem.NOT_A_NUMBER),
    ],
)
def test_a_whole_number_refuses(raw: Any, problem: Problem) -> None:
    assert refused(AGE, raw).problem is problem


def test_a_wrong_word_for_a_whole_number_is_told_the_right_one() -> None:
    assert refused(AGE, "never").allowed == (6, 25, "not_yet")


def test_a_day_reads_a_date() -> None:
    assert Day().read("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize(
    "raw", ["2026-02-30", "28-02-2026", "20260228", "2026-W09-6", "2026-02", "", None, 20260228]
)
def test_a_day_refuses_what_is_no_date(raw: Any) -> None:
    assert refused(Day(), raw).problem is Problem.NOT_A_DATE


def test_text_is_kept_verbatim() -> None:
    assert FreeText().read("  één\n<b>zin</b> ") == "  één\n<b>zin</b> "


@pytest.mark.parametrize("raw", ["", "  \n\t"])
def test_blank_text_is_no_answer(raw: str) -> None:
    assert FreeText().read(raw) is NOTHING


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (None, Problem.NOT_TEXT),
        (1, Problem.NOT_TEXT),
        (["a"], Problem.NOT_TEXT),
        ("half \ud800 a pair", Problem.NOT_TEXT),
        ("a" * 4001, Problem.TOO_MANY),
    ],
)
def test_text_refuses(raw: Any, problem: Problem) -> None:
    assert refused(FreeText(), raw).problem is problem


def test_a_series_reads_a_number_for_each_week_and_keeps_the_gaps() -> None:
    assert WEEKS.read([40, None, Decimal("12.5")]) == (40, None, Decimal("12.5"))


@pytest.mark.parametrize("raw", [[], [None, None, None]])
def test_a_series_of_gaps_is_no_answer(raw: list[None]) -> None:
    assert WEEKS.read(raw) is NOTHING


@pytest.mark.parametrize(
    ("raw", "problem", "where"),
    [
        ("40", Problem.NOT_A_LIST, ""),
        ([40, 40], Problem.WRONG_LENGTH, ""),
        ([40, "x", 40], Problem.NOT_A_NUMBER, "[1]"),
        ([40, 40, -1], Problem.OUT_OF_RANGE, "[2]"),
        ([40, 40, 2001], Problem.OUT_OF_RANGE, "[2]"),
    ],
)
def test_a_series_refuses_and_says_which_week(raw: Any, problem: Problem, where: str) -> None:
    wrong = refused(WEEKS, raw)
    assert (wrong.problem, wrong.where) == (problem, where)


def test_rows_read_what_is_given_and_leave_the_rest_open() -> None:
    rows = INJURIES.read([{"site": "rib", "weeks": 6}, {"site": "unknown"}])
    assert rows == ({"site": "rib", "weeks": 6}, {"site": None, "weeks": None})


def test_no_rows_are_no_answer() -> None:
    assert INJURIES.read([]) is NOTHING


@pytest.mark.parametrize(
    ("raw", "problem", "where"),
    [
        ({"site": "rib"}, Problem.NOT_A_LIST, ""),
        (["rib"], Problem.NOT_AN_OBJECT, "[0]"),
        ([{}, {"side": "left"}], Problem.UNKNOWN_ITEM, "[1].side"),
        ([{"site": "knee"}], Problem.NOT_OFFERED, "[0].site"),
        ([{"weeks": 301}], Problem.OUT_OF_RANGE, "[0].weeks"),
        ([{"weeks": None}], Problem.NOT_A_NUMBER, "[0].weeks"),
        ([{}, {}, {}], Problem.TOO_MANY, ""),
    ],
)
def test_rows_refuse_and_say_where(raw: Any, problem: Problem, where: str) -> None:
    wrong = refused(INJURIES, raw)
    assert (wrong.problem, wrong.where) == (problem, where)


def test_a_part_that_must_be_known_refuses_unknown() -> None:
    rows = Group(Part("site", SITE, unknown=False), most=1)
    assert refused(rows, [{"site": "unknown"}]).allowed == ("rib", "spine")
    assert refused(INJURIES, [{"site": "knee"}]).allowed == ("rib", "spine", "unknown")


@pytest.mark.parametrize("kind", [OneOf, AnyOf])
@pytest.mark.parametrize("codes", [[], ["a", "a"], ["a", "unknown"], ["declined"]])
def test_options_that_are_none_double_or_states_are_refused(
    kind: type[OneOf] | type[AnyOf], codes: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"options must be there|not options"):
        kind(*(Option(code) for code in codes))


@pytest.mark.parametrize("kind", [Number, WholeNumber])
def test_a_range_upside_down_is_refused(kind: type[Number]) -> None:
    with pytest.raises(ValueError, match="no number lies from 2 to 1"):
        kind(2, 1)
