"""The two plainest answers."""

from django.utils.translation import gettext_lazy as _

from screening.core.kinds import Option

NO = Option("no", _("No"))
YES = Option("yes", _("Yes"))
