"""Players of timelines and of files."""
