"""Two practices with invented people, to try the product with; never in production."""
