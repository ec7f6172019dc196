"""What a password must be, said without addressing anybody."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class Long(MinimumLengthValidator):
    def get_help_text(self) -> str:
        return _("At least %(least)s characters; a sentence is easy to remember.") % {
            "least": self.min_length
        }


class Uncommon(CommonPasswordValidator):
    def get_help_text(self) -> str:
        return _("Not one that many people use.")


class Impersonal(UserAttributeSimilarityValidator):
    def get_help_text(self) -> str:
        return _("Not the name or the e-mail address.")
