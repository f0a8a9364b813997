"""Sound and pictures in; what a planner wants to know about them out: beats, sections, shots, motion, speech."""
