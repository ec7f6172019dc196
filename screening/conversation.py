"""What an athlete told in conversation, beside what she filled in herself.

Her own answers go first: one that was told counts only where hers is missing and the question is asked.
"""

from collections.abc import Mapping
from typing import Any

from .core.answers import read_answers
from .core.instrument import Instrument

Raw = Mapping[str, Any]


def with_told(instrument: Instrument, own: Raw, told: Raw) -> dict[str, Any]:
    """Raw answers of both together. Her own that were not asked when she sent them stay out.

    What was told and does not fit beside her answers (more rows than she counted) stays out too, so that a case that
    could be read stays readable.
    """
    if not told:
        return dict(own)
    hers, _faults = read_answers(instrument, own, drop_hidden=True)
    stands = {c: raw for c, raw in own.items() if c in hers.asked or c not in instrument.items}
    added = {code: raw for code, raw in told.items() if code not in hers.given}
    _responses, faults = read_answers(instrument, {**stands, **added}, drop_hidden=True)
    unfit = {fault.where.partition("[")[0] for fault in faults}
    return {**stands, **{code: raw for code, raw in added.items() if code not in unfit}}
