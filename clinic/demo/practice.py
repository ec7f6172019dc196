"""Making the demo practices, or finding them again: a second run adds only what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from clinic.actions import athletes, invitations
from clinic.models import Athlete, Invitation, Membership, Practice, Role
from screening.models import Screening

from . import diary, screenings
from .accounts import Accounts, SignIn
from .de_brug import DE_BRUG
from .de_haven import BOTH, DE_HAVEN
from .person import Facts, Person
from .screenings import Team


@dataclass(frozen=True, slots=True)
class OpenLink:
    language: str
    token: str
    date_of_birth: date


@dataclass(frozen=True, slots=True)
class Demo:
    """What there is to try; `links`, `screenings` and `shown` are of the first practice."""

    sign_ins: tuple[SignIn, ...]
    open_links: tuple[OpenLink, ...]
    screenings: tuple[Screening, ...]
    shown: tuple[tuple[str, Screening], ...]
    """Screenings worth opening, each with what it shows."""
    practice: Practice
    reported: Screening
    """The one with most to tell, of which a report is made."""


@transaction.atomic
def load(passwords: Path) -> Demo:
    accounts = Accounts(passwords)
    places = [(facts, _practice(facts)) for facts in (DE_BRUG, DE_HAVEN)]
    sign_ins = [
        accounts.sign_in(worker, (practice,))
        for facts, practice in places
        for worker in facts.workers
    ]
    sign_ins.append(accounts.sign_in(BOTH, tuple(practice for _facts, practice in places)))
    accounts.keep()
    for facts, practice in places:
        with scope(practice=practice):
            _fill(facts, practice)
    facts, practice = places[0]
    with scope(practice=practice):
        received = _received()
        by_number = {i.athlete.client_number: i.screening for i in received}
        return Demo(
            sign_ins=tuple(sign_ins),
            open_links=_open_links(facts.athletes, _team(facts, practice).staff),
            screenings=tuple(invitation.screening for invitation in received),
            shown=tuple((p.shows, by_number[p.number]) for p in facts.athletes if p.shows),
            practice=practice,
            reported=by_number["D-02"],
        )


def _practice(facts: Facts) -> Practice:
    return Practice.objects.get_or_create(name=facts.name, defaults=facts.values)[0]


def _team(facts: Facts, practice: Practice) -> Team:
    emails = {worker.role: worker.email for worker in facts.workers}
    at_work = practice.memberships.select_related("user", "practice")
    found = {m.user.email: m for m in at_work.filter(user__email__in=emails.values())}
    return Team(
        therapist=found[emails[Role.THERAPIST]],
        owner=found[emails[Role.OWNER]],
        staff=found[emails[Role.STAFF]],
    )


def _fill(facts: Facts, practice: Practice) -> None:
    """The athletes who are missing, and a diary for today."""
    team = _team(facts, practice)
    known = set(Athlete.objects.values_list("client_number", flat=True))
    for person in facts.athletes:
        if person.number not in known:
            _athlete(person, team)
    diary.fill(facts.athletes, team.staff)


def _athlete(person: Person, team: Team) -> Athlete:
    athlete = athletes.add(
        by=team.staff,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.born(timezone.localdate()),
        email=person.email,
        language=person.language,
        client_number=person.number,
    )
    diary.write_in(athlete, person.visits, team.staff)
    for asked in person.asked:
        if not asked.linked:
            screenings.add(athlete, asked, team)
    if person.archived:
        athletes.archive(athlete=athlete, by=team.staff)
    return athlete


def _open_links(people: Iterable[Person], by: Membership) -> tuple[OpenLink, ...]:
    """New links each time, since a token is not kept anywhere."""
    links = []
    for person in people:
        if any(asked.linked for asked in person.asked):
            athlete = Athlete.objects.get(client_number=person.number)
            invitation, token = invitations.invite(athlete=athlete, by=by)
            links.append(OpenLink(invitation.screening.language, token, athlete.date_of_birth))
    return tuple(links)


def _received() -> list[Invitation]:
    """Of each athlete the oldest first."""
    received = Invitation.objects.filter(screening__submitted_at__isnull=False)
    return list(
        received.select_related("screening__key", "athlete").order_by(
            "athlete__client_number", "sent_at"
        )
    )
