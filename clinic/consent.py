"""The texts that an athlete and a parent agree to. A released one is never edited: a change is a new version."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version: headings with sentences, in which %(practice)s stands for the practice's name."""

    version: str
    terms: tuple[tuple[Text, Text], ...]
    tick: Text
    parent_terms: tuple[tuple[Text, Text], ...]
    parent_tick: Text

    def for_athlete(self, practice: str) -> list[tuple[str, str]]:
        return _filled(self.terms, practice)

    def for_parent(self, practice: str) -> list[tuple[str, str]]:
        return _filled(self.parent_terms, practice)


def _filled(terms: tuple[tuple[Text, Text], ...], practice: str) -> list[tuple[str, str]]:
    return [(str(heading), str(text) % {"practice": practice}) for heading, text in terms]


V2026_1 = ConsentText(
    version="2026.1",
    terms=(
        (
            _("Who reads it"),
            _(
                "Only the physiotherapists of %(practice)s, and only after you have sent your "
                "answers. Nobody else gets your answers, unless you agree."
            ),
        ),
        (
            _("What happens with it"),
            _(
                "Your physiotherapist reads your answers and talks about them with you. They go "
                "into your file at %(practice)s. By law the practice keeps a file for 20 years. "
                "You may see it, and you may ask to have it deleted sooner."
            ),
        ),
        (
            _("You decide"),
            _(
                "You may skip every question, and you may stop at any time. You can take back your "
                "consent on this page until you have sent your answers; after that, ask "
                "%(practice)s. Whatever you choose, you get the same care."
            ),
        ),
        (_("Questions about this?"), _("Ask your physiotherapist or call %(practice)s.")),
    ),
    tick=_("I agree that the practice uses my answers in this way"),
    parent_terms=(
        (
            _("What your child is asked"),
            _(
                "Questions about sport, the body, eating and, where it applies, the menstrual "
                "cycle. With the answers a physiotherapist of %(practice)s can see whether your "
                "child gets enough energy and how the bones are doing."
            ),
        ),
        (
            _("You do not see the answers"),
            _(
                "The answers are between your child and the physiotherapists of %(practice)s. Your "
                "child may skip every question, stop at any time, and decides what to tell you."
            ),
        ),
        (
            _("What happens with the answers"),
            _(
                "They go into your child’s file at %(practice)s. By law the practice keeps a file "
                "for 20 years. You can take back your consent: call %(practice)s."
            ),
        ),
    ),
    parent_tick=_(
        "I am the parent or guardian, and I agree that my child fills in these questions"
    ),
)

VERSIONS = {text.version: text for text in (V2026_1,)}

CURRENT = V2026_1
