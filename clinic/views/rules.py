"""Which questionnaire and rules score the practice's screenings, and what another version would change in them."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic import audit, rescoring
from clinic.letter.marks import Marked, attention
from clinic.models import Action
from clinic.permissions import Permission, requires
from clinic.rescoring import DryRun, Move, ranked
from screening.core.answers import Responses
from screening.protocols import CURRENT, PROTOCOLS, Protocol
from screening.rescoring import Cause
from screening.wording import answers
from screening.wording.figures import capital

NEWEST = 500
"""So many screenings are tried while the owner waits: a second or two, were all to change some ten seconds.

The command tries them all.
"""


class Named(NamedTuple):
    """A question or measurement, and the answer, in words."""

    name: str
    answer: str


class MoveRow(NamedTuple):
    was: Marked
    becomes: Marked
    unsigned: int
    signed: int


class MovedRow(NamedTuple):
    code: str
    was: Marked
    becomes: Marked
    signed: bool
    causes: tuple[Named, ...]


@dataclass(frozen=True)
class Trial:
    """A dry run in words. `sent`: how many the practice has, of which the newest were tried."""

    found: DryRun
    sent: int

    @property
    def moves(self) -> list[MoveRow]:
        return [
            MoveRow(
                attention(was),
                attention(becomes),
                *(self.found.moves[Move(was, becomes, signed)] for signed in (False, True)),
            )
            for was, becomes in self.found.pairs
        ]

    @property
    def causes(self) -> list[tuple[Named, int]]:
        return [(named(cause), count) for cause, count in ranked(self.found.causes)]

    @property
    def together(self) -> list[tuple[list[Named], int]]:
        return [
            ([named(cause) for cause in causes], count)
            for causes, count in ranked(self.found.together)
        ]

    @property
    def unfit(self) -> list[tuple[str, int]]:
        """Questions with an answer that the version cannot read."""
        counted = ranked(self.found.faults)
        return [(_question(where), count) for (where, _problem), count in counted]

    @property
    def moved(self) -> list[MovedRow]:
        return [
            MovedRow(
                code,
                attention(move.was),
                attention(move.becomes),
                move.signed,
                tuple(named(cause) for cause in causes),
            )
            for code, move, causes in self.found.moved
        ]


@require_safe
@requires(Permission.MANAGE_PRACTICE)
def rules(request: HttpRequest) -> HttpResponse:
    """The versions; with ?try= what that one would change. Owners are therapists, who may read results."""
    used = rescoring.in_use(request.practice)
    chosen = request.GET.get("try")
    if chosen is not None and chosen not in PROTOCOLS:
        raise Http404
    versions = [(protocol, used.get(protocol.id, {})) for protocol in PROTOCOLS.values()]
    context: dict[str, Any] = {
        "versions": versions,
        "current": CURRENT,
        "chosen": PROTOCOLS.get(chosen or ""),
        "newest": NEWEST,
    }
    if chosen is not None:
        then = PROTOCOLS[chosen]
        context["trial"] = _trial(request, then)
        context["movable"] = any(
            other.instrument is then.instrument for other, _used in versions if other != then
        )
    return render(request, "clinic/rules.html", context)


def _trial(request: HttpRequest, then: Protocol) -> Trial:
    audit.record(Action.READ, "screenings", by=request.membership, reason=then.id)
    rows = rescoring.sent(request.practice)
    newest = rows.order_by("-screening__submitted_at", "pk")[:NEWEST]
    return Trial(
        rescoring.dry_run(newest.iterator(rescoring.CHUNK), then, listing=True), rows.count()
    )


def named(cause: Cause) -> Named:
    """A cause in words of the active language."""
    code, value = cause.code, cause.value
    for protocol in PROTOCOLS.values():
        item = protocol.instrument.items.get(code)
        if item is not None:
            given = Responses({code: value}, {}, frozenset({code}))
            words = capital(str(answers.STATE[cause.state]))
            return Named(_question(code), words if value is None else answers.in_words(item, given))
        for measure in protocol.instrument.measures:
            if measure.code == code:
                words = (
                    _("Not measured") if value is None else answers.measure_in_words(measure, value)
                )
                return Named(_question(code), words)
    return Named(code, "")


def _question(code: str) -> str:
    """The name of a question or a measurement; its code where no version asks it."""
    for protocol in PROTOCOLS.values():
        instrument = protocol.instrument
        if code in instrument.items:
            return str(instrument.items[code].name or instrument.items[code].question)
        for measure in instrument.measures:
            if measure.code == code:
                return str(measure.label)
    return code
