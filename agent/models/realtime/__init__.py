"""gpt-realtime: a session of its own at the provider, held to the dialogue as we know it."""
