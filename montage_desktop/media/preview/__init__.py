"""A timeline in; its pictures and its sound, ready when they are due, out. Knows no Qt."""
