"""Offline speech for the rehearsal model: one recogniser and one voice per host, in a process of their own."""
