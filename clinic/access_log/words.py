"""What was done, to what and by whom, in words of the active language."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from clinic import audit
from clinic.models import Action, Event, Outcome, Reason, Role
from clinic.models.athlete import Hold
from clinic.models.destruction import Destroyed

Words = str | Promise

ACTIONS: dict[str, Words] = {
    Action.READ: pgettext_lazy("practice's log", "read"),
    Action.FIND: pgettext_lazy("practice's log", "opened from a search"),
    Action.CREATE: pgettext_lazy("practice's log", "made or added"),
    Action.CHANGE: pgettext_lazy("practice's log", "changed"),
    Action.ARCHIVE: pgettext_lazy("practice's log", "archived"),
    Action.INVITE: pgettext_lazy("practice's log", "invited"),
    Action.RENEW: pgettext_lazy("practice's log", "new link"),
    Action.REVOKE: pgettext_lazy("practice's log", "revoked"),
    Action.OPEN: pgettext_lazy("practice's log", "opened by the athlete"),
    Action.SAVE: pgettext_lazy("practice's log", "answers saved"),
    Action.SEND: pgettext_lazy("practice's log", "sent in"),
    Action.MEASURE: pgettext_lazy("practice's log", "measured"),
    Action.TELL: pgettext_lazy("practice's log", "filled in during the talk"),
    Action.NOTE: pgettext_lazy("practice's log", "note or plan written"),
    Action.SIGN: pgettext_lazy("practice's log", "signed"),
    Action.AMEND: pgettext_lazy("practice's log", "opened for amending"),
    Action.ISSUE: pgettext_lazy("practice's log", "report made"),
    Action.PRINT: pgettext_lazy("practice's log", "printed"),
    Action.EXPORT: pgettext_lazy("practice's log", "downloaded or exported"),
    Action.CONSENT: pgettext_lazy("practice's log", "consent given"),
    Action.WITHDRAW: pgettext_lazy("practice's log", "taken back"),
    Action.FREEZE: pgettext_lazy("practice's log", "link blocked"),
    Action.REOPEN: pgettext_lazy("practice's log", "opened again"),
    Action.HAND_OVER: pgettext_lazy("practice's log", "handed over"),
    Action.URGENT: pgettext_lazy("practice's log", "asked to be called"),
    Action.HANDLE: pgettext_lazy("practice's log", "urgent sign dealt with"),
    Action.MAIL: pgettext_lazy("practice's log", "mailed"),
    Action.IMPORT: pgettext_lazy("practice's log", "imported"),
    Action.CANCEL: pgettext_lazy("practice's log", "cancelled"),
    Action.JOIN: pgettext_lazy("practice's log", "began to work here"),
    Action.END: pgettext_lazy("practice's log", "ended"),
    Action.ERASE: pgettext_lazy("practice's log", "destroyed"),
    Action.HOLD: pgettext_lazy("practice's log", "keeping longer"),
    Action.NOTICE: pgettext_lazy("practice's log", "end of keeping announced"),
    Action.SIGN_IN: pgettext_lazy("practice's log", "signed in"),
    Action.SIGN_OUT: pgettext_lazy("practice's log", "signed out"),
    Action.FACTOR: pgettext_lazy("practice's log", "second step"),
    Action.LIMIT: pgettext_lazy("practice's log", "asked too often"),
    Action.BACKUP: pgettext_lazy("practice's log", "backup"),
}

THINGS: dict[str, Words] = {
    "access log": pgettext_lazy("practice's log", "access log"),
    "access log whole": pgettext_lazy("practice's log", "whether the access log is whole"),
    "account": pgettext_lazy("practice's log", "account"),
    "api token": pgettext_lazy("practice's log", "key for another system"),
    "api": pgettext_lazy("practice's log", "for another system"),
    "appointment": pgettext_lazy("practice's log", "appointment"),
    "appointments": pgettext_lazy("practice's log", "appointments"),
    "assessment": pgettext_lazy("practice's log", "results"),
    "athlete": pgettext_lazy("practice's log", "athlete’s details"),
    "athlete en": pgettext_lazy("practice's log", "athlete’s copy in English"),
    "athlete nl": pgettext_lazy("practice's log", "athlete’s copy in Dutch"),
    "athletes": pgettext_lazy("practice's log", "list of athletes"),
    "backup": pgettext_lazy("practice's log", "backup"),
    "certificate": pgettext_lazy("practice's log", "certificate of destruction"),
    "certificates": pgettext_lazy("practice's log", "certificates of destruction"),
    "coach": pgettext_lazy("practice's log", "coach’s version"),
    "consent": pgettext_lazy("practice's log", "consent"),
    "consultation": pgettext_lazy("practice's log", "note and plan"),
    "copies": pgettext_lazy("practice's log", "copies"),
    "data keys": pgettext_lazy("practice's log", "keys of the data"),
    "draft": pgettext_lazy("practice's log", "draft of the report"),
    "earlier screenings": pgettext_lazy("practice's log", "earlier screenings"),
    "export": pgettext_lazy("practice's log", "export"),
    "exports": pgettext_lazy("practice's log", "list of exports"),
    "fhir": pgettext_lazy("practice's log", "data for another system (FHIR)"),
    "full": pgettext_lazy("practice's log", "report"),
    "import": pgettext_lazy("practice's log", "file of appointments"),
    "invitation": pgettext_lazy("practice's log", "invitation"),
    "joining": pgettext_lazy("practice's log", "joining a practice"),
    "links": pgettext_lazy("practice's log", "links"),
    "mail text": pgettext_lazy("practice's log", "words of a mail"),
    "measurements": pgettext_lazy("practice's log", "measurements"),
    "member": pgettext_lazy("practice's log", "person who works here"),
    "open questions": pgettext_lazy("practice's log", "open questions"),
    "overview": pgettext_lazy("practice's log", "overview in numbers"),
    "own data": pgettext_lazy("practice's log", "file for the athlete"),
    "papers": pgettext_lazy("practice's log", "reports and drafts"),
    "passkeys": pgettext_lazy("practice's log", "passkeys"),
    "password": pgettext_lazy("practice's log", "password"),
    "practice": pgettext_lazy("practice's log", "practice"),
    "preview": pgettext_lazy("practice's log", "what an entry would change"),
    "previews": pgettext_lazy("practice's log", "what an entry would change"),
    "printing": pgettext_lazy("practice's log", "printing"),
    "proof of a backup": pgettext_lazy("practice's log", "proof of a backup"),
    "protocol": pgettext_lazy("practice's log", "version of the rules"),
    "readings with a key": pgettext_lazy("practice's log", "readings by another system"),
    "record": pgettext_lazy("practice's log", "what is to be signed"),
    "recovery_codes": pgettext_lazy("practice's log", "recovery codes"),
    "reminder": pgettext_lazy("practice's log", "reminder"),
    "reports": pgettext_lazy("practice's log", "list of reports"),
    "restored backup": pgettext_lazy("practice's log", "restored backup"),
    "retention": pgettext_lazy("practice's log", "how long files are kept"),
    "screening": pgettext_lazy("practice's log", "screening"),
    "screenings": pgettext_lazy("practice's log", "screenings"),
    "session": pgettext_lazy("practice's log", "session"),
    "sign-in": pgettext_lazy("practice's log", "signing in"),
    "table": pgettext_lazy("practice's log", "table for analysis"),
    "text block": pgettext_lazy("practice's log", "text to copy"),
    "told answers": pgettext_lazy("practice's log", "answers from the talk"),
    "totp": pgettext_lazy("practice's log", "app with codes"),
    "urgent": pgettext_lazy("practice's log", "urgent signs"),
    "verifying": pgettext_lazy("practice's log", "checking of a report"),
    "version": pgettext_lazy("practice's log", "signed version"),
    "versions": pgettext_lazy("practice's log", "signed versions"),
    "webauthn": pgettext_lazy("practice's log", "passkey"),
    "again": pgettext_lazy("practice's log", "one more mail"),
    "worklist": pgettext_lazy("practice's log", "list of the day"),
}
"""By what an object begins with; the rest of it is shown as it is. What is not in it is shown whole."""

WRONG: dict[str, Words] = {
    "wrong dates of birth": pgettext_lazy("practice's log", "wrong dates of birth"),
    "wrong keys": pgettext_lazy("practice's log", "keys that do not work"),
    "wrong links": pgettext_lazy("practice's log", "links that do not work"),
    "wrong passwords": pgettext_lazy("practice's log", "wrong passwords"),
}
"""What was tried too often."""

THINGS |= WRONG

PAGES: dict[str, str] = {
    "access_log_check": "access log",
    "access_log_export": "access log",
    "amend": "version",
    "appointment_cancel": "appointment",
    "appointment_new": "appointment",
    "athlete_archive": "athlete",
    "athlete_edit": "athlete",
    "athlete_new": "athlete",
    "cards": "invitation",
    "change_athletes": "athlete",
    "coach_pdf": "coach",
    "codebook": "table",
    "erase": "athlete",
    "export_begin": "export",
    "export_cancel": "export",
    "export_progress": "export",
    "export_zip": "export",
    "hand_over": "invitation",
    "handle": "urgent",
    "hold": "athlete",
    "invite": "invitation",
    "invite_many": "invitation",
    "mail_again": "invitation",
    "mail_texts": "mail text",
    "manage_members": "member",
    "manage_practice": "practice",
    "measure": "measurements",
    "members": "member",
    "practice_logo": "practice",
    "printed": "printing",
    "read_results": "assessment",
    "release": "copies",
    "reopen": "invitation",
    "report": "full",
    "report_pdf": "draft",
    "revoke": "invitation",
    "rules": "protocol",
    "see_athletes": "athletes",
    "sign": "record",
    "tables": "table",
    "textblock": "text block",
    "token_revoke": "api token",
    "tokens": "api token",
}
"""Pages and permissions, where printing or a refusal names one of these, and the thing that it is about."""

REASONS: dict[str, Words] = {
    "athlete": pgettext_lazy("practice's log", "by the athlete"),
    "parent": pgettext_lazy("practice's log", "by a parent"),
    **dict(Role.choices),
    "not_found": pgettext_lazy("practice's log", "it is not here"),
    "wrong_date": pgettext_lazy("practice's log", "wrong date of birth"),
    "wrong_dates": pgettext_lazy("practice's log", "wrong dates of birth"),
    "no_open_link": pgettext_lazy("practice's log", "no link that opens"),
    "not_sent": pgettext_lazy("practice's log", "the mail did not go out"),
    "again": pgettext_lazy("practice's log", "asked once more"),
    "mail": pgettext_lazy("practice's log", "by a link in a mail"),
    "no_address": pgettext_lazy("practice's log", "there is no address"),
}
"""Of reasons that the programme gives; those of people are their own words."""

BY_ACTION: dict[str, dict[str, Words]] = {
    Action.ERASE: dict(Reason.choices),
    Action.HOLD: {**dict(Hold.choices), "lifted": pgettext_lazy("practice's log", "no longer")},
}
"""Reasons that mean something else with these actions."""

ROLES: dict[str, Words] = {
    audit.ATHLETE: pgettext_lazy("practice's log", "athlete"),
    audit.NOBODY: pgettext_lazy("practice's log", "not signed in"),
    audit.SYSTEM: pgettext_lazy("practice's log", "by itself"),
    audit.TOKEN: pgettext_lazy("practice's log", "another system"),
    audit.COMMAND: pgettext_lazy("practice's log", "administrator of the system"),
    **dict(Role.choices),
}

OUTCOMES: dict[str, Words] = {
    Outcome.DONE: pgettext_lazy("practice's log", "done"),
    Outcome.REFUSED: pgettext_lazy("practice's log", "refused"),
}

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def action(event: Event) -> Words:
    return ACTIONS.get(event.action, event.action)


def role(event: Event) -> Words:
    return ROLES.get(event.role, event.role)


def thing(event: Event) -> str:
    """The kind of data, with what follows it: a language, a version, a number."""
    if event.action == Action.ERASE and event.object in Destroyed.values:
        return str(Destroyed(event.object).label)
    about = _about(event.object)
    kind = max((k for k in THINGS if f"{about} ".startswith(f"{k} ")), key=len, default="")
    if not kind:
        return about
    rest = about[len(kind) :].strip().replace("version ", "v")
    named = str(THINGS[kind])
    return _("%(what)s: %(more)s") % {"what": named, "more": rest} if rest else named


def _about(what: str) -> str:
    """What an object begins with, where a page is named; "table_file" as "table file"."""
    if what in PAGES:
        return PAGES[what]
    known = what.partition(" ")[0] in THINGS
    return what if known else what.replace("_", " ")


def reason(event: Event, names: dict[str, str]) -> str:
    """With the names of people in the place of their ids, and the steps of signing in in words."""
    if event.action == Action.SIGN_IN and event.outcome == Outcome.DONE:
        return ", ".join(str(THINGS.get(step, step)) for step in event.reason.split())
    known = BY_ACTION.get(event.action, REASONS)
    text = str(known.get(event.reason, event.reason))
    return _ID.sub(lambda found: names.get(found[0], found[0]), text)
