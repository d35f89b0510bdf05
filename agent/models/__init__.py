"""Voice models under evaluation, all behind ``base.VoiceModel``."""
