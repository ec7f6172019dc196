"""What the tests of the import share: a file goes up, what would happen comes back, and is confirmed."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

HEAD = "clientnummer;voornaam;achternaam;geboortedatum;e-mail;datum;tijd;afspraaknummer\n"
SANNE = "C-1;Sanne;de Boer;12-04-2003;sanne@example.org;05-01-2099;09:30;"
AT = datetime(2099, 1, 5, 8, 30, tzinfo=UTC)


def upload(client: Client, text: str | bytes, *, head: str = HEAD, name: str = "x.csv") -> Any:
    content = text if isinstance(text, bytes) else (head + text).encode()
    return client.post("/athletes/import/", {"file": SimpleUploadedFile(name, content)})


def confirm(client: Client, page: HttpResponse, **answers: str) -> HttpResponse:
    data = {name: page.context[name] for name in ("content", "shown")}
    named = {name.replace("_", "-"): value for name, value in answers.items()}
    return client.post("/athletes/import/", {**data, **named})


def take(client: Client, text: str | bytes, **kwargs: Any) -> HttpResponse:
    return confirm(client, upload(client, text, **kwargs))


def shown(page: HttpResponse) -> list[tuple[int, str]]:
    parts = ("faults", "questions", "changes", "rest")
    steps = [step for part in parts for step in page.context[part]]
    return sorted((step.line.number, step.kind.value) for step in steps)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\n{body}END:VCALENDAR\r\n".encode()
