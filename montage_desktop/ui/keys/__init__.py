"""Keys: the map of all actions, its editor, and the command palette."""
