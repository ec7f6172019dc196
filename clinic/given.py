"""What the environment says: a variable's own value, or what stands in the file that NAME_FILE names."""

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping


class Values(FileAwareMapping):
    """Without the line's end that editors and openssl leave; a file that cannot be read is told in a sentence."""

    def __getitem__(self, key: str) -> str:
        try:
            value: str = super().__getitem__(key)
        except OSError as fault:
            raise ImproperlyConfigured(
                f"Set {key}_FILE: {fault.filename} cannot be read ({fault.strerror})."
            ) from fault
        return value.strip() if f"{key}_FILE" in self.env else value


class Given(environ.FileAwareEnv):
    ENVIRON = Values()
