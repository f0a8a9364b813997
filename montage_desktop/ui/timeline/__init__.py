"""The timeline: what is painted, what the mouse and keys do, and where everything is."""
