"""Whatever the case, its row says what the assessment says, and never a zero for what is missing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from clinic.tables.codebook import cells, columns
from clinic.tables.columns import Cell, Column, Holds
from clinic.tables.rows import Opened, Row
from screening.core.answers import State
from screening.core.kinds import AnyOf, Group, OneOf, Series
from screening.protocols import CURRENT, read_document
from screening.rules.results import DomainState

from ..strategies import documents

INSTRUMENT = CURRENT.instrument
COLUMNS = columns(INSTRUMENT, "en", codes=True, texts=True)
ALL = settings(max_examples=60, suppress_health_check=list(HealthCheck))
every_document = given(documents())


def opened(document: dict[str, Any]) -> Opened:
    protocol, case = read_document(document)
    return Opened(case, protocol.assess(case), frozenset(), {})


def line(about: Opened) -> dict[str, Cell]:
    row = Row("A-1", "S-1", CURRENT.id, date(2026, 5, 6), 24, "nl", False, about)
    names = [column.name for column in COLUMNS]
    return dict(zip(names, cells(COLUMNS, row), strict=True))


@ALL
@every_document
def test_results_are_those_of_the_assessment(document: dict[str, Any]) -> None:
    about = opened(document)
    found, result = line(about), about.assessment
    assert found["attention"] == result.attention
    assert found["version"] == result.version
    for name, span in (
        ("triad.total", result.triad.total),
        ("cat2.primary", result.cat2.primary),
        ("cat2.secondary", result.cat2.secondary),
        *((f"triad.{code}", span) for code, span in (result.triad.rows or {}).items()),
        *((f"domain.{code}.points", each.points) for code, each in result.profile.domains.items()),
    ):
        assert (found[f"{name}_least"], found[f"{name}_most"]) == (span or (None, None)), name
    assert (found["triad.state"] == "scored") is result.triad.scored
    assert (found["cat2.state"] == "scored") is result.cat2.scored
    for code, domain in result.profile.domains.items():
        assert found[f"domain.{code}.state"] == domain.state
        ends = domain.status or (domain.state, domain.state)
        name = f"domain.{code}.status"
        assert (found[f"{name}_least"], found[f"{name}_most"]) == ends
        assert (found[f"domain.{code}.maximum"] is None) is (domain.state is not DomainState.SCORED)


@ALL
@every_document
def test_each_flag_stands_does_not_or_is_open(document: dict[str, Any]) -> None:
    about = opened(document)
    found, result = line(about), about.assessment
    flags = {name: value for name, value in found.items() if name.startswith("flag.")}
    assert [n for n, v in flags.items() if v == 1] == [f"flag.{f.code}" for f in result.flags]
    assert [n for n, v in flags.items() if v == "open"] == [f"flag.{c}" for c in result.open_flags]
    assert set(flags.values()) <= {0, 1, "open"}


@ALL
@every_document
def test_a_missing_answer_says_which_kind_it_is_and_is_no_value(document: dict[str, Any]) -> None:
    about = opened(document)
    found, responses = line(about), about.case.responses
    for code, item in INSTRUMENT.items.items():
        state = responses.state(code)
        if state is State.ANSWERED:
            continue
        if isinstance(item.kind, OneOf):
            assert found[code] == state
            continue
        assert found[f"{code}.state"] == state
        values = {
            name: value
            for name, value in found.items()
            if name == code or name.startswith(f"{code}.")
            if not name.endswith((".state", ".told", ".site", ".label"))
        }
        assert values
        assert set(values.values()) == {None}


@ALL
@every_document
def test_a_given_answer_can_be_read_back_from_its_cells(document: dict[str, Any]) -> None:
    about = opened(document)
    found = line(about)
    for code, value in about.case.responses.given.items():
        match INSTRUMENT.items[code].kind:
            case AnyOf(options=options):
                assert tuple(o.code for o in options if found[f"{code}.{o.code}"]) == tuple(
                    o.code for o in options if o.code in value
                )
            case Series(length=length):
                assert tuple(found[f"{code}.{n + 1:02}"] for n in range(length)) == value
            case Group(parts=parts):
                for number, row in enumerate(value, start=1):
                    for part in parts:
                        cell = found[f"{code}.{number}.{part.code}"]
                        assert cell == row[part.code] or (row[part.code], cell) == (
                            None,
                            "not_known",
                        )
                assert found.get(f"{code}.{len(value) + 1}.site", "not_listed") == "not_listed"
            case _ if found.get(code) is None:
                assert found[f"{code}.state"] == value
            case _:
                assert found[code] == value


@ALL
@every_document
def test_a_measurement_stands_in_its_cell_or_says_that_there_is_none(
    document: dict[str, Any],
) -> None:
    about = opened(document)
    found = line(about)
    for measure in INSTRUMENT.measures:
        value = about.case.measured.get(measure.code)
        cell = found[f"measured.{measure.code}"]
        missing = "not_measured" if isinstance(measure.kind, OneOf) else None
        assert cell == (missing if value is None else value)
        origin = found[f"measured.{measure.code}.origin"]
        assert origin == ("not_measured" if value is None else "not_recorded")


@ALL
@every_document
def test_every_cell_is_what_the_codebook_says(document: dict[str, Any]) -> None:
    found = line(opened(document))
    for column in COLUMNS:
        assert fits(column, found[column.name]), column.name


def fits(column: Column, cell: Cell) -> bool:
    if cell is None:
        return True
    match column.holds:
        case Holds.CODE:
            return str(cell) in column.options
        case Holds.YES_NO:
            return cell in (0, 1)
        case Holds.NUMBER:
            least = cell if column.least is None else column.least
            most = cell if column.most is None else column.most
            return isinstance(cell, int | Decimal) and least <= cell <= most
        case Holds.DAY:
            return isinstance(cell, date)
    return isinstance(cell, str)


def test_no_two_columns_have_the_same_name() -> None:
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_means_something_and_names_its_source(language: str) -> None:
    for column in columns(INSTRUMENT, language):
        assert column.meaning
        assert column.source
        assert (column.holds is Holds.CODE) <= bool(column.options)


def test_names_and_codes_are_the_same_in_every_language_and_words_are_not() -> None:
    dutch, english = (columns(INSTRUMENT, language) for language in ("nl", "en"))
    assert [(c.name, list(c.options)) for c in dutch] == [
        (c.name, list(c.options)) for c in english
    ]
    sport = {c.name: c.options for c in dutch}["about.sport"]
    assert sport["running"] == "Hardlopen"


def test_without_codes_nothing_leads_back_and_dates_are_months() -> None:
    usual = columns(INSTRUMENT, "en")
    names = {column.name for column in usual}
    assert "code" not in names
    assert "close.remarks" not in names
    assert not [column.name for column in usual if column.holds is Holds.DAY]
    sent = next(column for column in usual if column.name == "sent_on")
    assert sent.read(Row("A-1", "S-1", CURRENT.id, date(2026, 5, 6))) == "2026-05"


def test_a_screening_that_cannot_be_opened_has_its_head_alone() -> None:
    row = Row("A-1", "S-1", CURRENT.id, date(2026, 5, 6), 24, "nl", False)
    found = dict(zip((c.name for c in COLUMNS), cells(COLUMNS, row), strict=True))
    assert found["state"] == "unreadable"
    assert found["age"] == 24
    assert {v for c, v in zip(COLUMNS, found.values(), strict=True) if not c.head} == {None}
