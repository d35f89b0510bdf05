"""Whole conversations with every real part: LiveKit, study server, agent, and a browser where a person has one."""
