"""What the athlete's copy says of the raised flags, in the order of the rules."""

from django.utils.translation import gettext_lazy as _

from .for_athlete_text import DIETITIAN, NO_IMPACT, PREGNANT, LayText

RAISED_COPY: dict[str, LayText] = {
    "long_cycle": LayText(
        _(
            "There is a long time between your periods, or you have few of them. It can be an "
            "early sign of too little energy."
        ),
        (
            _("Write down for 3 months when you have your period."),
            _("Does the time between them get longer? Then see your GP or a sports physician."),
        ),
    ),
    "perimenopause": LayText(
        _("You have not had a period for 3 months or more. At your age it is often the menopause."),
        (PREGNANT, _("Talk with your GP about your cycle, eating and your bones.")),
    ),
    "amenorrhoea_known_cause": LayText(
        _(
            "You have not had a period for 3 months or more. A doctor found a cause; too little"
            " energy can play a part as well."
        ),
        (PREGNANT, _("Ask your doctor whether training and eating were looked at too.")),
    ),
    "masked_cycle": LayText(
        _("Because of your contraception nobody can see how your own cycle is."),
        (
            _("You do not have to change anything about your contraception."),
            _(
                "Talk with your GP or a sports physician about your cycle before it, eating and "
                "your bones."
            ),
        ),
    ),
    "late_puberty": LayText(
        _("Your puberty begins later than in most people. It can run in the family."),
        (_("See your GP or the school physician for it."), DIETITIAN),
    ),
    "previous_bsi": LayText(
        _(
            "You had an injury before because a bone was overloaded. It can come back if the "
            "cause is still there."
        ),
        (_("Build up your training by a plan, with your physiotherapist and your coach."),),
    ),
    "low_bone_density": LayText(
        _("Your bones may be less strong than average."),
        (
            _("Strength training, enough food and building up slowly help your bones."),
            _("Talk about it with your GP or a sports physician."),
        ),
    ),
    "weight_loss": LayText(
        _(
            "In the last month your body may have got less than it needs. There can be several "
            "reasons."
        ),
        (_("Do you not know why? Then see your GP."), DIETITIAN),
    ),
    "disordered_eating": LayText(
        _("Eating is not always easy for you. Many athletes know that, and you can talk about it."),
        (_("Your GP or a psychologist can help you with it."), DIETITIAN),
    ),
    "male_signs": LayText(
        _(
            "You feel less like sex, or have fewer morning erections. Stress, illness, medicine"
            " or too little energy can be the cause."
        ),
        (_("Is it still so after 6 weeks? Then talk with your GP or a sports physician."),),
    ),
    "bone_pain": LayText(
        _("You have pain that may come from a bone."),
        (_("Run less until walking does not hurt, and have your physiotherapist examine it."),),
    ),
    "load_and_pain": LayText(
        _(
            "You have pain, and you train a lot or changed your training. Bone needs weeks to "
            "get used to that."
        ),
        (
            _(
                "Go back to what you could do without pain. Build up from there, one thing at a "
                "time."
            ),
        ),
    ),
}

BONE_PAIN_WAITS = LayText(RAISED_COPY["bone_pain"].what, (NO_IMPACT,))
"""In the place of bone_pain where impact stops: "run less" would be read as leave to run."""
