"""Every reference of the rules, once; for each factor its source, standing and article row.

Citations are plain English and are not translated: one looks them up as they stand. What the rules take from each is
said in the wording of the results.
"""

from dataclasses import dataclass

from .results import Standing


@dataclass(frozen=True, slots=True)
class Source:
    """One reference. Effect sizes stand in docs/scoring.md: never beside a person's own results.

    `doi_or_id` is a DOI, a PubMed number or "".
    `unchecked`: its text could not be compared with what is printed; whoever prints it says so.
    """

    key: str
    citation: str
    doi_or_id: str = ""
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the article says: its rows in our list, its own Dutch phrase, and whom it cites."""

    rows: str
    phrase: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactorSource:
    """What a factor rests on: `source` for its weight, `also` for its direction or limits."""

    source: Source
    standing: Standing
    article: ArticleRow
    also: tuple[Source, ...] = ()


ARTICLE = Source(
    "article",
    "Movement Based Therapy. Running Injury-Free: The Bone Edition.",
    "movementbasedtherapy.nl",
)
TRIAD_2014 = Source(
    "triad_2014",
    "De Souza MJ, et al. Female Athlete Triad Coalition consensus statement. Br J Sports Med "
    "2014;48:289.",
    "10.1136/bjsports-2013-093218",
)
TRIAD_MEN_2019 = Source(
    "triad_men_2019",
    "Kraus E, et al. Br J Sports Med 2019;53:237.",
    "10.1136/bjsports-2018-099861",
)
STROCK_2020 = Source(
    "strock_2020",
    "Strock NCA, et al. 2020.",
    "PMID 32502379",
)
TENFORDE_2017 = Source(
    "tenforde_2017",
    "Tenforde AS, et al. Am J Sports Med 2017;45:302.",
)
CAT2_2023 = Source(
    "cat2_2023",
    "Stellingwerff T, et al. Br J Sports Med 2023;57:1109.",
)
CAT2_CONSENSUS_2023 = Source(
    "cat2_consensus_2023",
    "Mountjoy M, et al. IOC consensus statement on REDs. Br J Sports Med 2023;57:1073.",
    "10.1136/bjsports-2023-106994",
)
CAT2_ERRATUM = Source(
    "cat2_erratum",
    "Erratum to the REDs CAT2 paper. Br J Sports Med 2024;58(3):e2.",
    "",
    unchecked=True,
)
HEIKURA_2024 = Source(
    "heikura_2024",
    "Heikura IA, et al. 2024.",
)
KOLTUN_2019 = Source(
    "koltun_2019",
    "Koltun KJ, et al. 2019.",
)
WRIGHT_2015 = Source(
    "wright_2015",
    "Wright AA, et al. Br J Sports Med 2015;49:1517.",
)
SINGLE_SESSION_2025 = Source(
    "single_session_2025",
    "Cohort of 5205 runners. Br J Sports Med 2025.",
)
BARRACK_2014 = Source(
    "barrack_2014",
    "Barrack MT, et al. Am J Sports Med 2014.",
)
ENDOCRINE_SOCIETY = Source(
    "endocrine_society",
    "Endocrine Society. Clinical practice guideline on functional hypothalamic amenorrhoea.",
)
NHG = Source(
    "nhg",
    "Nederlands Huisartsen Genootschap (NHG). Dutch GP guideline on amenorrhoea.",
)
ROGERS_2021 = Source(
    "rogers_2021",
    "Rogers MA, et al. 2021.",
)
OWN_RULE = Source(
    "own_rule",
    "Rule of this tool, put together from published red-flag lists. Not validated.",
)

SOURCES = {
    source.key: source
    for source in (
        ARTICLE,
        TRIAD_2014,
        TRIAD_MEN_2019,
        STROCK_2020,
        TENFORDE_2017,
        CAT2_2023,
        CAT2_CONSENSUS_2023,
        CAT2_ERRATUM,
        HEIKURA_2024,
        KOLTUN_2019,
        WRIGHT_2015,
        SINGLE_SESSION_2025,
        BARRACK_2014,
        ENDOCRINE_SOCIETY,
        NHG,
        ROGERS_2021,
        OWN_RULE,
    )
}

_BUILD_UP = ("Warden 2022", "Alonso 2024")
_MOUNTJOY = ("Mountjoy 2018",)
_STRENGTH = ("Hong 2018", "Ng 2023")
_ENERGY = ArticleRow("S16, S24", "genoeg eten voor wat je traint", _MOUNTJOY)
_CYCLE = ArticleRow("S17, S20", "menstruatiestoornissen kunnen de botsterkte verder ondermijnen")
_FATIGUE = ArticleRow("S22", "vermoeidheid")
_GUT = ArticleRow("S23", "maag-darmklachten")
_FOOD = ArticleRow("S25-S27", "calorieën, eiwitten, calcium en vitamine D")

PHRASES = {
    "menarche": _CYCLE,
    "menses": _CYCLE,
    "cycle_change": _CYCLE,
    "energy_availability": _ENERGY,
    "body_mass": _ENERGY,
    "fuelling": _ENERGY,
    "periodised_intake": ArticleRow("S29", "zeker in de voorbereiding en wedstrijdperiode"),
    "fatigue": _FATIGUE,
    "recovery": ArticleRow("S11, S12", "te weinig rust verhoogt het risico", ("Tenforde 2015",)),
    "under_recovery_signs": _FATIGUE,
    "bloating_pain": _GUT,
    "stool": _GUT,
    "previous_bsi": ArticleRow(
        "S06", "een eerdere BSI vergroot de kans op nieuwe blessures aanzienlijk"
    ),
    "bone_density": ArticleRow("S18", "lage botdichtheid", _MOUNTJOY),
    "single_session_jump": ArticleRow(
        "S03, S07", "plotselinge toename in trainingsbelasting", _BUILD_UP
    ),
    "load_jump": ArticleRow("S03, S07, S09", "kilometers te snel opbouwen", _BUILD_UP),
    "volume": ArticleRow("S08", "extreem hoge weekvolumes", _BUILD_UP),
    "strength": ArticleRow("S13-S15", "gerichte krachttraining", _STRENGTH),
    "protein": _FOOD,
    "calcium": _FOOD,
    "vitamin_d": _FOOD,
    "shakes": ArticleRow("S28", "eiwitshakes zijn niet genoeg"),
    "female_physiology": ArticleRow("S04", "vrouwelijke hardlopers lopen een hoger risico"),
    "bone_pain": ArticleRow(
        "S05", "vooral in de onderbenen (scheenbeen, kuitbeen, voetwortelbeentjes)"
    ),
    "hormonal_changes": ArticleRow("S19", "hormonale veranderingen"),
}
"""For each factor the article's own phrase, verbatim: to be quoted with the article as source."""

