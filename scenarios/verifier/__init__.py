"""What decides how far a scenario's goal is reached: a pure function of the scenario and its tool calls."""
