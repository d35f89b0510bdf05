"""Which few items stand for a whole benchmark: selection methods, and the protocol that compares them."""
