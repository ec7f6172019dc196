"""A database that can take nothing more says so, breaks nothing, and takes the same form once there is room."""

import ctypes
import shutil
from collections.abc import Iterator

import pytest

from tests.browser.serving import Installation, Invited

from .browsing import FOOD, Answer, Browser, athlete
from .tight import Limited, Room, SmallDisk

PROTEIN = "nutrition.protein"
MANY = 400
"""So many saves may find room that was left."""


@pytest.fixture(params=[Limited, SmallDisk])
def room(
    request: pytest.FixtureRequest,
    on_sqlite: Installation,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Room]:
    on_sqlite.make_whole()
    if request.param is Limited:
        yield Limited(on_sqlite)
        return
    folder = tmp_path_factory.mktemp("disk")
    if not SmallDisk.mount(folder, 60):
        pytest.skip("only root can mount a disk")
    on_sqlite.clerk("fold")
    shutil.copytree(on_sqlite.folder, folder, dirs_exist_ok=True)
    served = Installation(folder)
    served.start()
    yield SmallDisk(served)
    served.close()
    SmallDisk.unmount(folder)


PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1


def as_nobody_special() -> None:
    """The modes of files count for root, too."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def says_not_saved(answer: Answer) -> bool:
    return (
        answer.status == 503
        and answer.headers.get("Retry-After") == "10"
        and "no-store" in answer.headers["Cache-Control"]
        and "csrfmiddlewaretoken" in answer.body
    )


def until_full(
    browser: Browser, page: dict[str, str], served: Installation, invited: Invited
) -> dict[str, str]:
    """Saves until one is refused; gives that one. Whatever was called saved before is stored."""
    known = "yes"
    for at in range(10, MANY):
        value = ("yes", "no")[at % 2]
        save = {PROTEIN: value, "changed": f"{PROTEIN}@{at}", "go": "save"}
        form = {**page, **save}
        answer = browser.post(FOOD, form)
        if answer.status != 200:
            assert says_not_saved(answer)
            assert served.answers(invited) == {PROTEIN: known}
            return form
        known = value
    raise AssertionError("it never got full")


def test_nothing_is_called_saved_and_nothing_breaks(room: Room) -> None:
    served = room.served
    invited, guest = served.invite(), served.invite()
    owner = served.clerk("owner")
    name, value = owner["cookie"]
    hers, practice = athlete(served, invited), Browser(served, {name: value})
    page = hers.form(FOOD)
    hers.post(FOOD, {**page, PROTEIN: "yes", "changed": f"{PROTEIN}@1", "go": "save"})
    new = next(form for form in owner["forms"] if form["name"] == "athlete")
    person = {**practice.form(new["page"]), **new["data"]}
    before = served.clerk("count", query=new["count"])
    with room.filled():
        refused = until_full(hers, page, served, invited)
        posted = {**refused, "go": "on"}
        assert says_not_saved(hers.post(FOOD, posted))
        assert says_not_saved(practice.post(new["path"], person))
        # A session that cannot be kept, nor a try that cannot be counted.
        assert Browser(served).get(f"/s/{guest.token}/").status == 503
        assert served.clerk("count", query=new["count"]) == before
    for _ in range(2):
        assert hers.post(FOOD, posted).status in (200, 302)
        assert practice.post(new["path"], person).status == 302
    assert served.answers(invited)[PROTEIN] == refused[PROTEIN]
    assert served.clerk("count", query=new["count"]) == before + 1
    assert served.clerk("faults", thorough=True) == []
    athlete(served, guest)


def test_a_database_that_is_locked_for_too_long_is_told_and_takes_it_afterwards(
    on_sqlite: Installation,
) -> None:
    on_sqlite.make_whole()
    invited = on_sqlite.invite()
    hers = athlete(on_sqlite, invited)
    form = {**hers.form(FOOD), PROTEIN: "yes", "go": "on"}
    on_sqlite.clerk("lock")
    try:
        answer = hers.post(FOOD, form)
        page = hers.get(FOOD)
    finally:
        on_sqlite.clerk("unlock")
    assert says_not_saved(answer)
    assert page.status == 200
    assert hers.post(FOOD, form).status in (200, 302)
    assert on_sqlite.answers(invited) == {PROTEIN: "yes"}


def test_a_server_that_only_reads_is_told_and_takes_it_afterwards(
    on_postgresql: Installation,
) -> None:
    """As after a change of servers, before the new one may write."""
    on_postgresql.make_whole()
    invited = on_postgresql.invite()
    hers = athlete(on_postgresql, invited)
    form = {**hers.form(FOOD), PROTEIN: "yes", "go": "on"}
    on_postgresql.clerk("only_read", begins=True)
    try:
        answers = [hers.post(FOOD, form) for _ in range(4)]
    finally:
        on_postgresql.clerk("only_read", begins=False)
    assert all(says_not_saved(answer) for answer in answers)
    assert on_postgresql.answers(invited) == {}
    assert hers.post(FOOD, form).status in (200, 302)
    assert on_postgresql.answers(invited) == {PROTEIN: "yes"}


def test_a_database_that_cannot_be_written_is_told_and_read(on_sqlite: Installation) -> None:
    on_sqlite.make_whole()
    invited = on_sqlite.invite()
    hers = athlete(on_sqlite, invited)
    form = {**hers.form(FOOD), PROTEIN: "yes", "go": "on"}
    on_sqlite.kill()
    on_sqlite.clerk("fold")
    files = [on_sqlite.folder, *on_sqlite.folder.glob("clinic.sqlite3*")]
    modes = {file: file.stat().st_mode for file in files}
    for file, mode in modes.items():
        file.chmod(mode & ~0o222)
    try:
        on_sqlite.start(before=as_nobody_special)
        answer = hers.post(FOOD, form)
    finally:
        for file, mode in modes.items():
            file.chmod(mode)
    assert says_not_saved(answer)
    assert on_sqlite.answers(invited) == {}
    assert hers.post(FOOD, form).status in (200, 302)  # by the same server
    assert on_sqlite.answers(invited) == {PROTEIN: "yes"}
