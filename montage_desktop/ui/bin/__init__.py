"""The media bin: what is imported, shown, marked, searched and dragged out of it."""
