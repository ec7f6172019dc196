"""Mail to a practice: that something waits, never for whom and never what about."""

import logging
import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.db import connections, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import audit
from .models import Action, JoinInvitation, Outcome, Practice, Role

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    subject: str | Promise
    template: str
    page: str = "worklist"
    """Where the link in it leads."""


URGENT = Message(_("A questionnaire asks for your attention today"), "email/urgent.txt")
FROZEN = Message(_("A link to a questionnaire has been blocked"), "email/frozen.txt")
DUE = Message(_("Files of athletes will be destroyed soon"), "email/due.txt", "retention")


def apart(work: Callable[[], None]) -> None:
    """Do it beside the request, which it still knows, and in its language."""
    if not settings.MAIL_BESIDE_REQUEST:
        work()
        return
    language = translation.get_language()

    def working() -> None:
        try:
            with translation.override(language):
                work()
        finally:
            connections.close_all()

    threading.Thread(target=copy_context().run, args=(working,)).start()


def beside(letter: EmailMessage) -> None:
    """Send it beside the request. A mail server that is down stops nobody, and is written to the program's log."""

    def sending() -> None:
        try:
            letter.send()
        except OSError as error:
            logger.warning("mail about an account was not sent: %s", type(error).__name__)

    apart(sending)


def tell(practice: Practice, message: Message) -> None:
    """Send it once the transaction that tells of it has been committed. A failure stops nobody; it is recorded.

    Beside the request: no page waits for a mail server, and how long one takes tells nobody that mail went out.
    """
    transaction.on_commit(partial(apart, partial(_send, practice, message)), robust=True)


def tell_now(practice: Practice, message: Message) -> None:
    """Send it at once, for a command. Not inside a transaction."""
    _send(practice, message)


def _addresses(practice: Practice) -> list[str]:
    """The practice's own address, or its owners' where it gave none."""
    if practice.email:
        return [practice.email]
    owners = practice.memberships.filter(role=Role.OWNER, ended_at=None, user__is_active=True)
    return list(owners.values_list("user__email", flat=True))


def _send(practice: Practice, message: Message) -> None:
    addresses = _addresses(practice)
    if not addresses:
        _record(practice, "no_address")
        return
    link = f"{settings.BASE_URL}{reverse(message.page)}"
    with translation.override(practice.language):
        subject = str(message.subject)
        text = render_to_string(message.template, {"practice": practice, "link": link})
    try:
        send_mail(subject, text, None, addresses)
    except OSError as error:
        logger.warning("mail to a practice was not sent: %s", type(error).__name__)
        _record(practice, "not_sent")
    else:
        _record(practice)


def ask_to_join(joining: JoinInvitation, token: str) -> bool:
    """The mail with the link to join a practice; whether it went out. Not inside a transaction."""
    practice = joining.practice
    context = {
        "practice": practice,
        "by": joining.created_by,
        "link": f"{settings.BASE_URL}{reverse('open_joining', args=[token])}",
        "until": joining.expires_at,
    }
    with translation.override(practice.language):
        subject = _("An account at %(practice)s") % {"practice": " ".join(practice.name.split())}
        text = render_to_string("email/join.txt", context)
    try:
        send_mail(subject, text, None, [joining.email])
    except OSError as error:
        logger.warning("mail to a colleague was not sent: %s", type(error).__name__)
        _record(practice, "not_sent")
        return False
    _record(practice)
    return True


def _record(practice: Practice, refused: str = "") -> None:
    audit.record(
        Action.MAIL,
        "practice",
        by=audit.SYSTEM,
        practice_id=practice.pk,
        outcome=Outcome.REFUSED if refused else Outcome.DONE,
        reason=refused,
    )
