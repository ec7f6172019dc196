"""A plugin of pytest: only the tests that use the project's database."""

import pytest

FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Those that ask for it by a mark or by a fixture, themselves or through another."""
    chosen, left = [], []
    for item in items:
        uses = item.get_closest_marker("django_db") or FIXTURES & set(item.fixturenames)
        (chosen if uses else left).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=left)
