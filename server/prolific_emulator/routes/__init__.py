"""The calls of Prolific's API, a file for each subject, and those that only the emulator has."""
