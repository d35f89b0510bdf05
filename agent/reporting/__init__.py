"""Towards the study server: the claim, the delivery of events, logs and the version."""
