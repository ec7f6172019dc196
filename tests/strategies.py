"""Cases for generative tests: valid ones, built by asking the instrument's items in order."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from screening.core.instrument import Instrument, Item
from screening.core.kinds import (
    AnyOf,
    Day,
    FreeText,
    Group,
    Kind,
    Number,
    OneOf,
    Series,
    WholeNumber,
)
from screening.protocols import CURRENT

INSTRUMENT: Instrument = CURRENT.instrument
MISSING = object()

AGES = (
    "12",
    "12.5",
    "13",
    "14",
    "14.9",
    "15",
    "15.9",
    "16",
    "17.99",
    "18",
    "24",
    "44.99",
    "45",
    "49.9",
    "50",
    "67",
)
BOUNDARIES: dict[str, tuple[str, ...]] = {
    "menstruation.menarche_age": ("12", "14", "15", "16"),
    "menstruation.breast_development_age": ("7", "8", "9", "10", "12"),
    "menstruation.periods_12m": ("0", "1", "5", "6", "8", "9", "10", "12"),
    "menstruation.longest_gap_months": ("0", "2", "3", "11", "12", "14"),
    "load.hours_per_week": ("5", "11.9", "12"),
    "months_ago": ("0", "12", "24", "25", "60"),
    "weeks_off": ("0", "8", "25", "26", "40"),
    "height_cm": ("160", "170", "181.5"),
    "weight_kg": ("40.5", "43.35", "46.24", "50.575", "53.465", "60", "70"),
    "weight_month_ago_kg": ("50.575", "55", "60", "70"),
    "expected_weight_percent": ("74.9", "75", "84.9", "85", "89.9", "90", "100"),
    "dxa_z": ("-2.5", "-2", "-1.9", "-1.01", "-1", "0.4"),
    "ede_q_global": ("0.4", "1.68", "1.69", "2.3", "2.31", "4"),
}


def numbers(code: str, kind: Number) -> st.SearchStrategy[Any]:
    """Values on and beside the boundaries of the rules, and now and then any other."""
    near = BOUNDARIES.get(code, (str(kind.least), str(kind.most)))
    chosen = st.sampled_from([Decimal(value) for value in near])
    if isinstance(kind, WholeNumber):
        return chosen.map(int) | st.integers(kind.least, kind.most)
    return chosen


def values(code: str, kind: Kind) -> st.SearchStrategy[Any]:
    """Raw values that the kind takes."""
    match kind:
        case OneOf(options=options):
            return st.sampled_from([option.code for option in options])
        case AnyOf(options=options, most=most):
            named = [option.code for option in options if option.code != "none"]
            several = st.lists(st.sampled_from(named), min_size=1, max_size=most or 3, unique=True)
            alone = st.just(["none"]) if len(named) < len(options) else several
            return alone | several
        case WholeNumber(words=words) if words:
            return numbers(code, kind) | st.sampled_from([word.code for word in words])
        case Number():
            return numbers(code, kind)
        case Group(parts=parts):
            rows = {part.code: values(part.code, part.kind) | st.just("unknown") for part in parts}
            return st.lists(st.fixed_dictionaries({}, optional=rows), max_size=3)
        case Day():
            return st.dates().map(str)
        case Series(length=length):
            weeks = st.none() | st.integers(0, 120)
            return st.lists(weeks, min_size=length, max_size=length)
        case FreeText():
            return st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
    raise AssertionError(kind)


@st.composite
def answers(draw: st.DrawFn, body: str | None = None) -> dict[str, Any]:
    """Raw answers: each asked item given, withheld as it may be, or left out."""
    often_missing = draw(st.sampled_from((0.02, 0.15, 0.5)))
    given: dict[str, Any] = {}
    codes: dict[str, Any] = {}
    for code, item in INSTRUMENT.items.items():
        if not all(condition.holds(codes) for condition in INSTRUMENT.conditions[code]):
            continue
        if body is not None and code == "about.body":
            given[code] = codes[code] = body
            continue
        raw = draw(_answer(item, often_missing))
        if raw is MISSING:
            continue
        if code == "bone.injuries" and given["bone.injury_count"] == "one":
            raw = raw[:1]
        given[code] = raw
        codes[code] = tuple(raw) if isinstance(raw, list) else raw
    return given


def _answer(item: Item, often_missing: float) -> st.SearchStrategy[Any]:
    withheld = [word for word in ("unknown", "declined") if getattr(item, word)]
    missing = st.sampled_from([MISSING, *withheld])
    present = values(item.code, item.kind)
    return st.floats(0, 1).flatmap(lambda chance: missing if chance < often_missing else present)


@st.composite
def measurements(draw: st.DrawFn) -> dict[str, Any]:
    """Raw measurements, each there or not."""
    wanted = draw(st.sets(st.sampled_from([measure.code for measure in INSTRUMENT.measures])))
    return {
        measure.code: draw(values(measure.code, measure.kind))
        for measure in INSTRUMENT.measures
        if measure.code in wanted
    }


@st.composite
def documents(draw: st.DrawFn, body: str | None = None) -> dict[str, Any]:
    """A valid case document."""
    return {
        "instrument": INSTRUMENT.code,
        "version": INSTRUMENT.version,
        "age": Decimal(draw(st.sampled_from(AGES))),
        "answers": draw(answers(body)),
        "measurements": draw(measurements()),
    }
