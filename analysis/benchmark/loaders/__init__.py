"""Items from published data: one file per benchmark's format, from local folders or Hugging Face ``datasets``."""
