"""Backups: made while people work, sealed, and proven by restoring them beside what is live."""


class Fault(Exception):
    """Why a backup is not made, not read or not whole: one sentence for whoever runs the command."""
