"""Figures for Prometheus: how requests go, what waits, and what was made. Counts alone, of no practice and nobody."""
