"""What the study does: each service takes the parts, opens its own transactions and raises refusals."""
