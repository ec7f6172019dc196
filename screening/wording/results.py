"""Why an assessment has its attention level, in one or two sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from screening.core.instrument import Instrument
from screening.rules.results import Assessment, Attention

from .figures import capital, count, inside, number, several
from .flags import FLAGS
from .flags_urgent import URGENT
from .levels import COLOUR
from .names import DOMAINS


def because(code: str, instrument: Instrument) -> str:
    """One clause of the winning level as a part of a sentence."""
    kind, _colon, name = code.partition(":")
    if kind == "flag":
        return _("sign: %(flag)s") % {"flag": inside(str(FLAGS[name].title))}
    if kind == "open":
        return _("still open: %(flag)s") % {"flag": inside(str(FLAGS[name].title))}
    if kind == "missing":
        return _("no answer on %(items)s") % {"items": name_of(name, instrument)}
    if kind == "domain":
        return _("domain %(domain)s marked") % {"domain": inside(str(DOMAINS[name]))}
    return {
        "triad": _("the Triad total"),
        "cat2": _("the REDs CAT2 colour"),
        "menses_with_energy": _("points on menstruation beside a marked energy domain"),
        "menses_with_bone": _("points on menstruation beside a marked bone domain"),
        "menses_with_both": _("points on menstruation beside marked energy and bone domains"),
        "domains": _("several domains at attention or marked"),
    }[kind]


def name_of(code: str, instrument: Instrument) -> str:
    """The name of an item, or of a measurement, as it stands inside a sentence."""
    if code in instrument.items:
        item = instrument.items[code]
        return inside(str(item.name or item.question))
    return next(inside(str(m.label)) for m in instrument.measures if m.code == code)


def explain(assessment: Assessment, instrument: Instrument) -> str:
    """One or two sentences why the attention is what it is."""
    level = assessment.attention
    if level is Attention.LOW:
        return _(
            "No sign, and no outcome at a threshold for action. This does not rule out REDs or a "
            "bone injury."
        )
    if level is Attention.NOT_SCORED:
        return _("Pregnant: the Triad rules and CAT2 were not made for this. The signs do count.")
    first = _("%(clauses)s.") % {"clauses": capital(several(_clauses(assessment, instrument)))}
    second = _second(assessment)
    return f"{first} {second}" if second else first


def _clauses(assessment: Assessment, instrument: Instrument) -> list[str]:
    """The clauses of the winning level, those of one kind counted together."""
    grouped: dict[str, list[str]] = {}
    both = {"menses_with_energy", "menses_with_bone"} <= set(assessment.because)
    for code in assessment.because:
        kind, _colon, name = code.partition(":")
        if both and kind.startswith("menses_with"):
            kind = "menses_with_both"
        grouped.setdefault(kind, []).append(name)
    parts = []
    for kind, names in grouped.items():
        match kind:
            case "flag":
                parts.append(_signs(assessment.attention, names))
            case "open":
                parts.append(_open(assessment.attention, len(names)))
            case "triad":
                parts.append(_triad(assessment))
            case "cat2":
                parts.append(_cat2(assessment))
            case "missing":
                missing = several(name_of(name, instrument) for name in names)
                parts.append(_("no answer on %(items)s") % {"items": missing})
            case "domain":
                marked = several(inside(str(DOMAINS[name])) for name in names)
                parts.append(
                    ngettext("domain %(domains)s marked", "domains %(domains)s marked", len(names))
                    % {"domains": marked}
                )
            case _:
                parts.append(because(kind, instrument))
    return parts


def _signs(level: Attention, codes: list[str]) -> str:
    """How many signs; up to three urgent ones by name."""
    how_many = len(codes)
    if level is Attention.URGENT and how_many <= 3:
        text = ngettext("one urgent sign: %(signs)s", "%(count)s urgent signs: %(signs)s", how_many)
        signs = "; ".join(inside(str(FLAGS[code].title)) for code in codes)
        return text % {"count": count(how_many), "signs": signs}
    texts = {
        Attention.URGENT: ngettext("one urgent sign", "%(count)s urgent signs", how_many),
        Attention.HIGH: ngettext(
            "one sign at level high", "%(count)s signs at level high", how_many
        ),
        Attention.RAISED: ngettext(
            "one sign at level raised", "%(count)s signs at level raised", how_many
        ),
    }
    return texts[level] % {"count": count(how_many)}


def _open(level: Attention, how_many: int) -> str:
    if level is Attention.HIGH:
        text = ngettext(
            "bone pain with one urgent sign still open",
            "bone pain with %(count)s urgent signs still open",
            how_many,
        )
    else:
        text = ngettext("one sign still open", "%(count)s signs still open", how_many)
    return text % {"count": count(how_many)}


def _triad(assessment: Assessment) -> str:
    total = assessment.triad.total
    if total is None:
        return _("the Triad total")
    text = _("a Triad total of %(points)s")
    if not total.definite:
        text = _("a Triad total of at least %(points)s")
    return text % {"points": number(total.least)}


def _cat2(assessment: Assessment) -> str:
    if assessment.cat2.colour is None:
        return _("the REDs CAT2 colour")
    least, most = assessment.cat2.colour
    text = _("REDs CAT2 %(colour)s")
    if least is not most:
        text = _("REDs CAT2 at least %(colour)s")
    return text % {"colour": COLOUR[least]}


def _second(assessment: Assessment) -> str:
    """What is, or may be, beside the winning level."""
    may_be_urgent = any(code in URGENT for code in assessment.open_flags)
    match assessment.attention:
        case Attention.URGENT:
            return ""
        case Attention.INCOMPLETE if may_be_urgent:
            return _(
                "Nothing found so far asks for action; an open question can still mean urgency."
            )
        case Attention.INCOMPLETE:
            return _("Nothing found so far asks for action, but too much is open to call it low.")
        case _ if may_be_urgent:
            return _("No urgent sign so far; an open question can still mean urgency.")
    return _("No urgent signs; no open question that can mean urgency.")
