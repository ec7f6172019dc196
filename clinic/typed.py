"""What somebody typed in a form that was not followed yet, so that it can be sent once more from the page that says so.

It stands on that page alone: never in the session, where it would stay.
"""

from django.http import HttpRequest

SECRETS = ("csrfmiddlewaretoken", "password", "code", "credential")


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values as they were posted, without secrets and files."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not name.startswith(SECRETS)
        for value in values
    ]
