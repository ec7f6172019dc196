"""The athlete's forms: one for each page, made from the instrument's own items."""
