"""Where the Triad band and the CAT2 colour have nothing in common, and why."""

from django.utils.translation import override

from screening.rules.disagreement import disagreement
from screening.rules.results import Band, Colour
from screening.wording.disagreement import sentences
from tests.rules.people import LEFT_OUT, woman

INJURY = {"site": "navicular", "months_ago": 12, "weeks_off": 8}


def test_late_menarche_and_low_mass_make_the_triad_the_graver():
    weighty = woman(
        28,
        {"height_cm": 170, "weight_kg": 50.575},
        energy__restriction="sometimes",
        menstruation__menarche_age=15,
        menstruation__periods_12m=9,
        bone__injury_count="one",
        bone__injuries=[INJURY],
        bone__workup="yes",
    )
    assert weighty.triad.band == (Band.HIGH, Band.HIGH)
    assert weighty.cat2.colour == (Colour.GREEN, Colour.GREEN)
    found = disagreement(weighty)
    assert found is not None
    assert found.higher == "triad"
    assert found.triad == ("energy_availability", "body_mass", "menarche", "menses")
    assert found.cat2 == ()
    with override("en"):
        assert sentences(found)[1] == (
            "The Triad score alone counts energy availability, body mass, menarche and menstruation."
        )


def test_blood_and_mood_make_cat2_the_graver():
    bloody = woman(
        24,
        {"t3": "below", "lipids": "raised", "depression_or_anxiety": "yes", "ede_q_global": 3},
    )
    assert bloody.triad.band == (Band.LOW, Band.LOW)
    found = disagreement(bloody)
    assert found is not None
    assert (found.higher, found.triad) == ("cat2", ())
    assert found.cat2 == ("t3", "eating_disorder", "lipids", "depression_or_anxiety")


def test_alike_or_open_is_no_disagreement():
    assert disagreement(woman()) is None
    open_ = woman(24, dict.fromkeys(("dxa_z", "t3", "lipids", "ede_q_global"), LEFT_OUT))
    assert disagreement(open_) is None
