"""The shape of a flag's words, and the words that many flags share."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text


@dataclass(frozen=True, slots=True)
class FlagText:
    """What a therapist reads about one flag.

    `found` is the general sentence; `found.found` gives the athlete's own details where they
    belong in it. `do` says what to do, `by_when` before when, `who` whom to call in.
    """

    title: Text
    found: Text
    why: Text
    do: Text
    by_when: Text
    who: Text


TODAY = pgettext_lazy("by when", "Today")
THIS_WEEK = pgettext_lazy("by when", "Within 1 week")
TWO_WEEKS = pgettext_lazy("by when", "Within 2 weeks")
SIX_WEEKS = pgettext_lazy("by when", "Within 6 weeks")
THIS_VISIT = pgettext_lazy("by when", "At this appointment")

GP_TODAY = pgettext_lazy("who", "GP the same day; in the evening and weekend the GP post")
SPORTS_PHYSICIAN = pgettext_lazy("who", "Sports physician, via the GP")
SPORTS_PHYSICIAN_AND_DIETITIAN = pgettext_lazy(
    "who", "Sports physician via the GP; sports dietitian"
)
GP = pgettext_lazy("who", "GP")
GP_OR_SPORTS_PHYSICIAN = pgettext_lazy("who", "GP or sports physician")
