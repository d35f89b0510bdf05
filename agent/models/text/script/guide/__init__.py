"""Help with a goal: asks what it must know, suggests, plans, and plays a part when a talk is to be practised."""
