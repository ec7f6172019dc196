"""What runs outside requests. A task gets ids alone: its arguments stand readable in the queue."""

from uuid import UUID

from django_tasks import task


@task()
def deliver(invitation_id: str, kind: str) -> None:
    """Mail an athlete a link to her questionnaire."""
    from .actions import mailing  # which enqueues this task

    mailing.deliver(UUID(invitation_id), kind)


@task()
def issue(report_id: str) -> None:
    """Make the PDF of a signed version."""
    from .actions import reports

    reports.issue(UUID(report_id))
