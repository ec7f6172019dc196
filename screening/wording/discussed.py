"""What a therapist ticks as discussed: topics of the athlete and signs, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from screening.core.instrument import Instrument
from screening.core.kinds import AnyOf

from . import figures
from .flags import FLAGS


def in_words(code: str, instrument: Instrument) -> str:
    """`topic:CODE` or `flag:CODE`; "" for what is neither."""
    kind, _colon, name = code.partition(":")
    if kind == "flag" and name in FLAGS:
        return _("Sign: %(sign)s") % {"sign": figures.inside(str(FLAGS[name].title))}
    options = instrument.items["close.topics"].kind
    if kind != "topic" or not isinstance(options, AnyOf):
        return ""
    return next((str(o.label) for o in options.options if o.code == name), "")


def all_in_words(codes: Iterable[str], instrument: Instrument) -> list[str]:
    return [words for code in codes if (words := in_words(code, instrument))]
