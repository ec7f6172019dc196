"""What page and report must say beside the results: limits, validity, advice, who watches what."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.answers import Case
from screening.core.kinds import Text
from screening.rules.results import Attention
from screening.rules.terms import Terms

REQUIRED: Text = _(
    "This report is based on the athlete’s answers. It is not a diagnosis or medical advice. The "
    "profile score has not been validated. The Triad score and REDs CAT2 colour are provisional: "
    "a physician must judge them, and parts without a result were left open. Every finding can "
    "have another cause. A low score does not rule out REDs or a bone injury. With bone pain at "
    "rest or at night, or if walking is not possible, contact the physiotherapist, GP or "
    "out-of-hours service at once."
)
"""Stands in every report."""

NOT_REVIEWED: Text = _("The rules and texts of this tool have not been reviewed by a physician.")

CAT2_RULE: Text = _(
    "Counted by the rule of IOC REDs CAT2 (2023), colour figure as published in 2023. An erratum "
    "exists (Br J Sports Med 2024;58(3):e2); its text could not be checked."
)

TOOLS_DISAGREE: Text = _(
    "The Triad score and CAT2 weigh differently by design and can disagree (Koltun 2019). They "
    "stand side by side; neither corrects the other."
)

FOUR_ROWS: Text = _(
    "Four rows (Kraus 2019), without a band: no bands were published for these rows."
)

ESTIMATE: Text = _(
    "Estimate with stand-ins for rows without a result (Strock 2020). It does not replace the range."
)

REMODELLING: Text = _(
    "Bone adapts slowly: a full cycle of renewal takes 3–8 months, according to the article."
)

MINOR, OLDER, ENDURANCE = (
    18,
    45,
    ("running", "trail_running", "track_and_field", "triathlon", "cycling", "swimming"),
)

_UNDER_18: Text = _(
    "Under 18: the thresholds of the Triad score, CAT2 and the profile were not developed for "
    "this age. Body mass is read from the expected weight alone."
)
_OVER_45: Text = _(
    "Over 45: the thresholds of the Triad score, CAT2 and the profile were not developed for this "
    "age."
)
_PARA: Text = _(
    "Para-athlete: no rule was developed for para-athletes; the thresholds are not validated."
)
_THERAPY: Text = _(
    "Hormone therapy: the rules for hormones and bone were not developed for this; the thresholds "
    "are not validated."
)
_CONTRACEPTION: Text = _(
    "Hormonal contraception: the cycle rules of the Triad score and CAT2 were not developed for "
    "this. The cycle stays open."
)
_PREGNANT: Text = _(
    "Pregnancy: the Triad score and CAT2 were not developed for this and are not scored. The "
    "signs do count."
)
_POSTPARTUM: Text = _(
    "After childbirth or breastfeeding: CAT2 is not scored and the cycle cannot be assessed. "
    "Bone pain weighs more."
)
_SPORT: Text = _(
    "Sport outside endurance sport: the article’s risk factors and the load rules come from "
    "runners and were not developed for this sport."
)


def validity(case: Case) -> list[Text]:
    """Which rule was not developed for whom, for every group that this athlete belongs to."""
    t = Terms(case)
    return [
        text
        for text, applies in (
            (_UNDER_18, case.age < MINOR),
            (_OVER_45, case.age > OLDER),
            (_PARA, t.given.get("about.para_sport") == "yes"),
            (_THERAPY, t.therapy),
            (_CONTRACEPTION, t.hormonal),
            (_PREGNANT, t.status == "pregnant"),
            (_POSTPARTUM, t.status == "postpartum"),
            (_SPORT, t.given.get("about.sport", "running") not in ENDURANCE),
        )
        if applies
    ]


@dataclass(frozen=True, slots=True)
class Watcher:
    """One of the people round the athlete, and what each watches."""

    who: Text
    watches: Text


TEAM_TITLE: Text = pgettext_lazy("team", "Who watches what")
TEAM: tuple[Watcher, ...] = (
    Watcher(
        pgettext_lazy("team", "Physiotherapist"),
        _("Pain, load and recovery; early signs of REDs; strength training and build-up."),
    ),
    Watcher(
        pgettext_lazy("team", "Coach"),
        _("Tiredness, sleep and performance; changes training in time; guards the rest days."),
    ),
    Watcher(
        pgettext_lazy("team", "Nutrition specialist"),
        _("Whether intake fits training, certainly in preparation and competition; bone food."),
    ),
)
"""The article asks these three to work together (row S33)."""

ADVICE: dict[Attention, tuple[Text, ...]] = {
    Attention.URGENT: (
        _("Call today, and record who was called and when."),
        _("With pain: stop impact on the painful part; no hop test with hip or groin pain."),
        _("Give the help lines, and agree when you speak to the athlete again."),
    ),
    Attention.HIGH: (
        _("Reduce impact now; what the signs ask goes first."),
        _("Refer to a sports physician via the GP, within about 2 weeks."),
        _("Bring in a dietitian; further as the signs say."),
    ),
    Attention.RAISED: (
        _("Make a plan for load: one change at a time, with rest days."),
        _("Strength or jump training twice a week, built up step by step."),
        _("Look at food: enough for training, spread over the day, with protein and calcium."),
        _("Screen again in 6–12 weeks."),
    ),
    Attention.INCOMPLETE: (
        _("Ask the open questions face to face, first those that could change the level."),
        _("Do not read “incomplete” as “low”."),
    ),
    Attention.LOW: (
        _("Explain how load, food, rest and strength protect bone, and which signs to report."),
        _("Screen again yearly, at the start of the season or after an injury."),
    ),
    Attention.NOT_SCORED: (
        _("Follow the signs; bone pain in pregnancy goes to the physician."),
        _("Plan load and food together with the midwife or physician."),
        _("Screen again after the pregnancy."),
    ),
}
"""The advice of the report for each level."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to call: for what, the number as shown, and as dialled ("" without one)."""

    what: Text
    number: Text
    dial: str


HELP_LINES: tuple[HelpLine, ...] = (
    HelpLine(pgettext_lazy("help", "Danger to life"), "112", "112"),
    HelpLine(
        pgettext_lazy("help", "Talking about suicide, day and night"),
        pgettext_lazy("help", "113 or 0800-0113"),
        "08000113",
    ),
    HelpLine(
        pgettext_lazy("help", "Your GP, in the daytime; the GP post in evening and weekend"),
        pgettext_lazy("help", "their own number"),
        "",
    ),
)
"""On every athlete's last page and in every e-mail to an athlete."""
