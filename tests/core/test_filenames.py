"""What files of an export are called: fit for every system, and no two alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic import filenames
from clinic.filenames import Unfit

VALUES = {
    "code": "S-7KQ2M",
    "version": "2",
    "language": "en",
    "signed": "2026-11-26",
    "client": "",
    "name": "Zoë van ’t Hek",
}


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (filenames.DEFAULT, "S-7KQ2M-v2-en"),
        ("{name} {signed}", "Zoë van ’t Hek 2026-11-26"),
        ("{client}", "S-7KQ2M"),
        ("../..\\{code}:*?", "-..-S-7KQ2M---"),
        ("CON", "_CON"),
        ("lpt1.{code}", "_lpt1.S-7KQ2M"),
        (" .{code}. ", "S-7KQ2M"),
        ("a\tb\n{code}\x00", "a b S-7KQ2M"),
        ("{{{code}}}", "{S-7KQ2M}"),
    ],
)
def test_a_rule_is_filled_in_and_made_fit(rule: str, name: str) -> None:
    filenames.check(rule)
    assert filenames.filled(rule, VALUES) == name


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("{born}", "born"),
        ("{name.__class__}", "name.__class__"),
        ("{code!r}", "code"),
        ("{code:>99999999}", "code"),
        ("{}", ""),
        ("{code", ""),
        ("code}", ""),
    ],
)
def test_a_rule_with_anything_else_in_braces_is_refused(rule: str, wrong: str) -> None:
    with pytest.raises(Unfit) as refused:
        filenames.check(rule)
    assert refused.value.args[0] == wrong


@given(st.text(max_size=200))
def test_any_name_is_fit(name: str) -> None:
    made = filenames.filled("{name}", {**VALUES, "name": name})
    [whole] = filenames.unique([made])
    assert 4 < len(whole) <= filenames.LONGEST
    assert not set(whole) & set('<>:"/\\|?*\n\r\t\0')
    assert whole[0] not in ". "
    assert made[-1] not in ". "
    assert whole.encode("utf-8")


@given(st.lists(st.sampled_from(["a", "A", "a (2)", "b", "x" * 116, "X" * 116]), max_size=12))
def test_no_two_names_are_alike_on_any_system(names: list[str]) -> None:
    made = filenames.unique(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert all(len(name) <= filenames.LONGEST for name in made)
