"""Appointments from a file: read into lines, then planned against whom the practice knows. Writes nothing."""
