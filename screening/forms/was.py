"""What a page held when it was made: her answers are stored only where they differ from that.

So a tab that stayed open for an hour never blanks or overturns what was answered elsewhere meanwhile.
"""

import json
from collections.abc import Mapping
from typing import Any

from screening.core.kinds import NOTHING


def as_text(held: Mapping[str, Any]) -> str:
    return json.dumps(held, separators=(",", ":"), ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """Raw answers by item; a page that says nothing held nothing."""
    try:
        held = json.loads(text)
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def blank_as_none(raw: Any) -> Any:
    return None if raw is NOTHING else raw
