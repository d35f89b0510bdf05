"""What the participant says: the microphone, and the utterances cut from it."""
