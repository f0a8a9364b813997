"""The workspace that renders: profiles as cards, where the film goes, what it will take."""
