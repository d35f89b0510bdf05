"""What lies outside: the media server and the disk. Called by services alone."""
