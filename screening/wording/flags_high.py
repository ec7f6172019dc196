"""The words of the high flags, in the order of the rules."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .flag_text import (
    GP,
    SPORTS_PHYSICIAN,
    SPORTS_PHYSICIAN_AND_DIETITIAN,
    THIS_WEEK,
    TWO_WEEKS,
    FlagText,
)

HIGH = {
    "hip_pain": FlagText(
        pgettext_lazy("flag", "Hip or groin pain"),
        _("Pain in the hip or groin with impact."),
        _("A stress injury of the femoral neck often begins as vague groin pain."),
        _("Stop running until examined; no hop test. Have an image made if it stays suspect."),
        THIS_WEEK,
        SPORTS_PHYSICIAN,
    ),
    "high_risk_site_tender": FlagText(
        pgettext_lazy("flag", "Tender high-risk bone site"),
        _("Pain at a site that heals poorly, in one spot or when hopping."),
        _("Seen early, a stress reaction here need not become a fracture."),
        _("Stop impact on the painful part until examined. Ask for an image, by preference MRI."),
        THIS_WEEK,
        SPORTS_PHYSICIAN,
    ),
    "general_sign": FlagText(
        pgettext_lazy("flag", "Bone pain with a sign of illness"),
        _("Bone pain with fever, unexplained weight loss or a history of cancer."),
        _("The pain can have another cause than load."),
        _("Take temperature and history; refer for examination before building up load."),
        THIS_WEEK,
        GP,
    ),
    "palpitations": FlagText(
        pgettext_lazy("flag", "Palpitations"),
        _("Had palpitations in the last 4 weeks."),
        _("With too little energy or purging the heart rhythm can be disturbed."),
        _("No hard training until examined. With fainting or chest pain: the same day."),
        THIS_WEEK,
        _("GP, for an ECG and blood tests"),
    ),
    "amenorrhoea": FlagText(
        pgettext_lazy("flag", "No period for 3 months or more"),
        _("No period for 3 months or more, or none in the last 12 months."),
        _("It can be a sign of low energy availability, and bone loses strength meanwhile."),
        _(
            "First a pregnancy test, then refer for the cause. Say in the letter: from 3 months "
            "(Endocrine Society), where the GP guideline (NHG) says 6. Look at food and load."
        ),
        TWO_WEEKS,
        SPORTS_PHYSICIAN_AND_DIETITIAN,
    ),
    "primary_amenorrhoea": FlagText(
        pgettext_lazy("flag", "No first period yet"),
        _("No first period at 15 or over, or 5 years after an early breast development."),
        _("Low energy, hormones or anatomy can be the cause; bone is being built at this age."),
        _(
            "Refer for the cause; a pregnancy test if it can be. Say in the letter: from 15 years "
            "(international), where the GP guideline (NHG) says 16."
        ),
        TWO_WEEKS,
        _("GP, who can consult a gynaecologist or paediatrician; sports dietitian"),
    ),
    "early_menopause": FlagText(
        pgettext_lazy("flag", "Menopause before 45"),
        _("In or past the menopause, under 45."),
        _("An early lack of oestrogen weakens bone, and low energy can look the same."),
        _("Have the cause and the bone density looked into, if that was not done."),
        TWO_WEEKS,
        _("GP, who can consult a gynaecologist"),
    ),
    "bone_workup": FlagText(
        pgettext_lazy("flag", "Bone stress injury not looked into"),
        _(
            "An injury of the femoral neck, sacrum or pelvis, or two or more in 24 months, "
            "without a known work-up of bones, hormones and energy."
        ),
        _("These injuries often have a cause beside load."),
        _("Refer for a work-up: DXA, vitamin D, hormones, energy availability."),
        TWO_WEEKS,
        SPORTS_PHYSICIAN_AND_DIETITIAN,
    ),
    "ed_current": FlagText(
        pgettext_lazy("flag", "Eating disorder, treatment not confirmed"),
        _("An eating disorder now, and no treatment as far as known."),
        _("An eating disorder needs treatment of its own, whatever the injury."),
        _("Ask calmly, then refer. Do not weigh, and do not talk about weight or numbers."),
        TWO_WEEKS,
        _("GP, for referral to specialist care; sports physician on training"),
    ),
    "purging": FlagText(
        pgettext_lazy("flag", "Vomiting or laxatives every week"),
        _("Vomits on purpose or takes laxatives, one to four times a week."),
        _("It can disturb potassium and heart rhythm, also at a normal body mass."),
        _("Ask calmly, then refer, with blood tests. No talk about weight or numbers."),
        TWO_WEEKS,
        _("GP, for blood tests and referral to specialist care"),
    ),
    "low_body_mass": FlagText(
        pgettext_lazy("flag", "Low body mass"),
        _("The measured body mass is low for this age."),
        _("It goes with low energy availability and with bone stress injuries."),
        _("Have energy intake and its cause looked into. No advice to lose weight, no weighing."),
        TWO_WEEKS,
        SPORTS_PHYSICIAN_AND_DIETITIAN,
    ),
    "growth": FlagText(
        pgettext_lazy("flag", "Falling away from the growth line"),
        _("Height or weight has left the previous growth line."),
        _("Too little energy or an illness can slow growth; lost bone is hard to make up."),
        _("Refer for growth and puberty; bring intake up to training meanwhile."),
        TWO_WEEKS,
        _("GP or school physician, who can consult a paediatrician; sports dietitian"),
    ),
    "very_low_bmd": FlagText(
        pgettext_lazy("flag", "Very low bone density"),
        _("The DXA Z-score is −2.0 or lower."),
        _("At this age a cause must be looked for; bone can break under less load."),
        _("Refer for the cause. No jumps in load or impact until the physician has advised."),
        TWO_WEEKS,
        _("Sports physician, internist or paediatrician, via the GP"),
    ),
    "male_hormonal": FlagText(
        pgettext_lazy("flag", "Possible hormonal effect of low energy"),
        _("Lower sex drive or fewer morning erections, and energy needs attention."),
        _("In men low energy availability can lower testosterone, and bone suffers from it."),
        _("Look at food and load together; ask for a morning testosterone. Talk in private."),
        TWO_WEEKS,
        SPORTS_PHYSICIAN_AND_DIETITIAN,
    ),
}
