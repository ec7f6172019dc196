"""The words of the urgent flags, in the order of the rules."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .flag_text import GP_TODAY, TODAY, FlagText

URGENT = {
    "sudden_pain": FlagText(
        pgettext_lazy("flag", "Sudden, severe bone pain"),
        _("The pain came suddenly and severely, with a crack, or the leg cannot bear weight."),
        _("This can be a complete fracture."),
        _(
            "Stop impact on the painful part; crutches if walking hurts. No hop test with hip or "
            "groin pain. Have an image made today."
        ),
        TODAY,
        _("GP the same day, or the emergency department if standing is not possible"),
    ),
    "femoral_neck": FlagText(
        pgettext_lazy("flag", "Possible stress injury of the hip"),
        _("Pain in the hip or groin, at rest, at night or when walking."),
        _("A stress injury of the femoral neck can displace, with lasting damage to the hip."),
        _(
            "Stop all impact; crutches. No hop test and no other loading test. Have an image made "
            "today, by preference MRI."
        ),
        TODAY,
        _("GP the same day, who consults the orthopaedic surgeon on call"),
    ),
    "trabecular_site": FlagText(
        pgettext_lazy("flag", "Possible stress injury, pelvis or thigh"),
        _(
            "Pain in the pelvis, sacrum or thigh bone, with pain at rest, at night or when "
            "walking, or hopping is not possible."
        ),
        _("These bones heal slowly, and an injury here goes with low energy more often."),
        _(
            "Stop impact on the painful part; crutches if walking hurts. No hop test with hip or "
            "groin pain. Have an image made, by preference MRI."
        ),
        TODAY,
        GP_TODAY,
    ),
    "high_risk_site": FlagText(
        pgettext_lazy("flag", "Possible injury at a high-risk bone site"),
        _("Pain at a site that heals poorly, with pain at rest or at night, or no hop possible."),
        _("Bone stress injuries at these sites can become complete fractures or fail to heal."),
        _(
            "Stop impact on the painful part; no further loading tests and no hop test with hip "
            "or groin pain. Have an image made."
        ),
        TODAY,
        _("GP the same day; then the sports physician or orthopaedic surgeon"),
    ),
    "collapse": FlagText(
        pgettext_lazy("flag", "Fainting or chest pain"),
        _("Fainted or had chest pain in the last 4 weeks."),
        _("The heart can be the cause; with too little energy or purging its rhythm is at risk."),
        _(
            "Stop all training and impact until a physician has examined the athlete. Chest pain "
            "now, or fainting again: call 112."
        ),
        TODAY,
        _("GP the same day, for an ECG and blood tests"),
    ),
    "ed_severe": FlagText(
        pgettext_lazy("flag", "Severe signs of an eating disorder"),
        _(
            "An eating disorder with a very low body mass, purging more than four times a week, "
            "or refusal of food or drink."
        ),
        _("Heart rhythm, potassium and circulation can be in danger without complaints."),
        _(
            "Stop all training and impact. Refer today; do not weigh, and do not talk about "
            "weight or numbers."
        ),
        TODAY,
        _("GP the same day, for an ECG and blood tests and urgent referral to specialist care"),
    ),
    "very_low_body_mass": FlagText(
        pgettext_lazy("flag", "Very low body mass"),
        _("The measured body mass lies far below what is safe for this age."),
        _("Heart, circulation and bone are in danger, also without complaints."),
        _(
            "Stop all training and impact. Refer today; do not talk about weight or numbers. "
            "Leave building up food to the physician."
        ),
        TODAY,
        _("GP the same day, who consults an internist or paediatrician"),
    ),
    "self_harm": FlagText(
        pgettext_lazy("flag", "Concern about suicide or self-harm"),
        _("The concern was raised in conversation and noted by the clinician."),
        _("Talking about it openly does no harm and makes room for help."),
        _(
            "Ask calmly and directly, and do not leave the athlete alone in acute danger. Call "
            "the GP together; give 113 (0800-0113). Danger to life: 112."
        ),
        TODAY,
        _("GP the same day; 113 for athlete and therapist, day and night"),
    ),
    "rapid_weight_loss": FlagText(
        pgettext_lazy("flag", "Rapid weight loss"),
        _("Lost 10 percent or more of body weight in a month."),
        _("So fast a loss can be illness or an eating disorder, and strains heart and bone."),
        _(
            "Stop hard training and impact. Ask about illness and eating, without judging and "
            "without weighing. Have a physician examine the athlete."
        ),
        TODAY,
        _("GP the same day, for an examination and blood tests"),
    ),
    "general_red_flag": FlagText(
        pgettext_lazy("flag", "General red flag with bone pain"),
        _(
            "Bone pain with numbness of the saddle area, trouble with bladder or bowel, fever, "
            "a history of cancer, or night pain in the back."
        ),
        _("Nerve compression, infection or a tumour must be ruled out first."),
        _(
            "Stop impact on the painful part; no treatment and no hop test until a physician has "
            "looked. Numb saddle area, bladder or bowel: send in at once."
        ),
        TODAY,
        _("GP the same day; with saddle numbness or bladder trouble the emergency department"),
    ),
}
