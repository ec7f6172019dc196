"""The practice in numbers, over a period: counts of athletes, and never of fewer than ten."""
