"""What the recruiter knows of our participants, and we must: who they are, that they left, that they were paid."""
