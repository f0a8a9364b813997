"""Small pictures and facts of media, made in the background and kept."""
