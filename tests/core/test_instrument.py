"""Conditions, and every way in which an instrument cannot be built."""

from typing import Any

import pytest

from screening.core.instrument import HasNot, Instrument, Is, IsNot, Item, Measure, Section
from screening.core.kinds import FreeText, Group, Kind, OneOf, Option, Part, WholeNumber


def test_is_fails_and_is_not_holds_without_an_answer() -> None:
    assert not Is("a.a", "yes").holds({})
    assert IsNot("a.a", "yes").holds({})
    assert HasNot("a.a", "yes").holds({})


def test_unknown_and_declined_are_values_to_a_condition() -> None:
    assert Is("a.a", "declined").holds({"a.a": "declined"})
    assert IsNot("a.a", "yes").holds({"a.a": "unknown"})


def test_conditions_are_joined_with_and_and_or() -> None:
    both = Is("a.a", "yes") & Is("a.b", "yes")
    either = Is("a.a", "yes") | Is("a.b", "yes")
    assert both.holds({"a.a": "yes", "a.b": "yes"})
    assert not both.holds({"a.a": "yes"})
    assert either.holds({"a.b": "yes"})
    assert not either.holds({})


YES_OR_NO = OneOf(Option("yes"), Option("no"))


def build(*items: Item, section: str = "a", measures: tuple[Measure, ...] = ()) -> Instrument:
    return Instrument("trial", "1", (Section(section, "", items),), measures)


def question(code: str = "a.a", kind: Kind = YES_OR_NO, **more: Any) -> Item:
    return Item(code, "", kind, **more)


def test_a_coherent_instrument_is_built() -> None:
    built = build(question(declined=True), question("a.b", ask_if=Is("a.a", "declined")))
    assert list(built.items) == ["a.a", "a.b"]


def test_a_section_s_condition_counts_for_each_of_its_items() -> None:
    first = Section("a", "", (question(),))
    second = Section("b", "", (question("b.a", ask_if=IsNot("a.a", "no")),), Is("a.a", "yes"))
    built = Instrument("trial", "1", (first, second), ())
    assert built.conditions["b.a"] == (Is("a.a", "yes"), IsNot("a.a", "no"))


def test_an_item_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.a stands twice"):
        build(question(), question())


def test_an_item_named_for_another_section_is_refused() -> None:
    with pytest.raises(ValueError, match=r"b\.a does not belong to section a"):
        build(question("b.a"))


def test_a_section_without_items_is_refused() -> None:
    with pytest.raises(ValueError, match="section a has no items"):
        build()


def test_a_section_twice_is_refused() -> None:
    sections = (Section("a", "", (question(),)), Section("a", "", (question("a.b"),)))
    with pytest.raises(ValueError, match="codes stand twice"):
        Instrument("trial", "1", sections, ())


def test_a_measure_twice_is_refused() -> None:
    twice = (Measure("t3", "", YES_OR_NO), Measure("t3", "", YES_OR_NO))
    with pytest.raises(ValueError, match="codes stand twice"):
        build(question(), measures=twice)


def test_a_condition_on_a_later_item_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.b, which is not asked before it"):
        build(question(ask_if=Is("a.b", "yes")), question("a.b"))


def test_a_condition_on_an_item_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.z, which is not asked before it"):
        build(question(ask_if=Is("a.z", "yes")))


def test_a_condition_of_a_section_on_its_own_item_is_refused() -> None:
    section = Section("a", "", (question(),), ask_if=Is("a.a", "yes"))
    with pytest.raises(ValueError, match="not asked before it"):
        Instrument("trial", "1", (section,), ())


@pytest.mark.parametrize("code", ["maybe", "unknown", "declined"])
def test_a_condition_on_a_code_that_the_item_does_not_take_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="which it does not take"):
        build(question(), question("a.b", ask_if=Is("a.a", "yes", code)))


def test_a_condition_on_no_code_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="does not take"):
        build(question(), question("a.b", ask_if=IsNot("a.a")))


def test_a_fault_inside_a_joined_condition_is_refused() -> None:
    joined = Is("a.a", "yes") & (Is("a.a", "no") | HasNot("a.a", "maybe"))
    with pytest.raises(ValueError, match="maybe"):
        build(question(), question("a.b", ask_if=joined))


def test_a_condition_may_read_the_words_beside_a_whole_number() -> None:
    age = question(kind=WholeNumber(6, 25, words=(Option("not_yet"),)))
    built = build(age, question("a.b", ask_if=Is("a.a", "not_yet")))
    assert "a.b" in built.items


@pytest.mark.parametrize("word", ["unknown", "declined"])
def test_text_that_could_itself_say_unknown_or_declined_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=r"a\.a is text"):
        build(question(kind=FreeText(), **{word: True}))


@pytest.mark.parametrize(
    ("counter", "counts"), [("a.z", {"yes": 1}), ("a.a", {"one": 1}), ("a.a", {})]
)
def test_rows_that_no_earlier_answer_can_count_are_refused(
    counter: str, counts: dict[str, int]
) -> None:
    rows = Group(Part("site", YES_OR_NO), most=6, counter=counter, counts=counts)
    with pytest.raises(ValueError, match=r"a\.b (depends|compares)"):
        build(question(), question("a.b", kind=rows))
