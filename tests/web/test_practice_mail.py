"""Mail beside the request: nobody waits for a mail server."""

import threading
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from clinic.mail import URGENT, tell
from clinic.models import Event, Outcome, Practice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unscoped")]


class SlowServer(EmailBackend):
    """Takes a mail when it is told to."""

    takes = threading.Event()

    def send_messages(self, messages: Any) -> int:
        assert self.takes.wait(10)
        return super().send_messages(messages)


def test_nobody_waits_for_a_slow_mail_server(practice: Practice, settings: Any) -> None:
    settings.MAIL_BESIDE_REQUEST = True
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    practice.email = "praktijk@example.org"
    before = set(threading.enumerate())
    tell(practice, URGENT)
    assert mail.outbox == []
    SlowServer.takes.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert [letter.to for letter in mail.outbox] == [["praktijk@example.org"]]
    assert Event.objects.get(action="mail").outcome == Outcome.DONE
