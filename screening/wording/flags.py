"""The words of all flags, in the order of the rules, and which of them tell of the same thing."""

from .flag_text import FlagText
from .flags_high import HIGH
from .flags_raised import RAISED
from .flags_urgent import URGENT

FLAGS: dict[str, FlagText] = {**URGENT, **HIGH, **RAISED}

_BONE = ("sudden_pain", "femoral_neck", "trabecular_site", "high_risk_site", "general_red_flag")

UNDER: dict[str, tuple[str, ...]] = {
    "hip_pain": ("femoral_neck",),
    "high_risk_site_tender": ("high_risk_site",),
    "general_sign": ("general_red_flag",),
    "palpitations": ("collapse",),
    "ed_current": ("ed_severe",),
    "low_body_mass": ("very_low_body_mass", "ed_severe"),
    "disordered_eating": ("ed_severe",),
    "bone_pain": _BONE,
    "load_and_pain": _BONE,
}
"""For a milder flag the urgent ones that tell of the same thing; it is shown under the first
of them that stands. load_and_pain stands here because "build up again" under "stop impact"
would be read as a contradiction."""
