"""Rows that the athlete takes away from a repeated question, before the page is read."""

from django.http import QueryDict


def without_row(posted: QueryDict) -> tuple[QueryDict, bool]:
    """The posted page without the row named by `remove` ("bone.injuries:1"); says whether there was one."""
    code, _, place = posted.get("remove", "").partition(":")
    if not place.isdecimal():
        return posted, False
    data = posted.copy()
    for name in posted:
        if name.startswith(f"{code}.{place}."):
            del data[name]
    return data, True
