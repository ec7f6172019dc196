"""What another version would change in stored screenings; with --adopt it is changed, where nobody ever signed."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django_scopes import scope

from clinic import audit
from clinic.actions.rescoring import adopt
from clinic.models import Action, Practice
from clinic.rescoring import DryRun, Move, dry_run, in_chunks, ranked, sent
from screening.core.answers import State
from screening.protocols import PROTOCOLS, Protocol
from screening.rescoring import Cause


class Command(BaseCommand):
    help = (
        "Compare stored screenings with another version (a dry run: nothing is changed), and with --adopt move those "
        "that were sent and never signed to it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("protocol", help=f"one of: {', '.join(PROTOCOLS)}")
        parser.add_argument("--practice", type=UUID, metavar="ID", help="this practice alone")
        parser.add_argument("--codes", action="store_true", help="also each screening's code")
        parser.add_argument("--json", action="store_true", help="print one JSON object a practice")
        parser.add_argument("--adopt", action="store_true", help="after the dry run, move them")

    def handle(self, *args: Any, **options: Any) -> None:
        then = PROTOCOLS.get(options["protocol"])
        if then is None:
            raise CommandError(
                f"There is no version {options['protocol']}; there are: {', '.join(PROTOCOLS)}."
            )
        practices = Practice.objects.order_by("name", "pk")
        if options["practice"]:
            practices = practices.filter(pk=options["practice"])
            if not practices:
                raise CommandError(f"There is no practice {options['practice']}.")
        if not options["json"]:
            self.stdout.write(f"Dry run of {then.id}: nothing is changed.\n")
        compared = False
        for practice in practices:
            with scope(practice=practice):
                found = self._try(practice, then, listing=options["codes"])
                compared |= found.in_all > found.already
                self._print(practice, found, as_json=options["json"])
                if options["adopt"]:
                    self._adopt(practice, then, as_json=options["json"])
        if not compared and not options["json"]:
            self.stdout.write("Nothing to compare: no screening is scored by another version.")

    def _try(self, practice: Practice, then: Protocol, *, listing: bool) -> DryRun:
        audit.record(
            Action.READ, "screenings", by=audit.COMMAND, practice_id=practice.pk, reason=then.id
        )
        rows = chain.from_iterable(in_chunks(sent(practice)))
        return dry_run(rows, then, listing=listing)

    def _print(self, practice: Practice, found: DryRun, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"practice": str(practice.pk), **as_document(found)}))
        else:
            self.stdout.write("\n".join(["", f"{practice.name} ({practice.pk})", *lines(found)]))

    def _adopt(self, practice: Practice, then: Protocol, *, as_json: bool) -> None:
        done = adopt(practice=practice, then=then)
        if as_json:
            counts = {"moved": done.moved, "urgent": done.urgent, "unreadable": done.unreadable}
            self.stdout.write(json.dumps({"practice": str(practice.pk), "adopted": counts}))
            return
        self.stdout.write(f"  Adopted: {done.moved} moved, {done.urgent} of them to call today.")
        if done.unreadable:
            self.stdout.write(f"  {done.unreadable} could not be read and stay as they are.")


COUNTS = (
    ("in_all", "sent in all"),
    ("signed", "of those ever signed: they stay as they are"),
    ("already", "scored by this version already"),
    ("same", "same level"),
    ("otherwise", "of those with another sign, band or colour"),
    ("moving", "another level"),
    ("refused", "cannot be read by this version"),
    ("closed", "cannot be opened"),
)


def lines(found: DryRun) -> Iterator[str]:
    """The counts, from which level to which, and the causes, in columns."""
    for name, words in COUNTS:
        if name == "in_all" or getattr(found, name):
            yield f"  {getattr(found, name):6}  {words}"
    yield from _moves(found)
    causes = [(f"{cause.code}  {answer(cause)}", n) for cause, n in ranked(found.causes)]
    yield from _counted("caused by", causes)
    together = [(_all_of(causes), n) for causes, n in ranked(found.together)]
    yield from _counted("caused only by several together", together)
    faults = [(f"{where}  {problem}", n) for (where, problem), n in ranked(found.faults)]
    yield from _counted("why this version cannot read them", faults)
    if found.moved:
        yield "\n  each that gets another level"
    for code, move, causes in found.moved:
        stays = ", signed: stays" if move.signed else ""
        yield f"  {code}  {move.was} to {move.becomes}{stays}  ({named_codes(causes)})"


def _moves(found: DryRun) -> Iterator[str]:
    if found.moves:
        yield "\n  from        to          not signed / signed (stays)"
    for was, becomes in found.pairs:
        unsigned, signed = (found.moves[Move(was, becomes, each)] for each in (False, True))
        yield f"  {was:<11} {becomes:<11} {unsigned} / {signed}"


def _counted(heading: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    if rows:
        yield f"\n  {heading}, in how many"
    for words, count in rows:
        yield f"  {count:6}  {words}"


def _all_of(causes: tuple[Cause, ...]) -> str:
    named = ", ".join(f"{cause.code} {answer(cause)}" for cause in causes)
    return named or "no answer: the version itself"


def named_codes(causes: Iterable[Cause]) -> str:
    return ", ".join(cause.code for cause in causes)


def answer(cause: Cause) -> str:
    """The answer's code; why there is none; "answered" for what is too long for a list."""
    if cause.value is None:
        return cause.state.value if cause.state is not State.ANSWERED else "answered"
    return "+".join(cause.value) if isinstance(cause.value, tuple) else str(cause.value)


def as_document(found: DryRun) -> dict[str, Any]:
    """The same for machines."""

    def told(cause: Cause) -> dict[str, str]:
        return {"code": cause.code, "answer": answer(cause)}

    return {
        "protocol": found.then.id,
        **{name: getattr(found, name) for name, _words in COUNTS},
        "moves": [
            {"from": move.was, "to": move.becomes, "signed": move.signed, "count": count}
            for move, count in ranked(found.moves)
        ],
        "causes": [{**told(cause), "count": n} for cause, n in ranked(found.causes)],
        "together": [
            {"causes": [told(cause) for cause in causes], "count": n}
            for causes, n in ranked(found.together)
        ],
        "faults": [
            {"where": where, "problem": problem, "count": n}
            for (where, problem), n in ranked(found.faults)
        ],
        "screenings": [
            {
                "code": code,
                "from": move.was,
                "to": move.becomes,
                "signed": move.signed,
                "causes": [told(cause) for cause in causes],
            }
            for code, move, causes in found.moved
        ],
    }
