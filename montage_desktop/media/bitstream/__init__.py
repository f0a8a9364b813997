"""What a coded stream says of itself, read from its bytes without decoding it."""
