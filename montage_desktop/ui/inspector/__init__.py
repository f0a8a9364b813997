"""What is known of the selected clip and what can be changed about it."""
