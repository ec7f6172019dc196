"""What a WSGI server (gunicorn, see clinic.serving) serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

application = get_wsgi_application()

from clinic import paper, uploads  # noqa: E402 -- needs Django to be set up

application = uploads.in_utf8(uploads.told_when_cut(application))

# Beside the start of the server, so that the first report does not wait for what makes reports.
threading.Thread(target=paper.warm, name="paper", daemon=True).start()
