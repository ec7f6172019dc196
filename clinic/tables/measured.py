"""The columns of what a clinician measured: the value, where it came from, and of which month it is."""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from screening.core.instrument import Instrument, Measure
from screening.core.kinds import Day, OneOf
from screening.wording.figures import capital
from screening.wording.levels import ORIGIN

from .columns import Cell, Column, Holds, Read, day_column, in_words, labels, limits
from .rows import Opened

NOT_MEASURED, NOT_RECORDED = "not_measured", "not_recorded"


def measured_columns(instrument: Instrument, *, precise: bool) -> Iterator[Column]:
    """Each value with its origin, which says too that there is none."""
    for measure in instrument.measures:
        yield from _value(measure, precise=precise)
        yield _origin(measure)
        yield day_column(
            f"measured.{measure.code}.on",
            _("%(what)s (of when)") % {"what": measure.label},
            _taken_on(measure.code),
            precise=precise,
            source=_source(measure),
        )


def _source(measure: Measure) -> str:
    return _("Measurement %(code)s") % {"code": measure.code}


def _value(measure: Measure, *, precise: bool) -> Iterator[Column]:
    name, meaning, source = f"measured.{measure.code}", str(measure.label), _source(measure)
    read = _measured(measure.code)
    match measure.kind:
        case OneOf(options=options):
            words = labels(options) | {NOT_MEASURED: pgettext("table", "Not measured")}
            coded = Column(
                name,
                meaning,
                Holds.CODE,
                lambda opened: read(opened) or NOT_MEASURED,
                options=words,
                source=source,
            )
            yield from (coded, in_words(coded))
        case Day():
            yield day_column(name, meaning, read, precise=precise, source=source)
        case kind:
            more = limits(kind)
            yield Column(
                name, meaning, Holds.NUMBER, read, unit=str(measure.unit), source=source, **more
            )


def _measured(code: str) -> Read:
    return lambda opened: opened.case.measured.get(code)


def _origin(measure: Measure) -> Column:
    def read(opened: Opened) -> Cell:
        if measure.code not in opened.case.measured:
            return NOT_MEASURED
        return opened.origins.get(measure.code, {}).get("origin", NOT_RECORDED)

    return Column(
        f"measured.{measure.code}.origin",
        _("%(what)s (where it came from)") % {"what": measure.label},
        Holds.CODE,
        read,
        options={code: capital(str(words)) for code, words in ORIGIN.items()}
        | {
            NOT_RECORDED: pgettext("table", "Not recorded"),
            NOT_MEASURED: pgettext("table", "Not measured"),
        },
        source=_source(measure),
    )


def _taken_on(code: str) -> Callable[[Opened], date | None]:
    def read(opened: Opened) -> date | None:
        on = opened.origins.get(code, {}).get("on") if code in opened.case.measured else None
        return date.fromisoformat(on) if on else None

    return read
