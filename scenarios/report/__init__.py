"""The catalogue as one page that a researcher can read, search and print."""
