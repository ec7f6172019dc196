"""Names of domains, factors, Triad rows and CAT2 indicators, and the article's phrases in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

DOMAINS: dict[str, Text] = {
    "menstrual": pgettext_lazy("domain", "Menstruation"),
    "energy": pgettext_lazy("domain", "Energy"),
    "fatigue": pgettext_lazy("domain", "Fatigue"),
    "gut": pgettext_lazy("domain", "Gut"),
    "bone": pgettext_lazy("domain", "Bone"),
    "load": pgettext_lazy("domain", "Load"),
    "strength": pgettext_lazy("domain", "Strength"),
    "nutrition": pgettext_lazy("domain", "Nutrition"),
}

TRIAD_ROWS: dict[str, Text] = {
    "energy_availability": pgettext_lazy("triad", "Energy availability"),
    "body_mass": pgettext_lazy("triad", "Body mass"),
    "menarche": pgettext_lazy("triad", "Menarche"),
    "menses": pgettext_lazy("triad", "Menstruation"),
    "bone_density": pgettext_lazy("triad", "Bone density"),
    "previous_bsi": pgettext_lazy("triad", "Earlier bone stress injury"),
}

FACTORS: dict[str, Text] = {
    **TRIAD_ROWS,
    "cycle_change": pgettext_lazy("factor", "Cycle when training goes up"),
    "fuelling": pgettext_lazy("factor", "Eating around training"),
    "periodised_intake": pgettext_lazy("factor", "Eating more when training more"),
    "fatigue": pgettext_lazy("factor", "Tiredness"),
    "recovery": pgettext_lazy("factor", "Rest and recovery"),
    "under_recovery_signs": pgettext_lazy("factor", "Signs of too little recovery"),
    "bloating_pain": pgettext_lazy("factor", "Bloating or belly pain"),
    "stool": pgettext_lazy("factor", "Constipation or diarrhoea"),
    "single_session_jump": pgettext_lazy("factor", "Longest session, jump"),
    "load_jump": pgettext_lazy("factor", "Changes in training"),
    "volume": pgettext_lazy("factor", "Training volume"),
    "strength": pgettext_lazy("factor", "Strength and jump training"),
    "protein": pgettext_lazy("factor", "Protein"),
    "calcium": pgettext_lazy("factor", "Calcium"),
    "vitamin_d": pgettext_lazy("factor", "Vitamin D"),
    "shakes": pgettext_lazy("factor", "Shakes instead of meals"),
    "female_physiology": pgettext_lazy("factor", "Female physiology"),
    "bone_pain": pgettext_lazy("factor", "Bone pain now"),
    "hormonal_changes": pgettext_lazy("factor", "Hormonal changes"),
}

INDICATORS: dict[str, Text] = {
    "menstrual": pgettext_lazy("cat2", "Menstrual cycle"),
    "testosterone": pgettext_lazy("cat2", "Testosterone"),
    "t3": pgettext_lazy("cat2", "T3 (thyroid)"),
    "bsi": pgettext_lazy("cat2", "Bone stress injury, last 24 months"),
    "bone_density": pgettext_lazy("cat2", "Bone density"),
    "growth": pgettext_lazy("cat2", "Growth line"),
    "eating_disorder": pgettext_lazy("cat2", "Eating disorder or EDE-Q"),
    "lipids": pgettext_lazy("cat2", "Cholesterol"),
    "depression_or_anxiety": pgettext_lazy("cat2", "Depression or anxiety"),
}

_ENERGY = _("enough food for the training that you do")
_CYCLE = _("menstrual disorders can weaken bone further")
_FATIGUE = pgettext_lazy("article", "fatigue")
_GUT = pgettext_lazy("article", "gut complaints")
_FOOD = _("calories, protein, calcium and vitamin D")

PHRASES: dict[str, Text] = {
    "menarche": _CYCLE,
    "menses": _CYCLE,
    "cycle_change": _CYCLE,
    "energy_availability": _ENERGY,
    "body_mass": _ENERGY,
    "fuelling": _ENERGY,
    "periodised_intake": _("certainly in the preparation and competition period"),
    "fatigue": _FATIGUE,
    "recovery": _("too little rest raises the risk"),
    "under_recovery_signs": _FATIGUE,
    "bloating_pain": _GUT,
    "stool": _GUT,
    "previous_bsi": _("an earlier BSI raises the chance of new injuries considerably"),
    "bone_density": pgettext_lazy("article", "low bone density"),
    "single_session_jump": _("a sudden rise in training load"),
    "load_jump": _("building up kilometres too fast"),
    "volume": _("extremely high weekly volumes"),
    "strength": _("targeted strength training"),
    "protein": _FOOD,
    "calcium": _FOOD,
    "vitamin_d": _FOOD,
    "shakes": _("protein shakes are not enough"),
    "female_physiology": _("female runners have a higher risk"),
    "bone_pain": _("mostly in the lower legs (shin, fibula, tarsal bones)"),
    "hormonal_changes": pgettext_lazy("article", "hormonal changes"),
}
"""The article's phrases: the Dutch is its own, verbatim; the English is our translation of it."""
