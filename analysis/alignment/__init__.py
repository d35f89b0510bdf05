"""How far benchmark scores and people's ratings agree, and how far that can be known from so few models."""
