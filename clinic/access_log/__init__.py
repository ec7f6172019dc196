"""The access log as the owner of a practice reads it: narrowed, in words, and as a file."""
