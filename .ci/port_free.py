"""Stop with one line when the address to serve on is taken: python3 .ci/port_free.py PORT."""

import socket
import sys


def fault(port: str) -> str | None:
    """Say why nothing can be served on this port of the loopback address, or None."""
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        return f"PORT must be a number from 1 to 65535, not {port!r}."
    with socket.socket() as listener:
        # As the server itself does: a port that waits after a stop is no port in use.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(port)))
        except OSError as error:
            return f"Port {port} cannot be used ({error.strerror}). Try: make run PORT=9000"
    return None


if __name__ == "__main__":
    sys.exit(fault(sys.argv[1]))
