"""What the rules take from each source; citations themselves are not translated."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text
from screening.rules.sources import OWN_RULE, Source

NOTES: dict[str, Text] = {
    "article": pgettext_lazy(
        "source",
        "Risk factors and their Dutch phrases. Two works that it cites are not in its list.",
    ),
    "triad_2014": pgettext_lazy(
        "source", "The six rows of the Triad cumulative risk assessment and the clearance bands."
    ),
    "triad_men_2019": pgettext_lazy(
        "source", "The four rows for men. No clearance bands were published for them."
    ),
    "strock_2020": pgettext_lazy("source", "Stand-ins for missing Triad rows."),
    "tenforde_2017": pgettext_lazy("source", "Triad score and later bone stress injury in women."),
    "cat2_2023": pgettext_lazy(
        "source", "The indicators of REDs CAT2, how they count, and the colour figure."
    ),
    "cat2_consensus_2023": pgettext_lazy("source", "The consensus that REDs CAT2 belongs to."),
    "cat2_erratum": pgettext_lazy(
        "source", "Its text could not be checked; the rules follow the figure of 2023."
    ),
    "heikura_2024": pgettext_lazy(
        "source", "CAT2 colour and later bone stress injury; a wide interval."
    ),
    "koltun_2019": pgettext_lazy("source", "The tools disagree by design."),
    "wright_2015": pgettext_lazy("source", "Earlier injury, and sex, in runners."),
    "single_session_2025": pgettext_lazy(
        "source",
        "One session longer than the 30 days before. All overuse injuries, not bone alone.",
    ),
    "barrack_2014": pgettext_lazy("source", "Training 12 hours a week or more."),
    "endocrine_society": pgettext_lazy(
        "source", "Amenorrhoea: examine after 3 months without a period."
    ),
    "nhg": pgettext_lazy("source", "Amenorrhoea: 6 months; primary amenorrhoea: 16 years."),
    "rogers_2021": pgettext_lazy(
        "source", "Gut complaints are unspecific for low energy availability."
    ),
    "own_rule": pgettext_lazy(
        "source", "Flags, the attention level, and the thresholds of the domains of the profile."
    ),
}
"""By key of the source."""

OWN: Text = pgettext_lazy(
    "source", "Rule of this tool, put together from published red-flag lists. Not validated."
)


def citation(source: Source) -> str:
    """As it stands in print; our own rule in the reader's language."""
    return str(OWN) if source is OWN_RULE else source.citation
