"""Projects in the window: open, save, recover, relink, begin."""
