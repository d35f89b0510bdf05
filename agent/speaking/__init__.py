"""What the participant hears: from text or audio of a model to frames that are played, and what of them was heard."""
