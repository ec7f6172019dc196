"""The chain of the access log: every row carries a code over itself and over the row before it.

The code is HMAC-SHA256 under the chain's own data key, which the master key wraps. Whoever writes to the database and
does not hold the master key can change no row, and take none out of the middle, without `faults` naming it. Rows taken
from the end together with the head show where a head that was noted before (`heads`) is not found any more.
"""

from .checking import Fault, Head, Problem, faults, heads, holds
from .cutting import LEAST_YEARS, TooYoung, cut
from .links import append, canonical, mac, seal

__all__ = [
    "LEAST_YEARS",
    "Fault",
    "Head",
    "Problem",
    "TooYoung",
    "append",
    "canonical",
    "cut",
    "faults",
    "heads",
    "holds",
    "mac",
    "seal",
]
