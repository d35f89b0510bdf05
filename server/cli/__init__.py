"""The commands that work on a study's database and its recruiter, with the server's own settings."""
