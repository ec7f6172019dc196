"""What a page may load, and what a browser may do for it: nothing but what is named here. Data alone."""

SELF, NOTHING = "'self'", "'none'"

CONTENT: dict[str, list[str]] = {
    "default-src": [NOTHING],
    "script-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    # Pictures in style sheets, and the code for an authenticator app.
    "img-src": [SELF, "data:"],
    "base-uri": [NOTHING],
    "form-action": [SELF],
    "frame-ancestors": [NOTHING],
}

NEVER = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
PERMISSIONS: dict[str, list[str]] = {
    **{feature: [] for feature in NEVER},
    # Copying a text by its button, and passkeys.
    "clipboard-write": ["self"],
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
}
