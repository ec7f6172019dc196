"""What a screening remembers of saves, so that none counts twice and no old one comes after a newer.

A save can reach the server long after it was sent, and more than once: a line that broke before the answer came, a
proxy that tries again, a double tap. Two things tell them apart:

- the page's script says of each change when the device made it, in milliseconds that only grow. Of one device only a
  newer change of a question counts;
- a page that is posted without the script has a mark: the random token of its form together with all that was sent.
  The same mark a second time changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MARKS = 200
"""So many are remembered: more than there are pages."""

DEVICES = 20


@dataclass(frozen=True, slots=True)
class Save:
    """`times`: by item code, when the device changed it. Codes without a time came without the script.

    `mark`: empty where the form had no token.
    """

    mark: str
    device: str
    times: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a save: whether it changed an answer, and which changes were older than what is stored."""

    changed: bool
    late: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Remembered:
    marks: tuple[str, ...]
    devices: Mapping[str, Mapping[str, int]]

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Remembered":
        return cls(tuple(stored.get("marks", ())), stored.get("devices", {}))

    @property
    def clock(self) -> int:
        """The newest time that any device gave; 0 for none."""
        return max((max(times.values(), default=0) for times in self.devices.values()), default=0)

    def late(self, save: Save) -> frozenset[str]:
        """Changes that the same device has overtaken."""
        known = self.devices.get(save.device, {})
        return frozenset(code for code, at in save.times.items() if at < known.get(code, 0))

    def new(self, save: Save, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers that this save brings for the first time."""
        known = self.devices.get(save.device, {})
        repeated = bool(save.mark) and save.mark in self.marks
        return {
            code: raw
            for code, raw in answers.items()
            if (save.times[code] > known.get(code, 0) if code in save.times else not repeated)
        }

    def with_mark(self, mark: str) -> dict[str, Any]:
        """To store once a form without answers was carried out."""
        return {"marks": [*self.marks, mark][-MARKS:], "devices": self.devices}

    def after(self, save: Save, answers: Mapping[str, Any]) -> dict[str, Any]:
        """To store once these answers of it are."""
        devices = {name: dict(times) for name, times in self.devices.items()}
        marks = [*self.marks]
        if save.mark and any(code not in save.times for code in answers):
            marks.append(save.mark)
        times = {code: at for code, at in save.times.items() if code in answers}
        if times:
            devices[save.device] = {**devices.pop(save.device, {}), **times}
        return {
            "marks": marks[-MARKS:],
            "devices": dict([*devices.items()][-DEVICES:]),
        }
