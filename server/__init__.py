"""The study: consent, assignment, ratings, records."""
