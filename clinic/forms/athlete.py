"""The form for an athlete of the practice."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.models import Athlete, Practice
from clinic.models.athlete import age_between
from screening.core.answers import AGE


def check_born(born: date) -> None:
    """Raises ValidationError for a day in the future and for an age that the questionnaire is not meant for."""
    today = timezone.localdate()
    if born > today:
        raise forms.ValidationError(_("This date is in the future."))
    if not AGE[0] <= age_between(born, today) <= AGE[1]:
        raise forms.ValidationError(
            _("The questionnaire is meant for ages %(least)s to %(most)s.")
            % {"least": AGE[0], "most": AGE[1]}
        )


class AthleteForm(forms.Form):
    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Last name"), max_length=80)
    date_of_birth = forms.DateField(
        label=gettext_lazy("Date of birth"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the questionnaire"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("The athlete can change it while answering."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    client_number = forms.CharField(
        label=gettext_lazy("Client number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("The number in your own record system."),
    )

    def __init__(
        self, *args: Any, practice: Practice, athlete: Athlete | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.practice, self.athlete = practice, athlete
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            field.optional = not field.required
            if name not in ("language", "date_of_birth"):
                field.widget.attrs["maxlength"] = field.max_length or 254

    def clean_date_of_birth(self) -> date:
        born = self.cleaned_data["date_of_birth"]
        check_born(born)
        return born

    def clean_client_number(self) -> str:
        number = self.cleaned_data["client_number"]
        others = self.practice.athletes.filter(client_number=number)
        if self.athlete is not None:
            others = others.exclude(pk=self.athlete.pk)
        if number and others.exists():
            raise forms.ValidationError(_("Another athlete has this client number."))
        return number
