"""The number of the request, which a log line has too."""

from django import template

from clinic.request_id import REQUEST_ID

register = template.Library()


@register.simple_tag
def reference() -> str:
    return REQUEST_ID.get()
