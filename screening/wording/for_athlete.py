"""What the athlete reads on the last page when her own answers raise an urgent flag.

Calm and plain, B1. No threat, no weight, no exclamation mark: what to do is the emphasis.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from screening.core.kinds import Text


@dataclass(frozen=True, slots=True)
class AthleteText:
    """A title, one or two sentences of explanation, and two to four steps for today."""

    title: Text
    lead: Text
    steps: tuple[Text, ...]


_CALL = _("Call your physiotherapist or GP today. In the evening or weekend: the GP post.")
_NO_IMPACT = _("Do not run or jump until somebody has looked.")
_WALK_LITTLE = _("Does walking hurt? Then walk as little as you can.")
_NO_TESTING = _("Do not test whether it works again, and do not hop on it.")
_TELL = _("Tell somebody you trust, so that you are not alone with it.")

URGENT_FOR_ATHLETE: dict[str, AthleteText] = {
    "sudden_pain": AthleteText(
        _("Have somebody look at your pain today"),
        _(
            "Your pain came suddenly, or you cannot stand on it well. A bone may be broken. "
            "It need not be, but do not wait."
        ),
        (
            _CALL,
            _NO_IMPACT,
            _("Can you not stand on it? Then do not walk on it, and call at once."),
            _NO_TESTING,
        ),
    ),
    "femoral_neck": AthleteText(
        _("Have somebody look at your hip today"),
        _(
            "You have pain in your hip or groin, at rest, at night or when you walk. The bone "
            "may be overloaded. It need not be, but do not wait."
        ),
        (_CALL, _NO_IMPACT, _WALK_LITTLE, _NO_TESTING),
    ),
    "trabecular_site": AthleteText(
        _("Have somebody look at your pain today"),
        _(
            "You have pain in your pelvis, lower back or thigh that may come from the bone. "
            "It need not be, but do not wait."
        ),
        (_CALL, _NO_IMPACT, _WALK_LITTLE, _NO_TESTING),
    ),
    "high_risk_site": AthleteText(
        _("Have somebody look at your pain today"),
        _(
            "You have pain in a bone that heals slowly when it is overloaded. The sooner "
            "somebody looks, the sooner it can get better."
        ),
        (_CALL, _NO_IMPACT, _WALK_LITTLE, _NO_TESTING),
    ),
    "collapse": AthleteText(
        _("Have a doctor look at you today"),
        _(
            "You fainted or had pain in your chest. Often it is nothing serious, but a doctor "
            "should check it."
        ),
        (
            _("Call your GP today. In the evening or weekend: the GP post."),
            _("Do not train until a doctor has looked."),
            _("Do you have chest pain now, or do you faint again? Call 112."),
        ),
    ),
    "ed_severe": AthleteText(
        _("Talk to a doctor today"),
        _(
            "From your answers we see that eating is very hard now. Your body can suffer from "
            "it without you feeling it. Help is possible."
        ),
        (
            _("Call your GP today. You may say: I filled in a list and was told to call."),
            _TELL,
            _("Do not train until a doctor has looked."),
            _("Do you faint, or does your heart beat very strangely? Call 112."),
        ),
    ),
    "rapid_weight_loss": AthleteText(
        _("Talk to a doctor today"),
        _(
            "From your answers about the last month we see that your body may be getting far "
            "too little. There can be several reasons. A doctor can find out."
        ),
        (
            _("Call your GP today. You may say: I filled in a list and was told to call."),
            _("Do not train hard until a doctor has looked."),
            _TELL,
        ),
    ),
    "general_red_flag": AthleteText(
        _("Have a doctor look at your pain today"),
        _(
            "Beside your pain you have another sign that a doctor should look at. Often it is "
            "nothing serious, but do not wait."
        ),
        (
            _("Call your GP today. In the evening or weekend: the GP post."),
            _NO_IMPACT,
            _(
                "Is the skin between your legs numb, or do you suddenly have trouble with "
                "peeing or pooing? Then call at once, at night too."
            ),
        ),
    ),
}
"""For each urgent flag that an athlete's own answers can raise."""
