"""One filling-in of an instrument, without a person: raw answers as codes, sealed, and the times that belong to it."""

import json
import secrets
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import encryption
from .core.answers import Case
from .given import Given
from .protocols import CURRENT, PROTOCOLS, Protocol
from .rules.results import Assessment
from .saves import Kept, Remembered, Save

SEALED = (
    "sealed_answers",
    "sealed_told",
    "sealed_measurements",
    "sealed_origins",
    "sealed_saves",
)
"""The health data of a screening."""

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code that says nothing about the athlete: S- and five characters that are not mistaken for each other."""
    return "S-" + "".join(secrets.choice(ALPHABET) for _ in range(5))


def as_bytes(stored: bytes | memoryview | None) -> bytes:
    """A stored value of whatever kind the database gives."""
    return b"" if stored is None else bytes(stored)


class DataKey(models.Model):
    """The key of one athlete's health data. Without `wrapped` all of it is unreadable, in every backup too.

    What is sealed and the key are read at different moments, and another key may come in between. So a key that is
    replaced keeps its former one until nothing is sealed with that any more; opening tries both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True, editable=False)
    former = models.BinaryField(null=True, editable=False)
    """The key before this one, wrapped, while something may still be sealed with it."""
    created_at = models.DateTimeField(auto_now_add=True)
    renewed_at = models.DateTimeField(null=True, editable=False)
    destroyed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("data key")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at=None) | models.Q(wrapped=None, former=None),
                name="destroyed_key_is_gone",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.wrapped is None:
            self.wrapped = encryption.new_data_key(str(self.id))
        super().save(*args, **kwargs)

    @classmethod
    def hold(cls, pk: uuid.UUID) -> "DataKey":
        """The key as it stands, which nobody replaces or destroys until the transaction ends.

        Hold the rows that are to be written first, and the key last: so nobody waits for each other.
        """
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("a key is held inside a transaction")
        return cls.objects.select_for_update(no_key=True).get(pk=pk)

    def seal_bytes(self, plain: bytes, about: str) -> bytes:
        """Sealed with the key as it stands now; in the transaction that stores it. Raises encryption.Unreadable."""
        return encryption.seal_bytes(DataKey.hold(self.pk).bytes(), plain, about)

    def seal_json(self, value: Any, about: str) -> bytes:
        """As seal_bytes."""
        return encryption.seal_json(DataKey.hold(self.pk).bytes(), value, about)

    def open_bytes(self, sealed: bytes, about: str) -> bytes:
        """Opened with this key or its former one, also when another came since it was read; raises Unreadable."""
        try:
            return self._open(sealed, about)
        except encryption.Unreadable:
            now = DataKey.objects.filter(pk=self.pk).first()
            if now is None or now.wrapped is None or now._same(self):
                raise
            return now._open(sealed, about)

    def open_json(self, sealed: bytes, about: str) -> Any:
        """As open_bytes."""
        return json.loads(self.open_bytes(sealed, about))

    def seals(self, sealed: bytes, about: str) -> bool:
        """Whether a value is sealed with this key itself, and not with its former one."""
        try:
            encryption.open_bytes(self.bytes(), sealed, about)
        except encryption.Unreadable:
            return False
        return True

    def _open(self, sealed: bytes, about: str) -> bytes:
        try:
            return encryption.open_bytes(self.bytes(), sealed, about)
        except encryption.Unreadable:
            if self.former is None:
                raise
        former = encryption.unwrap(self.former, str(self.id))
        return encryption.open_bytes(former, sealed, about)

    def _same(self, other: "DataKey") -> bool:
        return as_bytes(self.wrapped) == as_bytes(other.wrapped)

    def bytes(self) -> bytes:
        """The key itself, 32 bytes; raises encryption.Unreadable when it was destroyed."""
        return encryption.unwrap(self.wrapped, str(self.id))


