"""Montage Desktop: cut footage to music, and talks by their words."""

__version__ = "0.1.0"
