"""Asking somebody to join, her role, and her account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.models import Role, User

ROLES = {
    Role.OWNER: gettext_lazy("as a physiotherapist, and manages people and settings"),
    Role.THERAPIST: gettext_lazy("reads results, measures, signs reports"),
    Role.STAFF: gettext_lazy("invites and exports reports; opens no answers or assessments"),
}


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[(role.value, role.label) for role in (Role.THERAPIST, Role.STAFF, Role.OWNER)],
        initial=Role.THERAPIST,
    )


class AskForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "maxlength": 254}),
        help_text=gettext_lazy("The link works for seven days, for this address alone."),
    )
    role = _role()


class RoleForm(forms.Form):
    role = _role()


class JoinForm(forms.Form):
    """The account of somebody who has none yet."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": 120}),
        help_text=gettext_lazy("As it stands on reports and in the log."),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = password_validators_help_texts()[0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password, again = given.get("password"), given.get("again")
        if password:
            user = User(email=self.email, name=given.get("name", ""))
            try:
                validate_password(password, user)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        return given