PASSAGES = {
    "remodelling": ArticleRow(
        "S30", "volledige botremodelleringscyclus", ("Valente Ferreira 2025", "Herbert 2022")
    ),
    "early": ArticleRow("S31", "vroege herkenning en tijdige behandeling", _BUILD_UP),
    "monitoring": ArticleRow("S32", "langdurige monitoring van belasting en herstel cruciaal"),
    "team": ArticleRow("S33", "multidisciplinaire aanpak"),
}
"""The article's phrases behind advice and explanation, not behind a factor."""


def _rests(
    code: str, source: Source = ARTICLE, standing: Standing = Standing.EXPERT, *also: Source
) -> FactorSource:
    return FactorSource(source, standing, PHRASES[code], also)


FACTOR_SOURCES = {
    "menarche": _rests("menarche", TRIAD_2014, Standing.PUBLISHED),
    "menses": _rests("menses", TRIAD_2014, Standing.PUBLISHED),
    "cycle_change": _rests("cycle_change"),
    "energy_availability": _rests("energy_availability", TRIAD_2014, Standing.PUBLISHED),
    "body_mass": _rests("body_mass", TRIAD_2014, Standing.PUBLISHED),
    "fuelling": _rests("fuelling"),
    "periodised_intake": _rests("periodised_intake"),
    "fatigue": _rests("fatigue"),
    "recovery": _rests("recovery"),
    "under_recovery_signs": _rests("under_recovery_signs"),
    "bloating_pain": _rests("bloating_pain", ARTICLE, Standing.EXPERT, ROGERS_2021),
    "stool": _rests("stool", ARTICLE, Standing.EXPERT, ROGERS_2021),
    "previous_bsi": _rests("previous_bsi", TRIAD_2014, Standing.PUBLISHED, WRIGHT_2015),
    "bone_density": _rests("bone_density", TRIAD_2014, Standing.PUBLISHED),
    "single_session_jump": _rests("single_session_jump", SINGLE_SESSION_2025, Standing.SUPPORTED),
    "load_jump": _rests("load_jump"),
    "volume": _rests("volume", BARRACK_2014, Standing.SUPPORTED),
    "strength": _rests("strength"),
    "protein": _rests("protein"),
    "calcium": _rests("calcium"),
    "vitamin_d": _rests("vitamin_d"),
    "shakes": _rests("shakes"),
    "female_physiology": _rests("female_physiology", WRIGHT_2015, Standing.SUPPORTED),
    "bone_pain": _rests("bone_pain"),
    "hormonal_changes": _rests("hormonal_changes"),
}
"""For each factor its source, standing and article row."""
