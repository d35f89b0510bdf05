"""One attempt at a conversation: the job that holds it, the parts it is made of, its clock and who is present."""
