"""The athlete's forms: one for each section, made from the instrument's own items."""
