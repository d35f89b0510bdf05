"""The voice agent: a LiveKit worker; one job is one conversation."""
