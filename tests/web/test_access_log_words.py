"""No code of the programme is shown raw: not to the owner, and not to the athlete in her file."""

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import translation

from clinic import audit, limits
from clinic.access_log import words
from clinic.models import Action, Event, Outcome, Role
from clinic.own_data.seen import ROLES, _what
from clinic.permissions import Permission

CLINIC = Path(words.__file__).parents[1]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def recorded() -> Iterator[str]:
    """The kinds of data that the source records: what follows an action among the arguments of a call."""
    for path in CLINIC.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            for action, what in pairwise(call.args) if isinstance(call, ast.Call) else ():
                if ast.unparse(action).startswith("Action."):
                    yield _begins_with(what).strip()


def _begins_with(argument: ast.expr) -> Any:
    if isinstance(argument, ast.JoinedStr):
        return _begins_with(argument.values[0])
    return argument.value if isinstance(argument, ast.Constant) else ""


def named() -> set[str]:
    pages = [p for p in get_resolver().url_patterns if isinstance(p, URLPattern)]
    return (
        set(filter(None, recorded()))
        | {page.name for page in pages if hasattr(page.callback, "permission")}
        | {permission.value for permission in Permission}
        | {limit.name for limit in vars(limits).values() if isinstance(limit, limits.Limit)}
    )


def test_every_kind_of_data_has_words() -> None:
    kinds = named()
    assert {"own data", "consultation", "access log", "athlete_edit", "wrong keys"} < kinds
    begins = {str(each) for each in words.THINGS.values()}
    shown = {what: words.thing(Event(action=Action.READ, object=what)) for what in kinds}
    raw = {what for what, text in shown.items() if text.partition(": ")[0] not in begins}
    assert raw == set()


def test_every_action_and_outcome_has_words_for_the_owner() -> None:
    assert words.ACTIONS.keys() == set(Action.values)
    assert words.OUTCOMES.keys() == set(Outcome.values)


def test_the_athlete_reads_no_code() -> None:
    for action in Action:
        for what in ("full nl version 2", "something_new", "athlete nl", "draft", ""):
            told = _what(Event(action=action, object=what))
            assert told[0].isupper(), (action, what)
            assert "_" not in told
            assert "nl" not in told.split()


def test_who_did_it_is_said_of_every_role() -> None:
    known = {audit.ATHLETE, audit.NOBODY, audit.SYSTEM, audit.COMMAND, audit.TOKEN, *Role.values}
    assert set(ROLES) == set(words.ROLES) == known


def test_a_destroyed_draft_is_no_draft_of_a_report() -> None:
    event = Event(action=Action.ERASE, object="draft", reason="asked")
    assert words.thing(event) == "a questionnaire that was never sent"
    assert words.reason(event, {}) == "the athlete asked for it"
    assert _what(event) == "A questionnaire that you never sent was destroyed"
