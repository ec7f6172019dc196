"""What the therapist measures or takes over from a physician's letter.

Never shown to the athlete.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import Measure
from screening.core.kinds import Day, Kind, Number, OneOf, Option

from .yes_no import NO, YES

YES_OR_NO: Kind = OneOf(YES, NO)
IN_REFERENCE_RANGE: Kind = OneOf(
    Option("normal", _("Within the reference range, above its lowest quarter")),
    Option("lowest_quartile", _("In the lowest quarter of the reference range")),
    Option("below", _("Below the reference range")),
)

MEASURES = (
    Measure("height_cm", _("Height"), Number(100, 230), unit="cm"),
    Measure("weight_kg", _("Body weight"), Number(25, 250), unit="kg"),
    Measure(
        "weight_month_ago_kg",
        _("Body weight a month ago"),
        Number(25, 250),
        unit="kg",
        hint=_("From an earlier measurement or the physician's letter."),
    ),
    Measure(
        "expected_weight_percent",
        _("Percentage of expected weight"),
        Number(40, 200),
        unit="%",
        hint=_("Under 18, from a growth chart; replaces the BMI."),
    ),
    Measure(
        "growth_deviation",
        _("Falls away from the growth line"),
        YES_OR_NO,
        hint=_("Under 18: height or weight falls away from the athlete's earlier growth line."),
    ),
    Measure(
        "dxa_z",
        _("DXA, lowest Z-score"),
        Number(-6, 6),
        hint=_(
            "Lowest of lumbar spine, total hip and femoral neck. "
            "Under 18: of lumbar spine and total body less head."
        ),
    ),
    Measure(
        "dxa_z_fell",
        _("DXA, true fall since an earlier test"),
        YES_OR_NO,
        hint=_("A fall beyond the measurement error of the device (least significant change)."),
    ),
    Measure("dxa_date", _("DXA, date"), Day()),
    Measure(
        "t3",
        _("T3"),
        IN_REFERENCE_RANGE,
        hint=_("Total or free T3, against the laboratory's own reference range."),
    ),
    Measure(
        "testosterone",
        _("Testosterone"),
        IN_REFERENCE_RANGE,
        hint=_("Male body without hormone therapy; total or free, fasting, in the morning."),
    ),
    Measure(
        "lipids",
        _("Lipids"),
        OneOf(
            Option("normal", pgettext_lazy("lipids", "Not raised")),
            Option("raised", pgettext_lazy("lipids", "Raised")),
        ),
        hint=_("Total or LDL cholesterol."),
    ),
    Measure(
        "ede_q_global",
        _("EDE-Q, global score"),
        Number(0, 6),
        hint=_("Taken elsewhere by a clinician; only the global score is entered here."),
    ),
    Measure(
        "ed_diagnosis",
        _("Eating disorder now, clinician's diagnosis"),
        OneOf(
            Option("none", pgettext_lazy("ed_diagnosis", "None")),
            Option("anorexia_nervosa", _("Anorexia nervosa")),
            Option("bulimia_nervosa", _("Bulimia nervosa")),
            Option("other", _("Another eating disorder")),
        ),
        hint=_("By a physician or psychologist; outranks the athlete's own answer."),
    ),
    Measure(
        "depression_or_anxiety",
        _("Depression or anxiety disorder, clinician's diagnosis"),
        YES_OR_NO,
        hint=_("By a physician or psychologist; outranks the athlete's own answer."),
    ),
    Measure("refuses_food_or_drink", _("Refuses food or drink"), YES_OR_NO),
    Measure(
        "self_harm_concern",
        _("Concern about self-harm or suicide"),
        YES_OR_NO,
        hint=_("Raised in conversation; never asked on the athlete's form."),
    ),
)
