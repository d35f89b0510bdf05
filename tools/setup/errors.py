"""What can go wrong during set-up, as one line that a stranger can act on."""


class SetupError(Exception):
    """A step cannot be done; the message says why and, where possible, what to type."""
