"""Argon2 as in production, at the least cost that it knows: tests hash many passwords, and guard none with them."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1
