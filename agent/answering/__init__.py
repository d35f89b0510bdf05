"""Answering a turn: the dialogue, the prompt, the limits, and the runner that asks the model."""
