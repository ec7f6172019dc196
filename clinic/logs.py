"""What log lines may hold: no link's token, and no query, since searches can hold names."""

import logging
import re

TOKEN = re.compile(r"(/s/|/join/|/reset/key/)[^/\s\"']+")
QUERY = re.compile(r"\?[^\s\"']+")


class Redact(logging.Filter):
    """Takes tokens and queries out of the text of a log line, wherever they stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redacted(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(
                redacted(arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


def redacted(text: str) -> str:
    return QUERY.sub("?…", TOKEN.sub(r"\1…", text))
