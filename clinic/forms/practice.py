"""What an owner decides for the practice."""

import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

from clinic import contrast, filenames
from clinic.models.people import RANGES

WORDS = {"rows": 4, "maxlength": 600}
LOGO_BYTES = 200 * 1024
LOGO_SIZE = (480, 160)
"""A larger logo is made to fit, in pixels."""
LOGO_PIXELS = 4000
"""Nothing wider or higher is even opened."""
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
)
"""What Pillow raises for what is no picture, or one that claims to be huge."""

SECTIONS = (
    (gettext_lazy("Name and address"), ("name", "street", "postcode", "city")),
    (gettext_lazy("How to reach you"), ("phone", "second_phone", "email")),
    (gettext_lazy("Words on an urgent last page"), ("urgent_text_nl", "urgent_text_en")),
    (gettext_lazy("Look"), ("accent",)),
    (gettext_lazy("Exports"), ("file_rule",)),
    (
        gettext_lazy("Signing out and keeping"),
        ("idle_minutes", "retention_years", "draft_months", "log_years"),
    ),
)


def _number(name: str, label: Any, unit: Any, help_text: Any) -> forms.IntegerField:
    least, most = RANGES[name]
    field = forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    field.unit = unit
    return field


class PracticeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the practice"), max_length=120)
    street = forms.CharField(
        label=gettext_lazy("Street and number"), max_length=120, required=False
    )
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=12, required=False)
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy(
            "Athletes see it. With urgent signs it is the first thing on their last page."
        ),
    )
    second_phone = forms.CharField(
        label=gettext_lazy("Second phone number"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("For example a mobile number. It stands on reports."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the practice"),
        required=False,
        help_text=gettext_lazy(
            "Gets a short mail when something asks for attention today. Never with names. "
            "Without an address the owners get it."
        ),
    )
    urgent_text_nl = forms.CharField(
        label=gettext_lazy("Your own words on an urgent last page, in Dutch"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={**WORDS, "lang": "nl"}),
        help_text=gettext_lazy(
            "For example when you can be reached, and whom to call outside those hours."
        ),
    )
    urgent_text_en = forms.CharField(
        label=gettext_lazy("Your own words on an urgent last page, in English"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={**WORDS, "lang": "en"}),
    )
    accent = forms.CharField(
        label=gettext_lazy("Accent colour"),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "placeholder": "#0b5a5e"}),
        help_text=gettext_lazy(
            "As #rrggbb, for buttons and links. Dark enough to be read on white. "
            "Empty: the colour of the programme."
        ),
    )
    file_rule = forms.CharField(
        label=gettext_lazy("Names of files"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "What a report is called in an export. {code}, {version}, {language}, {signed} (the day), {client} "
            "(the client number) and {name} are filled in. With {name} or {client} the file itself says whose it is, "
            "wherever it goes. Empty: code, version and language."
        ),
    )
    idle_minutes = _number(
        "idle_minutes",
        gettext_lazy("Sign out after"),
        gettext_lazy("minutes without activity"),
        gettext_lazy("From 5 to 60. What was typed in a note is saved first."),
    )
    retention_years = _number(
        "retention_years",
        gettext_lazy("Keep screenings for"),
        gettext_lazy("years"),
        gettext_lazy(
            "From 20 to 99, counted from the last change. Dutch law asks 20 years for a medical record."
        ),
    )
    draft_months = _number(
        "draft_months",
        gettext_lazy("Keep what was never sent for"),
        gettext_lazy("months"),
        gettext_lazy("From 1 to 24."),
    )
    log_years = _number(
        "log_years",
        gettext_lazy("Keep the access log for"),
        gettext_lazy("years"),
        gettext_lazy("From 5 to 99."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.optional = not field.required
            field.widget.attrs["autocomplete"] = "off"

    def protects(self, initial: dict[str, Any]) -> bool:
        """Whether a valid one changes how long something lasts."""
        return any(self.cleaned_data[name] != initial[name] for name in RANGES)

    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings, in the order in which they are asked."""
        for heading, names in SECTIONS:
            yield heading, [self[name] for name in names]

    def clean_accent(self) -> str:
        accent = self.cleaned_data["accent"].strip().lower()
        if accent and not contrast.HEX.fullmatch(accent):
            raise forms.ValidationError(_("Write the colour as #rrggbb, for example #0b5a5e."))
        if accent and contrast.on_paper(accent) < contrast.LEAST:
            raise forms.ValidationError(
                _("This colour is too light to read: its contrast is %(found)s, and 4.5 is needed.")
                % {"found": number_format(int(contrast.on_paper(accent) * 10) / 10, 1)}
            )
        return accent

    def clean_file_rule(self) -> str:
        rule = " ".join(self.cleaned_data["file_rule"].split()) or filenames.DEFAULT
        try:
            filenames.check(rule)
        except filenames.Unfit as unfit:
            if unfit.args[0]:
                raise forms.ValidationError(
                    _("There is no {%(name)s}. Known are: %(known)s.")
                    % {
                        "name": unfit.args[0],
                        "known": ", ".join(f"{{{name}}}" for name in filenames.PLACEHOLDERS),
                    }
                ) from None
            raise forms.ValidationError(_("A brace { or } has no partner.")) from None
        return rule


class LogoForm(forms.Form):
    """A logo that is made anew from its pixels, so that nothing else in the file is kept."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        help_text=gettext_lazy("PNG or JPEG, 200 kB at most. It stands at the top of the pages."),
    )

    def clean_logo(self) -> bytes:
        """The bytes of a PNG."""
        file: UploadedFile = self.cleaned_data["logo"]
        if file.size > LOGO_BYTES:
            raise forms.ValidationError(_("This file is larger than 200 kB."))
        try:
            with Image.open(file, formats=("PNG", "JPEG")) as image:
                if max(image.size) > LOGO_PIXELS:
                    raise forms.ValidationError(
                        _("This picture is wider or higher than 4000 pixels.")
                    )
                image.load()
                return _as_png(image)
        except UNREADABLE as fault:
            raise forms.ValidationError(_("This is no PNG or JPEG that can be read.")) from fault


def _as_png(image: Image.Image) -> bytes:
    made = image.convert("RGBA")
    made.thumbnail(LOGO_SIZE)
    out = io.BytesIO()
    made.save(out, "PNG", optimize=True)
    return out.getvalue()
