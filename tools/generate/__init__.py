"""The connection to a chat model for `parley scenarios generate`."""
