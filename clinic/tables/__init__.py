"""Tables for analysis: a row a screening, from the same assessment that the page and the report show."""
