"""Places of pain and of earlier injuries, in words with which one can point at a spot.

Left and right do not matter.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.kinds import Option

SACRUM = Option("sacrum", _("Sacrum, low in the back"))
PELVIS = Option("pelvis", _("Pelvis, pubic bone or sit bone"))
FEMORAL_SHAFT = Option("femoral_shaft", _("Thigh"))
TIBIA_FRONT = Option("tibia_front", _("Shin, front"))
TIBIA_INNER = Option("tibia_inner", _("Shin, inner side"))
FIBULA = Option("fibula", _("Lower leg or ankle, outer side"))
INNER_ANKLE = Option("inner_ankle", _("Ankle, inner side"))
TALUS = Option("talus", _("Ankle, front"))
METATARSAL_2_BASE = Option("metatarsal_2_base", _("Top of the foot, middle"))
METATARSAL_5_BASE = Option("metatarsal_5_base", _("Outer edge of the foot"))
METATARSAL_SHAFT = Option("metatarsal_shaft", _("Forefoot, behind the toes"))
SESAMOID = Option("sesamoid", _("Under the big toe, ball of the foot"))
SPINE = Option("spine", _("Back, spine"))
RIB = Option("rib", _("Rib"))
OTHER = Option("other", pgettext_lazy("site", "Somewhere else"))

PAIN = (
    Option("hip_groin", _("Hip or groin")),
    PELVIS,
    SACRUM,
    FEMORAL_SHAFT,
    Option("knee_patella", _("Knee or kneecap")),
    TIBIA_FRONT,
    TIBIA_INNER,
    FIBULA,
    INNER_ANKLE,
    TALUS,
    Option("heel", _("Heel")),
    Option("navicular_midfoot", _("Top of the foot, inner side")),
    METATARSAL_2_BASE,
    METATARSAL_5_BASE,
    METATARSAL_SHAFT,
    SESAMOID,
    SPINE,
    RIB,
    OTHER,
)

INJURY = (
    Option("femoral_neck", _("Hip, neck of the thigh bone")),
    SACRUM,
    PELVIS,
    FEMORAL_SHAFT,
    Option("patella", _("Kneecap")),
    TIBIA_FRONT,
    TIBIA_INNER,
    FIBULA,
    INNER_ANKLE,
    TALUS,
    Option("calcaneus", _("Heel")),
    Option("navicular", _("Top of the foot, inner side")),
    METATARSAL_2_BASE,
    METATARSAL_5_BASE,
    METATARSAL_SHAFT,
    SESAMOID,
    SPINE,
    RIB,
    OTHER,
)
