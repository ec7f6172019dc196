"""No small group can be worked out from what is shown: not by who knows the total, nor by who knows the rule too."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.overview.suppression import LEAST, Hidden, Published, Shown, shown

TOTALS = (10, 19, 20, 21, 28, 29, 30, 38, 39, 40, 45)


def tables(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many cells with this total."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *others) for others in tables(total - first, cells - 1))


def indistinguishable(
    total: int, cells: int, *, rest: bool
) -> dict[tuple[Shown, ...], list[tuple[int, ...]]]:
    """By what is shown, every table that it is shown of; the rest is a last cell."""
    seen = defaultdict(list)
    for table in tables(total, cells + rest):
        counts, behind = (table[:-1], table[-1]) if rest else (table, None)
        seen[tuple(shown(counts, rest=behind))].append(table)
    return seen


@pytest.mark.parametrize(
    ("cells", "rest"), [(2, False), (3, False), (4, False), (1, True), (2, True)]
)
@pytest.mark.parametrize("total", TOTALS)
def test_a_small_cell_can_be_nearly_anything_for_who_knows_the_total_and_the_rule(
    total: int, cells: int, rest: bool
) -> None:
    for seen, behind in indistinguishable(total, cells, rest=rest).items():
        for place, count in enumerate(seen):
            values = {table[place] for table in behind}
            if count is Hidden.SMALL:
                assert len(values) >= LEAST - 1, (seen, place, values)
            elif count is Hidden.KEPT:
                assert len(values) > 1, (seen, place, values)
        if rest:
            behind_it = {table[-1] for table in behind}
            assert min(behind_it) >= LEAST or len(behind_it) > 1


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_nothing_small_is_shown_nor_left_by_subtraction(cells: list[int]) -> None:
    found = shown(cells)
    visible = [count for count in found if not isinstance(count, Hidden)]
    assert all(count >= LEAST for count in visible)
    assert len(found) - len(visible) != 1
    if len(visible) < len(found):
        assert sum(cells) - sum(visible) >= LEAST or not visible


@given(st.lists(st.integers(0, 60), min_size=1, max_size=4), st.integers(0, 60))
def test_nothing_small_is_left_beside_a_rest(cells: list[int], rest: int) -> None:
    visible = [count for count in shown(cells, rest=rest) if not isinstance(count, Hidden)]
    assert all(count >= LEAST for count in visible)
    assert sum(cells) + rest - sum(visible) >= LEAST or not visible


def test_small_cells_alone_hide_each_other() -> None:
    small = Hidden.SMALL
    assert shown([3, 8, 20, 4, 24, 0]) == [small, small, 20, small, 24, small]


def test_one_small_cell_hides_the_one_behind_it() -> None:
    assert shown([4, 30, 40]) == [Hidden.SMALL, Hidden.KEPT, 40]
    assert shown([30, 40, 4]) == [Hidden.KEPT, 40, Hidden.SMALL]


def test_what_is_large_everywhere_is_shown() -> None:
    assert shown([10, 20, 30]) == [10, 20, 30]
    assert shown([10, 20], rest=30) == [10, 20]


@pytest.mark.parametrize("total", [10, 15, 19])
def test_under_twenty_no_table_is_split(total: int) -> None:
    assert set(shown([total, 0, 0])) == {Hidden.KEPT}


def group(first: int, following: int) -> frozenset[int]:
    return frozenset(range(first, following))


def test_a_group_inside_a_published_one_must_leave_enough() -> None:
    published = Published(range(100))
    published.add(group(0, 30))
    assert published.admits(group(0, 20))
    assert not published.admits(group(0, 21))
    assert not published.admits(group(0, 30))
    assert not published.admits(group(0, 39))
    assert published.admits(group(0, 40))
    assert not published.admits(group(0, 91))
    assert not published.admits(group(50, 59))


def test_a_group_inside_what_remains_of_the_total_must_leave_enough() -> None:
    published = Published(range(100))
    published.add(group(0, 30), group(30, 60))
    assert published.admits(group(60, 90))
    assert not published.admits(group(60, 95))
    assert not published.admits(group(0, 55))


def test_groups_that_overlap_give_nothing_away() -> None:
    published = Published(range(100))
    published.add(group(0, 30))
    assert published.admits(group(1, 31))


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=12))
def test_no_two_published_groups_leave_a_small_one(bounds: list[tuple[int, int]]) -> None:
    everybody = group(0, 80)
    published, known = Published(everybody), [everybody]
    for first, following in bounds:
        candidate = group(first, following)
        if published.admits(candidate):
            published.add(candidate)
            known += [candidate, everybody - candidate]
    assert all(len(each) >= LEAST for each in known)
    for one, other in combinations(known, 2):
        assert not one < other or len(other - one) >= LEAST
        assert not other < one or len(one - other) >= LEAST
