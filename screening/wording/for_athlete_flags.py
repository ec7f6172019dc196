"""What the athlete's copy says of each flag: what stands out, then what to do and whom to see.

Plain and kind, B1. No weight, no number of the rules, no threat. It never advises to stop the pill.
"""

from django.utils.translation import gettext_lazy as _

from .flags import UNDER
from .for_athlete_raised import RAISED_COPY
from .for_athlete_text import (
    DIETITIAN,
    GP_TODAY,
    NO_IMPACT,
    NO_TRAINING,
    PREGNANT,
    SPORTS_PHYSICIAN,
    TELL,
    LayText,
)

URGENT_COPY: dict[str, LayText] = {
    "sudden_pain": LayText(
        _(
            "Your pain came suddenly, or you cannot stand on it well. A bone may be broken; it "
            "need not be."
        ),
        (NO_IMPACT, GP_TODAY),
    ),
    "femoral_neck": LayText(
        _(
            "You have pain in your hip or groin, at rest, at night or when you walk. The bone "
            "may be overloaded; it need not be."
        ),
        (NO_IMPACT, _("Does walking hurt? Then walk as little as you can."), GP_TODAY),
    ),
    "trabecular_site": LayText(
        _("You have pain in your pelvis, lower back or thigh. It may come from the bone."),
        (NO_IMPACT, _("Does walking hurt? Then walk as little as you can."), GP_TODAY),
    ),
    "high_risk_site": LayText(
        _(
            "You have pain in a bone that heals slowly when it is overloaded. The sooner "
            "somebody looks, the sooner it can get better."
        ),
        (NO_IMPACT, GP_TODAY),
    ),
    "collapse": LayText(
        _(
            "You fainted or had pain in your chest. Often it is nothing serious, but a doctor "
            "should check it."
        ),
        (NO_TRAINING, GP_TODAY, _("Do you have chest pain now, or do you faint again? Call 112.")),
    ),
    "ed_severe": LayText(
        _(
            "Eating is very hard for you now. Your body can suffer from it without you feeling "
            "it. Help is possible."
        ),
        (NO_TRAINING, GP_TODAY, TELL),
    ),
    "very_low_body_mass": LayText(
        _("Your body may be getting far too little energy. Sometimes you feel nothing of it."),
        (NO_TRAINING, GP_TODAY, TELL),
    ),
    "self_harm": LayText(
        _(
            "You are having a very hard time. Talking about it helps, and you do not have to do"
            " it alone."
        ),
        (
            _("Talk to 113, day and night: call 113 or 0800-0113. Are you in danger? Call 112."),
            _("Tell your GP, and somebody you trust."),
        ),
    ),
    "rapid_weight_loss": LayText(
        _(
            "In the last month your body may have got far too little. There can be several "
            "reasons; a doctor can find out."
        ),
        (_("Do not train hard until a doctor has looked."), GP_TODAY, TELL),
    ),
    "general_red_flag": LayText(
        _(
            "Beside your pain you have another sign that a doctor should look at. Often it is "
            "nothing serious, but do not wait."
        ),
        (
            NO_IMPACT,
            GP_TODAY,
            _(
                "Is the skin between your legs numb, or do you suddenly have trouble with peeing or"
                " pooing? Then call at once, at night too."
            ),
        ),
    ),
}

HIGH_COPY: dict[str, LayText] = {
    "hip_pain": LayText(
        _("You have pain in your hip or groin when you do sport. It can come from the bone."),
        (
            _("Do not run until somebody has examined your hip, and do not hop on it."),
            SPORTS_PHYSICIAN,
        ),
    ),
    "high_risk_site_tender": LayText(
        _(
            "You have pain in a bone that heals slowly when it is overloaded. If you are in "
            "time, it can stay small."
        ),
        (NO_IMPACT, SPORTS_PHYSICIAN),
    ),
    "general_sign": LayText(
        _(
            "Beside your pain you told something else that a doctor should look at. Your pain "
            "may have another cause than sport."
        ),
        (_("Make an appointment with your GP this week. Do not train more until then."),),
    ),
    "palpitations": LayText(
        _(
            "Your heart pounded or skipped beats. Often it is nothing serious, but a doctor "
            "should check it."
        ),
        (
            _("See your GP this week, and do not train hard until then."),
            _("Do you faint, or do you get pain in your chest? Call 112."),
        ),
    ),
    "amenorrhoea": LayText(
        _(
            "You have not had a period for 3 months or more. Your body may be getting too "
            "little energy; there can also be another cause."
        ),
        (
            _("Do a pregnancy test first."),
            _("Then see your GP or a sports physician, who looks for the cause."),
            DIETITIAN,
        ),
    ),
    "primary_amenorrhoea": LayText(
        _(
            "You have not had your first period yet. It can run in the family, but it is good "
            "to look for the cause."
        ),
        (PREGNANT, _("Make an appointment with your GP for it."), DIETITIAN),
    ),
    "early_menopause": LayText(
        _(
            "You are in the menopause, earlier than most women. Your bones can lose strength "
            "because of it."
        ),
        (_("Talk with your GP about the cause and about your bones."),),
    ),
    "bone_workup": LayText(
        _(
            "You had an injury because a bone was overloaded. As far as we know nobody looked "
            "for the cause."
        ),
        (SPORTS_PHYSICIAN, DIETITIAN),
    ),
    "ed_current": LayText(
        _("Eating is hard for you now. It deserves help of its own, beside your sport."),
        (_("Your GP can help you to find that help."), TELL),
    ),
    "purging": LayText(
        _(
            "You told that you vomit on purpose or take laxatives. Your heart can suffer from "
            "it, also when you feel well."
        ),
        (_("See your GP within 2 weeks, for a blood test and for help."), TELL),
    ),
    "low_body_mass": LayText(
        _("Your body may be getting less energy than it needs for your sport."),
        (_("Do not try to eat less."), SPORTS_PHYSICIAN, DIETITIAN),
    ),
    "growth": LayText(
        _(
            "You are growing differently from before. Your body may need more energy; there can"
            " also be another cause."
        ),
        (_("See your GP or the school physician for it."), DIETITIAN),
    ),
    "very_low_bmd": LayText(
        _("Your bone scan shows that your bones are less strong than average for your age."),
        (_("Do not train more or harder until a doctor has given advice."), SPORTS_PHYSICIAN),
    ),
    "male_hormonal": LayText(
        _(
            "You feel less like sex, or have fewer morning erections. Your body may be getting "
            "too little energy."
        ),
        (
            _("A sports physician can have your blood tested. Ask your GP for a referral."),
            DIETITIAN,
        ),
    ),
}

FLAGS_FOR_ATHLETE: dict[str, LayText] = {**URGENT_COPY, **HIGH_COPY, **RAISED_COPY}
"""Every flag of the rules, in their order."""

_PAIN = (*UNDER["bone_pain"], "hip_pain", "high_risk_site_tender", "general_sign")
UNDER_FOR_ATHLETE: dict[str, tuple[str, ...]] = {
    **UNDER,
    "bone_pain": _PAIN,
    "load_and_pain": _PAIN,
    "long_cycle": ("amenorrhoea",),
    "previous_bsi": ("bone_workup",),
    "low_bone_density": ("very_low_bmd",),
    "disordered_eating": ("ed_severe", "ed_current"),
    "male_signs": ("male_hormonal",),
}
"""A milder flag is left out beside one of these, which tells her the same and asks more."""
