"""Professional names of bone sites, for therapists; the athlete's page has words to point with."""

from django.utils.translation import pgettext_lazy

from screening.core.kinds import Text

SITES: dict[str, Text] = {
    "hip_groin": pgettext_lazy("site", "hip or groin"),
    "femoral_neck": pgettext_lazy("site", "femoral neck"),
    "pelvis": pgettext_lazy("site", "pelvis"),
    "sacrum": pgettext_lazy("site", "sacrum"),
    "femoral_shaft": pgettext_lazy("site", "femoral shaft"),
    "knee_patella": pgettext_lazy("site", "knee or patella"),
    "patella": pgettext_lazy("site", "patella"),
    "tibia_front": pgettext_lazy("site", "anterior tibia"),
    "tibia_inner": pgettext_lazy("site", "medial tibia"),
    "fibula": pgettext_lazy("site", "fibula"),
    "inner_ankle": pgettext_lazy("site", "medial malleolus"),
    "talus": pgettext_lazy("site", "talus"),
    "heel": pgettext_lazy("site", "heel"),
    "calcaneus": pgettext_lazy("site", "calcaneus"),
    "navicular_midfoot": pgettext_lazy("site", "navicular or midfoot"),
    "navicular": pgettext_lazy("site", "navicular"),
    "metatarsal_2_base": pgettext_lazy("site", "base of 2nd metatarsal"),
    "metatarsal_5_base": pgettext_lazy("site", "base of 5th metatarsal"),
    "metatarsal_shaft": pgettext_lazy("site", "metatarsal shaft"),
    "sesamoid": pgettext_lazy("site", "sesamoid"),
    "spine": pgettext_lazy("site", "spine"),
    "rib": pgettext_lazy("site", "rib"),
    "other": pgettext_lazy("site", "another site"),
}
"""Sites of pain and of earlier injuries, inside a sentence."""
