"""The scripted model's small talk: listens, remembers, answers what it can, and asks back."""