class Screening(models.Model):
    """One filling-in. All that was answered is stored; a case drops what is not asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    protocol_id = models.CharField(max_length=40, default=CURRENT.id, editable=False)
    language = models.CharField(max_length=5, default="nl")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="screenings")
    sealed_answers = models.BinaryField(null=True, editable=False)
    sealed_told = models.BinaryField(null=True, editable=False)
    sealed_measurements = models.BinaryField(null=True, editable=False)
    sealed_origins = models.BinaryField(null=True, editable=False)
    sealed_saves = models.BinaryField(null=True, editable=False)
    """What tells a late or repeated save from a new one (`saves`); gone once it was sent."""
    age = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    """Years of age when it was sent, cut to hundredths (never rounded up past a birthday)."""
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("screening")

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Of 17 million codes, among ten thousand screenings, one in 1,700 is taken.
        while self._state.adding and Screening.objects.filter(code=self.code).exists():
            self.code = new_code()
        super().save(*args, **kwargs)

    @property
    def protocol(self) -> Protocol:
        return PROTOCOLS[self.protocol_id]

    @property
    def answers(self) -> dict[str, Any]:
        """Raw answers by item code, as given."""
        return self._opened("sealed_answers")

    @property
    def measurements(self) -> dict[str, Any]:
        """Raw measurements by code, as entered by a clinician."""
        return self._opened("sealed_measurements")

    @property
    def told(self) -> dict[str, Any]:
        """Raw answers by item code that the athlete gave in conversation, kept apart from her own."""
        return self._opened("sealed_told")

    @property
    def origins(self) -> dict[str, dict[str, Any]]:
        """By code of a measurement or a told answer: who wrote it down and when (`by`, `at`).

        A measurement has also its date (`on`) and `origin` (keys of wording.levels.ORIGIN), and under `reported` the
        athlete's own value with its date, where a measured one stands in its place.
        """
        return self._opened("sealed_origins")

    @property
    def clock(self) -> int:
        """The newest time of a change that a device gave, in its milliseconds; what follows must be later."""
        return Remembered.read(self._opened("sealed_saves")).clock

    def _about(self, field: str) -> str:
        return f"screening.Screening.{field}:{self.pk}"

    def _opened(self, field: str) -> dict[str, Any]:
        sealed = getattr(self, field)
        if sealed is None:
            return {}
        return self.key.open_json(sealed, self._about(field))

    def _merge(self, field: str, changes: Mapping[str, Any], **values: Any) -> None:
        """Write `changes` (None takes a value away) beside what another request stored meanwhile."""
        with transaction.atomic():
            row = Screening.objects.select_for_update().get(pk=self.pk)
            if field == "sealed_answers" and row.submitted_at is not None:
                raise AlreadySent(self.code)
            merged = {**row._opened(field), **changes}
            merged = {code: value for code, value in merged.items() if value is not None}
            values[field] = row.key.seal_json(merged, self._about(field))
            Screening.objects.filter(pk=self.pk).update(**values)
        for name, value in values.items():
            setattr(self, name, value)

    def record(self, answers: Mapping[str, Any]) -> None:
        """Store raw answers of a page; None takes an answer away. Raises AlreadySent after sending."""
        self._merge("sealed_answers", answers, saved_at=timezone.now())

    def first_time(self, mark: str) -> bool:
        """Whether a form without answers comes for the first time; so it does where it has no mark."""
        with transaction.atomic():
            row = Screening.objects.select_for_update().get(pk=self.pk)
            remembered = Remembered.read(row._opened("sealed_saves"))
            if mark and mark in remembered.marks:
                return False
            if mark:
                self._merge("sealed_saves", remembered.with_mark(mark))
            return True

    def keep(self, answers: Mapping[str, Any], save: Save) -> Kept:
        """Store what a save of a page brings that was not stored from it before. Raises AlreadySent after sending."""
        with transaction.atomic():
            row = Screening.objects.select_for_update().get(pk=self.pk)
            if row.submitted_at is not None:
                raise AlreadySent(self.code)
            remembered, stored = Remembered.read(row._opened("sealed_saves")), row.answers
            new = remembered.new(save, answers)
            changes = {code: raw for code, raw in new.items() if stored.get(code) != raw}
            if new:
                self._merge("sealed_saves", remembered.after(save, new))
            if changes:
                self.record(changes)
            else:
                self.refresh_from_db(fields=("sealed_answers", "saved_at"))
            return Kept(changed=bool(changes), late=remembered.late(save))

    def measure(
        self, measurements: Mapping[str, Any], origins: Mapping[str, Any] | None = None
    ) -> None:
        """Store a clinician's raw measurements and where they came from; None takes one away."""
        with transaction.atomic():
            self._merge("sealed_measurements", measurements)
            self._merge("sealed_origins", origins or {})

    def tell(self, answers: Mapping[str, Any], origins: Mapping[str, Any]) -> None:
        """Store raw answers given in conversation, and who wrote them down; None takes one away."""
        with transaction.atomic():
            self._merge("sealed_told", answers)
            self._merge("sealed_origins", origins)

    def submit(self, *, age: Decimal) -> bool:
        """Send it, once; says whether this call did."""
        now = timezone.now()
        unsent = Screening.objects.filter(pk=self.pk, submitted_at=None)
        sent = bool(unsent.update(submitted_at=now, age=age, sealed_saves=None))
        if sent:
            self.sealed_saves = None
            self.submitted_at, self.age = now, age
        return sent

    def reopen(self) -> bool:
        """Undo the sending, so that answers can change again; says whether it had been sent. Measurements stay."""
        reopened = bool(
            Screening.objects.filter(pk=self.pk, submitted_at__isnull=False).update(
                submitted_at=None, age=None
            )
        )
        self.submitted_at = self.age = None
        return reopened

    def given(self, *, age: Decimal | None = None) -> Given:
        """All that it holds, raw. `age` where it was not sent yet."""
        return Given(
            age=self.age if self.age is not None else age,
            answers=self.answers,
            told=self.told,
            measurements=self.measurements,
        )

    def case(self, *, age: Decimal | None = None) -> Case:
        """The typed case, from the frozen protocol. `age` where it was not sent yet. Raises core.answers.Refused."""
        return self.given(age=age).case(self.protocol)

    def assess(self) -> Assessment:
        """Everything computed from it, anew at each call."""
        return self.protocol.assess(self.case())


class AlreadySent(Exception):
    """Answers cannot change after sending; only the practice can reopen a screening."""
