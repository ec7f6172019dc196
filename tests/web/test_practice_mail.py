"""Mail beside the request: nobody waits for a mail server."""

import threading
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from clinic import tasks
from clinic.mail import URGENT, tell
from clinic.models import Athlete, Event, Invitation, Outcome, Practice

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


class ServerThatQuotes(EmailBackend):
    """Fails as nobody foresaw, in words that name for whom the mail is."""

    def send_messages(self, messages: Any) -> int:
        raise ValueError(messages[0].to[0])


def test_what_nobody_foresaw_in_a_task_is_kept_without_its_words(
    invitation: Invitation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.ServerThatQuotes"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    Athlete.objects.update(email="zandbergerhoek@example.org")
    asked = tasks.deliver.enqueue(str(invitation.pk), "invitation")
    waiting = DBTaskResult.objects.get(pk=asked.id)
    options = {"interval": 1, "batch": True, "startup_delay": False, "max_tasks": 1}
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], backend_name="default", worker_id="x", **options
    )
    worker.run_task(waiting)
    failed = DBTaskResult.objects.failed().get()
    assert "builtins.ValueError" in failed.traceback
    assert "clinic/actions/mailing.py" in failed.traceback
    assert "zandbergerhoek" not in failed.traceback
