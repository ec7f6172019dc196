"""An athlete's own file, made when she asks for it (GDPR article 15): everything that is kept about her.

One ZIP: `data.json` for machines, `data.pdf` to read, and every report as it was issued. In her language.
"""

import io
import json
import zipfile
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation

from clinic import paper
from clinic.actions import reports
from clinic.charts import Medium
from clinic.models import Athlete, Report

from .held import held
from .readable import readable
from .seen import seen


def pack(athlete: Athlete) -> bytes:
    """The ZIP. What does not open any more is said in it, and never left out in silence."""
    now = timezone.localtime()
    with translation.override(athlete.language):
        shown = {**readable(athlete), "days": seen(athlete), "made_at": now, "medium": Medium.PAPER}
        page = render_to_string("report/own_data.html", {"athlete": athlete, **shown})
    document = {"made_at": now.isoformat(), **held(athlete)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, "data.pdf", paper.write_apart(page), now)
        _add(file, "data.json", json.dumps(document, ensure_ascii=False, indent=1).encode(), now)
        for report in _issued(athlete):
            try:
                _add(file, f"reports/{reports.name_of(report)}.pdf", reports.bytes_of(report), now)
            except reports.NotMade:
                _add(file, f"reports/{reports.name_of(report)}.missing.txt", b"", now)
    return out.getvalue()


def _issued(athlete: Athlete) -> list[Report]:
    found = Report.objects.issued().whole().filter(signature__invitation__athlete=athlete)
    return list(found.order_by("signature__signed_at", "edition", "language"))


def _add(file: zipfile.ZipFile, name: str, content: bytes, at: datetime) -> None:
    file.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
