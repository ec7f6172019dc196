"""Bone pain now, and bone injuries before. Nothing here asks to try, press or hop."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from screening.core.instrument import HasNot, Is, Item, Section
from screening.core.kinds import AnyOf, Day, Group, OneOf, Option, Part, WholeNumber

from . import sites
from .yes_no import NO, YES

PAIN = Is("bone.pain_now", "yes")
INJURED = Is("bone.injury_count", "one", "two_or_more")

PAIN_NOW = Item(
    "bone.pain_now",
    _("Do you now have pain in a bone, or in one spot, when you run, jump or land?"),
    OneOf(NO, YES),
    name=_("Bone pain now"),
    hint=_("Also say yes if you stopped running or jumping because of it."),
    factor="bone_pain",
)

PAIN_SITES = Item(
    "bone.pain_sites",
    _("Where is the pain?"),
    AnyOf(*sites.PAIN),
    name=_("Place of the pain"),
    hint=_("You may choose more than one place. Left or right does not matter."),
    ask_if=PAIN,
)

PAIN_STARTED = Item(
    "bone.pain_started",
    _("When did the pain begin?"),
    Day(),
    name=_("Start of the pain"),
    hint=_("About is good enough."),
    unknown=True,
    ask_if=PAIN,
)

PAIN_SUDDEN = Item(
    "bone.pain_sudden",
    _("Did a bad pain start suddenly, or can you not stand on it?"),
    OneOf(NO, YES),
    name=_("Sudden, severe pain"),
    hint=_("Also say yes if you felt or heard a crack."),
    ask_if=PAIN,
)

PAIN_REST_NIGHT = Item(
    "bone.pain_rest_night",
    _("Do you also have this pain at rest or at night?"),
    OneOf(
        NO,
        Option("rest", _("Yes, at rest")),
        Option("night", _("Yes, at night")),
        Option("both", _("Yes, at rest and at night")),
    ),
    name=_("Pain at rest or at night"),
    ask_if=PAIN,
)

PAIN_WALKING = Item(
    "bone.pain_walking",
    _("Does it also hurt when you walk?"),
    OneOf(NO, YES),
    name=_("Pain when walking"),
    ask_if=PAIN,
)

PAIN_ONE_SPOT = Item(
    "bone.pain_one_spot",
    _("Can you point at the pain with one finger, and does pressing there hurt?"),
    OneOf(NO, YES),
    name=_("Pain in one spot"),
    hint=_("As you noticed lately. You do not need to press on it now."),
    unknown=True,
    ask_if=PAIN,
)

HOP = Item(
    "bone.hop",
    _("How did hopping on the painful leg go lately?"),
    OneOf(
        Option("pain_free", _("Without pain")),
        Option("painful", _("With pain")),
        Option("cannot", _("I could not, because of the pain")),
        Option("not_tried", _("I have not done it")),
    ),
    name=_("Hopping on the painful leg"),
    hint=_("As you noticed lately. Do not try it now."),
    ask_if=PAIN & HasNot("bone.pain_sites", "hip_groin"),
)

GENERAL_SIGNS = Item(
    "bone.general_signs",
    _("Do you also have one of these?"),
    AnyOf(
        Option("none", pgettext_lazy("bone.general_signs", "None of these")),
        Option("saddle_numbness", _("A numb feeling between my legs or around my bottom")),
        Option("bladder_bowel", _("Since the pain: trouble holding or passing pee or poo")),
        Option("fever", _("I have a fever")),
        Option("cancer_history", _("I have or had cancer")),
        Option("unexplained_weight_loss", _("I lose weight and do not know why")),
    ),
    name=_("Other signs with the pain"),
    why=_("Together with pain, a doctor sometimes needs to look at these."),
    hint=_("You may choose more than one."),
    ask_if=PAIN,
)

INJURY_COUNT = Item(
    "bone.injury_count",
    _("How many bone injuries from overload have you ever had?"),
    OneOf(
        Option("none", pgettext_lazy("bone.injury_count", "None")),
        Option("one", pgettext_lazy("bone.injury_count", "One")),
        Option("two_or_more", pgettext_lazy("bone.injury_count", "Two or more")),
    ),
    name=_("Earlier bone stress injuries"),
    why=_("A bone that was overloaded before needs extra attention in your training."),
    hint=_(
        "A stress reaction or stress fracture that a doctor named or that was seen on a scan. "
        "A break from a fall does not count."
    ),
    unknown=True,
    factor="previous_bsi",
)

INJURIES = Item(
    "bone.injuries",
    _("What were these injuries?"),
    Group(
        Part("site", OneOf(*sites.INJURY), _("Where was it?")),
        Part(
            "months_ago",
            WholeNumber(0, 600),
            _("How many months ago was it found?"),
            hint=_("2 years is 24 months."),
        ),
        Part(
            "weeks_off",
            WholeNumber(0, 300),
            _("How many weeks could you not train because of it?"),
        ),
        most=6,
        counter="bone.injury_count",
        counts={"one": 1},
    ),
    name=_("Details of the injuries"),
    hint=_("Start with the latest. Leave open what you do not know."),
    ask_if=INJURED,
    factor="previous_bsi",
)

WORKUP = Item(
    "bone.workup",
    _("Did a doctor look into your bones, hormones and energy after that?"),
    OneOf(YES, NO),
    name=_("Medical check after the injury"),
    hint=_("For example with a bone scan, a blood test and questions about eating."),
    unknown=True,
    ask_if=INJURED,
)

DIAGNOSES = Item(
    "bone.diagnoses",
    _("Has a doctor or psychologist told you that you have one of these?"),
    AnyOf(
        Option("none", pgettext_lazy("bone.diagnoses", "None of these")),
        Option("low_bone_density", _("Low bone density, now or in the past")),
        Option("depression", _("Depression, now")),
        Option("anxiety", _("An anxiety disorder, now")),
    ),
    name=_("Diagnoses"),
    why=_("Your mood affects how you eat, sleep and recover, and so your bones too."),
    hint=_("You may choose more than one."),
    declined=True,
)

SECTION = Section(
    "bone",
    _("Bones and injuries"),
    (
        PAIN_NOW,
        PAIN_SITES,
        PAIN_STARTED,
        PAIN_SUDDEN,
        PAIN_REST_NIGHT,
        PAIN_WALKING,
        PAIN_ONE_SPOT,
        HOP,
        GENERAL_SIGNS,
        INJURY_COUNT,
        INJURIES,
        WORKUP,
        DIAGNOSES,
    ),
    why=_(
        "Overload of a bone often begins with a little pain. "
        "If it is found early, it often heals sooner."
    ),
)
