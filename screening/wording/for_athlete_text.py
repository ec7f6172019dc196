"""The shape of what the athlete's copy says of a flag, and the sentences that several flags share."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from screening.core.kinds import Text


@dataclass(frozen=True, slots=True)
class LayText:
    """One sentence or two on what stands out, and short steps."""

    what: Text
    do: tuple[Text, ...]


GP_TODAY = _(
    "Has no doctor looked at this yet? Call your GP today. In the evening or weekend: the GP post."
)
"""Of urgent flags; the copy says it once."""
NO_IMPACT = _("Do not run or jump until somebody has looked.")
NO_TRAINING = _("Do not train until a doctor has looked.")
TELL = _("Tell somebody you trust, so that you are not alone with it.")
SPORTS_PHYSICIAN = _("Ask your GP for a referral to a sports physician.")
DIETITIAN = _("A sports dietitian can help you to eat enough for your sport.")
PREGNANT = _("Could you be pregnant? Then do a pregnancy test first.")
