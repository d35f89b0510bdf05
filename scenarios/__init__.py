"""What is talked about: scenarios, their worlds, the verifier, and the events of a conversation. Pure Python."""
