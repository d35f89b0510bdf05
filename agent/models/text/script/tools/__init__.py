"""The scripted model's way with tools: which one is meant, what it needs, what to ask, and what to say afterwards."""
