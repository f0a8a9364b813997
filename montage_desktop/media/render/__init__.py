"""Timelines into films: chunks, filter graphs, encoding, sound, joining and checking."""
