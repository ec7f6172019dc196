"""The words of the coach's version: training alone. They say nothing of why."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

from .names import PHRASES

GO_AHEAD: Text = _(
    "No running, jumping or other impact until the practice gives the go-ahead. Other "
    "training in consultation with the practice."
)

STEPS_FOR_COACH: dict[str, Text] = {
    "stop_impact": _("No impact for now: no running and no jumping."),
    "reduce_impact": _("Less impact: other training instead of running and jumping."),
    "load_plan": _("Building up by a plan: one change at a time, with rest days."),
    "strength": _(
        "Strength training twice a week, built up step by step; jump training only in "
        "consultation with the practice."
    ),
    "team": _("Practice and coach tell each other when training changes."),
}
"""The steps of a plan that a coach works with; of any other step the coach's version says nothing."""


@dataclass(frozen=True, slots=True)
class Advice:
    """General advice in our own words, with a short phrase of the article."""

    title: Text
    text: Text
    phrase: Text


ADVICE_FOR_COACH: tuple[Advice, ...] = (
    Advice(
        pgettext_lazy("advice", "Building up"),
        _(
            "Raise distance and intensity step by step, one change at a time. Bone adapts much "
            "more slowly than muscle: after a sudden rise it can take three weeks before it is "
            "weakened."
        ),
        PHRASES["load_jump"],
    ),
    Advice(
        pgettext_lazy("advice", "Rest"),
        _(
            "Bone gets stronger between training sessions, not during them. Plan full rest "
            "days, and keep them in busy weeks too."
        ),
        PHRASES["recovery"],
    ),
    Advice(
        pgettext_lazy("advice", "Strength"),
        _(
            "Strength training makes bone and the muscles that protect it stronger. Two "
            "sessions a week are a good aim, built up step by step."
        ),
        PHRASES["strength"],
    ),
)
"""The same for every athlete."""

WHEN_IN_DOUBT: Text = _(
    "Does a training session hurt? Stop it, and have the athlete call the practice."
)
ABOUT_COACH: Text = _(
    "This sheet holds training advice and training facts alone, and was made with the "
    "athlete’s consent. It is not a diagnosis. Do not pass it on without asking the "
    "athlete."
)
