"""What somebody may do, for links that are shown to those alone who may follow them."""

from django import template

from clinic.models import Membership
from clinic.permissions import Permission
from clinic.permissions import may as role_may

register = template.Library()


@register.filter
def may(membership: Membership, permission: str) -> bool:
    return role_may(membership.role, Permission(permission))
