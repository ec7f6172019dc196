"""Inviting many at once, and cards to print for who has no e-mail address."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from clinic import audit, inviting, qr, worklist
from clinic.actions import invitations, mailing
from clinic.forms.invite_many import DaysForm, ticked
from clinic.models import Action, Athlete, Invitation
from clinic.permissions import Permission, requires
from clinic.worklist import Row

from .invitations import back


@require_POST
@requires(Permission.INVITE)
def invite_many(request: HttpRequest) -> HttpResponse:
    """Who gets a mail, who needs a card and who is skipped; invites once that is confirmed."""
    form = DaysForm(request.POST)
    if not form.is_valid():
        raise Http404
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    chosen = None if "everybody" in request.POST else ticked(request.POST)
    plan = inviting.plan(_rows(request, first, last), chosen)
    if "confirmed" in request.POST:
        return _invite(request, plan)
    if not (plan.by_mail or plan.by_card or plan.skipped):
        messages.info(request, _("Nobody was chosen. Tick the athletes to invite first."))
        return back(request, "worklist")
    audit.record(Action.READ, "worklist", by=request.membership)
    context = {"plan": plan, "first": first, "last": last, "next": request.POST.get("next", "")}
    return render(request, "clinic/invite_many.html", context)


def _rows(request: HttpRequest, first: object, last: object) -> list[Row]:
    """What the list showed. Attention levels play no part in whom to invite."""
    if first and last:
        return worklist.of_days(request.practice, first, last, reads=False)
    today, chosen = timezone.localdate(), ticked(request.POST)
    due = worklist.due(request.practice, today).filter(invitation__athlete__in=chosen)
    left = worklist.left_open(request.practice, today).filter(athlete__in=chosen)
    return [
        *worklist.due_rows(due, today, reads=False),
        *worklist.rows_of(left, reads=False),
    ]


def _invite(request: HttpRequest, plan: inviting.Plan) -> HttpResponse:
    for row in plan.by_mail:
        mailing.invite(athlete=row.athlete, by=request.membership)
    count = len(plan.by_mail)
    if count:
        messages.success(
            request,
            ngettext(
                "%(count)s invitation goes out by mail.",
                "%(count)s invitations go out by mail.",
                count,
            )
            % {"count": count},
        )
    if plan.by_card:
        return render(request, "clinic/invite_done.html", {"plan": plan})
    return back(request, "worklist")


@dataclass(frozen=True, slots=True)
class Card:
    athlete: Athlete
    invitation: Invitation
    link: str
    qr: SafeString


@require_POST
@requires(Permission.INVITE)
def cards(request: HttpRequest) -> HttpResponse:
    """A card to print for each ticked athlete; the links that were given before go on working."""
    athletes = request.practice.athletes.current().filter(pk__in=ticked(request.POST))
    made = [_card(request, athlete) for athlete in athletes]
    if not made:
        raise Http404
    return render(request, "clinic/cards.html", {"cards": made})


def _card(request: HttpRequest, athlete: Athlete) -> Card:
    invitation, token = invitations.for_card(athlete=athlete, by=request.membership)
    link = request.build_absolute_uri(reverse("open_link", args=[token]))
    return Card(athlete, invitation, link, qr.drawn(link))
