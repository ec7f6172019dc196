"""What to ask where answers do not fit together. Neutral: a slip, another reading of the question, or a story."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text


@dataclass(frozen=True, slots=True)
class TalkingPoint:
    """`title` names what does not fit, in a few words; `ask` says what to ask."""

    title: Text
    ask: Text


CONTRADICTIONS: dict[str, TalkingPoint] = {
    "periods_and_long_gap": TalkingPoint(
        pgettext_lazy("talking point", "Many periods, and a long time without"),
        pgettext_lazy(
            "talking point",
            "Go through the last year month by month. Does bleeding under hormones count among "
            "the periods?",
        ),
    ),
    "few_periods_and_short_gap": TalkingPoint(
        pgettext_lazy("talking point", "Few periods, and never long without"),
        pgettext_lazy(
            "talking point",
            "Go through the last year month by month. When was the last period, and the one "
            "before it?",
        ),
    ),
    "periods_and_cycle_length": TalkingPoint(
        pgettext_lazy("talking point", "Number of periods and length of the cycle"),
        pgettext_lazy(
            "talking point",
            "Count together from the first day of one period to the first day of the next.",
        ),
    ),
    "first_period_later_than_now": TalkingPoint(
        pgettext_lazy("talking point", "First period at a later age than now"),
        pgettext_lazy("talking point", "Ask for the age at the first period again."),
    ),
    "weight_loss_without_eating_less": TalkingPoint(
        pgettext_lazy("talking point", "Weight loss without eating less on purpose"),
        pgettext_lazy(
            "talking point",
            "What else explains the loss: more training, illness, stress, less appetite, a plan "
            "that does not feel like eating less?",
        ),
    ),
    "weighed_and_told_loss": TalkingPoint(
        pgettext_lazy("talking point", "No weight loss told, weight loss measured"),
        pgettext_lazy(
            "talking point",
            "Check both measurements: same scale, clothing and moment? Then ask what changed.",
        ),
    ),
    "weight_loss_and_no_weight_loss": TalkingPoint(
        pgettext_lazy("talking point", "Unexplained weight loss, yet none in the last month"),
        pgettext_lazy("talking point", "Over which time was the weight lost, and how much?"),
    ),
    "diagnosis_without_eating_problem": TalkingPoint(
        pgettext_lazy("talking point", "Diagnosed eating disorder, never trouble with eating"),
        pgettext_lazy(
            "talking point", "How was that time, and how is eating now? Leave room not to answer."
        ),
    ),
    "purging_without_eating_problem": TalkingPoint(
        pgettext_lazy("talking point", "Vomiting or laxatives, never trouble with eating"),
        pgettext_lazy(
            "talking point",
            "Ask what it is for. A laxative can have another reason; leave room not to answer.",
        ),
    ),
    "pain_to_talk_about": TalkingPoint(
        pgettext_lazy("talking point", "No bone pain now, and pain as a topic"),
        pgettext_lazy(
            "talking point", "Which pain is meant? With pain in a bone, ask the pain questions."
        ),
    ),
    "tiredness_to_talk_about": TalkingPoint(
        pgettext_lazy("talking point", "Not tired, and tiredness as a topic"),
        pgettext_lazy("talking point", "What is meant by tiredness, and when does it come?"),
    ),
    "tired_but_rested": TalkingPoint(
        pgettext_lazy("talking point", "Tired on most days, and rested on waking"),
        pgettext_lazy("talking point", "When in the day does the tiredness come, and after what?"),
    ),
    "sudden_pain_that_allows_everything": TalkingPoint(
        pgettext_lazy("talking point", "Sudden bad pain, and walking and hopping without pain"),
        pgettext_lazy(
            "talking point",
            "How did the pain begin, and how is it today? The urgent sign stands until that is "
            "clear.",
        ),
    ),
    "walking_hurts_hopping_does_not": TalkingPoint(
        pgettext_lazy("talking point", "Walking hurts, hopping does not"),
        pgettext_lazy("talking point", "Same leg, same spot, same week? Do not test by hopping."),
    ),
    "longer_off_than_ago": TalkingPoint(
        pgettext_lazy("talking point", "More weeks off than since the injury"),
        pgettext_lazy("talking point", "When was the injury found, and how long was training off?"),
    ),
    "deep_injury_without_rest": TalkingPoint(
        pgettext_lazy("talking point", "Injury at hip, sacrum or pelvis without a week off"),
        pgettext_lazy("talking point", "How was it found, and what was advised then?"),
    ),
    "no_change_but_weeks_rise": TalkingPoint(
        pgettext_lazy("talking point", "No changes, and weeks that went up"),
        pgettext_lazy("talking point", "What was different in the weeks with more training?"),
    ),
}
