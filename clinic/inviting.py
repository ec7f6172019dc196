"""Whom an invitation of many would reach, before anything happens."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Stage
from .worklist import Row

WHY_NOT: dict[Stage, str | Promise] = {
    Stage.INVITED: _("was invited already"),
    Stage.OPENED: _("was invited already, and opened the link"),
    Stage.BUSY: _("is filling it in"),
    Stage.RECEIVED: _("has sent it already"),
    Stage.UNREADABLE: _("has sent it already"),
    Stage.SIGNED: _("has sent it already"),
    Stage.FROZEN: _("link blocked after wrong dates of birth: ask the athlete first"),
}


@dataclass(slots=True)
class Plan:
    """Each athlete once, in the order of the list."""

    by_mail: list[Row] = field(default_factory=list)
    by_card: list[Row] = field(default_factory=list)
    """They have no e-mail address."""
    skipped: list[tuple[Row, str | Promise]] = field(default_factory=list)


def plan(rows: Iterable[Row], chosen: Iterable[UUID] | None = None) -> Plan:
    """What happens with the athletes of these rows, or with the chosen ones among them."""
    wanted = None if chosen is None else set(chosen)
    made, seen = Plan(), set()
    for row in rows:
        pk = row.athlete.pk
        if pk in seen or (wanted is not None and pk not in wanted):
            continue
        seen.add(pk)
        if row.stage in WHY_NOT:
            made.skipped.append((row, WHY_NOT[row.stage]))
        elif row.athlete.email:
            made.by_mail.append(row)
        else:
            made.by_card.append(row)
    return made
