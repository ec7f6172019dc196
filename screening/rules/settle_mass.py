"""Heights and weights to try: one in each stretch between the boundaries of BMI and of weight loss."""

from decimal import Decimal
from itertools import pairwise, product

from screening.core.answers import Case

BMI = tuple(map(Decimal, ("14.5", "15.5", "17", "18", "21")))
"""A body mass index below, between and above 15, 16, 17.5 and 18.5."""
BOUNDARIES = tuple(map(Decimal, ("15", "16", "17.5", "18.5")))
LEFT = tuple(map(Decimal, ("0.88", "0.93", "1")))
"""What is left of an earlier weight: 10% or more lost, 5 to under 10%, less."""
KEPT = tuple(map(Decimal, ("0.9", "0.95")))
HEIGHT = Decimal(170)

Mass = tuple[Decimal, Decimal]


def masses(case: Case) -> tuple[Mass, ...]:
    """Heights (cm) and weights (kg), on each side of every boundary; what is measured stays as it is."""
    height, weight, before = (
        case.measured.get(code) for code in ("height_cm", "weight_kg", "weight_month_ago_kg")
    )
    if height is not None and weight is None:
        return tuple((Decimal(height), each) for each in _weights(Decimal(height), before))
    if weight is not None:
        weights: tuple[Decimal, ...] = (Decimal(weight),)
    elif before is not None:
        weights = tuple(Decimal(before) * left for left in LEFT)
    else:
        return tuple((HEIGHT, bmi * HEIGHT**2 / 10000) for bmi in BMI)
    return tuple((100 * (each / bmi).sqrt(), each) for each, bmi in product(weights, BMI))


def _weights(height: Decimal, before: Decimal | int | None) -> list[Decimal]:
    """One in each stretch of the scale: the boundaries of both rules lie on the same line."""
    limits = [bmi * height**2 / 10000 for bmi in BOUNDARIES]
    if before is not None:
        limits += [Decimal(before) * kept for kept in KEPT]
    limits.sort()
    return [limits[0] - 1, *((a + b) / 2 for a, b in pairwise(limits)), limits[-1] + 1]
