"""The words of the raised flags, in the order of the rules."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .flag_text import (
    GP,
    GP_OR_SPORTS_PHYSICIAN,
    SIX_WEEKS,
    THIS_VISIT,
    TWO_WEEKS,
    FlagText,
)

RAISED = {
    "long_cycle": FlagText(
        pgettext_lazy("flag", "Long cycle or few periods"),
        _("Usually more than 35 days between periods, or 9 or fewer in 12 months."),
        _("It can be an early sign of low energy availability."),
        _("Look at food and load; have the cycle noted for 3 months. Refer if it lengthens."),
        SIX_WEEKS,
        GP_OR_SPORTS_PHYSICIAN,
    ),
    "perimenopause": FlagText(
        pgettext_lazy("flag", "Periods stay away at 45 or over"),
        _("No period for 3 months or more, at 45 or over."),
        _("The menopause is likely; low energy can look the same, and bone loses strength."),
        _("A pregnancy test if it can be. Discuss the cycle, food and bone with the GP."),
        SIX_WEEKS,
        GP,
    ),
    "amenorrhoea_known_cause": FlagText(
        pgettext_lazy("flag", "No period, with a named cause"),
        _("No period for 3 months or more; a doctor has named a cause."),
        _("Low energy can be present beside the named cause."),
        _("A pregnancy test if it can be. Ask whether training and food were looked at too."),
        SIX_WEEKS,
        _("The treating physician or GP"),
    ),
    "masked_cycle": FlagText(
        pgettext_lazy("flag", "Cycle hidden by hormones"),
        _("Hormonal contraception hides the cycle; energy, bone or the cycle before it stand out."),
        _("A withdrawal bleed is not a period: it says nothing about energy or own hormones."),
        _("Discuss the cycle before it, food and bone. Never advise stopping."),
        SIX_WEEKS,
        GP_OR_SPORTS_PHYSICIAN,
    ),
    "late_puberty": FlagText(
        pgettext_lazy("flag", "Late puberty"),
        _("No breast development yet at 13 or over."),
        _("It can run in the family, or come from low energy or hormones."),
        _("Refer for growth and puberty; check that intake fits training."),
        SIX_WEEKS,
        _("GP or school physician"),
    ),
    "previous_bsi": FlagText(
        pgettext_lazy("flag", "Earlier bone stress injury"),
        _("One or more bone stress injuries in the past."),
        _("An earlier injury goes with new ones; the cause may still be there."),
        _("Set down a plan for building up load. Ask what was looked into at the time."),
        THIS_VISIT,
        _("Physiotherapist and coach; GP if nothing was looked into"),
    ),
    "low_bone_density": FlagText(
        pgettext_lazy("flag", "Low bone density"),
        _("Bone density below −1.0, or low bone density named by the athlete."),
        _("Weaker bone takes less load, and low energy can be the cause."),
        _("Ask for the result. Plan strength training, food and a slow build-up of load."),
        SIX_WEEKS,
        GP_OR_SPORTS_PHYSICIAN,
    ),
    "weight_loss": FlagText(
        pgettext_lazy("flag", "Weight loss in the last month"),
        _("Lost 5 to 10 percent of body weight in a month."),
        _("Intake then lies below need, on purpose, unnoticed or through illness."),
        _("Ask about the cause without judging. Bring food up to training; no weighing advice."),
        TWO_WEEKS,
        _("Sports dietitian; GP if the cause is not clear"),
    ),
    "disordered_eating": FlagText(
        pgettext_lazy("flag", "Signs of disordered eating"),
        _("Trouble with eating, often eating less on purpose, or purging now and then."),
        _("Disordered eating is a common way into low energy availability."),
        _("Ask calmly and openly, then offer referral. No talk about weight or numbers."),
        TWO_WEEKS,
        _("GP or psychologist; sports dietitian with experience in eating problems"),
    ),
    "male_signs": FlagText(
        pgettext_lazy("flag", "Lower sex drive or fewer erections"),
        _("Lower sex drive or fewer morning erections than usual."),
        _("It can be an early sign of low energy, and also of stress, illness or medicine."),
        _("Discuss in private, with sleep, food and load. Ask again after 6 weeks."),
        SIX_WEEKS,
        GP_OR_SPORTS_PHYSICIAN,
    ),
    "bone_pain": FlagText(
        pgettext_lazy("flag", "Bone pain now"),
        _("Pain now that feels like bone or sits in one spot, with impact."),
        _("It can be an early bone stress injury; the cause lies weeks before the pain."),
        _("Examine today. Less running until walking and daily life are free of pain."),
        THIS_VISIT,
        _("Physiotherapist; sports physician if the examination points to bone"),
    ),
    "load_and_pain": FlagText(
        pgettext_lazy("flag", "Bone pain beside a high or changed load"),
        _("Bone pain now, and the training load asks for attention."),
        _("Bone weakens in the weeks after a jump in load, before it hurts."),
        _("Go back to the last load without pain and build up from there, one thing at a time."),
        THIS_VISIT,
        _("Physiotherapist and coach"),
    ),
}
