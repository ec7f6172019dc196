from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation


def shown(at: datetime | None, way: str) -> str:
    page = Template("{% load moments %}{{ at|" + way + " }}")
    return page.render(Context({"at": at}))


@pytest.fixture(autouse=True)
def _the_last_of_october(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 10, 31, 12, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (None, ""),
        (datetime(2026, 10, 31, 8, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 10, 30, 23, 30, tzinfo=UTC), "00:30"),
        (datetime(2026, 10, 30, 8, 5, tzinfo=UTC), "30 okt"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 jan"),
        (datetime(2025, 3, 9, 8, 5, tzinfo=UTC), "9 mrt 2025"),
    ],
)
def test_a_moment_is_said_as_short_as_it_can_be(at: datetime | None, words: str) -> None:
    assert shown(at, "shortest") == words


def test_months_are_written_as_each_language_does() -> None:
    at = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    assert shown(None, "weekday_moment") == ""
    assert shown(at, "weekday_moment") == "ma 9 mrt 2026, 09:05"
    with translation.override("en"):
        assert shown(at, "weekday_moment") == "Mon 9 Mar 2026, 09:05"
        assert shown(at, "short_date") == "9 Mar 2026"
