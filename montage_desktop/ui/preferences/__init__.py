"""The preferences, page by page."""
