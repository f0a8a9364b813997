"""What the program knows about itself, for reports."""
