"""What stands under every result: limits, advice, who watches what, the required words."""

from dataclasses import dataclass

from screening.core.answers import Case
from screening.rules.results import Assessment
from screening.wording import notes


@dataclass(frozen=True, slots=True)
class Member:
    """One of the people round the athlete, and what each watches."""

    who: str
    watches: str


@dataclass(frozen=True, slots=True)
class Ending:
    """`validity`: which rule was not developed for this athlete. `about_rules`: limits of the rules themselves."""

    validity: tuple[str, ...]
    advice: tuple[str, ...]
    team_title: str
    team: tuple[Member, ...]
    about_rules: tuple[str, ...]
    required: str


def ending(case: Case, assessment: Assessment) -> Ending:
    about = []
    if assessment.triad.scored and assessment.cat2.scored:
        about.append(notes.TOOLS_DISAGREE)
    if assessment.cat2.scored:
        about.append(notes.CAT2_RULE)
    about += [notes.REMODELLING, notes.NOT_REVIEWED]
    return Ending(
        validity=tuple(str(note) for note in notes.validity(case)),
        advice=tuple(str(line) for line in notes.ADVICE[assessment.attention]),
        team_title=str(notes.TEAM_TITLE),
        team=tuple(Member(str(each.who), str(each.watches)) for each in notes.TEAM),
        about_rules=tuple(str(note) for note in about),
        required=str(notes.REQUIRED),
    )
